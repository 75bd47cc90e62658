"""Likeness: which earlier entries a new entry repeats, with the passages."""

from .comparing import Likeness, Passage, similar
from .findings import LikenessError

__all__ = ["Likeness", "LikenessError", "Passage", "similar"]
