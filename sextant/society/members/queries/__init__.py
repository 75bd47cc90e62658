"""What is read about members, one file a question."""
