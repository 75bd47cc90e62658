"""Stores for tests, written without files to import, and counts reckoned by hand from the views of the store."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, count
from pathlib import Path
from typing import Any

from sextant.lab.counts.answers import counts
from sextant.lab.engine import Engine
from sextant.lab.literature import merging, works
from sextant.lab.literature.joining import join
from sextant.lab.literature.names import person
from sextant.lab.literature.preferring import Preference
from sextant.lab.literature.records import Person, Place, Term, Text, Work
from sextant.lab.literature.spool import Spool
from sextant.lab.literature.store import Store, publish, unfinished, write, writing
from sextant.lab.literature.tables import COLUMNS, rows_of

Rows = list[tuple[Any, ...]]
NUMBERS = count(1)


def work(terms: Iterable[str] = (), year: int | None = 2020, countries: Iterable[str] = (), venue: str = "") -> Work:
    """A work that has these terms and countries; it gets its name when it is imported."""
    plain = person("Petrova, Anna")
    people = tuple(Person(plain.name, plain.family, plain.given, countries=(country,)) for country in countries) or (plain,)
    said = tuple(Term(one, "author", "en") for one in terms)
    return Work("", "lists", Place("f", 1), (), (Text("Reading rooms"),), year=year, people=people, terms=said, venue=venue)


def imported(store: Store, found: Iterable[Work]) -> list[Work]:
    """Puts works into the store as one import; gives them with their names."""
    number = next(NUMBERS)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    named = [Work(**{**{name: getattr(one, name) for name in one.__slots__}, "record": f"{digest[:12]}:{at}"}) for at, one in enumerate(found, 1)]
    with writing(store):
        held = store.manifest()
        name = f"{len(held['imports']) + 1:04d}-{digest[:12]}"
        with unfinished(store) as room, Spool(room, COLUMNS) as spool:
            for one in named:
                for table, rows in rows_of(one).items():
                    spool.put(table, rows)
            files = _published(store, spool, room, "imports", name)
        told = dict.fromkeys(("noted", "repaired", "refused"), 0)
        held["imports"].append(
            {"id": name, "file": name, "format": "lists", "sha256": digest, "read": len(named), "stored": len(named), **told, "files": files}
        )
        write(store, "manifest.json", held)
    return named


def joined(store: Store, groups: Iterable[list[Work]]) -> None:
    """Makes these groups the merge of the store, in the place of the one before."""
    groups = list(groups)
    with writing(store):
        held = store.manifest()
        name = f"{int(held['merge']['id']) + 1 if held['merge'] else 1:04d}"
        with unfinished(store) as room, Spool(room, merging.MERGED) as spool:
            for group in groups:
                for table, rows in merging.rows_of(join(group, Preference())).items():
                    spool.put(table, rows)
                spool.put("membership", [{"record": one.record, "work": group[0].record, "position": at} for at, one in enumerate(group)])
            files = _published(store, spool, room, "merges", name)
        merged = sum(len(group) - 1 for group in groups)
        held["merge"] = {"id": name, "imports": [entry["id"] for entry in held["imports"]], "groups": len(groups), "merged": merged, "files": files}
        write(store, "manifest.json", held)


def _published(store: Store, spool: Spool, room: Path, part: str, name: str) -> list[dict[str, Any]]:
    finished = room / "finished"
    finished.mkdir()
    spool.to_parquet(finished)
    return publish(store, finished, part, name)


def told(store: Store, held: Engine) -> dict[str, Rows]:
    """Every count that the store keeps, in an order of its own."""
    kept = counts(store, held)
    found = {"works": held.rows(kept.works())}
    for kind in kept.kept.plan.counted[1:]:
        found[kind] = sorted(held.rows(kept.yearly(kind)), key=str)
    for kind in kept.kept.plan.pairs:
        found[f"{kind} pairs"] = sorted(held.rows(kept.pairs(kind, by_year=True)), key=str)
        found[f"{kind} pairs of all years"] = sorted(held.rows(kept.pairs(kind)), key=str)
    return found


def by_hand(store: Store, most: int) -> dict[str, Rows]:
    """The same for terms, countries and venues, work by work."""
    with works.tables(store) as views:
        years = dict(views.execute("select work, year from works").fetchall())
        stand = {
            "term": set(views.execute("select work, lower(term) from terms").fetchall()),
            "country": set(views.execute("select work, unnest(countries) from authorships").fetchall()),
            "venue": set(views.execute("select work, venue from works where venue <> ''").fetchall()),
        }
    found: dict[str, Rows] = {"works": sorted(Counter(years.values()).items(), key=lambda row: (row[0] is None, row[0]))}
    for kind, mentions in stand.items():
        found[kind] = sorted(((*key, n) for key, n in Counter((item, years[work]) for work, item in mentions).items()), key=str)
        if kind != "venue":
            found.update(_pairs(kind, mentions, years, most))
    return found


def _pairs(kind: str, mentions: set[tuple[str, str]], years: dict[str, int | None], most: int) -> dict[str, Rows]:
    frequent = Counter(item for _work, item in mentions)
    chosen = set(sorted(frequent, key=lambda item: (-frequent[item], item.encode()))[:most])
    of_work: dict[str, list[str]] = {}
    for name, item in sorted(mentions, key=lambda one: one[1].encode()):
        if item in chosen:
            of_work.setdefault(name, []).append(item)
    dated = Counter((*pair, years[name]) for name, items in of_work.items() for pair in combinations(items, 2))
    whole = Counter(pair for items in of_work.values() for pair in combinations(items, 2))
    return {
        f"{kind} pairs": sorted(((*key, n) for key, n in dated.items()), key=str),
        f"{kind} pairs of all years": sorted(((*key, n) for key, n in whole.items()), key=str),
    }
