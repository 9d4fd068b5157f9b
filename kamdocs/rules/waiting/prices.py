"""Codes of prices, indexation and yearly reductions that wait."""

TABLE = """
PRC004 E S | lta, index_adjustment | A price is not the one before it plus the steps that it names.
PRC005 E S | the prices release | A price is for another technical index than the one that is shipped.
PRC006 E S | billing | An invoice was written at another price than the valid one, or by another pricing date.
PRC007 W D | billing | The customer credits another price than the agreed one.
PRC008 W D | the prices release | A temporary price has ended and no price follows it.
PRC009 E S | retro_billing, billing | A price was loaded late and nothing corrects the invoices in between.
PRC010 E S | retro_billing | The total, a day or the sign of a price correction is wrong.
PRC011 W S | the prices release | Two sites pay different prices for one part, freight and packaging apart.
PRC012 E S | billing | One part is priced per piece in one record and per hundred in another.
PRC013 E S | price_floor | A price is below the approved floor and nobody with authority has excepted it.
PRC014 E S | lta, obligation | A yearly step was given although the customer has not done what it was given for.
PRC015 E S | the prices release | A service price is above the last series price while that price is frozen.
PRC017 W D | the prices release | A price increase is due soon and has not been proposed.
PRC018 W D | the prices release | Series ends soon and there is no service price.
PRC019 E S | billing | Pieces were invoiced on days without any recorded price.
PRC020 W S | a kind for price extracts | The price in our ERP differs from the record, or one of the two is missing.
PRC021 W S | a kind for price extracts | The price list of the customer differs from the record.
PRC022 W S | lta, price_index_clause | What nobody can split in a price leaves a clause or reduction without base.
PRC023 W D | lta, index_adjustment | A known cause changes prices soon and no lines are drafted.
PRC024 W D | the prices release | An agreed price is valid already and has not been loaded.
IDX001 E S | price_index_clause | An agreed clause lacks a part of its formula.
IDX002 E S | price_index_clause | A base value differs from the one that the series gives.
IDX003 E S | index_adjustment | A value of an adjustment differs from the one that the clause gives.
IDX004 W D | price_index_clause, index_adjustment | The values are final and nobody has calculated the adjustment.
IDX005 E S | index_adjustment | An adjustment needs a series that has ended, and no successor is agreed.
IDX006 E S | price_index_clause | The weight of a clause differs from the one in the accepted breakdown.
IDX007 E S | index_adjustment | A final settlement rests on a provisional value.
IDX008 W S | index_adjustment | An adjustment was skipped, and a later one of the opposite sign was applied.
IDX009 E S | price_index_clause | A mandated component moves by a clause as well.
IDX010 E S | index_adjustment | The adjustments add up to more than the cap of the clause.
IDX011 W S | price_index_clause | We buy by another formula than the one by which we sell.
IDX012 E S | index_adjustment | An increase takes effect before the day on which it was asked for.
IDX013 E S | index_adjustment | An adjustment from the base is added to the one that it replaces.
IDX014 W S | price_index_clause | The worked example of a clause does not follow from its formula.
IDX015 E S | index_adjustment | A claim asks for material that a clause has already settled.
IDX016 E S | price_index_clause | Two clauses move one price by the same pair of currencies.
IDX017 W D | price_index_clause | The series of a clause ends and no successor is agreed.
IDX018 E S | price_index_clause | A unit of a clause does not fit its series.
IDX019 E S | price_index_clause, index_adjustment | A month that a clause needs has no value.
IDX020 E S | price_index_clause | The shares of a clause do not add up to the whole.
IDX021 W S | price_index_clause | A series has no value for a month between its first and last.
IDX023 W S | index_adjustment | A price on provisional values is not marked as such, or is marked without a cause.
IDX024 E S | index_adjustment | An adjustment counts as applied but stands in no price.
LTA001 E S | lta | What a yearly step takes from a price differs from the agreement.
LTA002 E S | lta | A yearly step begins before the agreement lets it.
LTA003 E S | lta | A yearly step reduces a layer that the agreement excludes.
LTA004 W D | lta | A yearly step is near and some prices for it are not proposed.
LTA006 E S | lta | Two agreements reduce the price of one part in one year.
LTA007 E S | lta | More steps are booked in the prices of a part than were signed.
LTA008 W D | lta, productivity_idea | The ideas for a year cover less than its reduction.
LTA009 E S | productivity_idea, lta | An idea is counted twice, or where it has no part.
LTA010 W S | productivity_idea | An idea counts as certain while its change or approval is open.
LTA011 W D | productivity_idea | The day of an idea has passed and it is not introduced.
LTA012 E S | productivity_idea, lta | The share of a saving differs from the one in the agreement.
LTA013 W S | lta | Money was paid ahead without anything that it buys.
LTA014 W S | productivity_idea | A saving is counted on more pieces than the plan has.
LTA015 E S | productivity_idea | A yearly reduction was offered and no idea stands behind it.
LTA016 E D | lta, productivity_idea | The ideas for a year cover so little of its reduction that somebody has to decide.
CSH012 E S | billing | The rows of a billing extract do not add up to its control total.
"""
