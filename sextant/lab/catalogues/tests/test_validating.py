"""Records held against their format: a sound record has no finding, each mistake has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.catalogues.numbers import isbn, issn
from sextant.lab.catalogues.reading import read_catalogue
from sextant.lab.catalogues.records import Record
from sextant.lab.catalogues.schema import NAMES, load
from sextant.lab.catalogues.tests.factories import BOOK, LEADER, UNIMARC, UNIMARC_LEADER, Field, binary
from sextant.lab.catalogues.validating import findings_of

AUTHORITY_LEADER = "00000nz  a2200000n  4500"
AUTHORITY: list[Field] = [
    ("001", "n1"), ("005", "20180827073129.0"), ("008", "180828n| azannaabn          |n aaa      "), ("040", "__$aDLC$beng$cDLC"),
    ("100", "1_$aBarto, A.$d1906-1981"), ("670", "__$aHer Toys, 2024"),
]  # fmt: skip
HOLDINGS_LEADER = "00000nx  a22000004n 4500"
HOLDINGS: list[Field] = [
    ("001", "h1"), ("004", "b1"), ("005", "20180827073129.0"), ("008", "1729810p    8   4001aueng0000000"), ("852", "0_$bmain$hPG3476$iB37$p12345"),
]  # fmt: skip


def found(tmp_path: Path, fields: list[Field], leader: str = LEADER) -> list[tuple[str, str]]:
    path = tmp_path / "c.mrc"
    path.write_bytes(binary(fields, leader))
    [record] = read_catalogue(path)
    assert isinstance(record, Record)
    return [(one.field, one.rule) for one in findings_of(record)]


def changed(base: list[Field], tag: str, text: str | None) -> list[Field]:
    """The record with that field as told, left out (None), or added."""
    if text is None:
        return [field for field in base if field[0] != tag]
    if any(name == tag for name, _ in base):
        return [(name, text if name == tag else old) for name, old in base]
    return [*base, (tag, text)]


@pytest.mark.parametrize(
    ("fields", "leader"), [(BOOK, LEADER), (UNIMARC, UNIMARC_LEADER), (AUTHORITY, AUTHORITY_LEADER), (HOLDINGS, HOLDINGS_LEADER)]
)
def test_a_sound_record_has_no_finding(tmp_path: Path, fields: list[Field], leader: str) -> None:
    assert found(tmp_path, fields, leader) == []


MARC21 = [
    ("245", None, [("245", "field_missing")]),
    ("040", None, [("040", "field_wanted")]),
    ("245", "10$aToys$aagain", [("245", "subfield_repeated")]),
    ("245", "40$aToys", [("245", "indicator_unknown")]),
    ("245", "1_$aToys", [("245", "indicator_unknown")]),
    ("245", "10$aToys$w1", [("245", "subfield_unknown")]),
    ("245", "10$aToys$b", [("245", "subfield_empty")]),
    ("100", "2_$aBarto", [("100", "indicator_obsolete")]),
    ("440", "_0$aLibrary", [("440", "field_moved")]),
    ("305", "__$a2 s.", [("305", "field_obsolete")]),
    ("309", "__$aWhat?", [("309", "field_unknown")]),
    ("909", "__$aLocal", []),
    ("595", "zz$?Local", []),
    ("029", "1_$aOf an agency", []),
    ("041", "1_$aRussian", [("041", "language_form")]),
    ("041", "1_$arus$heng", []),
    ("041", "07$aru$2iso639-1", []),
    ("020", "__$a9785170000158", [("020", "isbn_check")]),
    ("020", "__$a5-17-000015", [("020", "isbn_form")]),
    ("020", "__$a5170000154 (hardcover) :$c100 RUB", []),
    ("020", "__$z123", []),
    ("022", "0_$a0378-5954", [("022", "issn_check")]),
    ("022", "0_$a0378-5955", []),
    ("007", "tx", [("007/1", "code_unknown")]),
    ("007", "ta1", [("007", "length_wrong_fixed")]),
    ("007", "y", [("007/0", "code_unknown")]),
    ("006", "aa   b      000 1 ", []),
    ("006", "aa   x      000 1 ", [("006/5", "code_unknown")]),
    ("006", "short", [("006", "length_wrong_fixed")]),
    ("008", "260101s2024    ru a   y      000 1 rus d", [("008/22", "code_unknown")]),
    ("008", "260101s20x4    ru a   b      000 1 rus d", [("008/7-10", "code_form")]),
    ("008", "260101s2024    ru a   b      000 1 RUS d", [("008/35-37", "code_form")]),
    ("008", "260101s2024    ru a   b      000 1 rus", [("008", "length_wrong_fixed")]),
    ("008", "260101s2024    ru |||||||||||||||||rus d", []),
    ("880", "10$6245-01$aИгрушки", []),
    ("880", "10$6245-01$aИгрушки$w1", [("880", "subfield_unknown")]),
]


@pytest.mark.parametrize(("tag", "text", "expected"), MARC21)
def test_each_mistake_of_marc21_has_its_own_finding(tmp_path: Path, tag: str, text: str | None, expected: list[tuple[str, str]]) -> None:
    assert found(tmp_path, changed(BOOK, tag, text)) == expected


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("100", None, [("100", "field_missing")]),
        ("801", None, [("801", "field_wanted")]),
        ("100", "__$a20260101d2024    x||y0rusy50      ca", [("100/17", "code_unknown")]),
        ("100", "__$a20260101d2024", [("100", "length_wrong_fixed")]),
        ("010", "__$a978-5-17-000015-8", [("010", "isbn_check")]),
        ("101", "0_$aрус", [("101", "language_form")]),
        ("105", "__$a||||zy  000yy", []),
        ("106", "__$ar", []),
        ("106", "__$aw", [("106/0", "code_unknown")]),
        ("461", "_0$1001RU/1$12001$aSet", []),
        ("899", "__$aBranch", []),
        ("207", "_3$aNo. 1", [("207", "indicator_unknown")]),
        ("305", "__$aOne$aTwo", []),
        ("205", "__$aOne$aTwo", [("205", "subfield_repeated")]),
    ],
)
def test_each_mistake_of_unimarc_has_its_own_finding(tmp_path: Path, tag: str, text: str | None, expected: list[tuple[str, str]]) -> None:
    assert found(tmp_path, changed(UNIMARC, tag, text), UNIMARC_LEADER) == expected


@pytest.mark.parametrize(
    ("leader", "expected"),
    [
        ("00000xam a2200000 i 4500", "LDR/5"),
        ("00000naz a2200000 i 4500", "LDR/7"),
        ("00000nam a2200000 q 4500", "LDR/18"),
        ("00000nam a2300000 i 4500", "LDR/11"),
    ],
)
def test_the_leader_is_looked_at(tmp_path: Path, leader: str, expected: str) -> None:
    assert (expected, "code_unknown") in found(tmp_path, BOOK, leader)


def test_material_decides_what_008_means(tmp_path: Path) -> None:
    serial = changed(BOOK, "008", "260101c20249999ru mr p       0   b0rus d")
    assert found(tmp_path, serial, "00000nas a2200000 i 4500") == []
    assert ("008/22", "code_unknown") not in found(tmp_path, serial)
    assert found(tmp_path, serial) != []


def test_a_field_that_stands_once_is_not_repeated(tmp_path: Path) -> None:
    assert found(tmp_path, [*BOOK, ("245", "10$aAgain")]) == [("245", "field_repeated")]
    assert found(tmp_path, [*BOOK, ("001", "again")]) == [("001", "field_repeated")]


def test_a_control_field_has_no_subfields_and_a_data_field_has_two_indicators(tmp_path: Path) -> None:
    path = tmp_path / "c.mrc"
    path.write_bytes(binary([*BOOK, ("650", "0")]).replace(b"20260101120000.0", b"2026\x1fa120000.000"))
    [record] = read_catalogue(path)
    assert isinstance(record, Record)
    rules = [(one.field, one.rule) for one in findings_of(record)]
    assert ("005", "control_with_subfields") in rules
    assert ("650", "indicators_wrong") in rules


@pytest.mark.parametrize("text", ["", "a", "x$a"])
def test_a_control_field_that_the_kind_of_record_does_not_have_is_unknown(tmp_path: Path, text: str) -> None:
    assert ("006", "field_unknown") in found(tmp_path, [*AUTHORITY, ("006", text)], AUTHORITY_LEADER)


@pytest.mark.parametrize(
    ("text", "number", "wrong"),
    [
        ("978-5-17-000015-9", "9785170000159", ""),
        ("5-17-000015-4 (в пер.)", "9785170000159", ""),
        ("0-8044-2957-X", "9780804429573", ""),
        ("ISBN 0-8044-2957-x", "9780804429573", ""),
        ("080442957X :", "9780804429573", ""),
        ("0-8044-2957-1", "", "check"),
        ("9770804429573", "", "form"),
        ("(pbk.)", "", "form"),
        ("978517000015٩", "", "form"),
    ],
)
def test_isbn_is_told_with_what_is_wrong(text: str, number: str, wrong: str) -> None:
    assert isbn(text) == (number, wrong)


def test_issn_is_told_with_what_is_wrong() -> None:
    assert [issn(text) for text in ("2434-561X", "2434561x", "2434-5611", "2434")] == [
        ("2434-561X", ""),
        ("2434-561X", ""),
        ("", "check"),
        ("", "form"),
    ]


@pytest.mark.parametrize("name", NAMES.values())
def test_every_schema_is_whole_and_says_what_it_covers(name: str) -> None:
    schema = load(name)
    head = (Path(__file__).parent.parent / "schemas" / f"{name}.toml").read_text(encoding="utf-8")
    assert "Local:" in head
    assert "written for Sextant" in head.replace("\n# ", " ")
    known = {*schema.control, *schema.fields}
    assert schema.required | schema.wanted <= known
    assert set().union(*schema.completeness.values()) <= known
    assert not known & set(schema.obsolete)
    assert not [tag for tag, rule in schema.fields.items() if not rule.name or (rule.codes is not None and not rule.codes)]


def test_patterns_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = load("marc21-bibliographic")
    monkeypatch.setattr("sextant.lab.catalogues.schema.MOST_SHAPES", len(schema.shapes) + 10)
    for number in range(300):
        schema.faults("245", b"10", b"a" * number)
    assert len(schema.shapes) <= 300
    assert schema.faults("245", b"10", b"aa") == (("subfield_repeated", (("code", "a"),)),)
