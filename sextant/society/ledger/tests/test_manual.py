"""An entry by hand: lines are added and taken away, what lacks is shown, it is saved, posted, discarded and copied."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.actions.entries import discard_draft, post_entry
from sextant.society.ledger.models import Account, Entry, Line
from sextant.society.ledger.queries.manual import models
from sextant.society.ledger.tests.factories import draft, open_books, posted, restricted

pytestmark = pytest.mark.django_db
DAY = "2026-03-10"


@pytest.fixture
def treasurer(make_user, client):
    open_books()
    user = make_user("treasurer")
    client.force_login(user)
    return user


def account(use):
    return Account.objects.get(use=use).pk


def typed(*lines, day=DAY, do="save", memo="Rent for March"):
    """What the form sends: lines as (account, fund, debit, credit)."""
    sent = {"day": day, "memo": memo, "lines": len(lines), "do": do}
    for place, (use, fund, debit, credit) in enumerate(lines):
        given = {"account": account(use), "fund": fund.pk, "debit": debit, "credit": credit, "currency": "rub"}
        sent |= {f"line-{place}-{name}": value for name, value in given.items()}
    return sent


def send(client, *lines, address=None, **more):
    return client.post(address or reverse("ledger:new_entry"), typed(*lines, **more))


def booked(entry):
    return list(entry.lines.values_list("account__use", "amount_minor", "currency"))


def test_an_entry_is_posted_as_people_write_amounts(treasurer, client):
    fund = open_books()
    answer = send(client, ("office", fund, "1 234,50", ""), ("bank", fund, "", "1,234.50"), do="post")
    entry = Entry.objects.get()
    assert (answer.url, entry.shown_number) == (reverse("ledger:entry", args=[entry.pk]), "2026-000001")
    assert booked(entry) == [("office", 1234_50, "RUB"), ("bank", -1234_50, "RUB")]


def test_a_draft_may_lack_and_says_what(treasurer, client):
    general, villages = open_books(), restricted()
    send(client, ("office", general, "100", ""), ("bank", general, "", "40"), ("bank", villages, "", "5"))
    entry = Entry.objects.get()
    page = client.get(reverse("ledger:draft", args=[entry.pk])).content.decode()
    assert (entry.state, "RUB\u00a060 of credits are missing" in page, "RUB\u00a05 of debits are missing" in page) == ("draft", True, True)


def test_what_does_not_balance_is_not_posted_and_nothing_is_kept(treasurer, client):
    fund = open_books()
    answer = send(client, ("office", fund, "100", ""), ("bank", fund, "", "40"), do="post")
    assert (answer.status_code, Entry.objects.count()) == (400, 0)
    assert "Debits exceed credits by RUB\u00a060" in answer.content.decode()


def test_lines_are_added_and_taken_away_without_losing_what_was_typed(treasurer, client):
    fund = open_books()
    rows = (("office", fund, "100", ""), ("travel", fund, "200.75", ""), ("bank", fund, "", "300.75"))
    more = send(client, *rows, do="add").content.decode()
    less = send(client, *rows, do="drop-1").content.decode()
    assert ('name="line-3-debit"' in more, 'value="300.75"' in more) == (True, True)
    assert ('name="line-2-debit"' in less, 'value="200.75"' in less, 'value="300.75"' in less) == (False, False, True)


def test_a_line_is_a_debit_or_a_credit(treasurer, client):
    fund = open_books()
    answer = send(client, ("office", fund, "100", "100"), ("bank", fund, "", "x"))
    assert (answer.status_code, Entry.objects.count()) == (400, 0)
    assert "A line is a debit or a credit, not both." in answer.content.decode()


def test_a_closed_day_is_refused_with_a_sentence(treasurer, client):
    fund = open_books()
    close_books(until=date(2026, 3, 31), by=treasurer)
    answer = send(client, ("office", fund, "100", ""), ("bank", fund, "", "100"))
    assert (answer.status_code, Entry.objects.count()) == (400, 0)
    assert "The books are closed through 31 March 2026." in answer.content.decode()


def test_a_draft_is_changed_and_posted(treasurer, client):
    fund = open_books()
    send(client, ("office", fund, "100", ""))
    entry = Entry.objects.get()
    address = reverse("ledger:draft", args=[entry.pk])
    send(client, ("office", fund, "150", ""), ("bank", fund, "", "150"), address=address, day="2025-12-30", do="post")
    entry.refresh_from_db()
    assert (entry.shown_number, booked(entry)) == ("2025-000001", [("office", 150_00, "RUB"), ("bank", -150_00, "RUB")])


def test_a_posted_entry_has_no_page_of_drafts(treasurer, client):
    entry = posted()
    assert [client.post(reverse(f"ledger:{name}", args=[entry.pk])).status_code for name in ("draft", "post_draft", "discard")] == [404] * 3


def test_a_draft_is_discarded_after_it_was_asked(treasurer, client):
    entry = draft()
    asked = client.get(reverse("ledger:discard", args=[entry.pk])).content.decode()
    client.post(reverse("ledger:discard", args=[entry.pk]))
    assert ("Discard the draft “A gift”?" in asked, Entry.objects.count(), Line.objects.count()) == (True, 0, 0)


@pytest.mark.parametrize("action", [post_entry, discard_draft])
def test_a_draft_that_somebody_else_has_discarded_is_neither_posted_nor_discarded_again(treasurer, action):
    seen = draft()
    discard_draft(Entry.objects.get(), by=treasurer)
    with pytest.raises(ValidationError, match="discarded in the meantime"):
        action(seen, by=treasurer)
    assert Line.objects.count() == 0


def test_an_earlier_entry_is_copied_with_its_lines(treasurer, client):
    fund = open_books()
    send(client, ("office", fund, "150", ""), ("bank", fund, "", "150"), do="post")
    entry = Entry.objects.get()
    page = client.get(reverse("ledger:new_entry") + f"?copy={entry.pk}").content.decode()
    assert (page.count('value="150.00"'), 'value="Rent for March"' in page) == (2, True)
    assert [one.pk for one in models()["earlier"]] == [entry.pk]


def test_a_frequent_entry_begins_with_its_accounts(treasurer, client):
    page = client.get(reverse("ledger:new_entry") + "?like=salaries").content.decode()
    assert (f'<option value="{account("salaries")}" selected>' in page, 'value="Salaries"' in page) == (True, True)


def test_drafts_cost_the_same_for_one_and_for_many(treasurer, client, django_assert_max_num_queries):
    for place in range(5):
        draft(day=date(2026, 3, 1) + timedelta(days=place))
    client.get(reverse("ledger:drafts"))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("ledger:drafts")).content.decode().count("A gift") == 5


def test_the_secretary_writes_no_entries(client, make_user):
    entry = draft()
    client.force_login(make_user("secretary"))
    addresses = [reverse("ledger:new_entry"), reverse("ledger:drafts"), reverse("ledger:draft", args=[entry.pk])]
    assert [client.get(address).status_code for address in addresses] == [403] * 3
