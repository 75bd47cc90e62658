"""Invented events and participants."""
