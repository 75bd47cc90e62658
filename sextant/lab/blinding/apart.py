"""The same work in a process of its own, with bounds that hold whatever a file does to the libraries that read it.

The limits on sizes are asked in Python; what a reader written in C++ takes for one object cannot be. So the file is handed to
a child that the system stops when it takes too much memory or time; its answer is JSON and the file's bytes, nothing that
could be executed. A start costs about half a second.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import find_names, strip, text_of
from .findings import BlindingError, Said, refuse
from .people import Finding, Identity, Part
from .stripping import Stripped

SECONDS, MEGABYTES = 60, 1536
LENGTH = 8
"""Bytes before the JSON that tell how long it is."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file without metadata, the parts of its text, and where they name its authors."""

    stripped: Stripped
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]


def look_apart(content: bytes, kind: str = "", people: Sequence[Identity] = (), *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Looked:
    """`strip`, `text_of` and `find_names` in a child process of at most so many seconds and megabytes.

    BlindingError as theirs, and `too_heavy` where the child had to be stopped. The answer is the same as without a child.
    """
    asked = {"kind": kind, "people": [dataclasses.asdict(one) for one in people], "seconds": seconds, "megabytes": megabytes}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sextant.lab.blinding.apart"],
            input=_framed(asked, content),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refuse("too_heavy") from None
    if done.returncode or len(done.stdout) < LENGTH:
        raise refuse("too_heavy")
    told, clean = _unframed(done.stdout)
    if "refused" in told:
        raise BlindingError(Said(**told["refused"]))
    return _looked(told, clean)


def _framed(told: dict[str, Any], content: bytes) -> bytes:
    head = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return len(head).to_bytes(LENGTH, "big") + head + content


def _unframed(data: bytes) -> tuple[dict[str, Any], bytes]:
    stop = LENGTH + int.from_bytes(data[:LENGTH], "big")
    return json.loads(data[LENGTH:stop].decode("utf-8", "surrogatepass")), data[stop:]


def _looked(told: dict[str, Any], content: bytes) -> Looked:
    stripped = told["stripped"]
    removed, warned = (tuple(Said(**one) for one in stripped[name]) for name in ("removed", "warnings"))
    findings = (Finding(**{**one, "what": Said(**one["what"]), "place": Said(**one["place"]) if one["place"] else None}) for one in told["findings"])
    parts = (Part(Said(**one["name"]), one["text"]) for one in told["parts"])
    return Looked(Stripped(content, stripped["kind"], removed, warned, stripped["cleaned"]), tuple(parts), tuple(findings))


def _answer(asked: dict[str, Any], content: bytes) -> bytes:
    """What the child says."""
    people = [Identity(**{**one, "organisations": tuple(one["organisations"])}) for one in asked["people"]]
    try:
        done = strip(content, asked["kind"])
        parts = text_of(content, asked["kind"])
    except BlindingError as refusal:
        return _framed({"refused": dataclasses.asdict(refusal.said)}, b"")
    findings = find_names(parts, people) if people else ()
    told = {
        "stripped": {**dataclasses.asdict(dataclasses.replace(done, content=b"")), "content": ""},
        "parts": [dataclasses.asdict(one) for one in parts],
        "findings": [dataclasses.asdict(one) for one in findings],
    }
    return _framed(told, done.content)


def _bound(seconds: int, megabytes: int) -> None:
    """Asks the system to stop this process beyond so much; a system that cannot (memory, on macOS) is left to the other limits."""
    try:
        import resource  # there is none on Windows
    except ModuleNotFoundError:
        return
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main() -> None:
    """The child: reads a question and a file, writes an answer."""
    asked, content = _unframed(sys.stdin.buffer.read())
    _bound(asked["seconds"], asked["megabytes"])
    sys.stdout.buffer.write(_answer(asked, content))


if __name__ == "__main__":
    main()
