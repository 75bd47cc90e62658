"""Invented customers and contracts."""
