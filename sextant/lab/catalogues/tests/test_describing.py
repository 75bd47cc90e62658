"""What a record says of its work: one row, whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.catalogues.ages import ages_in
from sextant.lab.catalogues.checking import check_catalogue
from sextant.lab.catalogues.describing import Title, works_of
from sextant.lab.catalogues.duplicates import editions
from sextant.lab.catalogues.tests.factories import BOOK, LEADER, UNIMARC, UNIMARC_LEADER, Field, binary, book
from sextant.lab.catalogues.tests.test_validating import AUTHORITY, AUTHORITY_LEADER, changed


def titles(tmp_path: Path, *records: bytes) -> list[Title]:
    path = tmp_path / "c.mrc"
    path.write_bytes(b"".join(records))
    return list(works_of(path))


def test_a_marc21_record_as_a_row(tmp_path: Path) -> None:
    [title] = titles(tmp_path, binary(BOOK), binary(AUTHORITY, AUTHORITY_LEADER))
    assert title.row() == {
        "id": "9785170000159", "isbn": "9785170000159", "title": "Toys : verses", "author": "Barto, Agniia", "year": 2024, "language": "rus",
        "low": 0, "high": 5, "scheme": "ddc", "class": "891.73", "age_mark": "", "publisher": "Detgiz", "kind": "book", "fiction": True,
        "subjects": ["Toys"], "record": 1,
    }  # fmt: skip


def test_a_rusmarc_record_as_a_row(tmp_path: Path) -> None:
    [title] = titles(tmp_path, binary(UNIMARC, UNIMARC_LEADER))
    assert title.row() == {
        "id": "9785170000159", "isbn": "9785170000159", "title": "Игрушки : стихи : для дошкольного возраста", "author": "Барто, Агния Львовна",
        "year": 2024, "language": "rus", "low": 0, "high": 6, "scheme": "bbk", "class": "84(2=411.2)6", "age_mark": "0+", "publisher": "Детгиз",
        "kind": "book", "fiction": True, "subjects": ["Игрушки"], "record": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "unit", "ages"),
    [
        ("для младшего школьного возраста", "", (7, 10)),
        ("для мл. и сред. шк. возраста", "", (7, 14)),
        ("для чтения взрослыми детям", "", None),
        ("Для детей 5–7 лет", "", (5, 7)),
        ("Для детей от 3 лет", "", (3, 17)),
        ("для 1-4 классов", "", (7, 11)),
        ("Ages 4-8.", "", (4, 8)),
        ("004-008", "1", (4, 8)),
        ("8-12.", "1", (8, 12)),
        ("K-3.", "2", (5, 9)),
        ("Grades 4-6", "", (9, 12)),
        ("For ages 3 and up", "", (3, 17)),
        ("Primary school: 550 lexile", "", None),
        ("MA15+", "", None),
    ],
)
def test_ages_are_read_from_notes(text: str, unit: str, ages: tuple[int, int] | None) -> None:
    assert ages_in(text, unit) == ages


@pytest.mark.parametrize(
    ("field", "mark"),
    [
        (("521", "__$a12+"), "12+"),
        (("521", "__$aДля читателей старше 16+"), "16+"),
        (("500", "__$aВозрастные ограничения - 6+"), "6+"),
        (("500", "__$aПрограмма Windows 12+"), ""),
        (("500", "__$aC++ 16+3"), ""),
        (("909", "__$x18 +"), "18+"),
        (("909", "__$x118+"), ""),
        (("300", "__$a16+2 p."), ""),
        (("521", "__$a7+"), ""),
    ],
)
def test_age_marks_are_found_wherever_they_are_recorded(tmp_path: Path, field: Field, mark: str) -> None:
    [title] = titles(tmp_path, binary(changed(BOOK, *field)))
    assert title.age_mark == mark


def test_codes_of_audience_count_where_no_note_tells(tmp_path: Path) -> None:
    bare = changed(BOOK, "521", None)
    fixed = dict(bare)["008"]
    rows = titles(tmp_path, *(binary(changed(bare, "008", fixed[:22] + code + fixed[23:])) for code in "abcdejfg |"))
    none = (None, None)
    assert [(row.low, row.high) for row in rows] == [(0, 5), (6, 8), (9, 13), (14, 17), (18, 99), (0, 15), none, none, none, none]


def test_a_code_of_audience_is_not_read_from_serials(tmp_path: Path) -> None:
    [title] = titles(tmp_path, binary(changed(BOOK, "521", None), LEADER.replace("nam", "nas")))
    assert (title.kind, title.low) == ("serial", None)


def test_text_that_was_put_into_utf8_twice_is_shown_right(tmp_path: Path) -> None:
    twice = "Mühlenmärchen".encode().decode("latin-1")
    path = tmp_path / "c.mrc"
    path.write_bytes(binary(changed(BOOK, "245", f"10$a{twice}")))
    assert [title.title for title in works_of(path)] == ["Mühlenmärchen"]
    assert dict(check_catalogue([path]).files[0].by_rule) == {"encoding_twice": 1}


def test_ids_are_unique_within_a_call(tmp_path: Path) -> None:
    assert [title.id for title in titles(tmp_path, binary(BOOK), binary(BOOK), book(3))] == ["9785170000159", "9785170000159~2", "b3"]


def test_duplicates_are_told_by_isbn_then_by_title(tmp_path: Path) -> None:
    volume = changed(changed(BOOK, "001", "v2"), "245", "10$aToys.$nVolume 2")
    same = changed(changed(book_fields("s1"), "245", "10$aTOYS : Verses"), "020", None)
    again = changed(same, "001", "s2")
    path = tmp_path / "c.mrc"
    path.write_bytes(b"".join(binary(one) for one in (BOOK, volume, changed(BOOK, "001", "b9"), same, again, same)))
    check = check_catalogue([path]).files[0]
    assert [(one.record, one.rule, dict(one.words).get("first")) for one in check.findings] == [
        (3, "duplicate_isbn", 1), (5, "duplicate_title", 4), (6, "duplicate_id", 4), (6, "duplicate_title", 4),
    ]  # fmt: skip


def book_fields(name: str) -> list[Field]:
    return changed(BOOK, "001", name)


def test_duplicates_are_looked_for_over_all_files(tmp_path: Path) -> None:
    paths = [tmp_path / "a.mrc", tmp_path / "b.mrc"]
    for path in paths:
        path.write_bytes(binary(BOOK))
    first, second = check_catalogue(paths).files
    assert (dict(first.by_rule), dict(second.by_rule)) == ({}, {"duplicate_isbn_elsewhere": 1})


def test_editions_of_one_work_are_grouped_oldest_first(tmp_path: Path) -> None:
    older = changed(changed(changed(BOOK, "008", dict(BOOK)["008"].replace("2024", "1998")), "020", None), "001", "old")
    other = changed(changed(BOOK, "100", "1_$aMikhalkov, S."), "001", "other")
    assert editions(titles(tmp_path, binary(BOOK), binary(older), binary(changed(other, "020", None)))) == [("old", "9785170000159")]


def test_completeness_counts_the_parts_of_a_description(tmp_path: Path) -> None:
    path = tmp_path / "c.mrc"
    path.write_bytes(binary(BOOK) + binary(changed(changed(changed(BOOK, "521", None), "082", None), "020", None)))
    check = check_catalogue([path]).files[0]
    assert (check.described, check.complete["classification"], check.complete["identifier"], check.complete["audience"]) == (2, 1, 1, 2)
    assert check.score() == pytest.approx((10 + 8) / 22)
