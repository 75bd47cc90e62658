"""Ten thousand yearly series forecast with a rolling backtest, beside statsforecast in its own environment.

Drawn series: random walks of twelve years in seven size classes. Ours: every candidate from every year of origin, a model by class,
calibrated intervals, and the last three years held out in turn; and the same with regions and nation added up. The peer: naive, drift,
theta and simple exponential smoothing (its damped ETS refuses so few years), cross-validated three years ahead from five origins, without
intervals, for its conformal ones need more years than there are; `SEXTANT_BENCH_PEER_SERIES` says for how many series (1,000 without it),
and its seconds are multiplied to 10,000. Each measurement runs in a process of its own; seconds are processor seconds without imports, for
the peer after a first run on ten series that compiles it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from typing import Any

from bench.peers import environment
from bench.scratch import peak_mb

SUBJECT = "forecasts"
SERIES, YEARS, HORIZON = 10_000, 12, 3
PEER_SERIES = int(os.environ.get("SEXTANT_BENCH_PEER_SERIES", "1000"))
LIMIT_SECONDS = 60

PEER = """
import json, resource, sys, time
import numpy as np, pandas as pd
from statsforecast import StatsForecast
from statsforecast.models import Naive, RandomWalkWithDrift, SimpleExponentialSmoothingOptimized, Theta
number, years, horizon = map(int, sys.argv[1:])
chance = np.random.default_rng(11)
values = np.exp(8 + chance.normal(0, 0.1, (number, years)).cumsum(axis=1))
frame = pd.DataFrame({"unique_id": np.repeat(np.arange(number), years), "ds": np.tile(np.arange(2000, 2000 + years), number), "y": values.ravel()})
def run(part):
    models = [Naive(), RandomWalkWithDrift(), Theta(season_length=1), SimpleExponentialSmoothingOptimized()]
    tool = StatsForecast(models=models, freq=1, n_jobs=1)
    tool.cross_validation(df=part, h=horizon, step_size=1, n_windows=5)
    tool.forecast(df=part, h=horizon)
run(frame[frame.unique_id < 10])
begun = time.process_time()
run(frame)
print(json.dumps({"seconds": time.process_time() - begun, "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def main() -> list[dict[str, Any]]:
    """Measure, print and return rows of subject, measure, ours and peer (seconds), ratio, memory in MB (ours)."""
    ours, whole, peer = _part("series"), _part("levels"), _peer()
    scaled = None if peer is None else peer["seconds"] * SERIES / PEER_SERIES
    rows = [
        {
            "subject": SUBJECT,
            "measure": f"{SERIES:,} series of {YEARS} years, {HORIZON} ahead, backtest and intervals, beside statsforecast without intervals"
            f" ({PEER_SERIES:,} series, multiplied), s",
            "ours": round(ours["seconds"], 2),
            "peer": round(scaled, 1) if scaled else None,
            "ratio": round(scaled / ours["seconds"], 1) if scaled else None,
            "memory_mb": round(ours["memory_mb"]),
            "peer_memory_mb": round(peer["memory_mb"]) if peer else None,
        },
        {
            "subject": SUBJECT,
            "measure": f"the same with 50 regions and the nation, added up, limit {LIMIT_SECONDS} s",
            "ours": round(whole["seconds"], 2),
            "peer": None,
            "ratio": round(whole["seconds"] / LIMIT_SECONDS, 2),
            "memory_mb": round(whole["memory_mb"]),
            "peer_memory_mb": None,
        },
    ]
    for row in rows:
        print(row)
    return rows


def _part(name: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.bench_forecasts", name], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _peer() -> dict[str, float] | None:
    python = environment("statsforecast")
    if python is None or not PEER_SERIES:
        return None
    given = [python, "-c", PEER, str(PEER_SERIES), str(YEARS), str(HORIZON)]
    done = subprocess.run(given, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def measure(name: str) -> None:
    """One measurement of ours: prints seconds and memory as JSON."""
    import numpy as np

    from sextant.lab.forecasting.foreseeing import foresee
    from sextant.lab.forecasting.totals import foresee_levels
    from sextant.lab.forecasting.yearly import YearlySeries

    chance = np.random.default_rng(11)
    values = np.exp(8 + chance.normal(0, 0.1, (SERIES, YEARS)).cumsum(axis=1))
    units = tuple(f"u{row:05}" for row in range(SERIES))
    series = YearlySeries(units, 2000, values, tuple(f"class {row % 7}" for row in range(SERIES)))
    begun = time.process_time()
    if name == "levels":
        foresee_levels(series, {unit: unit[-2:] if int(unit[-2:]) < 50 else f"{int(unit[-2:]) - 50:02}" for unit in units}, HORIZON)
    else:
        foresee(series, HORIZON)
    seconds = time.process_time() - begun
    most = max(peak_mb(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps({"seconds": seconds, "memory_mb": most}))


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
