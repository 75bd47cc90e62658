"""Random damage, within bounded time: no crash, no hang, no byte lost."""

from __future__ import annotations

import pytest

from sextant.lab.catalogues.tests.factories import BOOK, UNIMARC, UNIMARC_LEADER, binary, book, collection, real, xml_record
from sextant.lab.catalogues.tests.mutations import survive


def test_made_records_survive_damage() -> None:
    binaries = [book(1) + book(2) + book(3), binary(UNIMARC, UNIMARC_LEADER, "cp1251") * 2, binary(UNIMARC, UNIMARC_LEADER)]
    told = survive(binaries, 1500, seed=1)
    assert told["records"] > 2500
    assert told["quarantined"] > 200


def test_made_xml_survives_damage() -> None:
    text = collection(xml_record(BOOK), xml_record(UNIMARC, UNIMARC_LEADER), xml_record(BOOK)).encode()
    told = survive([text], 700, seed=2)
    assert told["records"] > 1000
    assert told["quarantined"] > 100


@pytest.mark.real_data
@pytest.mark.once
def test_real_records_survive_damage() -> None:
    folder = real("marc")
    samples = []
    for path in sorted(folder.glob("*.mrc")):
        records = path.read_bytes()[:60_000].split(b"\x1d")[:-1]
        samples += [b"".join(one + b"\x1d" for one in records[start : start + 3]) for start in range(0, min(len(records), 30), 3)]
    told = survive(samples, 1500, seed=3)
    assert told["records"] > 2500
