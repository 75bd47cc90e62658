"""Files made to do harm are refused with a sentence, quickly and without filling the memory."""

from __future__ import annotations

import dataclasses
import io
import resource
import struct
import zipfile
import zlib

import pikepdf
import pytest

from sextant.lab.blinding import BlindingError, strip, text_of
from sextant.lab.blinding.limits import LIMITS
from sextant.lab.blinding.tests import factories, office
from sextant.lab.blinding.tests.factories import members, zipped


def refused(content: bytes, kind: str = "", /, **limits: int) -> str:
    with pytest.raises(BlindingError) as refusal:
        strip(content, kind, dataclasses.replace(LIMITS, **limits))
    assert refusal.value.sentence("ru") != refusal.value.sentence("en")
    return refusal.value.code


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**members(office.docx()), name: data})


def test_a_bomb_is_not_unpacked() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(with_part("word/media/image9.png", bytes(300 << 20))) == "bomb"
    assert refused(with_part("word/media/image9.png", bytes(30 << 20))) == "bomb"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 700 << 10


def test_an_archive_that_lies_about_sizes_is_refused() -> None:
    content = with_part("word/media/image9.png", bytes(3 << 20))
    lying = content.replace(struct.pack("<I", 3 << 20), struct.pack("<I", 1000))
    assert lying != content
    assert refused(lying) in ("broken", "bomb")


def test_too_many_parts_and_documents_too_deep_are_refused() -> None:
    assert refused(zipped({**members(office.docx()), **{f"word/p{n}.xml": b"<a/>" for n in range(50)}}), members=60) == "too_many_parts"
    deep = office.docx()
    for _ in range(4):
        deep = office.docx(embedded={"a.docx": deep})
    assert refused(deep) == "nested"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]><x>&a;</x>'.encode("utf-16"),
    ],
)
def test_entities_are_refused(data: bytes) -> None:
    assert refused(with_part("word/document.xml", data)) == "entities"
    with pytest.raises(BlindingError):
        text_of(with_part("word/document.xml", data))


def test_locked_broken_and_lying_files_are_refused() -> None:
    with pikepdf.open(io.BytesIO(factories.typeset())) as document:
        for words in ({"user": "a", "owner": "b"}, {"user": "", "owner": "b"}):
            out = io.BytesIO()
            document.save(out, encryption=pikepdf.Encryption(**words))
            assert refused(out.getvalue()) == "encrypted"
    locked = bytearray(office.docx())
    place = 0
    while (place := locked.find(b"PK\x01\x02", place)) >= 0:
        locked[place + 8] |= 1
        place += 4
    assert refused(bytes(locked)) == "encrypted"
    assert refused(b"") == "empty"
    assert refused(factories.pdf(), "docx") == "lies"
    assert refused(office.docx(), "odt") == "lies"
    assert refused(b"MZ" + bytes(50), "pdf") == "lies"
    assert refused(zipped({"a.txt": b"x"})) == "archive"
    assert refused(office.docx()[:-40]) == "broken"
    assert refused(factories.jpeg()[:300]) == "broken"
    assert refused(b"%PDF-1.7\nnothing\n%%EOF") == "broken"
    assert refused(with_part("word/document.xml", b"<a><b></a>")) == "broken"
    assert refused(zipped({**members(office.docx()), "../evil.xml": b"<a/>"})) == "broken"


def test_macros_and_large_files_are_refused() -> None:
    parts = members(office.docx())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"application/xml", b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert refused(zipped(parts)) == "macros_refused"
    assert refused(office.docx(), content=100) == "too_large"
    assert refused(office.docx("а" * 3000), xml=4000) == "part_too_large"


def test_huge_pictures_are_refused_by_their_headers() -> None:
    head = b"\x89PNG\r\n\x1a\n"

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    huge = head + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")
    assert refused(huge) == "too_many_pixels"
    assert refused(factories.tiff(), pixels=100) == "too_many_pixels"
    assert refused(factories.tiff(pages=9), pixels=1600) == "too_many_pixels"
    assert refused(with_part("word/media/huge.png", huge)) == "too_many_pixels"


def test_pdfs_of_endless_objects_or_pages_or_streams_are_refused() -> None:
    with pikepdf.new() as document:
        for _ in range(30):
            document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    assert refused(out.getvalue(), pages=20) == "too_many_pages"
    assert refused(out.getvalue(), objects=20) == "too_many_objects"


def test_a_bomb_within_a_pdf_is_refused() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        bomb = zlib.compress(bytes(64 << 20), 9)
        image = pikepdf.Stream(document, b"")
        image.write(bomb, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))
        out = io.BytesIO()
        document.save(out)
    assert refused(out.getvalue(), expanded=8 << 20) == "bomb"


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(office.docx())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    assert refused(out.getvalue()) == "broken"
