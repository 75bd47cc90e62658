"""A whole site moves between the two databases by a backup, with real commands."""

from pathlib import Path

import pytest

from tests.kill.sites import Site, on_postgres

COUNTS = "SELECT (SELECT count(*) FROM letters_letter), (SELECT count(*) FROM jobs_job)"
RESTORED = "SELECT count(*) FROM audit_entry WHERE verb = 'site.restore'"


@pytest.mark.skipif(not on_postgres(), reason="needs both databases; runs with the PostgreSQL suite")
def test_a_site_moves_from_postgresql_to_sqlite_and_back(site_process: Site, tmp_path: Path) -> None:
    site_process.scene("letters", 20)
    (site_process.home / "files").mkdir(exist_ok=True)
    (site_process.home / "files" / "устав.txt").write_text("§ 1")
    before = site_process.rows(COUNTS)
    assert before[0][0] == 20
    site_process.run("backup", str(tmp_path / "one.zip"))
    embedded = Site(tmp_path / "embedded", "", postgres=False).create()
    embedded.run("restore", str(tmp_path / "one.zip"))
    embedded.run("check")
    assert (embedded.rows(COUNTS), (embedded.home / "files" / "устав.txt").read_text()) == (before, "§ 1")
    embedded.run("backup", str(tmp_path / "two.zip"))
    assert "not empty" in embedded.run("restore", str(tmp_path / "two.zip"), code=2)
    site_process.run("restore", str(tmp_path / "two.zip"), "--yes")
    assert (site_process.rows(COUNTS), site_process.scalar(RESTORED)) == (before, 2)
    site_process.scene("rows", 10)
    assert "rows" in site_process.run("export", "jobs", "--out", str(tmp_path / "jobs.xlsx"))
