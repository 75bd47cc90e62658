"""`site_process` is a fresh site of real processes; `kill_in_the_middle` (in `sites.py`) kills one of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.sites import Site


@pytest.fixture(scope="session")
def model_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that was only set up; others are copies of it."""
    site = Site(tmp_path_factory.mktemp("model"), f"sextant_kill_model_{os.getpid()}")
    yield site.create()
    site.drop()


@pytest.fixture
def site_process(model_site: Site, tmp_path: Path) -> Iterator[Site]:
    """A site with a home and a database of its own; whatever it started is ended after the test."""
    site = Site(tmp_path / "home", f"sextant_kill_{os.getpid()}")
    yield site.create(model_site)
    site.drop()
