"""Donors: gifts read, who will give again and how much, segments, lapses, and what an appeal has truly brought."""
