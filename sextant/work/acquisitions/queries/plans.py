"""Plans: their lists, two of them side by side, and the order as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.acquisitions.models import Plan, PlanTitle


def tongue() -> str:
    """`en` or `ru`, whichever the reader's language is nearer to."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def list_wanted(plan: Plan, asked: Mapping[str, Any]) -> QuerySet[PlanTitle]:
    """Titles of a plan: its list by title; those decided by hand; those just left out, the nearest first."""
    rows = plan.titles.all()
    which = asked.get("which")
    if which == "left":
        rows = rows.filter(copies=0).order_by("place", "pk")
    elif which == "hand":
        rows = rows.filter(Q(key__in=plan.kept_in) | Q(key__in=plan.taken_out)).order_by("title", "pk")
    else:
        rows = rows.filter(copies__gt=0).order_by("title", "pk")
    for word in asked.get("q", "").split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(author__icontains=word) | Q(isbn__startswith=word.replace("-", "")))
    return rows


def why_of(row: PlanTitle) -> str:
    """The reasons as one text in the reader's language."""
    return " ".join(said[tongue()] for said in row.why)


def order_table(plan: Plan) -> Table:
    """The order: one line a title, amounts as exact decimals."""
    columns = (
        Column("id", _("Identifier"), lambda row: row.key),
        Column("isbn", "ISBN", lambda row: row.isbn),
        Column("title", _("Title"), lambda row: row.title),
        Column("author", _("Author"), lambda row: row.author),
        Column("publisher", _("Publisher"), lambda row: row.publisher),
        Column("copies", _("Copies"), lambda row: row.copies),
        Column("price", _("Price"), lambda row: major(row.price, plan.currency)),
        Column("currency", _("Currency"), lambda _row: plan.currency),
        Column("sum", _("Sum"), lambda row: major(row.cost, plan.currency)),
        Column("why", _("Why"), why_of),
    )
    return Table(f"order-{plan.pk}", columns, plan.titles.filter(copies__gt=0).order_by("title", "pk").iterator(chunk_size=1000))


@dataclass(frozen=True)
class Beside:
    """A title of one plan or both, with its copies in each."""

    row: PlanTitle
    mine: int
    theirs: int


def side_by_side(plan: Plan, other: Plan) -> tuple[list[Beside], int]:
    """Titles of which the plans buy different numbers of copies, by title; and how many both buy alike."""
    mine = {row.key: row for row in plan.titles.filter(copies__gt=0)}
    theirs = {row.key: row for row in other.titles.filter(copies__gt=0)}
    differ, alike = [], 0
    for key in {**mine, **theirs}:
        ours, others = mine.get(key), theirs.get(key)
        row = ours or others
        assert row is not None
        pair = (ours.copies if ours else 0, others.copies if others else 0)
        if pair[0] == pair[1]:
            alike += 1
        else:
            differ.append(Beside(row, *pair))
    return sorted(differ, key=lambda one: (one.row.title, one.row.pk)), alike


def demands_beside(plan: Plan, other: Plan) -> list[tuple[str, str, str]]:
    """Every demand of either plan in words, with what each of them reaches."""
    mine = {one["name"]: one for one in plan.summary.get("demands", [])}
    theirs = {one["name"]: one for one in other.summary.get("demands", [])}
    found = []
    for name in {**mine, **theirs}:
        said = (mine.get(name) or theirs[name])[tongue()]
        found.append((said, *(one[name]["reached"][tongue()] if name in one else "—" for one in (mine, theirs))))
    return found
