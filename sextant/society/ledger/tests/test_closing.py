"""Closing the books, opening them again, balances across months, and taking the books away."""

import shutil
import subprocess
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.society.ledger.actions.closing import close_books, reopen_books
from sextant.society.ledger.actions.entries import post_entry, reverse_entry
from sextant.society.ledger.beancount import write_beancount
from sextant.society.ledger.models import Closing, Entry, Line
from sextant.society.ledger.queries.balances import turnovers
from sextant.society.ledger.queries.tables import lines_wanted
from sextant.society.ledger.tests.factories import DAY, draft, open_books, posted, restricted

pytestmark = pytest.mark.django_db


def test_a_closed_day_is_refused_with_the_day_and_the_remedy(make_user):
    posted()
    close_books(until=DAY, by=make_user("treasurer"))
    with pytest.raises(ValidationError) as refusal:
        posted(day=DAY)
    assert refusal.value.messages == ["The books are closed through 10 March 2026. Choose a later day, or ask the treasurer to open them again."]


def test_the_second_who_closes_is_told(make_user):
    close_books(until=DAY, by=make_user("treasurer"))
    with pytest.raises(ValidationError) as refusal:
        close_books(until=DAY, by=make_user("treasurer"))
    assert (refusal.value.messages, Closing.objects.count()) == (["The books are closed through 10 March 2026 already."], 1)


def test_drafts_stand_in_the_way(make_user):
    draft()
    with pytest.raises(ValidationError, match="1 draft entry stands in this stretch"):
        close_books(until=DAY, by=make_user("treasurer"))


def test_books_that_are_opened_again_take_entries(make_user):
    treasurer = make_user("treasurer")
    close_books(until=DAY, by=treasurer)
    reopen_books(until=None, reason="A statement came late.", by=treasurer)
    assert (posted(day=DAY).state, Closing.objects.count()) == ("posted", 2)


def test_a_reversal_takes_the_figure_back_once(make_user):
    treasurer, entry = make_user("treasurer"), posted(300_00)
    reversal = reverse_entry(entry, day=DAY, reason="Entered twice.", by=treasurer)
    for spoilt in (entry, reversal):
        with pytest.raises(ValidationError):
            reverse_entry(spoilt, day=DAY, reason="Again.", by=treasurer)
    assert {moved.net_minor for moved in turnovers(since=None, until=DAY).values()} == {0}


def test_a_draft_is_posted_once(make_user):
    entry = draft()
    assert post_entry(entry, by=None).shown_number == "2026-000001"
    with pytest.raises(ValidationError, match="posted already"):
        post_entry(entry, by=None)


DAYS = st.dates(date(2025, 12, 20), date(2026, 3, 12))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(booked=st.lists(st.tuples(DAYS, st.integers(1, 10**6)), max_size=6), since=st.none() | DAYS, until=DAYS)
def test_balances_from_totals_are_what_the_lines_add_up_to(booked, since, until):
    from django.db import transaction

    with transaction.atomic():
        fund = open_books()
        for day, amount in booked:
            posted(amount, day, fund)
        inside = [amount for day, amount in booked if day <= until and (since is None or day >= since)]
        moved = {key[0]: (one.debit_minor, one.credit_minor) for key, one in turnovers(since=since, until=until).items() if one.lines}
        transaction.set_rollback(True)
    assert sorted(moved.values()) == (sorted([(sum(inside), 0), (0, sum(inside))]) if inside else [])


def test_the_books_in_beancount_carry_every_line(tmp_path):
    posted(300_00)
    posted(20_05, fund=restricted())
    path = tmp_path / "books.beancount"
    count = write_beancount(lines_wanted({}).order_by("entry__day", "entry_id", "id"), path)
    text = path.read_text()
    assert (count, Line.objects.count(), text.count("\n2026-03-10 *"), "Assets:A1010  20.05 RUB" in text) == (4, 4, Entry.objects.count(), True)
    if shutil.which("bean-check"):
        assert subprocess.run(["bean-check", str(path)], check=False, capture_output=True).stderr == b""
