"""Pilots of a research finding: how long findings wait for use, and what pilots changed."""
