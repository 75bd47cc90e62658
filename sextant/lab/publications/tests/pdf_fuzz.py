"""Mutations of the known PDFs, read in processes of their own that the system ends when they take too long or too much.

    python -m sextant.lab.publications.tests.pdf_fuzz NUMBER [FIRST]

prints how each ended and every seed that did not end as it should.
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import signal
import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from sextant.lab.publications.pages import Reading
from sextant.lab.publications.pdf.findings import PublicationError, note, why
from sextant.lab.publications.pdf.reading import read_pdf

from .pdf_hostile import calls_each_other, encrypted, fonts_of_nonsense
from .pdf_truths import TRUTHS
from .test_pdf_unchecked import PAGES

SECONDS, MEGABYTES = 20, 900
"""For one mutation: processor time and memory beyond what the reader itself takes."""
BATCH = 25
TOKENS = (
    b"0",
    b"-1",
    b"999999999",
    b"1e400",
    b"/A",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"null",
    b"q",
    b"Q",
    b"Do",
    b"obj",
    b"endobj",
    b"stream",
    b"R",
    b"\0",
)


@cache
def seeds() -> list[bytes]:
    """The known files as they are, and written out plainly, so that mutations reach what is said in them."""
    packed = [truth.make() for truth in TRUTHS.values()] + [make() for make, _ in PAGES.values()]
    packed += [calls_each_other(), encrypted(""), fonts_of_nonsense()]
    return packed + [plain(content) for content in packed]


def plain(content: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def mutated(seed: int) -> bytes:
    """The file of that seed: one to eight changes of bytes, numbers, tokens or pieces."""
    lot = random.Random(seed)
    data = bytearray(lot.choice(seeds()))
    for _ in range(lot.choice((1, 1, 2, 3, 8))):
        place = lot.randrange(len(data) or 1)
        length = min(lot.choice((1, 2, 8, 40, 400)), len(data) - place)
        kind = lot.randrange(7)
        if kind == 0:
            data[place : place + 1] = bytes([lot.randrange(256)])
        elif kind == 1:
            del data[place : place + length]
        elif kind == 2:
            other = lot.randrange(len(data) or 1)
            data[other:other] = data[place : place + length]
        elif kind == 3:
            data[place : place + length] = lot.choice(TOKENS)
        elif kind == 4:
            _number(data, place, lot)
        elif kind == 5:
            data[place : place + length] = bytes(lot.randrange(256) for _ in range(length))
        else:
            del data[place + lot.randrange(len(data) - place) :]
    return bytes(data)


def _number(data: bytearray, place: int, lot: random.Random) -> None:
    """Another number in the place of the next one."""
    while place < len(data) and not 48 <= data[place] <= 57:
        place += 1
    end = place
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    data[place:end] = str(lot.choice((0, 1, 2, -1, 3, 7, 255, 65536, 2**31, 10**12, lot.randrange(100)))).encode()


def sound(reading: Reading) -> None:
    """What must hold of whatever was read."""
    with_text = {run.page for run in reading.text}
    assert [page.page for page in reading.pages] == list(range(1, len(reading.pages) + 1))
    for page in reading.pages:
        assert page.checkable == (page.page in with_text) == (not page.why), page
        assert not page.why or why(page.why).ru
        assert all(note(one).ru for one in page.notes)
    for run in reading.text:
        numbers = [*run.box, run.size_pt, run.leading_pt or 0.0, run.measure_mm or 0.0, run.word_space_pt or 0.0, run.x_height_mm or 0.0]
        assert all(math.isfinite(number) for number in numbers), run
        assert run.string.strip(), run
        assert run.size_pt > 0, run
    json.dumps(asdict(reading))


def ended(seed: int, folder: Path) -> str:
    """How the reading of that mutation ends, in this process."""
    file = folder / "mutated.pdf"
    file.write_bytes(mutated(seed))
    try:
        reading = read_pdf(file)
        sound(reading)
    except PublicationError as refused:
        return "refused" if refused.sentence("ru") else "failed: no sentence"
    except MemoryError:
        return "memory"
    except BaseException:
        return "failed: " + traceback.format_exc()
    return "read" if any(page.checkable for page in reading.pages) else "not checkable"


def fuzz(first: int, number: int, seconds: float = math.inf) -> tuple[Counter[str], dict[int, str]]:
    """How the mutations of the seeds from `first` on ended, and what ended badly; until the seconds of the clock are over."""
    import time

    counted: Counter[str] = Counter()
    bad: dict[int, str] = {}
    seeds()
    until, seed = time.monotonic() + seconds, first
    with tempfile.TemporaryDirectory() as folder:
        while seed < first + number and time.monotonic() < until:
            endings = _batch(range(seed, min(seed + BATCH, first + number)), Path(folder))
            for ending in endings:
                counted[ending.split(":")[0]] += 1
                if ending.startswith(("failed", "killed", "memory")):
                    bad[seed] = ending
                seed += 1
    return counted, bad


def _batch(numbers: range, folder: Path) -> list[str]:
    """The endings of these seeds, up to the first that brings its process down."""
    coming, going = os.pipe()
    child = os.fork()
    if not child:
        os.close(coming)
        _child(numbers, folder, going)
    os.close(going)
    with os.fdopen(coming, "rb") as pipe:
        endings = [json.loads(line) for line in pipe]
    _, status = os.waitpid(child, 0)
    return endings if len(endings) == len(numbers) else [*endings, f"killed: {os.waitstatus_to_exitcode(status)}"]


def _child(numbers: range, folder: Path, going: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    held = int(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmSize"))) << 10
    resource.setrlimit(resource.RLIMIT_AS, (held + (MEGABYTES << 20), held + (MEGABYTES << 20)))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for number in numbers:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        os.write(going, json.dumps(ended(number, folder)).encode() + b"\n")
    os._exit(0)


if __name__ == "__main__":
    counted, bad = fuzz(int(sys.argv[2]) if len(sys.argv) > 2 else 0, int(sys.argv[1]))
    sys.stdout.write(f"{dict(counted)}\n" + "".join(f"{seed}: {ending}\n" for seed, ending in bad.items()))
    sys.exit(bool(bad))
