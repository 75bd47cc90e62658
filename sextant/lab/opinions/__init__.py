"""Opinions: groups of people who vote alike, rankings from choices of two, Delphi rounds, and agreement of a meeting."""
