"""Whether two records are one work: rules and vetoes, one by one."""

from __future__ import annotations

import pytest

from sextant.lab.literature.likeness import block_keys, compare, features
from sextant.lab.literature.records import Identifier, Text, Work
from sextant.lab.literature.tests.works import work

pytestmark = pytest.mark.once

PLACE = {"volume": "12", "pages": "45–60"}


def verdict(one: Work, other: Work) -> tuple[bool, str]:
    found = compare(features(one), features(other))
    assert compare(features(other), features(one)) == found
    return found.same, found.why


SAME = [
    (work(), work(title="READING ROOMS IN SMALL TOWNS OF THE NORTH", people=("Petrova A", "Smith J")), "title_authors_year"),
    (work(), work(title="Reading rooms in small towns of the north: a survey of 1994", year=2020), "title_authors_year"),
    (work(), work(title="Reading <i>rooms</i> in small towns of the North", year=2021), "title_authors"),
    (work(**PLACE), work(people=("Anna, P.",), **PLACE), "title_place"),
    (work(**PLACE), work(title="Reading rooms in the small towns of a north and a south", **PLACE), "title_authors_place"),
    (work(people=()), work(people=()), "title_year"),
    (work(title="Читальные залы малых городов Севера", people=("Щукина, Ю. А.",)), work(title="Chitalnye zaly malyh gorodov Severa", people=("Shchukina, Yu.",)), "title_authors_year"),
    (work(title="Читальные залы малых городов", people=("Петрова, А.",), **PLACE), work(people=("Petrova, A.",), **PLACE), "translated_same_place"),
    (work(title="Editorial", **PLACE), work(title="Editorial", **PLACE), "generic_title_same_place"),
    (work(title="Green AI"), work(title="GREEN AI."), "short_title_authors_year"),
    (work(people=("Nguyen, Khanh",)), work(people=("Nguyen, K.",)), "title_authors_year"),
    (work(doi="10.48550/arxiv.1"), work(doi="10.1/a"), "title_authors_year"),
]  # fmt: skip
OTHER = [
    (work(doi="10.1/a"), work(doi="10.1/b"), "identifiers_differ"),
    (work(identifiers=(Identifier("arxiv", "1"),)), work(identifiers=(Identifier("arxiv", "2"),)), "identifiers_differ"),
    (work(title="Reading rooms in small towns, part II"), work(title="Reading rooms in small towns, part III"), "numbers_differ"),
    (work(), work(title="Correction to: Reading rooms in small towns of the north"), "correction"),
    (work(pages="A652", volume="15"), work(pages="1172–1181", volume="15"), "abstract_of_a_meeting"),
    (work(), work(people=("Orlov, O.", "Berg, B.")), "unlike"),
    (work(), work(year=2015), "unlike"),
    (work(), work(title="Fines and their abolition in city libraries"), "unlike"),
    (work(title="Editorial"), work(title="Editorial"), "unlike"),
    (work(title="Green AI"), work(title="Green AI", year=2020), "unlike"),
    (work(people=("Petrova, A.",)), work(people=("Petrova, K.",)), "unlike"),
]


@pytest.mark.parametrize(("one", "other", "rule"), SAME)
def test_one_work(one: Work, other: Work, rule: str) -> None:
    assert verdict(one, other) == (True, rule)


@pytest.mark.parametrize(("one", "other", "rule"), OTHER)
def test_two_works(one: Work, other: Work, rule: str) -> None:
    assert verdict(one, other) == (False, rule)


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in SAME if pair[0].title != "Editorial"])
def test_records_of_one_work_share_a_key(one: Work, other: Work) -> None:
    assert set(block_keys(features(one))) & set(block_keys(features(other)))


def test_a_title_in_a_second_language_counts() -> None:
    both = work(titles=(Text("Читальные залы малых городов", "ru"), Text("Reading rooms in small towns of the north", "en")))
    assert verdict(both, work()) == (True, "title_authors_year")


def test_the_scores_are_told() -> None:
    found = compare(features(work()), features(work(title="Reading rooms in small towns of the south", people=("Petrova, A.", "Berg, B."))))
    # 41 letters and spaces each in the rough spelling; "nort" and "sout" share only their "o" and "t" in order: 2·(41 − 2) / 82 of Indel
    assert (round(found.title, 2), found.authors, found.years) == (0.95, 0.5, 0)
