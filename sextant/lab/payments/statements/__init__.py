"""Bank statements in the forms that banks give them, read into one shape. First file: `reading.py`."""
