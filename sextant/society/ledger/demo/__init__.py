"""The books of the demo association."""
