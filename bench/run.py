"""Runs every benchmark and writes docs/reference/benchmarks.md. One file a subject: `bench_SUBJECT.py` that prints a dict a row."""

import ast
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "reference" / "benchmarks.md"
COLUMNS = ("subject", "measure", "ours", "peer", "ratio", "memory_mb")


def subjects() -> list[str]:
    """Names of the benchmark files, in order."""
    return sorted(path.stem for path in FOLDER.glob("bench_*.py"))


def machine() -> str:
    """What the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def table(rows: list[dict[str, Any]]) -> str:
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for row in rows:
        lines.append("| " + " | ".join(str(row.get(name, "") if row.get(name) is not None else "") for name in COLUMNS) + " |")
    return "\n".join(lines)


def page(rows: list[dict[str, Any]]) -> str:
    """The page as it is written: how it was measured, then every figure."""
    words = (
        "# Benchmarks\n\nWritten by `make bench`. Medians of several runs on a shared machine: compare the ratios, which were measured in one run, "
        "rather than the times. `ratio` is the peer's cost over ours where a peer is named, else ours over the limit.\n\n"
    )
    return f"{words}Machine: {machine()}.\n\n{table(rows)}\n"


def written(page: str) -> list[dict[str, Any]]:
    """The rows of a page that was written before."""
    cells = [line.strip("|").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [dict(zip(COLUMNS, (one.strip() for one in row), strict=True)) for row in cells[1:]]


def renewed(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows before, with those of every subject that was measured again in place of its old ones; by subject."""
    again = {row["subject"] for row in after}
    return sorted([row for row in before if row["subject"] not in again] + after, key=lambda row: str(row["subject"]))


def measured(name: str) -> list[dict[str, Any]]:
    """Runs one subject in a process of its own and reads the rows it prints; raises when it fails."""
    done = subprocess.run([sys.executable, "-m", f"bench.{name}"], stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout, flush=True)
    return [ast.literal_eval(line) for line in done.stdout.splitlines() if line.startswith("{'subject'")]


def main() -> int:
    """Runs the subjects named on the command line, or all, and writes their rows in place of those measured before."""
    rows: list[dict[str, Any]] = []
    for name in sys.argv[1:] or subjects():
        print(f"== {name}", flush=True)
        rows += measured(name)
    PAGE.write_text(page(renewed(written(PAGE.read_text()) if sys.argv[1:] else [], rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
