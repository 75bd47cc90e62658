"""Invented grants."""
