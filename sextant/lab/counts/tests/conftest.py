"""Every test that asks for `held_engine` is asked of DuckDB, and of Spark where it is there (`make test-spark`)."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator

import pytest

from sextant.lab.engine import Engine, JavaMissing, engine


def why_no_spark() -> str:
    """Empty where Spark can be started, else what is missing."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (make test-spark installs it)"
    return "" if shutil.which("java") else "there is no Java on this machine (Spark needs Java 17)"


@pytest.fixture(scope="session")
def spark() -> Iterator[Engine]:
    """A local Spark session, started once."""
    if reason := why_no_spark():
        pytest.skip(reason)
    try:
        with engine("spark") as held:
            yield held
    except JavaMissing as reason:
        pytest.skip(f"Spark does not start: {reason}")


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def held_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """DuckDB, then Spark."""
    if request.param == "spark":
        yield request.getfixturevalue("spark")
        return
    with engine() as held:
        yield held
