"""The profile of a collection, from its stored titles. Counts with the lab: imported by jobs and commands, never by pages."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.lab.catalogues import profiling as lab
from sextant.lab.catalogues.collection import BANDS, Settings
from sextant.lab.catalogues.describing import Title as Described
from sextant.lab.catalogues.numbers import isbn
from sextant.lab.catalogues.tables import Awarded, Holding, Loan, People
from sextant.lab.catalogues.topics import read_topics
from sextant.society.members import award_lists
from sextant.work.acquisitions.actions.profiles import Made
from sextant.work.acquisitions.models import Collection, Profile, Title
from sextant.work.acquisitions.models import Holding as Stored
from sextant.work.acquisitions.refusals import Refusal
from sextant.work.acquisitions.sorting import TOPICS

Watch = Callable[[int, int, str], None]
STEPS = 100


def make(profile: Profile, watch: Watch) -> Made:
    """Everything of a profile; raises `Refusal` where the titles are gone."""
    collection, run = profile.collection, profile.run
    rows = list(Title.objects.filter(run=run).order_by("pk")) if run else []
    if run is None or not rows:
        raise Refusal(_("The titles of this import are not kept any more; bring the catalogue in again."))
    watch(10, STEPS, "")
    settings = Settings(bands=BANDS, old=collection.old_after, dead=collection.dead_after)
    made = lab.profile(
        _described(rows, watch),
        _holdings(run.pk) if run.holdings else _one_copy_each(rows),
        _loans(run, rows) if run.lent_file else None,
        _people(collection),
        list(_awarded()),
        topics=read_topics(TOPICS),
        settings=settings,
    )
    watch(80, STEPS, "")
    if not Stored.objects.filter(title__run=run, added__isnull=False).exists():
        made.tables.pop("renewal", None)
    tables: dict[str, Any] = {name: _table(table) for name, table in made.tables.items()}
    lists = {one.code: {"en": one.title("en"), "ru": one.title("ru"), "source": one.source} for one in award_lists.lists()}
    tables["eligible"] = [_eligible(one, rows) for one in made.eligible]
    tables["lists"] = lists
    tables["notes"] = [
        {"en": note.sentence("en"), "ru": note.sentence("ru")} for note in made.notes if run.holdings or note.code != "note_no_holdings"
    ]
    norms = {"as_of": made.collection.as_of.isoformat(), "year": made.collection.as_of.year, "old": settings.old, "dead": settings.dead}
    norms["recent"] = collection.recent
    return Made(_totals(made, collection.recent), tables, norms, version("sextant"), _marks(made, rows))


def _described(rows: list[Title], watch: Watch) -> Iterator[Described]:
    """Stored titles as the lab describes them; their keys here are their ids there, so that nothing is mistaken for another."""
    for place, row in enumerate(rows):
        if place % 2000 == 0:
            watch(10 + 60 * place // len(rows), STEPS, "")
        scheme, _space, mark = row.class_mark.partition(" ")
        yield Described(
            id=str(row.pk),
            isbn=row.isbn,
            title=row.title,
            author=row.author,
            year=row.year,
            language=row.language,
            low=row.low,
            high=row.high,
            scheme=scheme if mark else "",
            class_=mark,
            age_mark=row.mark,
            publisher=row.publisher,
            kind="book",
            fiction=None,
            subjects=tuple(row.subjects.splitlines()),
            record=place + 1,
        )


def _holdings(run: int) -> Iterator[Holding]:
    rows = Stored.objects.filter(title__run=run).order_by("pk").values_list("title_id", "location", "copies", "added")
    for title, location, copies, added in rows.iterator(chunk_size=5000):
        yield Holding(str(title), location, copies, added)


def _one_copy_each(rows: list[Title]) -> Iterator[Holding]:
    """Without a table of copies every record is one copy, duplicates too."""
    for row in rows:
        yield Holding(str(row.pk), "", row.copies, None)


def _loans(run: Any, rows: list[Title]) -> Iterator[Loan]:
    with Path(run.lent_file.path).open(encoding="utf-8", newline="") as handle:
        for place, day, loans in csv.reader(handle):
            yield Loan(str(rows[int(place)].pk), date.fromisoformat(day), int(loans))


def _people(collection: Collection) -> list[People]:
    return [People(one.area, one.low, one.high, one.language, one.number) for one in collection.population.all()]


def _awarded() -> Iterator[Awarded]:
    """The entries of all lists that other houses keep."""
    for one in award_lists.lists():
        for entry in one.entries:
            yield Awarded(one.code, entry.title, entry.author, entry.year, isbn(entry.isbn)[0], one.source)


def _table(table: Any) -> dict[str, Any]:
    """A table as it is kept: every cell with the number of its titles; which they are, its keys tell."""
    said = lab.definition(table)
    cells = [
        {
            **{name: value for name, value in cell.keys},
            "value": None if cell.value is None else round(cell.value, 5),
            "low": None if cell.low is None else round(cell.low, 5),
            "high": None if cell.high is None else round(cell.high, 5),
            "numerator": round(cell.numerator, 5),
            "denominator": round(cell.denominator, 5),
            "titles": len(cell.titles),
        }
        for cell in table.cells
    ]
    return {"definition": {"en": said.sentence("en"), "ru": said.sentence("ru")}, "cells": cells}


def _eligible(one: Any, rows: list[Title]) -> dict[str, Any]:
    held = None if one.held is None else rows[one.held].pk
    return {"award": one.award, "title": one.title, "author": one.author, "year": one.year, "held": held, "by": one.by}


def _totals(made: Any, recent: int) -> dict[str, Any]:
    """Numbers of the whole, each as a share with what it was made of where it is one."""
    held = made.collection
    places = held.held()
    children = [place for place in places if _for_children(held.titles[place])]
    dated = [place for place in children if held.titles[place].year is not None]
    fresh = [place for place in dated if held.titles[place].year > held.as_of.year - recent]
    totals: dict[str, Any] = {
        "titles": len(held.titles),
        "held": len(places),
        "copies": sum(held.copies),
        "loans": sum(held.loans) if held.loans_to else None,
        "children_titles": len(children),
        "children_copies": sum(held.copies[place] for place in children),
        "languages": len({held.titles[place].language for place in places} - {""}),
        "recent_above": sum(held.copies[place] for place in fresh),
        "recent_below": sum(held.copies[place] for place in dated),
    }
    for name in ("renewal", "dead_stock", "turnover", "old_share", "award_coverage"):
        if name in made.tables:
            totals[f"{name}_above"] = sum(cell.numerator for cell in made.tables[name].cells)
            totals[f"{name}_below"] = sum(cell.denominator for cell in made.tables[name].cells)
    return totals


def _for_children(title: Any) -> bool:
    return title.low is not None and title.low < 18


def _marks(made: Any, rows: list[Title]) -> dict[int, dict[str, Any]]:
    """What is written beside each title: topics, lists, loans of a year, and whether it is fresh or idle; only where something changes."""
    held = made.collection
    fresh = {place for cell in made.tables["renewal"].cells for place in cell.titles} if "renewal" in made.tables else set()
    idle = {place for cell in made.tables["dead_stock"].cells for place in cell.titles} if "dead_stock" in made.tables else set()
    awards: dict[int, list[str]] = {}
    for one in made.eligible:
        if one.held is not None and one.award not in awards.setdefault(one.held, []):
            awards[one.held].append(one.award)
    found = {}
    for place, row in enumerate(rows):
        marks = {
            "topics": _kept(held.titles[place].topics),
            "awards": _kept(awards.get(place, [])),
            "loans": held.loans[place] if held.loans_to else None,
            "is_fresh": place in fresh,
            "is_idle": place in idle,
        }
        if any(getattr(row, name) != value for name, value in marks.items()):
            found[row.pk] = marks
    return found


def _kept(codes: Any) -> str:
    return f";{';'.join(codes)};" if codes else ""
