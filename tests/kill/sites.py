"""A real site for tests that kill it: its own home, its own database on SQLite or PostgreSQL, its processes."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent.parent
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def on_postgres() -> bool:
    return os.environ.get("TEST_DATABASE") == "postgres"


def _admin(sql: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(sql)


def _url(name: str) -> str:
    return urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))


class Site:
    """One site. `start` runs a command of `sextant` in the background, `run` waits for it, `scalar` asks the database."""

    def __init__(self, home: Path, name: str, postgres: bool | None = None) -> None:
        self.home, self.name = home, name
        self.postgres = on_postgres() if postgres is None else postgres
        self.file = home / "sextant.sqlite3"
        self.environment = {
            **os.environ,
            "SEXTANT_HOME": str(home),
            "DATABASE_URL": _url(name) if self.postgres else "",
            "SEXTANT_MAIL_URL": "",
            "DJANGO_SETTINGS_MODULE": "tests.kill.settings",
        }
        self._asking: Any = None
        self._processes: list[subprocess.Popen[bytes]] = []

    def create(self, model: "Site | None" = None, *, through_migrations: bool = False) -> "Site":
        """Makes the database: by `sextant init`, through all migrations as an old site came, or as a copy of another site's."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.postgres:
            _admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            _admin(f'CREATE DATABASE "{self.name}"' + (f' TEMPLATE "{model.name}"' if model else ""))
        elif model:
            shutil.copy(model.file, self.file)
        if through_migrations:
            self.run("migrate", "--verbosity=0", module="manage")
        elif not model:
            self.run("init")
        return self

    def drop(self) -> None:
        """Ends every process that this test started, and removes the database."""
        for process in self._processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        if self._asking is not None:
            self._asking.close()
        if self.postgres:
            _admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def start(self, *arguments: str, module: str = "sextant") -> "subprocess.Popen[bytes]":
        log = (self.home / "processes.log").open("ab")
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self._processes.append(process)
        return process

    def run(self, *arguments: str, module: str = "sextant", code: int = 0) -> str:
        """Runs to the end and returns what was printed."""
        answer = subprocess.run(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert answer.returncode == code, answer.stdout + answer.stderr
        return answer.stdout + answer.stderr

    def scene(self, name: str, number: int = 0) -> None:
        """Prepares the site by a function of `tests/kill/scenes.py`."""
        self.run(name, str(number), module="tests.kill.scenes")

    def rows(self, sql: str) -> list[Any]:
        """The rows of one question to the database, asked from outside."""
        if self.postgres:
            import psycopg

            with psycopg.connect(_url(self.name).replace("postgres://", "postgresql://")) as connection:
                return connection.execute(sql).fetchall()
        connection = sqlite3.connect(self.file, timeout=30)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def scalar(self, sql: str) -> Any:
        return self.rows(sql)[0][0]


def wait_until(happened: Callable[[], bool], seconds: float = 120) -> None:
    """Returns when it happened; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def kill_in_the_middle(
    site: Site, *, middle: Callable[[], bool], finished: Callable[[], bool], after_kill: Callable[[], object] = lambda: None
) -> None:
    """Starts a worker, kills it with SIGKILL in the middle, starts another, and waits until that one has finished the work."""
    worker = site.start("work", "--lease", "2")
    wait_until(middle)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert not finished(), "the worker was quicker than the kill: nothing was tested"
    after_kill()
    second = site.start("work", "--lease", "2")
    wait_until(finished)
    second.terminate()
    assert second.wait(timeout=20) == 0
