"""Pages of fundraising."""
