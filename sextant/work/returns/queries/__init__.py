"""Reads that span tables, by what they are about."""
