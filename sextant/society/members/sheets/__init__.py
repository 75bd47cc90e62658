"""Spreadsheets of members: reading a file, naming its columns, and turning its cells into values. Asks no database."""
