"""Binary files: every record is read or set aside, and a damaged one costs no other."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pymarc
import pytest

from sextant.lab.catalogues.findings import CatalogueError
from sextant.lab.catalogues.reading import read_catalogue
from sextant.lab.catalogues.records import Quarantined, Record
from sextant.lab.catalogues.tests.factories import BOOK, UNIMARC, UNIMARC_LEADER, binary, book

THREE = [book(1), book(2), book(3)]


def read(tmp_path: Path, data: bytes) -> list[Record | Quarantined]:
    path = tmp_path / "c.mrc"
    path.write_bytes(data)
    return list(read_catalogue(path))


def told(found: list[Record | Quarantined]) -> list[str]:
    """Control numbers of records, reasons of what was set aside."""
    return [one.id if isinstance(one, Record) else one.reason for one in found]


def test_records_are_those_that_pymarc_reads(tmp_path: Path) -> None:
    data = b"".join(THREE)
    theirs = [
        [
            (field.tag, field.data if field.is_control_field() else (tuple(field.indicators), [tuple(one) for one in field.subfields]))
            for field in record
        ]
        for record in pymarc.MARCReader(io.BytesIO(data))
        if record
    ]
    ours = []
    for record in read(tmp_path, data):
        assert isinstance(record, Record)
        fields = [(tag, data, record.text(data)) for tag, data in record.fields]
        ours.append(
            [(tag, text if tag < "010" else (tuple(text[:2]), [(part[0], part[1:]) for part in text.split("\x1f")[1:]])) for tag, _, text in fields]
        )
    assert ours == theirs
    assert len(ours) == 3


def test_line_ends_and_nul_between_records_are_no_records(tmp_path: Path) -> None:
    found = read(tmp_path, b"\r\n".join(THREE) + b"\n\x00\x00\x1a")
    assert told(found) == ["b1", "b2", "b3"]
    assert [one.offset for one in found] == [0, len(THREE[0]) + 2, len(THREE[0]) + len(THREE[1]) + 4]


def test_terminators_alone_are_fill_and_cost_no_time(tmp_path: Path) -> None:
    assert told(read(tmp_path, THREE[0] + b"\x1d" * 20_000_000 + THREE[1])) == ["b1", "b2"]


def test_a_wrong_length_is_mended_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, THREE[0] + b"09999" + THREE[1][5:] + THREE[2])
    assert told(found) == ["b1", "b2", "b3"]
    assert [note.rule for note in found[1].notes] == ["length_wrong"]  # type: ignore[union-attr]


def test_a_lost_terminator_does_not_take_the_next_record_with_it(tmp_path: Path) -> None:
    found = read(tmp_path, THREE[0][:-1] + THREE[1] + THREE[2])
    assert told(found) == ["b1", "b2", "b3"]
    assert [note.rule for note in found[0].notes] == ["length_wrong", "no_terminator"]  # type: ignore[union-attr]


def test_a_record_whose_end_is_gone_is_set_aside_with_its_bytes(tmp_path: Path) -> None:
    half = THREE[1][:250]
    found = read(tmp_path, THREE[0] + half + b"\x1e" + THREE[2])
    assert told(found) == ["b1", "directory_counts", "b3"]
    assert isinstance(found[1], Quarantined)
    assert (found[1].offset, found[1].data) == (len(THREE[0]), half + b"\x1e")


def test_a_file_that_breaks_off_keeps_what_was_before(tmp_path: Path) -> None:
    assert told(read(tmp_path, THREE[0] + THREE[1][:-20])) == ["b1", "cut_off"]


def test_stray_text_is_set_aside(tmp_path: Path) -> None:
    found = read(tmp_path, THREE[0] + b"this is an error message of a proxy\x1d" + THREE[1])
    assert told(found) == ["b1", "no_leader", "b2"]


def test_directory_entries_in_another_order_than_the_fields_are_followed(tmp_path: Path) -> None:
    data = THREE[0]
    first, second = data[24:36], data[36:48]
    [found] = read(tmp_path, data[:24] + second + first + data[48:])
    assert isinstance(found, Record)
    assert [tag for tag, _ in found.fields][:3] == ["005", "001", "008"]
    assert (found.id, found.notes) == ("b1", [])


def test_wrong_lengths_in_the_directory_are_mended_by_order(tmp_path: Path) -> None:
    data = THREE[0].replace(b"0010003", b"0010004", 1)
    [found] = read(tmp_path, data)
    assert isinstance(found, Record)
    assert (found.id, [note.rule for note in found.notes]) == ("b1", ["directory_mended"])


def test_a_directory_that_names_other_fields_than_there_are_is_not_guessed_at(tmp_path: Path) -> None:
    data = THREE[0][:24] + THREE[0][36:]
    assert told(read(tmp_path, data)) == ["directory_counts"]


def test_letters_in_the_directory_are_no_numbers(tmp_path: Path) -> None:
    assert told(read(tmp_path, THREE[0][:30] + b"x" + THREE[0][31:])) == ["directory_broken"]


def test_a_wrong_base_address_is_mended(tmp_path: Path) -> None:
    [found] = read(tmp_path, THREE[0][:12] + b"00033" + THREE[0][17:])
    assert isinstance(found, Record)
    assert (found.id, [note.rule for note in found.notes]) == ("b1", ["base_wrong"])


def test_fields_longer_than_the_directory_can_say_are_read(tmp_path: Path) -> None:
    long = b"x" * 20_000
    data = book(1).replace(b"Toys of number 1 /", b"Toys" + long)
    [found] = read(tmp_path, data)
    assert isinstance(found, Record)
    assert len(found.first("245")) == 4 + 20_000
    assert [note.rule for note in found.notes] == ["length_wrong", "directory_mended"]


def test_megabytes_without_a_record_are_given_out_in_pieces(tmp_path: Path) -> None:
    found = read(tmp_path, THREE[0] + b"z" * 5_000_000)
    assert told(found) == ["b1", "no_leader", "no_leader", "no_leader"]
    assert sum(len(one.data) for one in found if isinstance(one, Quarantined)) == 5_000_000


def test_a_packed_file_is_read_as_far_as_its_packing_holds(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(book(number) for number in range(400)))
    (tmp_path / "c.mrc.gz").write_bytes(packed[: len(packed) // 2])
    found = list(read_catalogue(tmp_path / "c.mrc.gz"))
    assert isinstance(found[0], Record)
    assert isinstance(found[-1], Quarantined)
    assert 100 < len(found) < 400


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "file_empty"), (b" \n", "file_empty"), (b"isbn,location\n", "no_catalogue"), (b"%PDF-1.7\n", "no_catalogue")]
)
def test_what_is_no_catalogue_is_refused_with_a_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(CatalogueError) as refusal:
        read(tmp_path, data)
    assert refusal.value.code == code
    assert refusal.value.sentence("ru").startswith("c.mrc: ")


def test_a_file_that_is_absent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such file"):
        read_catalogue(tmp_path / "none.mrc")


def test_formats_are_told_record_by_record(tmp_path: Path) -> None:
    foreign = [(tag, "__$aFR$bBnF" if tag == "801" else text.replace("0rusy", "0frey")) for tag, text in UNIMARC]
    data = binary(BOOK) + binary(UNIMARC, UNIMARC_LEADER) + binary(foreign, UNIMARC_LEADER)
    found = read(tmp_path, data)
    assert [one.format for one in found if isinstance(one, Record)] == ["marc21", "rusmarc", "unimarc"]
    assert [one.format for one in read_catalogue(tmp_path / "c.mrc", "unimarc") if isinstance(one, Record)][1:] == ["unimarc", "unimarc"]
