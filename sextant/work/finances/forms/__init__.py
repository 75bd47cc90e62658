"""What comes in about the finances."""
