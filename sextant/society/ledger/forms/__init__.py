"""What comes in about money."""
