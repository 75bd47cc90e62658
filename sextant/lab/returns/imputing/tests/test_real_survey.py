"""FY2015: imputation on held-out reported cells, beside the official sequence (`bench/bench_imputation.py` has all five masks)."""

from __future__ import annotations

import pytest

from bench.bench_imputation import FOLDER, averages, patterns, survey, tally
from sextant.lab.returns.imputing.backtest import judge

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real library returns at {FOLDER}; set SEXTANT_TEST_DATA"),
]


def test_ours_is_no_worse_on_average_than_the_official_sequence_on_the_same_mask() -> None:
    held = survey()
    rows = judge(held, patterns(held), seeds=(1, 2))
    found = averages(rows)
    assert all(ours <= min(official, flagged) for ours, official, flagged in found.values())
    better, _, worse = tally(rows, "flagged")
    assert better > worse
