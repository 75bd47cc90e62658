"""Gifts as the ledger knows them: what is asked, what is told when the money comes, and when it is taken off again."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import Payment
from sextant.society.ledger.subjects import Subject
from sextant.work.fundraising.actions.booking import KIND, book_payment, unbook_payment
from sextant.work.fundraising.queries.awaited import asked, open_claims


def _paid(about_id: str, *, payment: Payment, day: date, by: Any) -> None:
    book_payment(about_id, payment=payment, day=day, by=by)


def _unpaid(about_id: str, *, payment: Payment, day: date, by: Any) -> None:
    unbook_payment(about_id, payment=payment, day=day, by=by)


def _url(about_id: str) -> str:
    return reverse("fundraising:gift_office", args=[about_id])


SUBJECT = Subject(KIND, _("Gift"), _url, asked=asked, open_claims=open_claims, paid=_paid, unpaid=_unpaid)
