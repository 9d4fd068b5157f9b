"""Codes of tools, open items, volumes, milestones, distribution and filing that wait."""

TABLE = """
TLG001 E S | tool_order | A tool was released inside without validation, or without order or risk release.
TLG002 E S | tool_order | The milestones of a tool order do not add up to its price.
TLG004 W D | the tools release | A tool was paid and its title has not been registered.
TLG005 W D | tool_order | A milestone of a tool was met and not invoiced.
TLG006 E S | the tools release | A tool was scrapped too early, or without the written consent of its owner.
TLG007 W D | the tools release | Series ends soon and nobody has decided what becomes of the tool.
TLG008 E S | actual_volume | A tool is paid off by its pieces and its adder is still in the price.
TLG009 W S | the tools release | Series ends early, a balance of the tool is open and nobody claims it.
TLG010 E S | the tools release | A tool is paid as a lump sum and in the price as well.
TLG011 W D | the tools release | A tool has fewer shots left than the plan needs.
TLG013 W S | the tools release | A tool stands at another technical index than its part.
TLG014 E S | tool_order | More was ordered for a tool than the price rule of the customer pays.
TLG015 W S | the tools release | A tool of ours has no book value.
TLG016 W D | the tools release | The service time of a tool is over and nobody has decided about it.
TLG017 W D | the tools release | The owner has not confirmed the inventory of a tool for too long.
TLG018 E S | tool_order | A tool costs more, or is ordered for less, than was validated.
TLG019 E S | the tools release | A tool counts as approved while its part is not.
CSH001 E S | ledger | The due day of an open item does not follow from its terms.
CSH002 W S | the tools release | Payment terms are longer than the law of our country allows.
CSH003 W D | ledger, receivable | Money is overdue and nobody has asked for it.
CSH004 E S | receivable | An item is disputed without reason or cause.
CSH005 W S | receivable | A price is disputed that we cannot prove with an order.
CSH006 E S | ledger | The items of a ledger do not add up to its control total.
CSH007 W D | ledger | The newest ledger is too old.
CSH008 W S | ledger | The customer deducted money and nobody has accepted that.
CSH009 W D | actual_volume | Pieces were shipped and not billed in time.
CSH010 E S | receivable | Money was written off, credited or not billed without the authority for it.
CSH011 W D | receivable, ledger | A promised payment has not come.
CSH013 E S | ledger | An item less its payments is not what is said to be open.
CSH014 E S | receivable, tool_order, ledger | An invoice that a record names is in no ledger.
CSH015 W S | ledger | An open item is missing in the next ledger.
VOL003 W D | call_off | Call-offs depart from the plan by more than allowed.
VOL005 E S | the tools release | A plan needs more capacity than was promised, and nobody has agreed to that.
VOL006 W D | distribution_notice | A frozen volume plan was not sent to everybody who plans by it.
VOL008 W S | the tools release | We have promised a supplier more than the plan needs.
VOL009 E S | call_off | The customer has received more than we shipped, or a count was not reset.
VOL010 E S | call_off | Less material than production is authorised.
VOL011 W S | the tools release | Two papers of one agreement state different volumes for one period.
VOL012 E S | actual_volume | The months of an extract do not add up to its control total.
VOL013 E S | actual_volume | A part, site and month is counted in two extracts.
VOL014 E S | call_off | A cumulative quantity has become smaller.
VOL015 I D | actual_volume | The newest extract of a programme is old.
VOL016 E S | call_off | The highest authorisation is lower than one that was given.
VOL017 E S | call_off | The schedule of a message does not add up to its control total.
SCH003 W D | the tools release | The day of a milestone has passed, without an actual or a new day.
SCH004 W S | the tools release | The start of production has moved and nobody has reviewed what follows.
SCH005 W D | distribution_notice | A frozen schedule was not sent to everybody who plans by it.
DST001 E S | distribution_notice | A notice goes to an audience that may not read its subject.
DST002 W D | distribution_notice | A group has not confirmed a notice in time.
DST003 E S | distribution_notice | A notice was sent about a version that was not frozen.
DOC001 W D | the tools release | A document that the phase of a programme needs is missing.
DOC002 I D | the tools release | The retention time of a document is over.
DOC003 E S | the tools release | A paper under legal hold was removed, or lost an attachment.
"""
