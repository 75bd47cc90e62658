"""Joining loses nothing, says who said what, and is undone by taking the records back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.literature.joining import join, whole
from sextant.lab.literature.names import person
from sextant.lab.literature.preferring import Preference
from sextant.lab.literature.records import Person, Reference, Term, Text, Work
from sextant.lab.literature.tests.works import records, work

pytestmark = pytest.mark.once

PREFERENCES = st.permutations(["wos", "scopus", "medline", "arxiv"]).map(lambda order: Preference(tuple(order)))


@settings(max_examples=150, deadline=None)
@given(records(), PREFERENCES)
def test_nothing_is_lost(told: list[Work], preference: Preference) -> None:
    """Every author, keyword, reference, title and abstract of every record stands in the work, in its wording, with the record beside it."""
    joined = join(told, preference)
    for one in told:
        for field, parts in (
            ("people", joined.people), ("terms", joined.terms), ("references", joined.references), ("titles", joined.titles), ("abstracts", joined.abstracts),
        ):  # fmt: skip
            said = [(value, part.by) for part in parts for value in (part.value, *part.also)]
            for value in getattr(one, field):
                assert any(value == other and one.record in by for other, by in said)
        if one.cited_by is not None:
            assert (one.database, one.cited_by) in joined.cited_by


@settings(max_examples=150, deadline=None)
@given(records(), PREFERENCES)
def test_nothing_is_said_twice_or_put_into_a_mouth(told: list[Work], preference: Preference) -> None:
    """A record stands beside as many authors and references as it has, so that none of its own were made one or two."""
    joined = join(told, preference)
    for one in told:
        assert sum(one.record in part.by for part in joined.people) == len(one.people)
        assert sum(one.record in part.by for part in joined.references) == len(one.references)
    assert all(part.by for part in (*joined.people, *joined.terms, *joined.references, *joined.titles, *joined.abstracts))


@given(records(), PREFERENCES)
def test_splitting_gives_back_what_was_joined(told: list[Work], preference: Preference) -> None:
    assert join(told, preference).split() == tuple(told)


@given(records(), PREFERENCES)
def test_a_field_is_that_of_the_record_that_won_it(told: list[Work], preference: Preference) -> None:
    joined = join(told, preference)
    by_name = {one.record: one for one in told}
    for name in ("year", "cited_by"):
        if name in joined.won:
            assert joined.fields[name] == getattr(by_name[joined.won[name]], name)
        else:
            assert all(getattr(one, name) is None for one in told)


def test_the_setting_says_who_wins_a_field() -> None:
    scopus, wos = (
        work("a:1", cited_by=9, volume="12", abstracts=(Text("S"),)),
        work("b:1", database="wos", cited_by=7, volume="XII", abstracts=(Text("W"),)),
    )
    joined = join([scopus, wos], Preference(("wos", "scopus"), {"cited_by": ("scopus",)}))
    assert (joined.fields["volume"], joined.fields["cited_by"], joined.abstracts[0].value) == ("XII", 9, Text("W"))
    assert (joined.won["volume"], joined.won["cited_by"], joined.cited_by) == ("b:1", "a:1", (("scopus", 9), ("wos", 7)))


def test_a_source_that_says_nothing_of_a_field_never_wins_it() -> None:
    joined = join([work("a:1", database="wos", year=None), work("b:1", year=2019)], Preference(("wos", "scopus")))
    assert (joined.fields["year"], joined.won["year"]) == (2019, "b:1")


def test_authors_of_two_sources_are_the_same_people_in_other_spellings() -> None:
    """Spellings that stand in real pairs of Scopus and Web of Science records of one article."""
    wos = work(
        "a:1", database="wos", people=("Sabbaghian, Reza Javidi", "Kilgour, DM", "Schuetze, Niels", "Balcerzak, Adam P.", "Pietrzak, Michal Bernard")
    )
    scopus = work("b:1", people=("Javidi Sabbaghian, R.", "Marc Kilgour, D.", "Schütze, N.", "Adam, B.P.", "Michał, P.B."))
    joined = join([wos, scopus], Preference())
    assert [part.value.name for part in joined.people] == [one.name for one in wos.people]
    assert [part.also[0].name for part in joined.people] == [one.name for one in scopus.people]


def test_two_authors_of_one_name_stay_two() -> None:
    joined = join([work("a:1", people=("Li, Z.", "Li, Z.")), work("b:1", people=("Li, Zhen", "Li, Zhi"))], Preference())
    assert [(part.value.name, part.also[0].name) for part in joined.people] == [("Li, Z.", "Li, Zhen"), ("Li, Z.", "Li, Zhi")]


def test_an_author_that_only_one_source_names_follows_the_others() -> None:
    joined = join([work("a:1", people=("Petrova, A.",)), work("b:1", people=("Orlov, O.", "Петрова, Анна"))], Preference())
    assert [(part.value.name, part.by) for part in joined.people] == [("Petrova, A.", ("a:1", "b:1")), ("Orlov, O.", ("b:1",))]


def test_what_other_sources_know_of_a_person_is_added() -> None:
    known = Person("Petrova, Anna", "Petrova", "Anna", "author", "0000-0002-1825-0097", ("University North",), ("Russia",))
    joined = join([work("a:1", people=("Petrova, A.",)), work("b:1", people=(known,))], Preference())
    assert whole(joined.people[0]) == Person(
        "Petrova, A.", "Petrova", "A.", "author", "0000-0002-1825-0097", ("University North",), ("Russia",), ("Petrova, Anna",)
    )


def test_references_of_two_sources_meet_by_author_year_and_page() -> None:
    wos = (
        Reference("Aria M, 2017, J INFORMETR, V11, P959, DOI 10.1016/j.joi.2017.08.007", "10.1016/j.joi.2017.08.007", 2017),
        Reference("Bo C, 1999, X", "", 1999),
    )
    scopus = (
        Reference("Aria, M., Cuccurullo, C., Bibliometrix (2017) J. Informetrics, 11 (4), pp. 959-975", "", 2017),
        Reference("Ci D. (2000) Y", "", 2000),
    )
    joined = join([work("a:1", references=wos), work("b:1", references=scopus)], Preference())
    assert [(part.value, part.by, part.also) for part in joined.references] == [
        (wos[0], ("a:1", "b:1"), (scopus[0],)), (wos[1], ("a:1",), ()), (scopus[1], ("b:1",), ()),
    ]  # fmt: skip


def test_keywords_keep_their_kinds_apart() -> None:
    joined = join(
        [work("a:1", terms=(Term("Reading", "index"),)), work("b:1", terms=(Term("reading", "author"), Term("READING", "index")))], Preference()
    )
    assert [(part.value, part.by, part.also) for part in joined.terms] == [
        (Term("Reading", "index"), ("a:1", "b:1"), (Term("READING", "index"),)), (Term("reading", "author"), ("b:1",), ()),
    ]  # fmt: skip


def test_a_name_without_anything_in_common_is_another_person() -> None:
    assert person("Petrova, A.") != person("Petrova, B.")
    joined = join([work("a:1", people=("Petrova, A.",)), work("b:1", people=("Petrova, B.",))], Preference())
    assert len(joined.people) == 2
