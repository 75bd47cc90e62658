"""Bytes of real or made records changed at random: for the bounded run in the tests and the long one of the bench."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sextant.lab.catalogues.describing import describe
from sextant.lab.catalogues.findings import CatalogueError
from sextant.lab.catalogues.reading import read_catalogue
from sextant.lab.catalogues.records import Quarantined
from sextant.lab.catalogues.validating import findings_of

FILL = b"\x00\x1a\x1d \r\n\t\x0b\x0c"
TELLING = (
    b"\x1d",
    b"\x1e",
    b"\x1f",
    b"0",
    b"9",
    b" ",
    b"\x00",
    b"\xff",
    b"\xd0",
    b"\x1b$",
    b"99999",
    b"00000",
    b"<",
    b"&e;",
    b"</record>",
    b"<record>",
    b"|",
)


def mutated(data: bytes, lot: random.Random) -> bytes:
    """The bytes with one to four changes: a byte, a stretch left out, doubled or moved, a telling sign put in, the end cut off."""
    found = bytearray(data)
    for _ in range(lot.randint(1, 4)):
        if not found:
            return b"0"
        place, size = lot.randrange(len(found)), lot.choice((1, 1, 3, 12, 100))
        kind = lot.randrange(7)
        if kind == 0:
            found[place] = lot.randrange(256)
        elif kind == 1:
            del found[place : place + size]
        elif kind == 2:
            found[place:place] = found[place : place + size]
        elif kind == 3:
            found[place:place] = lot.choice(TELLING)
        elif kind == 4:
            found[place : place + 1] = lot.choice(TELLING)
        elif kind == 5:
            other = lot.randrange(len(found))
            found[place : place + size], found[other : other + size] = found[other : other + size], found[place : place + size]
        else:
            del found[max(1, len(found) - lot.randrange(200)) :]
    return bytes(found)


def survive(samples: Sequence[bytes], times: int, seed: int, slowest: float = 2.0) -> dict[str, int]:
    """Reads, checks and describes so many mutated samples; raises where one crashes, takes more than `slowest` seconds of the processor, or loses bytes.

    A binary sample loses bytes where read records and set-aside stretches do not add up to the file (but for fill between records).
    """
    lot, told = random.Random(seed), {"files": 0, "records": 0, "quarantined": 0, "refused": 0, "findings": 0}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutated"
        for _ in range(times):
            data = mutated(lot.choice(samples), lot)
            path.write_bytes(data)
            begun = time.process_time()
            told["files"] += 1
            try:
                _one(path, data, told)
            except CatalogueError as refusal:
                told["refused"] += bool(refusal.sentence("ru"))
            assert time.process_time() - begun < slowest, "too slow"
    return told


def _one(path: Path, data: bytes, told: dict[str, int]) -> None:
    places = []
    for number, record in enumerate(read_catalogue(path), 1):
        assert record.number == number
        told["records"] += 1
        places.append(record.offset)
        if isinstance(record, Quarantined):
            told["quarantined"] += 1
            assert record.offset < 0 or data[record.offset : record.offset + len(record.data)] == record.data
            continue
        for finding in findings_of(record):
            told["findings"] += 1
            assert finding.said().ru
        if record.kind == "bibliographic":
            assert describe(record).id
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        assert places == sorted(places)
        assert _covered(path, data), "bytes are lost"


def _covered(path: Path, data: bytes) -> bool:
    """Whether the stretches are the whole file but for fill."""
    from sextant.lab.catalogues.iso2709 import stretches

    with path.open("rb") as handle:
        end = 0
        for offset, stretch in stretches(handle):
            if data[end:offset].strip(FILL) or data[offset : offset + len(stretch)] != stretch:
                return False
            end = offset + len(stretch)
    return not data[end:].strip(FILL)
