"""Calls of funders read, matched with what libraries need, and the association's own grants published as open data."""
