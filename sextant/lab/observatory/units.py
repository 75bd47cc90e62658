"""Units of analysis: the authors, organisations, countries, sources, keywords and cited works of every work of a corpus.

Who is who is a reading of what records say. Authors with one ORCID are one; without it, those with one family name and given names;
`Smith J` is `Smith John A` where the corpus has no other Smith that it may stand for. Two people of one full name are not told apart.
Cited works are one by DOI, by the source's identifier, or by family name, year and first page (`literature.joining.reference_keys`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sextant.lab.literature import works
from sextant.lab.literature.joining import FAMILY, reference_keys
from sextant.lab.literature.records import Reference
from sextant.lab.literature.script import folded, is_cyrillic

from .corpus import Corpus, Landed
from .findings import refuse
from .organisations import WORD, countries_in, country_code, country_name, organisation_key, organisations_in, plain

DOI_PART = re.compile(r",?\s*\bdoi:?\s.*$", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
BATCH = 5000
UNITS = ("authors", "organisations", "countries", "sources", "keywords", "references")
SHORT = 3
"""Capitals up to so many that stand without stops are initials: `JAB`."""
Given = tuple[str, ...]
Named = Iterator[tuple[str, str, str]]
"""Work, key of the unit, and its name as this record writes it."""


@dataclass(frozen=True, slots=True)
class Units:
    """The keys of a unit by work (works without any are left out), what each is called in English and in Russian,
    and cited works in `full`, as one source writes them."""

    of: str
    by_work: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, str]]
    full: dict[str, str] = field(default_factory=dict)

    def works(self, corpus: Corpus) -> dict[str, list[Landed]]:
        """The works of each unit, in the order of the corpus."""
        found: dict[str, list[Landed]] = defaultdict(list)
        for one in corpus.landed:
            for key in self.by_work.get(one.work, ()):
                found[key].append(one)
        return found


def units_of(corpus: Corpus, of: str) -> Units:
    """The units of the works of a corpus; raises `ObservatoryError` for a unit that no work has, or that does not exist."""
    makers: dict[str, Callable[[Corpus], Named]] = {
        "authors": _authors,
        "organisations": _organisations,
        "countries": _countries,
        "sources": _sources,
        "keywords": _keywords,
        "references": _references,
    }
    if of not in makers:
        raise refuse("unknown_unit", name=of, known=", ".join(UNITS))
    kept = {one.work for one in corpus.landed}
    by_work: dict[str, dict[str, None]] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for work, key, name in makers[of](corpus):
        if work in kept and key:
            by_work.setdefault(work, {})[key] = None
            names[key][name] += 1
    if not by_work:
        raise refuse(f"no_{of}")
    written = {key: _called(of, key, counts) for key, counts in names.items()}
    told = {work: tuple(keys) for work, keys in by_work.items()}
    if of == "references":
        return Units(
            of,
            told,
            {key: (short(name), short(name)) for key, (name, _same) in written.items()},
            {key: name for key, (name, _same) in written.items()},
        )
    return Units(of, told, written)


def _called(of: str, key: str, counts: Counter[str]) -> tuple[str, str]:
    """The most frequent name, of equal ones the longest; cited works by family name and year, countries as CLDR names them."""
    if of == "countries":
        return country_name(key, "en"), country_name(key, "ru")
    name = max(counts, key=lambda one: (counts[one], len(one), one))
    return name, name


def rows_behind(corpus: Corpus, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows of the store behind the corpus, in batches."""
    with works.tables(corpus.store_behind()) as engine:
        rows = engine.execute(query)
        while batch := rows.fetchmany(BATCH):
            yield from batch


def _authors(corpus: Corpus) -> Named:
    """Authors by ORCID, else by names; spellings are gathered first, so that a fuller name or an ORCID said once holds for all works."""
    author = "coalesce(nullif(family, ''), name) as family, given, orcid from authorships where role = 'author'"
    spelt: dict[tuple[str, str], tuple[str, Given]] = {}
    said: list[tuple[str, str, str]] = []
    for family, given, orcid in rows_behind(corpus, f"select distinct {author} order by all"):
        spelt[family, given] = folded(family).replace(" ", "") or plain(family), _given_words(given)
        if orcid:
            said.append((family, given, orcid))
    fuller = _fuller(set(spelt.values()))
    whole = {names: " ".join([key, *fuller.get((key, given), given)]) for names, (key, given) in spelt.items()}
    orcids: dict[str, set[str]] = defaultdict(set)
    for family, given, orcid in said:
        orcids[whole[family, given]].add(orcid)
    for work, name, family, given, orcid in rows_behind(corpus, f"select work, name, {author} order by work, position"):
        known = orcids.get(whole[family, given], set())
        yield work, orcid or (min(known) if len(known) == 1 else whole[family, given]), name


def _given_words(given: str) -> Given:
    """Given names and initials in small letters: `J.-F.`, `JF` and `J. F.` are two; Cyrillic ones in Latin letters."""
    spaced = " ".join(given) if given.isupper() and given.isalpha() and len(given) <= SHORT else given
    return tuple(WORD.findall(folded(spaced) if is_cyrillic(spaced) else plain(spaced)))


