"""Every read of the agenda that spans tables."""

from sextant.society.agenda.queries.agendas import (
    Reading,
    Sector,
    Standing,
    agendas,
    current_agenda,
    dial,
    directions_of,
    may_see_figure,
    readings,
    standings,
)
from sextant.society.agenda.queries.visible import visible_initiatives

__all__ = [
    "Reading",
    "Sector",
    "Standing",
    "agendas",
    "current_agenda",
    "dial",
    "directions_of",
    "may_see_figure",
    "readings",
    "standings",
    "visible_initiatives",
]
