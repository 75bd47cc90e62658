"""A process of its own: the same answer, and an end to what would have none."""

from __future__ import annotations

import io
import time
import zlib

import pikepdf
import pytest

from sextant.lab.blinding import BlindingError, Identity, find_names, strip, text_of
from sextant.lab.blinding.apart import Looked, look_apart
from sextant.lab.blinding.tests import factories, office

CHEKHOV = Identity(family="Чехов", given="Антон", patronymic="Павлович", organisations=("РГБ",))


def test_the_answer_is_the_same_as_without_a_child() -> None:
    content = office.docx("Сдал А. П. Чехов", embedded={"a.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"})
    parts = text_of(content)
    assert look_apart(content, "docx", [CHEKHOV]) == Looked(strip(content), parts, find_names(parts, [CHEKHOV]))
    photo = factories.jpeg()
    assert look_apart(photo) == Looked(strip(photo), (), ())


def test_a_refusal_comes_back_as_the_same_sentence() -> None:
    with pytest.raises(BlindingError) as refusal:
        look_apart(b"%PDF-1.7 nothing", "pdf")
    assert (refusal.value.code, refusal.value.sentence("ru")[:18]) == ("broken", "Файл повреждён, пр")


def test_what_takes_too_much_memory_or_time_is_stopped() -> None:
    began = time.monotonic()
    for size, bounds in ((300, {"megabytes": 400}), (1000, {"seconds": 1, "megabytes": 8000})):
        with pytest.raises(BlindingError) as refusal:
            look_apart(_hollow(size), "pdf", **bounds)
        assert refusal.value.code == "too_heavy"
    assert time.monotonic() - began < 40


def _hollow(megabytes: int) -> bytes:
    """A PDF of a few hundred kilobytes or a few megabytes, whose table of objects unpacks to so many megabytes."""
    with pikepdf.new() as document:
        document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    packing, blank = zlib.compressobj(1), b" " * (1 << 20)
    inner = packing.compress(b"1 0 ") + b"".join(packing.compress(blank) for _part in range(megabytes)) + packing.compress(b"<<>>") + packing.flush()
    stream = f"50 0 obj\n<< /Type /ObjStm /N 1 /First {(megabytes << 20) + 4} /Filter /FlateDecode /Length {len(inner)} >>\nstream\n".encode()
    return out.getvalue().replace(b"%%EOF", stream + inner + b"\nendstream\nendobj\n%%EOF") + b"broken xref startxref\n1\n%%EOF"
