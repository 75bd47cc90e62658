"""Data packages of published years: tables as CSV, described for people and for programs, the same bytes each time."""
