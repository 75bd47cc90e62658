"""A command that has come to its end has closed what it opened."""

import pytest

from tests.kill.sites import Site, on_postgres


@pytest.mark.skipif(on_postgres(), reason="the embedded database alone keeps its log beside it")
def test_a_command_that_has_ended_leaves_its_database_whole_in_one_file(site_process: Site) -> None:
    site_process.scene("letters", 3)
    assert [path.name for path in site_process.home.glob("*.sqlite3*")] == ["sextant.sqlite3"]
