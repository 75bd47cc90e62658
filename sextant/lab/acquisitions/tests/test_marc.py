"""Offers from catalogue files, and marks of what is held."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from pymarc import Field, Indicators, Record, Subfield

from sextant.lab.acquisitions.candidates import Reading
from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.holdings import Holdings
from sextant.lab.acquisitions.marc import known_marks
from sextant.lab.acquisitions.offering import read_offer
from sextant.lab.acquisitions.planning import plan
from sextant.lab.acquisitions.targets import Need, Targets
from sextant.lab.acquisitions.tests.factories import title


def record(number: str, *fields: tuple[str, str, str], fixed: str = f"240101s2024    ru {'':4}bd{'':11}rus  ") -> bytes:
    made = Record(force_utf8=True)
    made.leader = made.leader[:5] + "nam" + made.leader[8:]
    made.add_field(Field("001", data=number), Field("008", data=fixed))
    for tag, code, text in fields:
        made.add_field(Field(tag, Indicators(" ", " "), [Subfield(code, text)]))
    return made.as_marc()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "C.mrc"
    path.write_bytes(
        record(
            "1",
            ("020", "a", "9785171183660"),
            ("245", "a", "Ёлка /"),
            ("100", "a", "Сутеев, В."),
            ("365", "b", "450.50"),
            ("586", "a", "Medal, 2024."),
        )
        + record("2", ("020", "c", "250 руб. (в пер.)"), ("245", "a", "Кот"))
        + record("3", ("020", "c", "50000 TL"), ("245", "a", "Другое"))
        + record("4", ("020", "c", "$9.99 (pbk.)"), ("245", "a", "Dollar"))
        + record("5", ("245", "a", "Без цены"))
        + b"00099garbage\x1d"
    )
    return path


def test_records_with_a_price_are_offers_and_the_others_say_why_not(file: Path) -> None:
    titles, report = read_offer(file, Reading("RUB", {}, None, {"USD": Decimal(100)}))
    assert [(one.id, one.title, one.price, one.author, one.awards) for one in titles] == [
        ("1", "Ёлка", 45050, "Сутеев, В", ("Medal, 2024",)), ("2", "Кот", 25000, "", ()), ("4", "Dollar", 99900, "", ()),
    ]  # fmt: skip
    assert (titles[0].isbn, titles[0].tags["age"], titles[0].tags["language"], titles[0].tags["accessible"]) == (
        "9785171183660", ("6-8",), ("rus",), ("yes", "large print"),
    )  # fmt: skip
    assert [(one.line, one.code) for one in report.findings][:2] == [(3, "currency_unknown"), (5, "record_without_price")]
    assert (report.read, report.taken, report.refused) == (6, 3, 3)


def test_a_catalogue_tells_what_is_held_so_that_gaps_count(file: Path) -> None:
    known = known_marks([file])
    assert known["9785171183660"]["age"] == ("6-8",)
    holdings = Holdings()
    holdings.copies.update({"9785171183660": 3, "unknown": 1})
    targets = Targets(needs=(Need((("age", "6-8"),), 4.0),))
    found = plan([title("a", 100, 1, age="6-8"), title("b", 100, 1, age="6-8")], holdings, 1000, targets, known=known, gap=0.0)
    assert [(one.lack.held, one.lack.missing, one.closed) for one in found.gaps] == [(3.0, 1.0, 1.0)]
    assert found.objective == 2 + 1 * 0.25
    assert [one.code for one in found.notes][:1] == ["note_marks_known"]
    assert "75.0 %" in found.notes[0].en


def test_a_file_that_only_looks_like_a_catalogue_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "C.mrc"
    path.write_bytes(b"\x1f\x8b" + b"no gzip at all")
    with pytest.raises(AcquisitionsError):
        read_offer(path)


@pytest.mark.real_data
@pytest.mark.once
def test_every_record_of_real_catalogues_is_accounted_for() -> None:
    folder = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / "marc"
    if not folder.is_dir():
        pytest.skip(f"no real records at {folder}; set SEXTANT_TEST_DATA")
    taken = 0
    for name in ("folio_LA_edeposit_1k.mrc", "folio_LA_edeposit_updates3.mrc", "unimarc_short.bnr.1993.mrc", "catmandu_marc.xml.gz"):
        titles, report = read_offer(folder / name, Reading("AUD"))
        assert report.read == report.taken + report.merged + report.refused
        assert len(titles) == report.taken
        taken += report.taken
    assert taken >= 200
