"""What comes in about events."""
