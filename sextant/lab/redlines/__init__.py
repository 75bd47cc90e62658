"""Texts compared word by word: what stayed, what was added, what was taken away, and which passage became which."""
