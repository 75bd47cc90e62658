"""The search for a plan in a process of its own, so that it can be stopped at any moment and takes no memory of the worker along. Without Django."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from sextant.lab.acquisitions.planning import Plan, plan
from sextant.lab.sentences import Said, SaidError

AFTER = 90.0
"""Seconds that costs and contradictions may take beyond the time of the search, before the process is stopped."""
EVERY = 0.5
FEW = 200
"""Titles up to which the search takes a moment, less than the start of a process."""


class NotEnded(Exception):
    """The process was stopped, or ended by itself, without an answer."""


def solved(watch: Callable[[float], None], **given: Any) -> Plan | Said:
    """The plan of these arguments of `lab.acquisitions.planning.plan`, or the sentence with which they were refused.

    `watch` is called with the seconds that have passed about twice a second; whatever it raises stops the process. Raises `NotEnded`.
    """
    if len(given["candidates"]) <= FEW:
        return _answer(given)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, given))
    begun = time.monotonic()
    process.start()
    theirs.close()
    try:
        while not ours.poll(EVERY):
            passed = time.monotonic() - begun
            watch(passed)
            if passed > given["seconds"] + AFTER:
                raise NotEnded
        answer: Plan | Said = ours.recv()
    except EOFError as reason:
        raise NotEnded from reason
    finally:
        if process.is_alive():
            process.join(2)
        if process.is_alive():
            process.terminate()
        process.join()
    return answer


def _child(answer: Connection, given: dict[str, Any]) -> None:
    answer.send(_answer(given))


def _answer(given: dict[str, Any]) -> Plan | Said:
    try:
        return plan(**given)
    except SaidError as refusal:
        return refusal.said
