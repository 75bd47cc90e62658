"""Invented firms, places, bookings and counts for the demo association."""
