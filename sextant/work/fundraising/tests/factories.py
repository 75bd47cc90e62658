"""A small appeal, its donors and gifts."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import open_books, restricted
from sextant.work.fundraising.actions.booking import receive_gift
from sextant.work.fundraising.actions.donors import donor_for
from sextant.work.fundraising.actions.gifts import Wish, enter_gift, promise_gift
from sextant.work.fundraising.models import Appeal, Donor, Gift


def today() -> date:
    return timezone.localdate()


def an_appeal(code: str = "books", **fields: Any) -> Appeal:
    """An open appeal for a restricted fund."""
    open_books()
    given = {"title_en": "Books for villages", "title_ru": "Книги сёлам", "fund": restricted(), "goal_minor": 100_000_00, "state": "open"}
    return Appeal.objects.create(code=code, opens_on=today() - timedelta(days=400), **{**given, **fields})


def a_donor(name: str = "Anna Reader", email: str = "anna@example.org", **fields: Any) -> Donor:
    return donor_for(name=name, email=email, language="en", by=None, **fields)


def a_promise(amount: int = 1500_00, appeal: Appeal | None = None, donor: Donor | None = None, **wish: Any) -> Gift:
    """A gift promised on the public page."""
    donor = donor or a_donor()
    said = Wish(name=donor.name, email=donor.email, language="en", **wish)
    return promise_gift(donor=donor, appeal=appeal or an_appeal(), amount_minor=amount, wish=said, by=None)


def an_entered(amount: int = 1500_00, donor: Donor | None = None, **fields: Any) -> Gift:
    """A gift written down by the office."""
    open_books()
    return enter_gift(donor=donor or a_donor(), amount_minor=amount, by=None, **fields)


def paid(gift: Gift, amount: int | None = None, day: date | None = None, reference: str = "order 1") -> Gift:
    """The gift after so much of it came."""
    receive_gift(
        gift,
        amount_minor=gift.amount_minor if amount is None else amount,
        day=day or today(),
        account=account_for("bank"),
        reference=reference,
        by=None,
    )
    gift.refresh_from_db()
    return gift
