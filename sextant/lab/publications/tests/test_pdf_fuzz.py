"""Known files, changed at random: none brings the reader down, hangs it, or passes for read where nothing was read."""

from __future__ import annotations

import sys

import pytest

SECONDS, MOST = 16, 800
"""The long run is `python -m bench.bench_publications fuzz NUMBER`."""


@pytest.mark.skipif(sys.platform != "linux", reason="needs the limits of Linux on processes")
def test_mutations_end_in_a_sentence_or_a_reading() -> None:
    from .pdf_fuzz import fuzz

    counted, bad = fuzz(0, MOST, SECONDS)
    assert bad == {}
    assert sum(counted.values()) >= 50
    assert set(counted) <= {"read", "refused", "not checkable"}
