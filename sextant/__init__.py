"""Sextant: the platform on which a library association carries out its agenda."""

__version__ = "0.1.0"
