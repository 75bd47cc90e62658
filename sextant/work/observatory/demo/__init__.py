"""The observatory of the demo association."""
