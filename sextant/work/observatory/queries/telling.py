"""What the observatory tells: bursts that have not ended, concepts whose share of the works turns; and, to watch lists, works by concept and year."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.measures.counted import Series
from sextant.base.measures.radar import SHARE, YEAR, Fact, Telling
from sextant.lab.observatory.turning import Turn, turn_of
from sextant.work.observatory.models import Analysis, Edition, Work
from sextant.work.observatory.queries.editions import editions_public, label_of

MOST = 15
"""The heaviest bursts of an edition that are told."""


def told_to_radar() -> Iterator[Telling]:
    """From the newest published edition of every corpus, with links to the works behind each number."""
    asked = Prefetch("analyses", Analysis.objects.filter(name__in=("bursts", "topics")).defer("extra"))
    for edition in editions_public().prefetch_related(asked):
        found = {one.name: one for one in edition.analyses.all()}
        if edition.last_year is None or edition.published_at is None:
            continue
        if "bursts" in found:
            lasting = [row for row in found["bursts"].rows if row["end"] >= edition.last_year]
            yield from (_burst(edition, row) for row in lasting[:MOST])
        if "topics" in found:
            yield from _turns(edition, found["topics"].rows, edition.last_year)


def _page(edition: Edition, code: str) -> str:
    return reverse("observatory:concept", args=[edition.corpus.code, edition.number, code])


def _burst(edition: Edition, row: dict[str, Any]) -> Telling:
    page, label = _page(edition, row["concept"]), label_of(row)
    facts = (
        Fact(_("first year of the burst"), row["start"], page, form=YEAR),
        Fact(_("weight of the burst"), round(row["weight"], 1), reverse("observatory:bursts", args=[edition.corpus.code, edition.number]), 1),
        Fact(_("works on the concept"), row["works"], f"{page}#works"),
    )
    about = _("Since %(year)s works on “%(concept)s” have been far more frequent than is usual for it, and the burst has not ended (%(edition)s).")
    words = about % {"year": row["start"], "concept": label, "edition": edition}
    title = _("Burst of interest: %(concept)s") % {"concept": label}
    assert edition.published_at is not None
    return Telling(f"burst:{edition.corpus.code}:{row['concept']}", edition.published_at.date(), title, words, page, facts)


def works_by_concept() -> Iterator[Series]:
    """Works on every concept by year, from the newest published edition of every corpus."""
    asked = Prefetch("analyses", Analysis.objects.filter(name="topics").defer("extra"))
    for edition in editions_public().prefetch_related(asked):
        if edition.last_year is None:
            continue
        totals = _works_by_year(edition)
        for row in (row for one in edition.analyses.all() for row in one.rows):
            key, page = f"{edition.corpus.code}:{row['concept']}", _page(edition, row["concept"])
            yield Series(key, row["concept"], label_of(row), _years(row), totals, edition.last_year, page)


def _works_by_year(edition: Edition) -> dict[int, int]:
    dated = Work.objects.filter(edition=edition, year__isnull=False).values_list("year").annotate(number=Count("pk")).order_by("year")
    return {int(year): number for year, number in dated if year is not None}


def _years(row: dict[str, Any]) -> dict[int, int]:
    return {int(year): number for year, number in row["by_year"].items()}


def _turns(edition: Edition, rows: list[dict[str, Any]], last: int) -> Iterator[Telling]:
    totals = _works_by_year(edition)
    for row in rows:
        turn = turn_of(_years(row), totals, last)
        if turn is not None:
            yield _turn(edition, row, turn)


def _turn(edition: Edition, row: dict[str, Any], turn: Turn) -> Telling:
    page, label = _page(edition, row["concept"]), label_of(row)
    facts = tuple(
        Fact(_("share of the works, %(first)s–%(last)s") % {"first": first, "last": last}, round(share, 4), page, 1, SHARE)
        for share, (first, last) in zip(turn.shares, turn.spans, strict=True)
    )
    about = (
        _("The share of “%(concept)s” in the works fell and now rises.")
        if turn.is_rise
        else _("The share of “%(concept)s” in the works rose and now falls.")
    )
    title = _("Interest turns: %(concept)s") % {"concept": label}
    assert edition.published_at is not None
    return Telling(f"turn:{edition.corpus.code}:{row['concept']}", edition.published_at.date(), title, about % {"concept": label}, page, facts)
