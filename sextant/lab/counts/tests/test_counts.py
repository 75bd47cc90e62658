"""What is counted, asked of every engine: an example reckoned by hand, and merges."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sextant.lab.counts import expressions as ex
from sextant.lab.counts.answers import counts
from sextant.lab.counts.counting import build
from sextant.lab.counts.findings import CountsError
from sextant.lab.counts.keeping import Plan
from sextant.lab.counts.tests.scenes import by_hand, imported, joined, told, work
from sextant.lab.counts.updating import update
from sextant.lab.engine import Engine, connection, engine, quoted
from sextant.lab.literature.store import Store

pytestmark = pytest.mark.once
PLAN = Plan(("term", "country", "venue"), ("term", "country"), 3)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_works_items_and_pairs_of_a_small_corpus(store: Store, held_engine: Engine) -> None:
    imported(
        store,
        [
            work(["Loans", "loans", "Reading"], 2019, ["RU", "RU", "KZ"], "Bulletin"),
            work(["reading", "loans", "Архив"], 2020, ["RU"], "Bulletin"),
            work(["архив", "reading", "rare"], 2020),
            work(["reading"], None),
        ],
    )
    build(store, held_engine, PLAN)
    assert told(store, held_engine) == {
        "works": [(2019, 1), (2020, 2), (None, 1)],
        "term": [
            ("loans", 2019, 1), ("loans", 2020, 1), ("rare", 2020, 1), ("reading", 2019, 1), ("reading", 2020, 2), ("reading", None, 1),
            ("архив", 2020, 2),
        ],
        "country": [("KZ", 2019, 1), ("RU", 2019, 1), ("RU", 2020, 1)],
        "venue": [("Bulletin", 2019, 1), ("Bulletin", 2020, 1)],
        "term pairs": [("loans", "reading", 2019, 1), ("loans", "reading", 2020, 1), ("loans", "архив", 2020, 1), ("reading", "архив", 2020, 2)],
        "term pairs of all years": [("loans", "reading", 2), ("loans", "архив", 1), ("reading", "архив", 2)],
        "country pairs": [("KZ", "RU", 2019, 1)],
        "country pairs of all years": [("KZ", "RU", 1)],
    }  # fmt: skip
    kept = counts(store, held_engine)
    assert held_engine.rows(kept.items("term")) == [("reading", 4), ("loans", 2), ("архив", 2), ("rare", 1)]
    assert sorted(held_engine.rows(kept.yearly("term", 1)), key=str) == [("reading", 2019, 1), ("reading", 2020, 2), ("reading", None, 1)]


def test_a_work_of_two_records_is_counted_once_with_all_that_they_say(store: Store, held_engine: Engine) -> None:
    one, other, third = imported(store, [work(["a", "b"], 2019), work(["b", "c"], 2020), work(["a"], 2020)])
    joined(store, [[one, other]])
    build(store, held_engine, PLAN)
    assert told(store, held_engine) == by_hand(store, 3)
    assert told(store, held_engine)["term pairs"] == [("a", "b", 2019, 1), ("a", "c", 2019, 1), ("b", "c", 2019, 1)]
    assert sum(n for _year, n in told(store, held_engine)["works"]) == 2
    assert third.record.endswith(":3")


def test_terms_in_both_languages_are_one_concept(store: Store, held_engine: Engine) -> None:
    plan = Plan(("concept",), ("concept",), 3)
    labels = [("Loans", "c0001"), ("Книговыдача", "c0001"), ("Reading", "c0002"), ("Чтение", "c0002")]
    imported(store, [work(["loans", "книговыдача", "other"], 2019), work(["ЧТЕНИЕ", "Loans"], 2020)])
    with pytest.raises(CountsError, match="none was given"):
        build(store, held_engine, plan)
    build(store, held_engine, plan, labels=labels)
    imported(store, [work(["reading", "Книговыдача"], 2020)])
    update(store, held_engine)
    assert told(store, held_engine)["concept"] == [("c0001", 2019, 1), ("c0001", 2020, 2), ("c0002", 2020, 2)]
    assert told(store, held_engine)["concept pairs"] == [("c0001", "c0002", 2020, 2)]


def test_an_empty_corpus_has_no_counts(store: Store, held_engine: Engine) -> None:
    imported(store, [])
    build(store, held_engine, PLAN)
    assert set(map(tuple, told(store, held_engine).values())) == {()}


def test_letters_are_made_small_alike(store: Store, held_engine: Engine) -> None:
    words = ["ISTANBUL", "İstanbul", "БИБЛИОТЕКА", "библиотека", "ΟΔΟΣ", "οδος", "Straẞe", "straße"]
    imported(store, [work([one]) for one in words])
    build(store, held_engine, PLAN)
    assert held_engine.rows(counts(store, held_engine).items("term")) == [("istanbul", 2), ("straße", 2), ("οδοσ", 2), ("библиотека", 2)]


def test_what_was_not_counted_is_refused(store: Store, held_engine: Engine) -> None:
    imported(store, [work(["a"])])
    with pytest.raises(CountsError, match="has no counts yet"):
        counts(store, held_engine)
    build(store, held_engine, Plan(("term",), (), 3))
    with pytest.raises(CountsError, match="“country” was not counted"):
        counts(store, held_engine).yearly("country")
    with pytest.raises(CountsError, match="Pairs of the kind “term” were not counted"):
        counts(store, held_engine).pairs("term")


@pytest.mark.spark
def test_every_letter_of_unicode_14_is_made_small_alike(tmp_path: Path, spark: Engine) -> None:
    """Letters that came later (of the scripts Garay and Beria Erfe, and one Cyrillic one) are known to one engine and not to the other."""
    path, columns = tmp_path / "letters.parquet", {"item": "string"}
    found = []
    with engine() as duck:
        with connection() as plain:
            said = "select chr(number::int) as item from range(1, 131072) as r(number) where number not between 55296 and 57343"
            plain.execute(f"copy ({said}) to {quoted(path)} (format parquet)")
        for held in (duck, spark):
            held.scan("letters", [path], columns)
            letters = ex.table("letters", columns)
            found.append(dict(held.rows(letters.select(item=letters.item, small=ex.small(letters.item)))))
    unlike = [letter for letter, small in found[0].items() if found[1][letter] != small]
    assert [letter for letter in unlike if unicodedata.name(letter, "")] == []
    assert len(found[0]) == len(found[1]) == 129_023
