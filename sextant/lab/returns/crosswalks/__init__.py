"""Crosswalks: other forms filled from our variables, with the loss told at every cell."""
