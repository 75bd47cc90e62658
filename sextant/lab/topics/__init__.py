"""Topics: is what somebody wants to write about taken already, and by which words does one see it."""

from .comparing import THRESHOLD, WEIGHTS, Likeness, Topic, compare, similar
from .words import keys_of

__all__ = ["THRESHOLD", "WEIGHTS", "Likeness", "Topic", "compare", "keys_of", "similar"]
