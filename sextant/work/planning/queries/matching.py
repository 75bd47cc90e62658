"""Which calls fit what a plan lacks, with reasons and gates."""

from datetime import date

from sextant.lab.funding import calls as lab
from sextant.lab.funding.matching import Match, Matching, match
from sextant.work.planning.models import Call, PastGrant, Plan
from sextant.work.planning.queries.content import Content, initiatives_in
from sextant.work.planning.queries.gap import Year, need_of

MOST_CALLS, MOST_GRANTS = 3000, 3000
"""How many open calls (nearest last day first) and earlier grants (latest first) one matching looks at."""


def missing_part(plan: Plan, content: Content, initiative: dict[str, object], years: list[Year], on: date) -> dict[int, int]:
    """What an initiative still lacks by year, from this year on: its cost, but not more than the plan lacks in that year."""
    missing = {year.year: year.missing for year in years if year.year >= on.year}
    amounts = need_of(plan, content, initiative).amounts
    return {year: min(amount, missing[year]) for year, amount in sorted(amounts.items()) if missing.get(year)}


def matches_of(plan: Plan, content: Content, key: int, years: list[Year], on: date) -> tuple[Matching, dict[str, int]] | None:
    """The open calls beside one initiative, and the keys of the calls in the register by source and number; None where nothing lacks."""
    initiative = next((one for one in initiatives_in(content) if one["key"] == key), None)
    if initiative is None:
        return None
    amounts = missing_part(plan, content, initiative, years, on)
    if not amounts:
        return None
    whole = need_of(plan, content, initiative)
    need = type(whole)(**{name: getattr(whole, name) for name in whole.__slots__} | {"amounts": amounts})
    rows = list(Call.objects.open_on(on).order_by("closes_on", "id")[:MOST_CALLS])
    keys = {place_of(row.source, row.key): row.pk for row in rows}
    return match(need, [row.as_funding_call() for row in rows], on, _past(rows)), keys


def place_of(source: str, number: str) -> str:
    return f"{source}\n{number}"


def key_of(found: Match, keys: dict[str, int]) -> int:
    """The key in the register of a matched call."""
    return keys[place_of(found.call.source, found.call.id)]


def _past(rows: list[Call]) -> list[lab.PastGrant]:
    """Earlier grants of the funders of these calls."""
    funders = {row.funder for row in rows if row.funder}
    found = PastGrant.objects.filter(funder__in=sorted(funders)[:500])[:MOST_GRANTS]
    same = ("title", "description", "funder", "funder_id", "recipient", "recipient_id", "amount", "currency", "awarded_on", "country", "region")
    return [
        lab.PastGrant(id=row.key, programme=row.programme, individual=row.individual, **{name: getattr(row, name) for name in same}) for row in found
    ]
