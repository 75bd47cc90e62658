"""The main job from the command line: returns into the site, and the report in both languages with charts.

Each command runs as a process of its own in a scratch home; seconds are processor seconds of the process, memory its peak.
There is no peer: no association's tool makes such a report. The limit is a coffee break of 120 seconds and 300 MB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.rows import Row, figure

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"
LIMIT = 120.0
SUBJECT = "report"
YEARS = ("pls_fy2014.csv.gz", "fy2015.zip", "pls_fy2018.csv.gz")


def _run(home: Path, *arguments: str) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of one command."""
    environment = {**os.environ, "SEXTANT_HOME": str(home), "DATABASE_URL": ""}
    process = subprocess.Popen([sys.executable, "-m", "sextant", *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise RuntimeError(f"sextant {' '.join(arguments)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _row(measure: str, seconds: float, memory: float) -> Row:
    return figure(SUBJECT, measure, round(seconds, 1), f"limit {LIMIT:.0f}", round(seconds / LIMIT, 2), memory_mb=round(memory))


def main() -> list[Row]:
    """Measures, prints and returns the rows."""
    if not FOLDER.is_dir():
        print(f"skipped: no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
        return []
    with tempfile.TemporaryDirectory() as room:
        home = Path(room) / "home"
        _run(home, "init")
        imports = {name: _run(home, "returns", "import", str(FOLDER / name)) for name in YEARS}
        again = _run(home, "returns", "import", str(FOLDER / "fy2015.zip"))
        built = _run(home, "report", "build", "--year", "2018", "--lang", "ru,en", "--out", str(Path(room) / "out"))
    rows = [
        _row("import of FY2015 (9,251 × 159) into the site, indicators and aggregates computed", *imports["fy2015.zip"]),
        _row("the same file again, nothing changed", *again),
        _row("report of 2018 in Russian and English: page, PDF, CSV, JSON, with charts", *built),
    ]
    for row in rows:
        print(row)
    return rows


if __name__ == "__main__":
    main()
