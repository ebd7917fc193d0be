"""Our add-ons timed against stock Odoo, on twin databases. Run by ``make bench``."""
