"""Works for tests, by hand and generated."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sextant.lab.literature.names import person
from sextant.lab.literature.records import Identifier, Place, Reference, Term, Text, Work


def work(record: str = "a:1", title: str = "Reading rooms in small towns of the north", **fields: Any) -> Work:
    """A work; `people` may be names, `doi` an identifier."""
    people = tuple(person(one) if isinstance(one, str) else one for one in fields.pop("people", ("Petrova, Anna", "Smith, John")))
    doi = fields.pop("doi", "")
    identifiers = fields.pop("identifiers", ()) + ((Identifier("doi", doi),) if doi else ())
    titles = fields.pop("titles", (Text(title),))
    return Work(record, fields.pop("database", "scopus"), Place("f", 1), identifiers, titles, people=people, **{"year": 2019, **fields})


FAMILIES = st.sampled_from(["Petrova", "Smith", "Li", "Иванов", "Müller", "Javidi Sabbaghian", "Щукина"])
GIVEN = st.sampled_from(["Anna", "A.", "J. A.", "John", "Иван", "И. И.", ""])
WORDS = st.sampled_from(["reading", "rooms", "small", "towns", "чтение", "залы", "data", "1994"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PEOPLE = st.builds(lambda family, given: person(f"{family}, {given}" if given else family), FAMILIES, GIVEN)
TERMS = st.builds(Term, WORDS, st.sampled_from(["author", "index", "category"]), st.sampled_from(["", "en", "ru"]))
REFERENCES = st.builds(
    Reference,
    st.builds(lambda family, year, page: f"{family} A., {year}, J DOC, V1, P{page}", FAMILIES, st.integers(1990, 1993), st.integers(1, 3)),
    st.sampled_from(["", "10.1/a", "10.1/b"]),
    st.sampled_from([None, 1990, 1991]),
    st.sampled_from(["", "W1", "W2"]),
)


@st.composite
def records(draw: st.DrawFn, least: int = 1, most: int = 5) -> list[Work]:
    """Some records, each with a name of its own."""
    number = draw(st.integers(least, most))
    return [
        Work(
            record=f"f:{at}",
            database=draw(st.sampled_from(["wos", "scopus", "medline", "arxiv", "elibrary"])),
            place=Place("f", at),
            identifiers=tuple(draw(st.lists(st.builds(Identifier, st.just("doi"), st.sampled_from(["10.1/x", "10.1/y"])), max_size=1))),
            titles=tuple(dict.fromkeys(draw(st.lists(SENTENCES.map(Text), min_size=1, max_size=2)))),
            year=draw(st.none() | st.integers(1990, 1993)),
            people=tuple(draw(st.lists(PEOPLE, max_size=4))),
            abstracts=tuple(dict.fromkeys(draw(st.lists(SENTENCES.map(Text), max_size=2)))),
            terms=tuple(dict.fromkeys(draw(st.lists(TERMS, max_size=4)))),
            references=tuple(draw(st.lists(REFERENCES, max_size=6))),
            cited_by=draw(st.none() | st.integers(0, 9)),
        )
        for at in range(number)
    ]
