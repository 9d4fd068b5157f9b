"""Codes of claims, packages, mandates and obligations that wait."""

TABLE = """
CLM002 E S | actual_volume | The amount of a claim differs from what its method gives.
CLM004 W D | the claims release | The notice of a claim is due within days.
CLM005 E S | negotiation_package | A claim counts as traded but stands in no signed package.
CLM006 W D | the claims release | Nobody has written about a submitted claim for a long time.
CLM007 E S | ledger, receivable | A claim counts as settled and nothing proves that the money came.
CLM008 W D | the claims release | A claim of the customer is unanswered past its day.
CLM009 E S | the claims release | A volume claim although the customer took at least the agreed floor.
CLM010 E S | the claims release | One cost is claimed in two places.
CLM011 W S | the claims release | The cause of a volume claim is missing, unknown or our own.
CLM012 W S | the claims release | A claim does not say which cost was saved; a written zero is an answer.
CLM013 E S | the claims release | A claim stands in the forecast before it is certain enough.
CLM014 E S | the claims release | More of a claim was given up than allowed, without the authority for it.
CLM015 W S | negotiation_package | A claim on us covers the time of a package and is not in it.
CLM016 E D | the claims release | The notice of a claim is overdue.
NEG001 E S | negotiation_package, mandate | A package is negotiated without a mandate in force.
NEG002 E S | negotiation_package, mandate | A package was signed below its limit without the authority for it.
NEG003 E S | negotiation_package | The value of a package differs from the sum of its items.
NEG004 E S | negotiation_package | One record is an item of two open packages.
NEG005 E S | negotiation_package | An item of a signed package has become nothing.
NEG006 W S | negotiation_package, ledger, tool_order | A package counts money as a gain that was owed anyway.
NEG007 W S | negotiation_package | Business that is only hoped for counts in the value of a package.
NEG008 W S | negotiation_package | A lump sum is traded for a lasting reduction without a break-even day.
NEG009 W D | the claims release | The day of an obligation has passed and it is open.
NEG010 W S | negotiation_package | A release covers more than the items of its package.
NEG011 E S | mandate | A mandate or floor lies in a root that is not strict.
NEG012 E S | negotiation_package | The value of an item is not allocated as a whole.
NEG013 E S | negotiation_package | One who pays for a package has not accepted that.
NEG014 E D | negotiation_package, mandate | The mandate of a package has run out while it is negotiated.
NEG015 E S | negotiation_package | A cash flow of a package lies before the day of its valuation.
NEG016 W S | negotiation_package | A package is closed and one of its obligations is open.
NEG017 E S | the claims release | An obligation was waived without the authority for it.
LTA005 W S | actual_volume | A yearly step was given although its condition is not met.
VOL004 W D | actual_volume | The customer took less than the agreed floor and nobody has claimed it.
"""
