"""What comes in about grants."""
