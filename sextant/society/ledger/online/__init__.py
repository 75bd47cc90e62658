"""Online payment services behind one small interface. First file: `providers.py`."""
