"""Views and clicks, counted without a trace of who it was: sums in memory, added to one row a day and booking every few seconds.

What a process has counted since is lost when it is killed, so that reports err on the advertiser's side.
"""

import atexit
import re
import threading
import time
from contextlib import suppress
from datetime import date

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest

from sextant.work.advertising.models import Booking, DayCount

MOST, SECONDS = 25, 15.0
BOTS = re.compile(r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|headless|lighthouse|scan|http-client|^$", re.IGNORECASE)


def is_bot(request: HttpRequest) -> bool:
    """A simple rule: a program that names itself one, that names nothing, or that only fetches ahead."""
    ahead = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    return "prefetch" in ahead or bool(BOTS.search(request.headers.get("User-Agent", "")))


class Buffer:
    """Sums by (booking, day, what) until they are written."""

    def __init__(self) -> None:
        self._sums: dict[tuple[int, date, str], int] = {}
        self._lock, self._since, self._count = threading.Lock(), 0.0, 0

    def add(self, booking: int, day: date, what: str) -> None:
        """Counts one; writes when enough have gathered or the first has waited long enough."""
        with self._lock:
            key = (booking, day, what)
            self._sums[key] = self._sums.get(key, 0) + 1
            self._since = self._since if self._count else time.monotonic()
            self._count += 1
            due = self._count >= MOST or time.monotonic() - self._since >= SECONDS
        if due:
            self.write()

    def write(self) -> int:
        """Adds everything to the rows of its days; returns how many were counted. A booking that is gone is forgotten."""
        with self._lock:
            sums, count = self._sums, self._count
            self._sums, self._count = {}, 0
        if sums:
            _add(sums)
        return count

    def forget(self) -> None:
        """Drops what was not written; for tests that begin anew."""
        with self._lock:
            self._sums, self._count = {}, 0


@transaction.atomic
def _add(sums: dict[tuple[int, date, str], int]) -> None:
    there = set(Booking.objects.filter(pk__in={pk for pk, _day, _what in sums}).values_list("pk", flat=True))
    for (pk, day, what), number in sorted(sums.items()):
        if pk in there:
            DayCount.objects.get_or_create(booking_id=pk, day=day)
            DayCount.objects.filter(booking_id=pk, day=day).update(**{what: F(what) + number})


buffer = Buffer()


def _write_the_last() -> None:
    """What is left when the process ends; a database that is gone already keeps nothing."""
    with suppress(DatabaseError, RuntimeError):
        buffer.write()


atexit.register(_write_the_last)
