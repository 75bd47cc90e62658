"""What comes in to the shop."""
