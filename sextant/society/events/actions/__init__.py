"""What is done with events and by those who take part."""
