"""How much a profession is sought after, as one number whose parts stay in sight."""

from sextant.lab.prestige.index import SCALES, Component, Index, Part, Scale, prestige_index

__all__ = ["SCALES", "Component", "Index", "Part", "Scale", "prestige_index"]
