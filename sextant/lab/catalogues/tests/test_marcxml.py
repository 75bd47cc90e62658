"""MARCXML: what binary says too; a bad record costs one record; entities are never followed."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from sextant.lab.catalogues.findings import CatalogueError
from sextant.lab.catalogues.reading import read_catalogue
from sextant.lab.catalogues.records import Quarantined, Record
from sextant.lab.catalogues.tests.factories import BOOK, UNIMARC, UNIMARC_LEADER, binary, collection, xml_record


def read(tmp_path: Path, text: str | bytes) -> list[Record | Quarantined]:
    path = tmp_path / "c.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_catalogue(path))


def told(found: list[Record | Quarantined]) -> list[str]:
    return [one.id if isinstance(one, Record) else one.reason for one in found]


def numbered(*names: str, prefix: str = "") -> list[str]:
    return [xml_record([("001", name), *BOOK[1:]], prefix=prefix) for name in names]


@pytest.mark.parametrize("prefix", ["", "marc:"])
def test_xml_and_binary_are_the_same_record(tmp_path: Path, prefix: str) -> None:
    (tmp_path / "c.mrc").write_bytes(binary(BOOK) + binary(UNIMARC, UNIMARC_LEADER))
    theirs = [(one.leader[5:12], one.fields, one.format) for one in read_catalogue(tmp_path / "c.mrc") if isinstance(one, Record)]
    text = collection(xml_record(BOOK, prefix=prefix), xml_record(UNIMARC, UNIMARC_LEADER, prefix=prefix), prefix=prefix)
    assert [(one.leader[5:12], one.fields, one.format) for one in read(tmp_path, text) if isinstance(one, Record)] == theirs


def test_packed_xml_is_read(tmp_path: Path) -> None:
    assert told(read(tmp_path, gzip.compress(collection(*numbered("a", "b")).encode()))) == ["a", "b"]


def test_a_damaged_record_is_set_aside_with_its_place_and_bytes(tmp_path: Path) -> None:
    one, two, three = numbered("a", "b", "c")
    broken = two.replace("</controlfield>", "</controlfeld>", 1)
    text = collection(one, broken, three)
    found = read(tmp_path, text)
    assert told(found) == ["a", "xml_broken", "c"]
    assert isinstance(found[1], Quarantined)
    assert (found[1].offset, found[1].data.decode()) == (text.index(broken), broken)


def test_a_record_without_its_end_does_not_take_the_next_one(tmp_path: Path) -> None:
    one, two, three = numbered("a", "b", "c")
    assert told(read(tmp_path, collection(one, two.removesuffix("</record>"), three))) == ["a", "xml_broken", "c"]


def test_a_file_that_breaks_off_keeps_what_was_before(tmp_path: Path) -> None:
    text = collection(*numbered("a", "b", "c"))
    assert told(read(tmp_path, text[: text.rindex("<datafield")])) == ["a", "b", "xml_broken"]


def test_windows_1251_is_read_where_xml_says_so(tmp_path: Path) -> None:
    text = collection(xml_record(UNIMARC, UNIMARC_LEADER), head='<?xml version="1.0" encoding="windows-1251"?>')
    [record] = read(tmp_path, text.encode("cp1251"))
    assert isinstance(record, Record)
    assert record.first("200") == "Игрушки"


ENTITIES = {
    "internal": '<!DOCTYPE collection [<!ENTITY e "Toys">]>',
    "file": '<!DOCTYPE collection [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    "address": '<!DOCTYPE collection SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>',
    "laughs": '<!DOCTYPE collection [<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {after} "{("&" + before + ";") * 50}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    ) + '<!ENTITY e "&i;">]>',
}  # fmt: skip


@pytest.mark.parametrize("kind", ENTITIES)
def test_a_record_that_uses_an_entity_is_set_aside_and_nothing_is_fetched(tmp_path: Path, kind: str) -> None:
    one, two, three = numbered("a", "b", "c")
    begun = time.process_time()
    found = read(tmp_path, collection(one, two.replace("Toys :", "&e;"), three, head=f'<?xml version="1.0"?>{ENTITIES[kind]}'))
    assert [one.id if isinstance(one, Record) else "set aside" for one in found] == ["a", "set aside", "c"]
    assert time.process_time() - begun < 2


def test_an_entity_in_an_attribute_is_not_followed_either(tmp_path: Path) -> None:
    one, two = numbered("a", "b")
    text = collection(one, two.replace('tag="245"', 'tag="&e;"'), head=f'<?xml version="1.0"?>{ENTITIES["laughs"]}')
    assert [one.id if isinstance(one, Record) else "set aside" for one in read(tmp_path, text)] == ["a", "set aside"]


@pytest.mark.parametrize(("damage", "reason"), [(('tag="245"', 'tag="24"'), "xml_tag"), (("<leader>", "<leder>"), "xml_broken")])
def test_what_is_no_record_is_named(tmp_path: Path, damage: tuple[str, str], reason: str) -> None:
    one, two = numbered("a", "b")
    assert told(read(tmp_path, collection(one.replace(*damage), two))) == [reason, "b"]


def test_records_of_a_harvest_are_not_counted_twice(tmp_path: Path) -> None:
    inner = [text.replace("<record>", '<record xmlns="http://www.loc.gov/MARC21/slim">') for text in numbered("a", "b")]
    outer = "".join(f"<record><header/><metadata>{text}</metadata></record>" for text in inner)
    assert told(read(tmp_path, f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{outer}</ListRecords></OAI-PMH>')) == ["a", "b"]


@pytest.mark.parametrize("text", ["<html><body>Not found</body></html>", "<html><p>broken", "<collection/>"])
def test_xml_without_a_record_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError) as refusal:
        read(tmp_path, text)
    assert refusal.value.code == "no_records"
