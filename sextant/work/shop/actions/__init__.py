"""Every write of the shop."""
