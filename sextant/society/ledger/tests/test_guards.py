"""What the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from sextant.base.audit.guards import lifted
from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.models import Entry, Line, MonthTotal
from sextant.society.ledger.tests.factories import DAY, draft, posted, restricted

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError)


def post_behind_the_actions(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(state="posted", number=99, posted_at=timezone.now())


def said_by(write) -> str:
    """What the database said when the write was refused; empty when it was taken."""
    try:
        with transaction.atomic():
            write()
    except REFUSED as refusal:
        return str(refusal).partition("ledger: ")[2].splitlines()[0]
    return ""


def test_an_entry_that_does_not_balance_is_not_posted():
    entry = draft()
    Line.objects.filter(entry=entry, amount_minor__gt=0).update(amount_minor=1)
    assert said_by(lambda: post_behind_the_actions(entry)) == "the entry does not balance"


def test_two_funds_do_not_balance_each_other():
    entry = draft()
    Line.objects.filter(entry=entry, amount_minor__gt=0).update(fund=restricted())
    assert said_by(lambda: post_behind_the_actions(entry)) == "the entry does not balance"


def test_two_currencies_do_not_balance_each_other():
    entry = draft()
    Line.objects.filter(entry=entry, amount_minor__gt=0).update(currency="EUR")
    assert said_by(lambda: post_behind_the_actions(entry)) == "the entry does not balance"


def test_an_entry_without_lines_is_not_posted():
    entry = draft()
    entry.lines.all().delete()
    assert said_by(lambda: post_behind_the_actions(entry)) == "the entry has fewer than two lines"


def test_nothing_is_posted_on_a_closed_day(make_user):
    entry = draft()
    Entry.objects.filter(pk=entry.pk).update(day=DAY.replace(year=2027))
    close_books(until=DAY, by=make_user("treasurer"))
    Entry.objects.filter(pk=entry.pk).update(day=DAY)
    assert said_by(lambda: post_behind_the_actions(entry)) == "the books are closed"


def test_an_entry_is_not_born_posted():
    entry = draft()
    born = Entry(year=2026, day=DAY, memo="x", state="posted", number=1, posted_at=timezone.now())
    assert (said_by(born.save), entry.state) == ("an entry begins as a draft", "draft")


@pytest.mark.parametrize("change", [{"memo": "other"}, {"day": DAY.replace(day=1)}, {"state": "draft", "number": None}, {"number": 5}])
def test_a_posted_entry_is_not_changed(change):
    entry = posted()
    assert said_by(lambda: Entry.objects.filter(pk=entry.pk).update(**change)) == "a posted entry is not changed"


def test_lines_of_a_posted_entry_are_neither_changed_nor_added_nor_deleted():
    entry = posted()
    line = entry.lines.first()
    more = Line(entry=entry, account=line.account, fund=line.fund, amount_minor=1, currency="RUB")
    said = [said_by(write) for write in (more.save, lambda: entry.lines.update(amount_minor=7), lambda: entry.lines.all()._raw_delete("default"))]
    assert (said[0], said[1]) == ("lines are added to drafts only", "lines of a posted entry are not changed")
    assert said[2] in {"lines of a posted entry are not deleted", "lines of a posted entry are not changed"}


def test_a_line_does_not_move_into_a_posted_entry():
    there, mine = posted(), draft()
    said = said_by(lambda: mine.lines.update(entry=there))
    assert said in {"lines are added to drafts only", "lines of a posted entry are not changed"}


def test_a_posted_entry_is_not_deleted():
    entry = posted()
    said = said_by(lambda: Entry.objects.filter(pk=entry.pk)._raw_delete("default"))
    assert said in {"a posted entry is not deleted", "a posted entry is not changed"}


def test_posting_adds_the_lines_to_the_totals_of_their_month():
    posted(300_00)
    posted(200_00)
    draft(999_00)
    rows = MonthTotal.objects.order_by("account__code").values_list("month", "account__use", "debit_minor", "credit_minor", "lines")
    assert list(rows) == [(DAY.replace(day=1), "bank", 500_00, 0, 2), (DAY.replace(day=1), "gifts", 0, 500_00, 2)]


def test_guards_are_back_after_they_were_lifted():
    entry = posted()
    with lifted():
        Entry.objects.filter(pk=entry.pk).update(memo="restored")
    assert said_by(lambda: Entry.objects.filter(pk=entry.pk).update(memo="again")) == "a posted entry is not changed"
