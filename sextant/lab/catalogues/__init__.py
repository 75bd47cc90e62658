"""Catalogue files read and checked, and what the collection behind them is like. First file to open: `records.py`."""
