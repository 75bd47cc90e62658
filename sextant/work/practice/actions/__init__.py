"""Writes: one verb, one transaction, one line of the record."""
