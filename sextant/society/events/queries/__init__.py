"""What is read about events."""
