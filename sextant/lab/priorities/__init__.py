"""What a field should study next: concepts ranked by parts that can be seen, with their uncertainty."""
