"""A whole national year on the site, command by command, beside a pandas script that does what of it a script does.

Three years of real returns go in; of the last one everything is asked, filled, grouped, published as a data package, and reported in
two languages. Each step is a process of its own in one scratch home; seconds are processor seconds, memory is the peak of a process.
The script reads the same files, asks about changes by more than 10 %, fills gaps by the median growth of the state, writes every
indicator by library and by state as CSV; it keeps no history, knows no methods by backtest, and makes no groups, package or report.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.rows import Row, figure

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"
YEARS, YEAR = (2016, 2017, 2018), 2018
SUBJECT = "national year"
Cost = tuple[float, float]


def main() -> list[Row]:
    """Measures, prints and returns the rows."""
    if not FOLDER.is_dir():
        print(f"skipped: no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
        return []
    with tempfile.TemporaryDirectory() as room:
        ours = _ours(Path(room))
        script = _cost(dict(os.environ), "-m", "bench.bench_national_year", "script", str(Path(room)))
    rows = [_row(measure, cost) for measure, cost in ours.items()]
    whole = (sum(seconds for seconds, _memory in ours.values()), max(memory for _seconds, memory in ours.values()))
    rows.append(_row(f"all of it beside the pandas script, which does less (memory {script[1]:,.0f} MB), s", whole, script[0]))
    for row in rows:
        print(row)
    return rows


def _ours(room: Path) -> dict[str, Cost]:
    environment = {**os.environ, "SEXTANT_HOME": str(room / "home"), "DATABASE_URL": ""}

    def sextant(*arguments: str) -> Cost:
        return _cost(environment, "-m", "sextant", *arguments, fine=(0, 1))

    sextant("init")
    files = [str(FOLDER / f"pls_fy{year}.csv.gz") for year in YEARS]
    told = f"{YEAR}: "
    return {
        "three years into the site, with indicators (9,250 libraries × 150 variables each), s": sextant("returns", "import", *files),
        f"{told}every return checked beside earlier years, s": sextant("returns", "check", "--year", str(YEAR), "--format", "json"),
        f"{told}published: data package, gaps filled with their backtest, groups of libraries, s": _cost(
            environment, "-m", "bench.bench_national_year", "publish", str(YEAR)
        ),
        f"{told}data package made again from the rows, s": sextant("returns", "package", "--year", str(YEAR), "--out", str(room / "package.zip")),
        f"{told}report in two languages as page, PDF, CSV and JSON, s": sextant(
            "report", "build", "--year", str(YEAR), "--lang", "ru,en", "--out", str(room / "out")
        ),
    }


def _cost(environment: dict[str, str], *arguments: str, fine: tuple[int, ...] = (0,)) -> Cost:
    """Processor seconds and peak memory in MB of one process of Python; `fine` are the exit codes of work that was done."""
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}: {said.decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _row(measure: str, cost: Cost, peer: float | None = None) -> Row:
    ratio = round(peer / cost[0], 2) if peer else None
    return figure(SUBJECT, measure, round(cost[0], 1), round(peer, 1) if peer else None, ratio, memory_mb=round(cost[1]))


def publish(year: int) -> None:
    """Publishes a year as the office does, and does all the work that follows from it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant.config.settings")
    import django

    django.setup()
    from sextant.base.jobs.models import Job
    from sextant.base.jobs.states import QUEUED
    from sextant.base.jobs.worker import perform_here
    from sextant.work.returns.actions.years import publish_year
    from sextant.work.returns.models import YearRelease

    publish_year(YearRelease.objects.get(year=year), by=None)
    while job := Job.objects.filter(state=QUEUED).order_by("pk").first():
        perform_here(job)
        job.refresh_from_db()
        if job.state != "done":
            raise RuntimeError(f"{job}: {job.state} {job.error}")


def script(room: Path) -> None:
    """The plain way in pandas."""
    from bench import bench_returns

    panel = bench_returns.pandas_panel([FOLDER / f"pls_fy{year}.csv.gz" for year in YEARS])
    now, before = (panel[panel["year"] == year].set_index("FSCSKEY") for year in (YEAR, YEAR - 1))
    numbers = panel.select_dtypes("number").columns.difference(["year"])
    earlier = before[~before.index.duplicated()].reindex(now.index)
    change = now[numbers] / earlier[numbers]
    asked = (change - 1).abs() > 0.1
    asked.stack().loc[lambda cells: cells].to_csv(room / "asked.csv")
    growth = change.groupby(now["STABR"]).transform("median")
    filled = now[numbers].fillna(earlier[numbers] * growth)
    now[numbers] = filled
    whole = now.reset_index()
    bench_returns.pandas_libraries(whole, room / "libraries.csv")
    bench_returns.pandas_regions(whole).to_csv(room / "states.csv")


if __name__ == "__main__":
    if sys.argv[1:2] == ["publish"]:
        publish(int(sys.argv[2]))
    elif sys.argv[1:2] == ["script"]:
        script(Path(sys.argv[2]))
    else:
        main()
