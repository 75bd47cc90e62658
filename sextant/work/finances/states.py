"""States of the work behind a forecast, as words of the jobs."""

from sextant.base.jobs.states import QUEUED, RUNNING

WAITING = (QUEUED, RUNNING)
