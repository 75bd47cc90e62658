"""What comes in about gifts."""
