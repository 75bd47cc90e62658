"""For how long: the runway, the forecast that a job computes, and who may ask for it."""

import subprocess
import sys
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.base.jobs.worker import run_waiting
from sextant.lab.finances.months import plus
from sextant.society.ledger.tests.factories import open_books, posted, restricted
from sextant.work.finances.actions.forecasts import ask_forecast
from sextant.work.finances.models import ForecastRun
from sextant.work.finances.queries.books import moved
from sextant.work.finances.queries.runway import balance_by_month, runways

pytestmark = pytest.mark.django_db
PAGE = "/en/finances/how-long/"
LAST = (2025, 12)


def months_of_books(count, last=None, rent=100_00, opening=5000_00):
    """Money at the start, and rent in each of the last whole months; a restricted gift that must never count."""
    from django.utils import timezone

    from sextant.work.finances.queries.runway import last_whole_month

    fund, last = open_books(), last or last_whole_month(timezone.localdate())
    first = plus(last, 1 - count)
    posted(opening, date(*first, 1), fund, credit="opening")
    posted(90_000_00, date(*first, 2), restricted(), credit="gifts")
    for place in range(count):
        posted(rent, date(*plus(first, place), 15), fund, debit="office", credit="bank")
    return first, last


@pytest.fixture
def treasurer(client, make_user):
    user = make_user("treasurer")
    client.force_login(user)
    return user


def test_restricted_money_is_never_free(django_assert_num_queries):
    months_of_books(14, LAST)
    with django_assert_num_queries(1):
        months = balance_by_month(moved(), "RUB", LAST)
    assert (months[-1].free_minor, months[-1].restricted_minor) == (5000_00 - 1400_00, 90_000_00)
    assert [(one.window, one.months) for one in runways(months)] == [(12, 36), (6, 36), (3, 36)]


def test_the_opening_balance_makes_a_month_with_it_grow():
    months_of_books(12, LAST)
    twelve, six, _three = runways(balance_by_month(moved(), "RUB", LAST))
    assert (twelve.shrinks, six.months) == (False, 38)


def test_the_present_month_is_not_whole_and_does_not_count():
    months_of_books(13, (2026, 1))
    assert balance_by_month(moved(), "RUB", LAST)[-1].month == LAST


def test_the_page_is_for_those_who_may_see_the_books(client, make_user):
    months_of_books(14)
    assert client.get(PAGE).status_code == 302
    for role in ("secretary", "member", "fundraiser"):
        client.force_login(make_user(role))
        answer = client.get(PAGE)
        assert (answer.status_code, b"90" in answer.content and b"Restricted money" in answer.content) == (403, False)
    for role in ("treasurer", "director", "auditor"):
        client.force_login(make_user(role))
        assert "36.0" in client.get(PAGE).content.decode()


def test_only_the_treasurer_asks_for_a_forecast(client, make_user):
    months_of_books(14)
    for role in ("director", "auditor", "secretary"):
        client.force_login(make_user(role))
        assert client.post(f"{PAGE}compute/").status_code == 403
    assert ForecastRun.objects.count() == 0


def test_a_forecast_is_computed_by_a_job_and_shown_with_its_backtest(client, treasurer):
    months_of_books(20)
    assert client.post(f"{PAGE}compute/", {"currency": "RUB"}).status_code == 302
    assert "The forecast is being computed" in client.get(PAGE).content.decode()
    run_waiting()
    run = ForecastRun.objects.get()
    assert run.results["free_cash"]["method"] == "drift"
    assert [step["value"] for step in run.results["free_cash"]["steps"]][:2] == [2900_00, 2800_00]
    page = client.get(PAGE).content.decode()
    assert ("Drift: a straight line" in page, "Mean absolute error (MAE)" in page, "have changed since" in page) == (True, True, False)


def test_income_is_bounded_at_zero_and_money_is_not(treasurer):
    months_of_books(20, rent=240_00)
    ask_forecast(currency="RUB", by=treasurer)
    run_waiting()
    results = ForecastRun.objects.get().results
    assert min(step["low"] for step in results["income"]["steps"]) == 0
    assert min(step["low"] for step in results["free_cash"]["steps"]) < 0


def test_books_that_changed_since_are_said_so(client, treasurer):
    first, _last = months_of_books(20)
    ask_forecast(currency="RUB", by=treasurer)
    run_waiting()
    posted(7_00, date(*first, 20))
    assert "The books have changed since." in client.get(PAGE).content.decode()


def test_a_short_series_is_refused_with_a_sentence_in_the_readers_language(client, treasurer):
    months_of_books(5)
    ask_forecast(currency="RUB", by=treasurer)
    run_waiting()
    assert "at least 16 are needed" in client.get(PAGE).content.decode()
    assert "нужно не меньше 16" in client.get(PAGE.replace("/en/", "/ru/")).content.decode()


def test_a_second_forecast_waits_for_the_first(treasurer):
    months_of_books(14)
    ask_forecast(currency="RUB", by=treasurer)
    with pytest.raises(ValidationError, match="being computed already"):
        ask_forecast(currency="RUB", by=treasurer)


def test_empty_books_are_not_forecast(client, treasurer):
    open_books()
    with pytest.raises(ValidationError, match="Nothing is booked"):
        ask_forecast(currency="RUB", by=treasurer)
    assert "No month with books is over yet" in client.get(PAGE).content.decode()


def test_the_page_costs_the_same_for_few_months_and_for_many(client, treasurer):
    months_of_books(14)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    posted(5_00, date(2015, 1, 1))
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(few) == len(many)


@pytest.mark.once
def test_pages_do_not_load_numpy():
    program = "import django; django.setup(); import sextant.config.urls, sys; print([one for one in ('numpy', 'scipy') if one in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
