"""Job workers as processes: one leaves cleanly when asked to, and those that die are started again."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from sextant.base.jobs.run import Stopped
from sextant.base.jobs.worker import work_until

GRACE = 8.0
"""Seconds a running job has to reach its next step before it is stopped where it stands (what it did not commit is undone)."""


def serve_jobs(lease: timedelta, parent: int = 0) -> None:
    """Works until SIGTERM or SIGINT, or until the process that started it is gone; the job in hand goes back into the queue."""
    stop = threading.Event()

    def cut_off(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    def leave(_number: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            stop.set()
            signal.signal(signal.SIGALRM, cut_off)
            signal.setitimer(signal.ITIMER_REAL, GRACE)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    if parent:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    try:
        work_until(stop, lease=lease)
    except Stopped:
        """Between two jobs there is nothing to put back."""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


class Workers:
    """A number of worker processes; one that dies is started again, at most once a second."""

    def __init__(self, count: int) -> None:
        self._stop = threading.Event()
        self._running = [self._start() for _number in range(count)]
        self._watch = threading.Thread(target=self._keep, daemon=True)
        self._watch.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        # A session of its own: Ctrl+C reaches the server alone, which then stops its workers in order.
        return subprocess.Popen([sys.executable, "-m", "sextant", "work", "--parent", str(os.getpid())], start_new_session=True)

    def _keep(self) -> None:
        while not self._stop.wait(1.0):
            for place, worker in enumerate(self._running):
                if worker.poll() is not None and not self._stop.is_set():
                    self._running[place] = self._start()

    def close(self) -> None:
        """Asks all workers to leave and waits until they have; one that does not is killed, and its job taken up later."""
        self._stop.set()
        self._watch.join()
        for worker in self._running:
            worker.terminate()
        for worker in self._running:
            try:
                worker.wait(timeout=GRACE + 7)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


@contextmanager
def job_workers(count: int) -> Iterator[Workers]:
    """Job workers for as long as the block runs, whatever ends it."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, leave)
    started = Workers(count)
    try:
        yield started
    finally:
        started.close()
