"""A worker killed in the middle of an import of returns, while it reads and while it writes: nothing is lost, nothing is doubled."""

import sqlite3
from collections.abc import Callable

from tests.kill.sites import Site, kill_in_the_middle

NUMBER = 8000
JOB = "SELECT {} FROM jobs_job WHERE name = 'returns.import_file'"
WRITING = """SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = pg_locks.relation
    WHERE pg_class.relname = 'returns_libraryreturn' AND pg_locks.mode = 'RowExclusiveLock' AND pg_locks.pid <> pg_backend_pid()"""
HELD = """SELECT count(*), count(DISTINCT library_id), min(revision), max(revision), sum(line) FROM returns_libraryreturn"""
ENDED = "SELECT outcome, lines, returns_read, stored, refused, conflicting FROM returns_importrun"
VISITS = "SELECT n, value FROM returns_aggregate WHERE indicator = 'visits' AND group_kind = 'all'"


def _is_locked(site: Site) -> bool:
    """Whether a transaction holds the only write lock of the embedded database."""
    connection = sqlite3.connect(site.file, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


def _writes(site: Site) -> bool:
    """Whether the import is inside its last step: the year is worked out on disk and the database is being written to."""
    if not any((site.home / "lab").glob("import-*/panel/*.parquet")):
        return False
    return bool(site.scalar(WRITING)) if site.postgres else _is_locked(site) and _is_locked(site)


def _killed(site: Site, middle: Callable[[], bool]) -> None:
    """Kills the import in the middle, and finds every return, figure and line of the record there once."""
    site.scene("returns", NUMBER)
    kill_in_the_middle(site, middle=middle, finished=lambda: site.scalar(JOB.format("state")) == "done")
    assert site.rows(JOB.format("attempts, state")) == [(2, "done")]
    assert site.rows(HELD) == [(NUMBER, NUMBER, 1, 1, sum(range(2, NUMBER + 2)))]
    assert site.rows(ENDED) == [("done", NUMBER, NUMBER, NUMBER, 0, 0)]
    assert site.rows(VISITS) == [(NUMBER, float(sum(range(NUMBER))))]
    assert site.scalar("SELECT count(*) FROM audit_entry WHERE verb = 'returns.store_import'") == 1
    assert not list((site.home / "lab").glob("import-*"))


def test_an_import_killed_while_it_reads_is_stored_exactly_once(site_process: Site) -> None:
    _killed(site_process, lambda: site_process.scalar(JOB.format("done")) > 0)


def test_an_import_killed_while_it_writes_is_stored_exactly_once(site_process: Site) -> None:
    _killed(site_process, lambda: _writes(site_process))
