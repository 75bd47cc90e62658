"""What is sent by people."""
