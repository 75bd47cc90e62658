"""Peer groups: libraries alike in population, spending and staff, where a value stands among them, and small cells protected."""
