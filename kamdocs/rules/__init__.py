"""The engine of rules, and the rules for every kind. No business of one kind lives here."""
