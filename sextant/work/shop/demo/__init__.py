"""The shop of the demo association."""
