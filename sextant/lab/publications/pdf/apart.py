"""Reading in a process of its own, with an end to its time and memory: what a stranger's file does there harms nothing here.

    python -m sextant.lab.publications.pdf.apart SECONDS MEGABYTES read FILE

The other process answers in JSON. On Linux the system itself keeps the limits (RLIMIT_AS, RLIMIT_CPU); elsewhere only the time is kept.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sextant.lab.sentences import Said

from ..pages import Box, Page, Reading, Text
from .findings import PublicationError, refuse

ROOT = Path(__file__).parents[4]
SECONDS, MEGABYTES = 120, 1536
"""Enough for a book of 300 pages full of pictures."""
OUT_OF_TIME = [getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)]
ALONE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""One thread each: every other one would reserve memory of its own."""


def read_safely(path: str | Path, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Reading:
    """As `reading.read_pdf`, in a process of its own.

    Raises `PublicationError` as well where the file takes more time or memory than that, or brings the reader down. `megabytes` bounds the address space;
    the libraries take about 150 of them.
    """
    answer = _asked(["read", str(path)], Path(path).name, seconds, megabytes)
    return Reading(
        file=answer["file"],
        kind=answer["kind"],
        fingerprint=answer["fingerprint"],
        pages=[Page(**{**page, "margins_mm": _tuple(page["margins_mm"]), "notes": tuple(page["notes"])}) for page in answer["pages"]],
        text=[Text(**{**run, **{key: _tuple(run[key]) for key in ("box", "ink", "ground")}}) for run in answer["text"]],
    )


def picture_safely(
    path: str | Path, page: int, dpi: float = 100, boxes: Sequence[Box] = (), seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> bytes:
    """As `pictures.picture_of`, in a process of its own."""
    answer = _asked(["picture", str(path), str(page), str(dpi), json.dumps([list(box) for box in boxes])], Path(path).name, seconds, megabytes)
    return base64.b64decode(answer["png"])


def _tuple(value: Any) -> Any:
    return None if value is None else tuple(value)


def _asked(question: list[str], name: str, seconds: int, megabytes: int) -> dict[str, Any]:
    environment = {**os.environ, **dict.fromkeys(ALONE, "1"), "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", __spec__.name, str(seconds), str(megabytes), *question]
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise refuse("took_too_long", name, seconds=seconds) from None
    if -done.returncode in OUT_OF_TIME:
        raise refuse("took_too_long", name, seconds=seconds)
    if -done.returncode == signal.SIGABRT:
        # PDFium ends its process so when it is given no more memory.
        raise refuse("took_too_much", name, megabytes=megabytes)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise refuse("reader_stopped", name) from None
    if "refused" in answer:
        raise PublicationError(Said(**answer["refused"]), answer["place"])
    if "exhausted" in answer:
        raise refuse("took_too_much", name, megabytes=megabytes)
    return answer


def _bounded(seconds: int, megabytes: int) -> None:
    """The system ends this process beyond its limits."""
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _answer(question: list[str]) -> dict[str, Any]:
    if question[0] == "read":
        from .reading import read_pdf

        return asdict(read_pdf(question[1]))
    from .pictures import picture_of

    boxes = [(box[0], box[1], box[2], box[3]) for box in json.loads(question[4])]
    return {"png": base64.b64encode(picture_of(question[1], int(question[2]), float(question[3]), boxes)).decode()}


def main(arguments: list[str]) -> None:
    """Answers one question on the standard output."""
    _bounded(int(arguments[0]), int(arguments[1]))
    try:
        said = json.dumps(_answer(arguments[2:]))
    except PublicationError as refused:
        said = json.dumps({"refused": asdict(refused.said), "place": refused.place})
    except MemoryError:
        said = json.dumps({"exhausted": True})
    sys.stdout.write(said)


if __name__ == "__main__":
    main(sys.argv[1:])
