"""What a field goes back to: the years it cites, and the main path of citations among its own works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sextant.lab.bibliometrics.main_path import main_path
from sextant.lab.bibliometrics.spectroscopy import spectroscopy
from sextant.lab.literature.joining import FAMILY, reference_keys
from sextant.lab.literature.records import Reference
from sextant.lab.literature.script import folded

from .answers import Answer, Row
from .corpus import Corpus
from .findings import refuse, say
from .units import reference_identities, references, rows_behind, work_labels

LEAST_WORDS = 4
"""A title of fewer words is too common to be recognised within a reference."""
FIRST_WORDS = 4
SINCE = 1800
"""Earlier years are mostly numbers of pages that were read as years; ask for them where a field does go back further."""
NOT_OF_A_WORK = ("issn", "url")


def spectrum(corpus: Corpus, *, since: int = SINCE, named: int = 3) -> Answer:
    """Cited references by their year, with the deviation from the median of five years, peaks, and the most cited of each year
    (`bibliometrics.spectroscopy`). A reference counts once in a work; years before `since`, or later than the year after the citing
    work, are left out and counted in a note."""
    years = {one.work: one.year for one in corpus.landed}
    read = [(work, one) for work, one in references(corpus) if work in years]
    if not read:
        raise refuse("no_references")
    keys = reference_identities(one for _work, one in read)
    seen: set[tuple[str, str]] = set()
    cited: list[tuple[int, str]] = []
    names: dict[str, str] = {}
    impossible = undated = 0
    for (work, one), key in zip(read, keys, strict=True):
        if (work, key) in seen:
            continue
        seen.add((work, key))
        if one.year is None:
            undated += 1
        elif not since <= one.year <= (years[work] or one.year) + 1:
            impossible += 1
        else:
            cited.append((one.year, key))
            names.setdefault(key, one.text or one.doi or one.cited)
    if not cited:
        raise refuse("no_cited_years")
    rows = [
        {
            "year": one.year,
            "references": one.references,
            "deviation": one.deviation,
            "peak": one.is_peak,
            "most_cited": [f"{names[key]} ({count})" for key, count in one.most_cited],
        }
        for one in spectroscopy(cited, named=named)
    ]
    notes = [say(code, count=number, since=str(since)) for code, number in (("cited_undated", undated), ("cited_outside", impossible)) if number]
    return Answer("spectroscopy", rows, notes)


def central_path(corpus: Corpus) -> Answer:
    """The main path of citations among works of the corpus (`bibliometrics.main_path`), the earliest work first; `weight` is the number of
    paths over the citation from the work before it."""
    ties = sorted(within(corpus))
    if not ties:
        raise refuse("no_citations_within")
    years = {one.work: one.year for one in corpus.landed if one.year is not None}
    titles = {one.work: one.title for one in corpus.landed}
    names = work_labels(corpus)
    found = main_path(ties, years)
    weights = {citing: weight for _cited, citing, weight in found.path}
    rows: list[Row] = []
    for step, work in enumerate(found.works, start=1):
        label = names.get(work, titles[work][:40])
        told = {"step": step, "key": work, "label_en": label, "label_ru": label, "title": titles[work]}
        rows.append({**told, "year": years.get(work), "weight": weights.get(work)})
    cited_or_citing = len({work for tie in ties for work in tie})
    return Answer("mainpath", rows, [say("citations_within", count=len(ties), works=cited_or_citing), *found.notes])


def within(corpus: Corpus) -> set[tuple[str, str]]:
    """Citations from one work of the corpus to another, as (citing, cited).

    A reference is a work of the corpus when it has its DOI or another identifier; or its first family name, year and first page; or the words of
    its title with the family name. A reference that would be several works is none.
    """
    known = _identifiers(corpus)
    places = _places(corpus)
    titles = _titles(corpus)
    kept = {one.work for one in corpus.landed}
    found = set()
    for citing, one in references(corpus):
        cited = known.get(one.doi) or known.get(one.cited) or _single(places, reference_keys(one)) or _titled(titles, one)
        if cited and cited != citing and cited in kept and citing in kept:
            found.add((citing, cited))
    return found


def _identifiers(corpus: Corpus) -> dict[str, str]:
    return {value: work for work, scheme, value in rows_behind(corpus, "select work, scheme, value from identifiers") if scheme not in NOT_OF_A_WORK}


def _places(corpus: Corpus) -> dict[str, set[str]]:
    """Works by the key that a reference to them would have for its place."""
    found: dict[str, set[str]] = defaultdict(set)
    query = (
        "select w.work, w.year, w.pages, a.family, a.name from works w join authorships a on a.work = w.work "
        "where a.role = 'author' and a.position = 0 and w.year is not null and w.pages <> ''"
    )
    for work, year, pages, family, name in rows_behind(corpus, query):
        first = pages.split("–")[0].split("-")[0].strip()
        for key in reference_keys(Reference(f"{family or name} P{first}", year=year)):
            found[key].add(work)
    return found


def _single(places: dict[str, set[str]], keys: frozenset[str]) -> str | None:
    works = {work for key in keys if key.startswith("at:") for work in places.get(key, ())}
    return works.pop() if len(works) == 1 else None


Titles = dict[str, list[tuple[str, str, str]]]


def _titles(corpus: Corpus) -> Titles:
    """By their first words: work, all words of its title, and the family name of the first author."""
    families = {work: label.rsplit(" ", 1)[0] for work, label in work_labels(corpus).items()}
    found: Titles = defaultdict(list)
    for one in corpus.landed:
        title = folded(one.title)
        words = title.split()
        if len(words) >= LEAST_WORDS and one.work in families:
            found[" ".join(words[:FIRST_WORDS])].append((one.work, title, folded(families[one.work])))
    return found


def _titled(titles: Titles, one: Reference) -> str | None:
    if not one.text or FAMILY.search(one.text) is None:
        return None
    text = folded(one.text)
    works = {work for start in _starts(text) for work, title, family in titles.get(start, ()) if title in text and family in text}
    return works.pop() if len(works) == 1 else None


def _starts(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(words[place : place + FIRST_WORDS]) for place in range(len(words) - FIRST_WORDS + 1))
