"""A database that stops answering in the middle, so that a process can be killed there: between two statements of one transaction."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

STOP = "stop"
"""A file in the site's home: the beginning of a statement, a bar, and at which of them to stop."""


class Slowness:
    """Stops once at the statement that the file names, and tells so by the file `halfway`."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        file = Path(settings.SEXTANT_HOME) / STOP
        if sql.startswith("INSERT INTO") and file.exists():
            beginning, number = file.read_text().split("|")
            self.seen += sql.startswith(beginning)
            if self.seen == int(number):
                file.unlink()
                (file.parent / "halfway").touch()
                time.sleep(120)
        return execute(sql, params, many, context)


def wrap(connection: Any, **_more: Any) -> None:
    """Every new connection to the database may be slow."""
    connection.execute_wrappers.append(Slowness())
