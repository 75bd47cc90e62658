"""What a PDF for print says of its own type: sizes, leading, measure, spaces, ink. First file to open: `reading.py`."""
