"""Science and libraries together: which works come from libraries, which from both, and who works with whom.

A library is recognised in the text of an affiliation (`organisations.toml`). A work is from a library where an author has a library
affiliation, and from both where another author has affiliations without a library. Shares are of the works whose affiliations are known,
with the 95 % score interval of E. B. Wilson (Journal of the American Statistical Association 22, 1927).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sextant.lab.shares import wilson

from .answers import Answer, Row
from .corpus import Corpus
from .findings import refuse, say
from .organisations import WORD, libraries_in, organisation_key, organisations_in, plain, rules
from .units import affiliations

NORMAL_95 = 1.959964


@dataclass(slots=True)
class Sides:
    """Whose work it is: libraries, and other organisations, by key; `both` where different people stand on either side."""

    libraries: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    both: bool = False


def collaboration(corpus: Corpus, *, show: str = "years") -> Answer:
    """By year the works with known affiliations, those from a library, those from both sides, and their shares; or, with `show` as `pairs`, the
    libraries and other organisations that have works in common."""
    if show not in ("years", "pairs"):
        raise refuse("unknown_unit", name=show, known="years, pairs")
    found = sides(corpus)
    if not found:
        raise refuse("no_organisations")
    whole = _counted(list(found.values()))
    percent = {name: f"{100 * whole[name]:.1f}" for name in ("share", "low", "high", "share_both")}
    notes = [say("libraries_in_all", **percent) if whole["library"] else say("no_libraries", count=len(found))]
    unknown = len(corpus.landed) - len(found)
    if unknown:
        notes.append(say("without_affiliation", count=unknown))
    rows = _pairs(corpus, found) if show == "pairs" else _years(corpus, found)
    return Answer("collaboration", rows, notes, kind=show)


def sides(corpus: Corpus) -> dict[str, Sides]:
    """The sides of every work with a known affiliation. An affiliation that the source gives to nobody stands for a person of its own."""
    people: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for work, name, text, _countries in affiliations(corpus):
        if text:
            people[work][name or f"\0{text}"].append(text)
    kept = {one.work for one in corpus.landed}
    return {work: _sides(list(texts.values())) for work, texts in people.items() if work in kept}


def _sides(people: list[list[str]]) -> Sides:
    found = Sides()
    science = False
    for texts in people:
        own = {organisation_key(name): name for text in texts for name in _library_names(text)}
        if own:
            found.libraries |= {key: name for key, name in own.items() if key not in found.libraries}
        else:
            science = True
            found.others |= {organisation_key(body): body for text in texts for body in organisations_in(text)}
    found.both = science and bool(found.libraries)
    return found


def _library_names(text: str) -> list[str]:
    """Libraries by name; one that has no name of its own (`Lib`, `Научная библиотека`) with the organisation that it belongs to."""
    bodies = organisations_in(text)
    names = []
    for name in libraries_in(text):
        bare = all(word in rules().generic for word in WORD.findall(plain(name)))
        larger = next((body for body in bodies if body != name), None)
        names.append(f"{name}, {larger}" if bare and larger else name)
    return names


def _years(corpus: Corpus, found: dict[str, Sides]) -> list[Row]:
    years: dict[int | None, list[Sides]] = defaultdict(list)
    for one in corpus.landed:
        if one.work in found:
            years[one.year].append(found[one.work])
    dated = sorted(year for year in years if year is not None)
    return [{"year": year, **_counted(years.get(year, []))} for year in range(dated[0], dated[-1] + 1)] if dated else []


def _counted(works: list[Sides]) -> Row:
    library, both = sum(bool(one.libraries) for one in works), sum(one.both for one in works)
    low, high = (round(end, 6) for end in wilson(library, len(works), NORMAL_95))
    told: Row = {"works": len(works), "library": library, "both": both}
    share = {"share": round(library / len(works), 6), "low": low, "high": high} if works else {"share": None, "low": None, "high": None}
    return {**told, **share, "share_both": round(both / len(works), 6) if works else None}


def _pairs(corpus: Corpus, found: dict[str, Sides]) -> list[Row]:
    names: dict[str, str] = {}
    years: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for one in corpus.landed:
        side = found.get(one.work)
        if side is None or not side.both:
            continue
        for library, name in side.libraries.items():
            names.setdefault(library, name)
            for other, called in side.others.items():
                names.setdefault(other, called)
                years[library, other].append(one.year)
    order = sorted(years, key=lambda pair: (-len(years[pair]), pair))
    rows: list[Row] = []
    for library, other in order:
        known = [year for year in years[library, other] if year is not None]
        told = {"library": names[library], "organisation": names[other], "works": len(years[library, other])}
        rows.append({**told, "first": min(known, default=None), "last": max(known, default=None)})
    return rows
