"""Reads of the books as a treasurer and a board ask them."""
