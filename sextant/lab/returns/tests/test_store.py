"""The store: one file a year, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sextant.lab.returns import store
from sextant.lab.returns.reading import ReturnRow, ReturnsError
from sextant.lab.returns.tests.factories import row


def test_what_was_stored_is_read_back(tmp_path: Path) -> None:
    first = row("AK1", visits=5, staff_fte=0.68, loans="missing")
    first.unit_name, first.attributes, first.origins = 'О"Нил, библиотека', {"city": "Ном"}, {"visits": "imputed"}
    second = row("AK2", region="", visits=10**14)
    store.write_year([second, first], tmp_path, 2018)
    assert list(store.read_year(tmp_path, 2018)) == [first, second]
    assert store.years(tmp_path) == [2018]


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [row(f"AK{number}", visits=number, staff_fte=number / 7) for number in range(500)]
    store.write_year(rows, tmp_path / "a", 2018)
    store.write_year(reversed(rows), tmp_path / "b", 2018)
    assert store.fingerprint(tmp_path / "a", 2018) == store.fingerprint(tmp_path / "b", 2018)


def test_an_import_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    def breaking() -> Iterator[ReturnRow]:
        yield row("AK1", visits=9)
        raise KeyboardInterrupt

    store.write_year([row("AK1", visits=5)], tmp_path, 2018)
    with pytest.raises(KeyboardInterrupt):
        store.write_year(breaking(), tmp_path, 2018)
    assert [found.values for found in store.read_year(tmp_path, 2018)] == [{"visits": 5}]
    assert [path.name for path in tmp_path.iterdir()] == ["returns-2018.parquet"]


def test_a_library_standing_twice_or_in_another_year_is_not_stored(tmp_path: Path) -> None:
    with pytest.raises(ReturnsError) as caught:
        store.write_year([row("AK1"), row("AK1")], tmp_path, 2018)
    assert caught.value.code == "stored_twice"
    with pytest.raises(ValueError, match="a row of 2017 among those of 2018"):
        store.write_year([row("AK1", year=2017)], tmp_path, 2018)
    assert store.years(tmp_path) == []


def test_a_year_not_held_says_which_are(tmp_path: Path) -> None:
    store.write_year([row("AK1")], tmp_path, 2018)
    with pytest.raises(ReturnsError, match=r"no returns of 2017 are held; import that year first; held: 2018\."):
        list(store.read_year(tmp_path, 2017))
    assert store.years(tmp_path / "nothing") == []


def test_files_of_one_survey_are_joined_by_library_and_year() -> None:
    joined = store.combine([row("E2", visits=1), row("E1", visits=2, loans="missing")], [row("E1", loans=3, wifi_sessions="missing")])
    assert list(joined) == [row("E1", visits=2, loans=3, wifi_sessions="missing"), row("E2", visits=1)]


def test_two_files_that_disagree_are_not_joined() -> None:
    with pytest.raises(ReturnsError) as caught:
        list(store.combine([row("E1", visits=2)], [row("E1", visits=3)]))
    assert (caught.value.code, caught.value.column) == ("disagreement", "visits")


def test_a_file_is_put_beside_what_other_files_and_sources_said(tmp_path: Path) -> None:
    swedish = row("SE-1", loans=7)
    swedish.source = "sweden"
    assert store.put([row("AK1", visits=1), row("AK2", visits=2)], tmp_path, whole=True) == [2018]
    store.put([swedish], tmp_path, whole=True)
    store.put([row("AK2", loans=5, visits="missing")], tmp_path, whole=False)
    assert list(store.read_year(tmp_path, 2018)) == [row("AK1", visits=1), row("AK2", loans=5, visits="missing"), swedish]
    store.put([row("AK1", visits=9)], tmp_path, whole=True)
    assert list(store.read_year(tmp_path, 2018)) == [row("AK1", visits=9), swedish]


def test_the_same_file_put_again_changes_nothing(tmp_path: Path) -> None:
    rows = [row("E1", year=2022, visits=1), row("E1", year=2023, visits=2)]
    before = [store.put(rows, tmp_path, whole=False), store.fingerprint(tmp_path, 2022), store.fingerprint(tmp_path, 2023)]
    after = [store.put(rows, tmp_path, whole=False), store.fingerprint(tmp_path, 2022), store.fingerprint(tmp_path, 2023)]
    assert before == after
    with pytest.raises(ReturnsError):
        store.put([rows[0], rows[0]], tmp_path, whole=False)
