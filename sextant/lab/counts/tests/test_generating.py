"""Drawn works: the same for one seed, spread as promised, and a store like any other."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from sextant.lab.counts.corpus import chunks, years_of
from sextant.lab.counts.generating import Shape, by_year, generate
from sextant.lab.literature.store import Store
from sextant.lab.literature.works import stats, tables

pytestmark = pytest.mark.once
SHAPE = Shape(first=2000, last=2003, vocabulary=1000)


def test_a_store_of_drawn_works_is_like_any_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    source = generate(store, 10_000, SHAPE)
    told = stats(store)
    assert (told["works"], told["years"]) == (10_000, {"2000": 2355, "2001": 2449, "2002": 2547, "2003": 2649})
    assert by_year(10_000, SHAPE) == {2000: 2355, 2001: 2449, 2002: 2547, 2003: 2649}
    with tables(store) as engine:
        assert engine.execute("select min(work), count(distinct work) from works").fetchone() == (f"{source}:1", 10_000)
        assert engine.execute("from terms anti join works using (work)").fetchall() == []
        share = engine.execute("select avg((term = 'Term 1')::int), count(*) / 10000 from terms").fetchone()
    assert share is not None
    assert share[0] == pytest.approx(math.log(2) / math.log(1001), rel=0.05)  # Zipf's law, the first of 1,000 words
    assert share[1] == pytest.approx(8, rel=0.02)
    assert {one["path"].split("/")[3] for one in store.manifest()["imports"][0]["files"]} == {f"year={year}" for year in range(2000, 2004)}


def test_the_seed_decides(tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in "abc"]
    for store, seed in zip(stores, (1, 1, 2), strict=True):
        generate(store, 500, Shape(seed=seed))
    first, second, third = ([(one["path"], one["sha256"]) for one in store.manifest()["imports"][0]["files"]] for store in stores)
    assert first == second
    assert {digest for _path, digest in first} != {digest for _path, digest in third}


def test_years_are_counted_together_until_they_are_many() -> None:
    assert chunks([(2000, 5), (2001, 4), (2002, 8), (2004, 30), (None, 3)], 10) == [((2000, 2001),), ((2002, 2002),), ((2004, 2004),), (None,)]
    assert chunks([]) == []
    assert years_of([(2001, 1), (2000, 1), (2003, 1), (None, 1)]) == (None, (2000, 2001), (2003, 2003))
