"""Catalogues: reading with full validation beside a bare reading loop of pymarc, checks and profiles of 100,000 and a million records, damage.

Every measurement runs in a process of its own; seconds are processor seconds, because the machine may be shared. The peer is pymarc (BSD licence)
as its documentation shows it: `for record in MARCReader(file)`, nothing done with the record; for XML `map_xml`. Records are real ones where
`SEXTANT_TEST_DATA` has them, else those of the tests; generated catalogues vary control number, ISBN, title, year and audience of their patterns.

`python -m bench.bench_catalogues damage 100000` reads, checks and describes so many mutated files; `SEXTANT_CATALOGUE_DAMAGE` is how many the
bench does by itself (default 20,000), `SEXTANT_CATALOGUE_RECORDS` how many records the large catalogue has (default a million).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.rows import Row, beside

SUBJECT = "catalogues"
LARGE = int(os.environ.get("SEXTANT_CATALOGUE_RECORDS", "1000000"))
DAMAGE = int(os.environ.get("SEXTANT_CATALOGUE_DAMAGE", "20000"))
REAL = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / "marc"
WORDS = ("bear", "river", "moon", "garden", "winter", "song", "ship", "letter", "star", "forest", "fox", "road", "island", "bread", "snow", "tale")


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    rows = []
    with tempfile.TemporaryDirectory() as room:
        small, middle, large = Path(room) / "small.mrc", Path(room) / "middle.mrc", Path(room) / "large.mrc"
        generate(small, 10_000)
        named = [(path.name, path) for path in sorted(REAL.glob("folio_*.mrc"))] if REAL.is_dir() else []
        for name, path in [*named, ("10,000 generated records", small)]:
            peer = _part("bare", path)
            ours = _part("validate", path)
            rows.append(_row(f"read and validate {name} beside a bare loop of pymarc, s", ours, peer))
            if name.startswith("10,000"):
                rows.append(_row(f"check {name} whole (duplicates and completeness too) beside the same loop, s", _part("check", path), peer))
        packed = REAL / "catmandu_marc.xml.gz"
        if packed.exists():
            path = Path(room) / "c.xml"
            path.write_bytes(gzip.decompress(packed.read_bytes()))
            rows.append(_row("read and validate MARCXML beside map_xml of pymarc, s", _part("validate", path), _part("bare_xml", path)))
        generate(middle, 100_000)
        tables(Path(room), 100_000)
        rows.append(_limit("check 100,000 generated records, limit 300 MB", _part("check", middle), 300))
        rows.append(_limit("profile 100,000 titles with 200,000 holdings and 1,000,000 loans, limit 300 MB", _part("profile", middle), 300))
        middle.unlink()
        generate(large, LARGE)
        done = _part("check", large)
        row = _row(f"check {LARGE:,} generated records ({large.stat().st_size / 1e6:,.0f} MB), limit 600 s", done, None)
        rows.append(row | {"ratio": round(done["seconds"] / 600, 2)})
        large.unlink()
    done = _part("damage", Path(str(DAMAGE)))
    words = (
        f"{DAMAGE:,} damaged files: {done['records']:,.0f} records read or set aside, {done['quarantined']:,.0f} set aside, no crash, no byte lost, s"
    )
    rows.append(_row(words, done, None))
    for row in rows:
        print(row)
    return rows


def _row(measure: str, ours: dict[str, float], peer: dict[str, float] | None) -> Row:
    return beside(SUBJECT, measure, ours, peer)


def _limit(measure: str, ours: dict[str, float], limit: float) -> Row:
    return _row(measure, ours, None) | {"ratio": round(ours["memory_mb"] / limit, 2)}


def _part(name: str, path: Path) -> dict[str, float]:
    # pymarc prints a line for every byte that MARC-8 does not know
    quiet = subprocess.DEVNULL if name == "bare" else None
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_catalogues", name, str(path)], check=True, stdout=subprocess.PIPE, stderr=quiet, text=True
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def measure(name: str, path: Path) -> dict[str, float]:
    """The named measurement, in this process; imports and tables are made ready before, and short files are read several times."""
    work = WORK[name]
    times = 1 if name in ("damage", "profile") or path.stat().st_size > 30_000_000 else 5
    more: dict[str, float] = {}
    if times > 1:
        work(path)
    spent = []
    for _ in range(times):
        begun = time.process_time()
        more = work(path) or {}
        spent.append(time.process_time() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    return {**more, "seconds": sorted(spent)[len(spent) // 2], "memory_mb": memory}


def patterns() -> list[bytes]:
    """Real bibliographic records, else those of the tests."""
    from sextant.lab.catalogues.tests.factories import UNIMARC, UNIMARC_LEADER, binary, book

    found = [book(1), binary(UNIMARC, UNIMARC_LEADER)]
    for name in ("folio_LA_edeposit_1k.mrc", "loc_BooksAll2014_0001.mrc", "unimarc_short.bnr.1993.mrc"):
        if (REAL / name).exists():
            found += [one + b"\x1d" for one in (REAL / name).read_bytes().split(b"\x1d")[:400] if one.strip()]
    return found


def varied() -> Iterator[bytes]:
    """Records without end, each a pattern with a number, ISBN, title word, year and audience of its own; lengths stay as they are."""
    lot, known = random.Random(1), []
    for data in patterns():
        base = int(data[12:17])
        spots = {}
        for found in re.finditer(rb"(\d{3})(\d{4})(\d{5})", data[24 : base - 1]):
            spots.setdefault(found[1], (base + int(found[3]), int(found[2]) - 1))
        known.append((data, spots, [found.start() for found in re.finditer(rb"(?<=\x1fa)97[89]\d{10}(?=[\x1e\x1f ])", data)]))
    number = 0
    while True:
        number += 1
        data, spots, isbns = known[lot.randrange(len(known))]
        copy = bytearray(data)
        if b"001" in spots:
            start, length = spots[b"001"]
            copy[start : start + length] = str(number).zfill(length)[-length:].encode()
        for start in isbns:
            body = f"978{number:09d}"
            check = -sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(body)) % 10
            copy[start : start + 13] = f"{body}{check}".encode()
        if b"008" in spots and spots[b"008"][1] == 40 and data[6:7] == b"a":
            start = spots[b"008"][0]
            copy[start + 7 : start + 11] = str(lot.randrange(1960, 2026)).encode()
            if data[7:8] == b"m":
                copy[start + 22 : start + 23] = lot.choice((b"a", b"b", b"c", b"d", b"j", b" "))
        title = spots.get(b"245") or spots.get(b"200")
        if title and title[1] > 18:
            word = lot.choice(WORDS).encode().ljust(11)[:11]
            place = title[0] + 4
            if copy[place : place + 11].isascii() and not copy[place : place + 11].count(0x1F):
                copy[place : place + 11] = word
        yield bytes(copy)


def generate(path: Path, count: int) -> None:
    """A catalogue of so many records."""
    with path.open("wb") as handle:
        for _, record in zip(range(count), varied(), strict=False):
            handle.write(record)


def tables(folder: Path, titles: int) -> None:
    """Holdings (two rows a title) and loans (ten a title) of a generated catalogue."""
    lot = random.Random(2)
    with (folder / "H.csv").open("w") as handle:
        handle.write("isbn,location,copies,added\n")
        for number in range(1, titles + 1):
            body = f"978{number:09d}"
            key = f"{body}{-sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(body)) % 10}"
            for branch in ("north", "south"):
                handle.write(f"{key},{branch},{lot.randint(1, 4)},{lot.randint(2005, 2025)}-03-01\n")
    with (folder / "L.csv").open("w") as handle:
        handle.write("isbn,date,loans\n")
        for _ in range(titles * 10):
            body = f"978{lot.randint(1, titles):09d}"
            key = f"{body}{-sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(body)) % 10}"
            handle.write(f"{key},{lot.randint(2021, 2025)}-0{lot.randint(1, 9)}-01,{lot.randint(1, 5)}\n")
    ages = ((0, 2), (3, 6), (7, 10), (11, 14), (15, 17))
    lines = [f"{branch},{low},{high},{language},1000" for branch in ("north", "south") for low, high in ages for language in ("eng", "rus", "ger")]
    (folder / "P.csv").write_text("region,age_low,age_high,language,people\n" + "\n".join(lines) + "\n")


def _bare(path: Path) -> None:
    import pymarc

    with path.open("rb") as handle:
        for _ in pymarc.MARCReader(handle, permissive=True):
            pass


def _bare_xml(path: Path) -> None:
    import pymarc

    pymarc.map_xml(lambda record: None, str(path))


def _validate(path: Path) -> None:
    from sextant.lab.catalogues.reading import read_catalogue
    from sextant.lab.catalogues.records import Record
    from sextant.lab.catalogues.validating import findings_of

    for record in read_catalogue(path):
        if isinstance(record, Record):
            findings_of(record)


def _check(path: Path) -> dict[str, float]:
    from sextant.lab.catalogues.checking import check_catalogue

    [found] = check_catalogue([path]).files
    assert found.records == found.read + found.aside
    return {"records": found.records}


def _profile(path: Path) -> None:
    from sextant.lab.catalogues.describing import works_of
    from sextant.lab.catalogues.profile_page import profile_page
    from sextant.lab.catalogues.profiling import profile
    from sextant.lab.catalogues.tables import read_holdings, read_loans, read_population

    room = path.parent
    found = profile(works_of(path), read_holdings(room / "H.csv"), read_loans(room / "L.csv"), read_population(room / "P.csv"))
    assert profile_page(found, "ru")


def _damage(path: Path) -> dict[str, float]:
    from sextant.lab.catalogues.tests.factories import BOOK, UNIMARC, UNIMARC_LEADER, collection, xml_record
    from sextant.lab.catalogues.tests.mutations import survive

    binaries = [b"".join(record for _, record in zip(range(3), [one] * 3, strict=True)) for one in patterns()]
    for name in ("folio_5k_authority_Create.mrc", "folio_10k_holdings_Create.mrc", "catmandu_marc.mrc", "unimarc_serial.bnr.1993.mrc"):
        if (REAL / name).exists():
            binaries += [one + b"\x1d" for one in (REAL / name).read_bytes()[:200_000].split(b"\x1d")[:100]]
    xml = [collection(xml_record(BOOK), xml_record(UNIMARC, UNIMARC_LEADER), xml_record(BOOK)).encode()] * (len(binaries) // 4)
    return {name: float(count) for name, count in survive([*binaries, *xml], int(str(path)), seed=4).items()}


WORK: dict[str, Callable[[Path], Any]] = {
    "bare": _bare, "bare_xml": _bare_xml, "validate": _validate, "check": _check, "profile": _profile, "damage": _damage,
}  # fmt: skip

if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
