"""Payments: codes that ask for money, statements that say it came, and which claim a line pays."""
