"""What practice asks for, as the observatory weighs it beside what science supplies."""

from datetime import date

from sextant.society.concepts.queries.demand import asked_by_concept

YEARS = 5
"""So many years of questions count, as many as works count lately (`lab/priorities/parts.py`)."""


def asked_for(today: date) -> dict[str, float]:
    """How often each concept was asked for over all sources in the last `YEARS` years; empty where nothing was asked."""
    since = date(today.year - YEARS + 1, 1, 1)
    return {code: float(sum(sources.values())) for code, sources in asked_by_concept(since, today).items()}
