"""Library returns: import with validation, and all indicators against a plain pandas script.

Real files are read from the folder that SEXTANT_TEST_DATA names (default ../shared/data). Every measurement runs in a
process of its own, so that its peak memory is its own; seconds are processor seconds of all its threads, medians of
`TIMES` runs, because the machine may be shared. The pandas script reads the source files and does the same sums: every
indicator of every library and year as a long CSV file, and by region the pooled value, the number of libraries, median
and quartiles. It keeps no statuses and names no missing variable; ours, from the store, does both.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.rows import Row, beside

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"
TIMES = 3
SUBJECT = "returns"


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer (seconds), ratio, memory in MB (ours)."""
    if not FOLDER.is_dir():
        print(f"skipped: no real library returns at {FOLDER}; set SEXTANT_TEST_DATA")
        return []
    with tempfile.TemporaryDirectory() as room:
        store = Path(room) / "store"
        imported = _part("import", store)
        ours = {name: _part(name, store) for name in ("libraries", "regions", "rows")}
        peers = {name: _part(f"pandas_{name}", store) for name in ("libraries", "regions")}
    rows = [
        _row("import of FY2015 (9,251 × 159) with validation, into the store", imported, None),
        _row("import of all seven years", _part_total(imported), None),
        _row("all indicators of all libraries and years, to a CSV file", ours["libraries"], peers["libraries"]),
        _row("the same by region with median and quartiles", ours["regions"], peers["regions"]),
        _row("all indicators of all libraries and years, as Python rows", ours["rows"], None),
    ]
    for row in rows:
        print(row)
    return rows


def _row(measure: str, ours: dict[str, float], peer: dict[str, float] | None) -> Row:
    return beside(SUBJECT, measure, ours, peer, digits=3, memory=True)


def _part_total(part: dict[str, float]) -> dict[str, float]:
    return {"seconds": part["total"], "memory_mb": part["memory_mb"]}


def _part(name: str, store: Path) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.bench_returns", name, str(store)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _median(work: Callable[[], object]) -> float:
    """Processor seconds of the median run; the first, which warms the disk cache, is not counted."""
    seconds = []
    for _ in range(TIMES + 1):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds[1:])


def measure(name: str, store: Path) -> dict[str, float]:
    """The named measurement, in this process."""
    if name == "import":
        result = _import(store)
    elif name.startswith("pandas_"):
        result = {"seconds": _pandas(name.removeprefix("pandas_"), store)}
    else:
        result = {"seconds": _ours(name, store)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    return result | {"memory_mb": peak}


def _surveys() -> list[Path]:
    return sorted([*FOLDER.glob("pls_fy*.csv.gz"), FOLDER / "fy2015.zip"])


def _import(folder: Path) -> dict[str, float]:
    from sextant.lab.returns import reading, store

    def take(path: Path) -> None:
        table = reading.open_table(path)
        assert table.year is not None
        store.write_year(reading.read_table(table), folder, table.year)

    begun = time.process_time()
    for path in _surveys():
        take(path)
    total = time.process_time() - begun
    return {"seconds": _median(lambda: take(FOLDER / "fy2015.zip")), "total": total}


def _ours(name: str, store: Path) -> float:
    from sextant.lab.returns import tables

    target = store.with_name("ours.csv")
    work: dict[str, Callable[[], object]] = {
        "libraries": lambda: tables.write_indicators(store, target),
        "regions": lambda: list(tables.indicator_table(store, by="region")),
        "rows": lambda: sum(1 for _ in tables.indicator_table(store)),
    }
    return _median(work[name])


def _pandas(name: str, store: Path) -> float:
    target = store.with_name("pandas.csv")
    work: dict[str, Callable[[], object]] = {
        "libraries": lambda: pandas_libraries(pandas_panel(), target),
        "regions": lambda: pandas_regions(pandas_panel()),
    }
    return _median(work[name])


def pandas_panel(paths: list[Path] | None = None) -> Any:
    """The plain way: read the files (all years by default), keep what the formulas need, turn missing codes into gaps."""
    import pandas as pd

    from sextant.lab.returns.mapping import load

    mapping = load("pls")
    frames = []
    for path in paths if paths is not None else _surveys():
        year = int("".join(filter(str.isdigit, path.name))[:4])
        frame = _pandas_file(pd, path)
        for code, choices in mapping.sums.items():
            columns = next((list(choice) for choice in choices if set(choice) <= set(frame)), None)
            if columns:
                frame[code] = frame[columns].where(frame[columns] >= 0).sum(axis=1, skipna=False)
        frame = frame.rename(columns=mapping.variables).assign(year=year)
        frames.append(frame.loc[:, ~frame.columns.duplicated()])
    panel = pd.concat(frames, ignore_index=True)
    numbers = panel.select_dtypes("number").columns.difference(["year"])
    panel[numbers] = panel[numbers].where(panel[numbers] >= 0)
    return panel


def _pandas_file(pd: Any, path: Path) -> Any:
    from sextant.lab.returns.mapping import load

    mapping = load("pls")
    wanted = {*mapping.variables, "FSCSKEY", "LIBNAME", "STABR"}
    options = {"usecols": lambda name: name.lstrip("\ufeff") in wanted, "low_memory": False}
    if path.suffix != ".zip":
        return pd.read_csv(path, encoding="utf-8-sig", **options)
    import zipfile

    with zipfile.ZipFile(path) as archive, archive.open("CSV/PLS_FY2015_AE_pupld15a.csv") as member:
        return pd.read_csv(member, encoding="windows-1252", **options)


def pandas_values(panel: Any) -> Any:
    """Every indicator as a column."""
    import numpy as np

    from sextant.lab.returns.indicators import definitions

    found = panel[["year", "FSCSKEY", "LIBNAME", "STABR"]].copy()
    for code, indicator in definitions().items():
        held = panel.reindex(columns=list(indicator.inputs))
        found[code] = held.eval(indicator.formula_text).replace([np.inf, -np.inf], np.nan)
    return found


def pandas_libraries(panel: Any, target: Path) -> None:
    """A long CSV file: year, library, name, indicator, value."""
    values = pandas_values(panel).drop(columns="STABR")
    long = values.melt(["year", "FSCSKEY", "LIBNAME"], var_name="indicator", value_name="value")
    long.sort_values(["year", "FSCSKEY", "indicator"]).to_csv(target, index=False)


def pandas_regions(panel: Any) -> Any:
    """By year and region: the pooled value, how many libraries, median and quartiles."""
    import pandas as pd

    from sextant.lab.returns.indicators import definitions

    values = pandas_values(panel)
    keys = [panel["year"], panel["STABR"]]
    tables = []
    for code, indicator in definitions().items():
        inputs = panel.reindex(columns=list(indicator.inputs)).where(values[code].notna())
        pooled = inputs.groupby(keys).sum().eval(indicator.formula_text)
        grouped = values[code].groupby(keys)
        quartiles = grouped.quantile([0.25, 0.5, 0.75]).unstack()
        tables.append(quartiles.assign(value=pooled, n=grouped.count(), indicator=code))
    return pd.concat(tables).reset_index().sort_values(["year", "STABR", "indicator"])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
