"""Many at the same moment: processes with connections of their own on PostgreSQL, threads on SQLite."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from typing import Any

from django.db import connection, connections

_inherited: list[Any] = []


def _let_go() -> None:
    """A forked process lets go of the connections it was born with; it must not close them, for they are its parent's too."""
    for one in connections.all(initialized_only=True):
        _inherited.append(one)
        del connections[one.alias]


def _alone(work: Callable[[int], str], key: int) -> str:
    try:
        return work(key)
    finally:
        connections.close_all()


def all_at_once(work: Callable[[int], str], keys: list[int], workers: int) -> list[str]:
    """Calls the function with every key, so many at a time; what it said, in the order of the keys."""
    if connection.vendor == "sqlite":
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(partial(_alone, work), keys))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"), initializer=_let_go) as pool:
        return list(pool.map(partial(_alone, work), keys))
