"""Codes of offers, changes and mandated components that wait: the way from a request to a nomination."""

TABLE = """
EVD006 E S | offer | A price in a letter or in sent minutes is neither the validated offer nor the valid price.
OFR001 E S | offer, cost_breakdown | The layers of a breakdown differ from the offered price, or there is no breakdown.
OFR002 E S | offer, rfq | Another technical index is offered than was asked for, or than was released.
OFR003 E S | offer, mandated_component | A mandated component is missing in an offer, or stands there with other values.
OFR004 E S | offer | An offer lists a mandated component that is not in the bill of material of the offered index.
OFR005 E S | offer | An offer counts as validated although a function has not validated its last price.
OFR006 E S | offer, cost_breakdown | A validated offer has less margin than allowed, without an exception.
OFR007 E S | offer | The price basis of an offer is incomplete.
OFR008 W S | offer, rfq | An offer departs from its request in a field that it does not name as an exception.
OFR009 E S | offer, cost_breakdown | A yearly reduction is offered on mandated or indexed content as well.
OFR010 W D | offer | An open offer has expired.
OFR011 E S | offer | Two open offers give different prices for the same part and neither replaces the other.
OFR012 W S | offer, mandated_component | A handling fee is nil, or above the cap of the customer.
OFR013 W S | offer, mandated_component | We pay the supplier of a mandated component before the customer pays us.
OFR014 E S | offer, cost_breakdown, nomination | A change is quoted at other rates than the nomination.
OFR015 E S | offer | The tools of an offer do not add up, or carry a markup that the customer excludes.
OFR016 E S | offer, cost_breakdown | One cost is recovered twice in an offer, or amortised without a source.
OFR017 W D | rfq, offer | A request is due within days, or overdue, and no offer has been validated.
OFR018 E S | offer | More capacity is offered than the plants have for this account, without an investment.
OFR019 W S | nomination, offer | A nomination departs from the offer in a field that it does not name as a deviation.
OFR020 W D | rfq | A request that was expected has not come.
OFR021 E S | rfq | A request was lost or declined, and reason or decider is missing.
OFR022 E S | offer | An open change on an offered part is neither in the offered index nor excluded.
OFR023 E S | rfq, offer | A request counts as answered although no offer has been sent.
CHG002 W D | the offers release | An introduction is near and neither the price is agreed nor a risk release covers it.
CHG003 E S | the offers release | A risk release lacks its end, its price a day, its ceiling, or the authority for it.
CHG004 E S | the offers release | What a change adds to the price differs from what was agreed for it.
CHG005 E S | the offers release | A change alters the bill of material but not the technical index.
CHG006 E S | mandated_component | A mandated component is touched without a written direction of the customer.
CHG007 W D | the offers release | The quote for a change is overdue.
CHG008 W S | the offers release | An analysed change says nothing of stock or tools; a written zero is an answer.
CHG009 E S | the offers release | The one-off cost of an agreed change is recovered nowhere, or twice.
CHG010 W S | the offers release | A change of ours has not been notified to the customer.
CHG011 E S | the offers release | A change is given away without the authority for its value.
CHG012 W S | nomination | Between the nominated index and the one at the start of production a change is missing.
CHG013 E S | the offers release | A change counts as introduced although its parts are not approved.
CHG014 E S | the offers release | A change counts as ordered on a paper that is no order.
CHG015 W S | the offers release | More has been given away in a year than the ceiling of the account allows.
CHG016 E S | the offers release | Money is spent on a change that is neither agreed nor covered by a risk release.
CHG017 E D | the offers release | The risk release under which a change was launched or introduced has run out.
CHG018 W D | the offers release | A risk release has cost more than its ceiling.
CHG019 E S | the offers release | A technical index was shipped before it was released.
CHG020 W S | the offers release | The two bills of material differ in another way than the change says.
CHG021 W D | the offers release | The planned day of an introduction has passed, and nothing was introduced or moved.
CHG022 E S | offer | A change counts as quoted although no offer has been sent.
DIR001 E S | mandated_component | A component is mandated in a bill of material without a written direction.
DIR002 W D | mandated_component | A new mandated price is not passed on in some price of the customer.
DIR003 E S | mandated_component, purchase_agreement | A mandated component is bought at another price.
DIR004 W S | mandated_component | The paper that shares responsibilities for a mandated component is missing.
DIR005 E S | mandated_component | The mandated layer of a price is higher than its components give.
DIR006 W S | mandated_component | The warranty of a mandated supplier ends before ours.
DIR007 W S | mandated_component | One component is mandated in two records.
"""
