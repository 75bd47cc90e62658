"""What is true about Delphi studies: what is asked, who is asked, in which rounds, what was answered."""

from sextant.work.delphi.models.answers import Answer, Round
from sextant.work.delphi.models.studies import Item, Panelist, Study

__all__ = ["Answer", "Item", "Panelist", "Round", "Study"]