def _fuller(names: set[tuple[str, Given]]) -> dict[tuple[str, Given], Given]:
    """`smith, j` → `smith, john a`, where all fuller names that it may stand for are beginnings of one of them."""
    alike: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for family, given in names:
        if given:
            alike[family, given[0][0]].append(given)
    found: dict[tuple[str, Given], Given] = {}
    for (family, _letter), every in alike.items():
        for given in every if len(every) > 1 else ():
            others = [one for one in every if _begins(given, one)]
            fullest = max(others, key=lambda one: (len(one), len("".join(one)), one))
            if fullest != given and all(_begins(one, fullest) for one in others):
                found[family, given] = fullest
    return found


def _begins(few: Given, many: Given) -> bool:
    """Whether each word is the same, or the initial, of the word in its place of a list at least as long."""
    return len(few) <= len(many) and all(one == two or (len(one) == 1 and two.startswith(one)) for one, two in zip(few, many, strict=False))


def affiliations(corpus: Corpus) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Work, author's name (empty where the source does not say whose it is), affiliation as written, and countries that are told apart from it.

    Affiliations of a work as a whole count only where no author of it has one: after a merge they are another source's wording of the same.
    """
    yield from (
        (work, name, text, tuple(countries or ()))
        for work, name, texts, countries in rows_behind(
            corpus,
            "select work, name, affiliations, countries from authorships where len(affiliations) + len(countries) > 0 union all "
            "select work, '', affiliations, [] from works anti join (select work from authorships where len(affiliations) > 0) using (work) "
            "where len(affiliations) > 0 order by 1, 2",
        )
        for text in (texts or [""])
    )


def _organisations(corpus: Corpus) -> Named:
    for work, _name, text, _countries in affiliations(corpus):
        for body in organisations_in(text):
            yield work, organisation_key(body), body


def _countries(corpus: Corpus) -> Named:
    for work, _name, text, said in affiliations(corpus):
        for code in {*countries_in(text), *filter(None, map(country_code, said))}:
            yield work, code, code


def _sources(corpus: Corpus) -> Named:
    for work, venue in rows_behind(corpus, "select work, venue from works where venue <> '' order by work"):
        yield work, plain(venue), venue


def _keywords(corpus: Corpus) -> Named:
    """Keywords of authors; those of indexes where no author gives any."""
    rows = list(rows_behind(corpus, "select work, term, kind from terms where kind in ('author', 'index') order by work, position"))
    kind = "author" if any(row[2] == "author" for row in rows) else "index"
    for work, term, own in rows:
        if own == kind:
            yield work, plain(term), term


def _references(corpus: Corpus) -> Named:
    read = list(references(corpus))
    for (work, one), key in zip(read, reference_identities(one for _work, one in read), strict=True):
        yield work, key, one.text or one.doi or one.cited


def references(corpus: Corpus) -> Iterator[tuple[str, Reference]]:
    """Every reference of every work of the store, as its source writes it."""
    for work, text, doi, year, cited in rows_behind(corpus, 'select work, text, doi, cited_year, cited from "references" order by work, position'):
        yield work, Reference(text or "", doi or "", year, cited or "")


def work_labels(corpus: Corpus) -> dict[str, str]:
    """`Saaty 1980`: the family name of the first author and the year, for every work with an author."""
    rows = rows_behind(corpus, "select work, family, name, year from authorships where role = 'author' order by work, position desc")
    return {work: " ".join(filter(None, (family or name, str(year or "")))) for work, family, name, year in rows}


def reference_identities(references: Iterable[Reference]) -> list[str]:
    """One key for each: its DOI, its identifier, else its text without a DOI. A text, or a place (family name, year, first page), that stands with one
    DOI only, somewhere in the corpus, is that DOI's; of texts without any, those of one place are one."""
    read = [(sorted(reference_keys(one)), folded(DOI_PART.sub("", one.text))) for one in references]
    dois: dict[str, set[str]] = defaultdict(set)
    for keys, text in read:
        for doi in (one for one in keys if one.startswith("doi:")):
            for weak in (text, *(one for one in keys if one.startswith("at:"))):
                dois[weak].add(doi)
    found = []
    for keys, text in read:
        strong = next((key for kind in ("doi:", "id:") for key in keys if key.startswith(kind)), "")
        place = next((key for key in keys if key.startswith("at:")), "")
        single = next((min(dois[weak]) for weak in (place, text) if weak and len(dois.get(weak, ())) == 1), "")
        found.append(strong or single or place or f"text:{text}")
    return found


def short(text: str) -> str:
    """`Saaty 1980`: the first family name and the first year of a reference, as maps label a cited work; else its beginning."""
    family, year = FAMILY.search(text), YEAR.search(text)
    return f"{family[0].title() if family[0].isupper() else family[0]} {year[0]}" if family and year else text[:40]
