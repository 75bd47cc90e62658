"""How hard a text is to read, by what can be counted."""
