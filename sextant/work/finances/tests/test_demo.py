"""Where no real books are, the demo shows a published year, and leaves nothing closed."""

import pytest

from sextant.base.demo import actions
from sextant.base.demo.registry import seeders
from sextant.base.jobs.worker import run_waiting
from sextant.society.ledger.models import Books, Closing
from sextant.work.finances.models import ForecastRun, OpenStatement, Scenario

HOUSES = {"members", "agenda", "ledger programmes", "ledger", "ledger budgets", "finances"}
"""All of the demo that its finances stand on."""


def kept():
    return (Scenario.objects.count(), ForecastRun.objects.count(), OpenStatement.objects.count(), Closing.objects.count())


@pytest.mark.once
@pytest.mark.django_db
def test_last_year_is_closed_published_and_forecast_and_goes_without_a_trace(monkeypatch):
    needed = [seeder for seeder in seeders() if seeder.name in HOUSES]
    monkeypatch.setattr(actions, "seeders", lambda: needed)
    actions.load_demo(libraries=5, members=10, people=60)
    run_waiting()
    assert (kept(), ForecastRun.objects.get().computed_at is not None) == ((3, 1, 1, 1), True)
    actions.remove_demo()
    assert (kept(), list(Books.objects.exclude(closed_until=None))) == ((0, 0, 0, 0), [])
