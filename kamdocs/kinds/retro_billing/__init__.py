"""A retro-billing: the correction of deliveries invoiced before a price was loaded."""
