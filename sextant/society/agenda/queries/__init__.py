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
from sextant.society.agenda.queries.evidence import Support, evidence_of
from sextant.society.agenda.queries.figures import Origin, figure_of, indicators_of, origin_of, readings_table, series_table
from sextant.society.agenda.queries.initiatives import (
    Filters,
    home_of,
    initiatives,
    initiatives_table,
    moves_allowed,
    people_of,
    steps_of,
    with_homes,
)
from sextant.society.agenda.queries.visible import visible_initiatives

__all__ = [
    "Filters",
    "Origin",
    "Reading",
    "Sector",
    "Standing",
    "Support",
    "agendas",
    "current_agenda",
    "dial",
    "directions_of",
    "evidence_of",
    "figure_of",
    "home_of",
    "indicators_of",
    "initiatives",
    "initiatives_table",
    "may_see_figure",
    "moves_allowed",
    "origin_of",
    "people_of",
    "readings",
    "readings_table",
    "series_table",
    "standings",
    "steps_of",
    "visible_initiatives",
    "with_homes",
]
