"""Codes of prices, indexation and yearly reductions that wait."""

TABLE = """
PRC020 W S | a kind for price extracts | The price in our ERP differs from the record, or one of the two is missing.
PRC021 W S | a kind for price extracts | The price list of the customer differs from the record.
"""
