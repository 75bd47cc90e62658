"""Every write of fundraising."""
