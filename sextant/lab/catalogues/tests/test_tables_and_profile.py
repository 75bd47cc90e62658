"""Tables read with nothing lost, and every measure of the profile against a reckoning by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sextant.lab.catalogues.collection import Settings, gather, group
from sextant.lab.catalogues.describing import Title
from sextant.lab.catalogues.findings import CatalogueError
from sextant.lab.catalogues.measures import weighted_median
from sextant.lab.catalogues.profiling import Profile, profile
from sextant.lab.catalogues.tables import Awarded, Holding, Loan, People, Rows, read_awards, read_holdings, read_loans, read_population, read_regions
from sextant.lab.catalogues.tests.factories import real
from sextant.lab.catalogues.topics import Topic, read_topics
from sextant.lab.shares import wilson

BLANK = Title("", "", "", "", None, "", None, None, "", "", "", "", "book", None, (), 0)


def title(name: str, **changes: Any) -> Title:
    from dataclasses import replace

    return replace(BLANK, id=name, title=changes.pop("title", f"Title {name}"), **changes)


TITLES = [
    title("a", year=2024, language="rus", low=3, high=6, scheme="bbk", class_="84(2)6", author="Барто, А.", title="Игрушки", subjects=("Игрушки",)),
    title("b", year=2020, language="rus", low=0, high=15, scheme="bbk", class_="28.6", subjects=("Животные",)),
    title("c", year=2000, language="tat", low=7, high=10, scheme="bbk", class_="84(2)", title="Finders keepers"),
    title("d", year=None, language="eng", scheme="ddc", class_="590", isbn="9780804429573", subjects=("Animals",)),
    title("e", year=1990, language="rus", low=18, high=99),
    title("gone", year=1980, language="rus"),
]
HELD = [
    Holding("a", "north", 3, date(2026, 2, 1)), Holding("a", "south", 1, date(2020, 1, 1)), Holding("b", "north", 2, date(2021, 5, 5)),
    Holding("c", "south", 1, date(2010, 1, 1)), Holding("d", "south", 2, None), Holding("e", "north", 1, None), Holding("stray", "north", 7, None),
]  # fmt: skip
LENT = [
    Loan("a", date(2026, 6, 30), 6), Loan("a", date(2024, 1, 1), 9), Loan("b", date(2025, 7, 1), 2), Loan("c", date(2023, 6, 30), 5),
    Loan("stray", date(2026, 1, 1), 4),
]  # fmt: skip
PEOPLE = [People("north", 3, 6, "rus", 100), People("south", 3, 10, "rus", 80), People("south", 7, 10, "tat", 20)]


def made(**more: Any) -> Profile:
    return profile(iter(TITLES), iter(HELD), iter(LENT), iter(PEOPLE), **more)


def cells(found: Profile, name: str) -> dict[tuple[str, ...], tuple[float | None, list[str]]]:
    """Value and ids of each cell by the values of its keys (index and the like left out)."""
    hidden = {"index", "lacking", "weighted", "expected", "verdict"}
    return {
        tuple(value for key, value in cell.keys if key not in hidden): (None if cell.value is None else round(cell.value, 4), found.ids(cell))
        for cell in found.tables[name].cells
    }


def test_age_of_the_collection_weighs_copies() -> None:
    found = made()
    assert found.collection.as_of == date(2026, 6, 30)
    assert cells(found, "median_age") == {
        ("bbk 28", "children"): (6.0, ["b"]), ("bbk 84", "3-6"): (2.0, ["a"]), ("bbk 84", "7-10"): (26.0, ["c"]), ("unknown", "adults"): (36.0, ["e"]),
    }  # fmt: skip
    assert cells(found, "old_share")["bbk 84", "7-10"] == (1.0, ["c"])
    assert cells(found, "old_share")["bbk 84", "3-6"] == (0.0, [])


def test_renewal_counts_copies_added_in_the_year() -> None:
    assert cells(made(), "renewal") == {
        ("bbk 28",): (0.0, []), ("bbk 84",): (0.6, ["a"]), ("ddc 5",): (0.0, []), ("unknown",): (0.0, []),
    }  # fmt: skip


def test_turnover_and_relative_use() -> None:
    found = made()
    assert cells(found, "turnover")["bbk 84", "3-6"] == (1.5, ["a"])
    assert cells(found, "turnover")["bbk 28", "children"] == (1.0, ["b"])
    assert cells(found, "turnover")["ddc 5", "unknown"] == (0.0, ["d"])
    # 6 of 8 loans on 4 of 10 copies: 0.75 / 0.4
    assert cells(found, "relative_use")["bbk 84", "3-6"] == (1.875, ["a"])


def test_unused_stock_is_what_was_there_long_enough_without_a_loan() -> None:
    # c was lent on the day three years before: outside; d has neither date nor year; e stands by its year
    assert cells(made(), "dead_stock") == {("bbk 28",): (0.0, []), ("bbk 84",): (0.2, ["c"]), ("unknown",): (1.0, ["e"])}


def test_languages_and_provision() -> None:
    found = made()
    assert cells(found, "languages") == {
        ("eng",): (None, ["d"]), ("rus",): (round(700 / 180, 4), ["a", "b", "e"]), ("tat",): (5.0, ["c"]),
    }  # fmt: skip
    # 3–6: 100 in the north and half of 80 in the south; a and b suit them
    assert cells(found, "provision")["3-6",] == (round(6 / 140, 4), ["a", "b"])
    assert cells(found, "provision")["7-10",] == (0.05, ["b", "c"])
    assert cells(found, "provision")["15-17",] == (None, ["b"])


def test_the_gap_map_compares_each_place_with_the_mean() -> None:
    found = made()
    assert cells(found, "gap_map") == {
        ("3-6", "rus", "north"): (5.0, ["a", "b"]), ("3-6", "rus", "south"): (2.5, ["a"]),
        ("7-10", "rus", "south"): (0.0, []), ("7-10", "tat", "south"): (5.0, ["c"]),
    }  # fmt: skip
    keys = [dict(cell.keys) for cell in found.tables["gap_map"].cells]
    # 7 copies to 200 people: 3.5 of 100; the south lacks 40 × 0.035 − 1 and 40 × 0.035
    assert [(key["index"], key["lacking"]) for key in keys] == [("1.43", "0"), ("0.714", "0"), ("0", "1"), ("1.43", "0")]


def test_locations_belong_to_regions() -> None:
    found = made(regions={"north": "south"})
    assert cells(found, "gap_map")["3-6", "rus", "south"] == (round(600 / 40, 4), ["a", "b"])


def test_awards_are_matched_with_the_whole_list_shown() -> None:
    listed = [
        Awarded("A", "Игрушки", "Барто, Агния", 2016, "", "s"), Awarded("A", "Игрушки", "Барто, Агния", 2016, "", "s"),
        Awarded("A", "Игрушки", "Другой, А.", 2026, "", "s"), Awarded("B", "Finders keepers /", "", 1951, "", "s"),
        Awarded("B", "Finders keepers : another story", "", 1990, "", "s"), Awarded("B", "Else", "", None, "9780804429573", "s"), Awarded("B", "Title gone", "", 1980, "", "s"),
    ]  # fmt: skip
    found = made(awards=listed)
    assert [(one.title, one.by) for one in found.eligible] == [
        ("Игрушки", "author"), ("Игрушки", ""), ("Finders keepers /", "title"), ("Finders keepers : another story", ""), ("Else", "isbn"), ("Title gone", ""),
    ]  # fmt: skip
    assert cells(found, "award_coverage") == {("A",): (0.5, ["a"]), ("B",): (0.5, ["c", "d"])}
    # halves after ten years: 0.5 of 0.5 + 1
    assert dict(found.tables["award_coverage"].cells[0].keys)["weighted"] == "0.333"


def test_topics_in_balance_with_wilson_intervals() -> None:
    topics = (Topic("animals", ("animal", "животн"), ("ddc 59",), 0.9), Topic("toys", ("игрушк",)))
    found = made(topics=topics)
    assert cells(found, "topic_balance") == {("animals",): (0.4, ["b", "d"]), ("toys",): (0.2, ["a"])}
    first = found.tables["topic_balance"].cells[0]
    assert (round(first.low or 0, 4), round(first.high or 0, 4), dict(first.keys)["verdict"]) == (0.1176, 0.7693, "below")


def test_wilson_is_as_published() -> None:
    assert [round(one, 4) for one in wilson(10, 100)] == [0.0552, 0.1744]
    assert [round(one, 4) for one in wilson(0, 10)] == [0.0, 0.2775]
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("spread", "middle"), [([(1, 1), (5, 1)], 3.0), ([(1, 3), (5, 1)], 1.0), ([(2, 2), (4, 2), (9, 1)], 4.0), ([(7, 1)], 7.0)])
def test_the_weighted_median(spread: list[tuple[int, int]], middle: float) -> None:
    assert weighted_median(spread) == middle


def test_what_was_assumed_is_noted() -> None:
    assert [note.code for note in made().notes] == ["note_strange_copies", "note_strange_loans", "note_audience"]
    assert [note.code for note in profile(TITLES).notes] == ["note_no_holdings", "note_no_loans", "note_audience", "note_no_population"]
    assert [note.code for note in profile(TITLES, HELD, LENT[:1]).notes][0:2] == ["note_strange_copies", "note_short_loans"]


def test_without_holdings_each_title_is_one_copy_and_nothing_breaks() -> None:
    assert sum(gather(TITLES, None, None, Settings()).copies) == 6
    assert profile([]).answer()["titles"] == 0


@pytest.mark.parametrize(
    ("ages", "name"),
    [((3, 6), "3-6"), ((0, 5), "0-2"), ((6, 8), "7-10"), ((0, 15), "children"), ((14, 20), "15-17"), ((18, 99), "adults"), ((None, None), "unknown")],
)
def test_readers_are_grouped_by_the_middle_of_their_ages(ages: tuple[int | None, int | None], name: str) -> None:
    kept = gather([title("x", low=ages[0], high=ages[1])], None, None, Settings()).titles[0]
    assert group(kept, Settings().bands) == name


def test_rows_are_taken_or_refused_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "H.csv"
    path.write_text(
        "isbn,location,copies,added\n978-5-17-000015-9,north,2,2024-05-01\n,north,1,\nx1,south,many,\nx2,,,31.12.2023\n\nx3,,1,2023-02-30\n", "utf-8"
    )
    rows = Rows()
    assert list(read_holdings(path, None, rows)) == [
        Holding("9785170000159", "north", 2, date(2024, 5, 1)), Holding("x2", "", 1, date(2023, 12, 31)),
    ]  # fmt: skip
    assert (rows.read, rows.refused) == (5, 3)
    assert [one.sentence("en") for one in rows.refusals] == [
        "H.csv, line 3: The column isbn is empty. Fill it in.",
        "H.csv, line 4: “many” in the column copies is no whole number from 0 on.",
        "H.csv, line 7: “2023-02-30” in the column added is no date. Write it as 2026-03-09.",
    ]


def test_russian_tables_with_semicolons_in_windows_1251(tmp_path: Path) -> None:
    path = tmp_path / "L.csv"
    path.write_bytes("ISBN;Дата;Выдачи\n5-17-000015-4;2024-05;1 200\n".encode("cp1251"))
    assert list(read_loans(path)) == [Loan("9785170000159", date(2024, 5, 1), 1200)]


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "L.csv"
    path.write_text("EAN,when,n\n1,2024,3\n")
    assert list(read_loans(path, {"isbn": "ean", "date": "WHEN", "loans": "n"})) == [Loan("1", date(2024, 1, 1), 3)]
    with pytest.raises(CatalogueError) as refusal:
        list(read_loans(path))
    assert refusal.value.code == "column_missing"


def test_population_regions_and_backward_ages(tmp_path: Path) -> None:
    path, rows = tmp_path / "P.csv", Rows()
    path.write_text("region,age_low,age_high,language,people\nnorth,0,6,rus,10\nnorth,6,0,rus,10\n")
    assert list(read_population(path, None, rows)) == [People("north", 0, 6, "rus", 10)]
    assert rows.refusals[0].code == "ages_turned"
    (tmp_path / "R.csv").write_text("location,region\nbranch 1,north\n")
    assert read_regions(tmp_path / "R.csv") == {"branch 1": "north"}


def test_award_lists_in_toml(tmp_path: Path) -> None:
    path, rows = tmp_path / "list.toml", Rows()
    path.write_text('award = "Kniguru"\nsource = "https://example.org"\n[[title]]\ntitle = "One"\nyear = 2020\n[[title]]\nauthor = "X"\n')
    assert list(read_awards(path, None, rows)) == [Awarded("Kniguru", "One", "", 2020, "", "https://example.org")]
    assert (rows.read, rows.refused) == (2, 1)


@pytest.mark.parametrize(("text", "code"), [("topic = 1", "topics_wrong"), ("[[topic]]\nwords = []", "topics_wrong"), ("[[", "toml_broken")])
def test_wrong_topics_are_refused(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "t.toml").write_text(text)
    with pytest.raises(CatalogueError) as refusal:
        read_topics(tmp_path / "t.toml")
    assert refusal.value.code == code


@pytest.mark.real_data
def test_real_award_lists_are_read_whole() -> None:
    folder = real("awards") / "childs-garden" / "worksets"
    counts = {}
    for path in sorted(folder.glob("*.csv")):
        rows = Rows()
        counts[path.stem.split("-")[1] + path.stem[0]] = (len(list(read_awards(path, None, rows))), rows.read)
    assert all(taken == read for taken, read in counts.values())
    assert sum(read for _, read in counts.values()) > 150
