"""Invented appeals, donors and gifts."""
