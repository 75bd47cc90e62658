"""EPUB: the check of real books beside EPUBCheck on the same ones, and mutations of them without a crash. Both read from `SEXTANT_TEST_DATA`.

The number of mutations is SEXTANT_EPUB_MUTATIONS (default 2000).
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path

from bench.rows import Row, figure
from bench.scratch import forget_peak, peak_mb
from sextant.lab.publications.tests.epub_real import real_books

SUBJECT = "epub"
MUTATIONS = int(os.environ.get("SEXTANT_EPUB_MUTATIONS", "2000"))
SLOWEST = 5.0
"""Seconds that one mutated book may take."""


def main() -> list[Row]:
    """Measure, print and return the rows."""
    books = real_books()
    if not books:
        print("   skipped: no reading/epub under SEXTANT_TEST_DATA")
        return []
    rows = [checked(books), mutations(books)]
    for one in rows:
        print(one)
    return rows


def checked(books: list[Path]) -> Row:
    """Wall seconds of both on the same books."""
    from sextant.lab.publications.epub.checking import check_epub
    from sextant.lab.publications.epub.validating import run_epubcheck

    forget_peak()
    begun = time.perf_counter()
    for path in books:
        check_epub(path)
    ours, memory = time.perf_counter() - begun, peak_mb()
    begun = time.perf_counter()
    told = run_epubcheck(books)
    theirs = None if told.absent else time.perf_counter() - begun
    words = f"{len(books)} real books beside EPUBCheck {told.version} in one machine (which checks other things), s"
    return figure(SUBJECT, words, round(ours, 3), theirs and round(theirs, 1), theirs and round(theirs / ours, 1), memory_mb=memory)


def mutations(books: list[Path]) -> Row:
    """The slowest of many mutated books, in seconds of the processor; raises where one breaks the reader."""
    from sextant.lab.publications.epub.container import Container
    from sextant.lab.publications.tests.epub_factory import write
    from sextant.lab.publications.tests.test_epub_hostile import judge, mutated

    lot, slowest = random.Random(3), 0.0
    forget_peak()
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(MUTATIONS):
            with Container(books[turn % len(books)]) as whole:
                files = {
                    name: whole.read(name) for name in whole.names if not name.endswith(("jpg", "png")) and "META" not in name and name != "mimetype"
                }
            name = lot.choice(list(files))
            path = write(Path(folder) / "m.epub", files | {name: mutated(files[name], lot)})
            if turn % 2:
                path.write_bytes(mutated(path.read_bytes(), lot))
            begun = time.process_time()
            judge(path)
            slowest = max(slowest, time.process_time() - begun)
    assert slowest < SLOWEST, slowest
    words = f"slowest of {MUTATIONS:,} mutations of real books, none breaks the reader; limit {SLOWEST:g} s"
    return figure(SUBJECT, words, round(slowest, 3), None, round(slowest / SLOWEST, 3), memory_mb=peak_mb())


if __name__ == "__main__":
    main()
