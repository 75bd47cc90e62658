"""What is still to come of gifts: how much is asked for next, and by when."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from sextant.society.ledger.subjects import Asked
from sextant.work.fundraising import states
from sextant.work.fundraising.models import Gift, Instalment

WITH_INSTALMENTS = Gift.objects.select_related("fund", "donor", "appeal").prefetch_related(Prefetch("instalments", Instalment.objects.all()))


def next_due(gift: Gift) -> tuple[int, date | None]:
    """(amount, day) asked for next: of a pledge in instalments the first that is not filled, else all that is open."""
    covered = gift.booked_minor
    for instalment in gift.instalments.all():
        if covered < instalment.amount_minor:
            return min(instalment.amount_minor - covered, gift.open_minor), instalment.due_on
        covered -= instalment.amount_minor
    return gift.open_minor, gift.due_on


def asked_of(gift: Gift) -> Asked:
    """The gift as the ledger asks for it. What was missed or called off can still be paid: it is a gift all the same."""
    amount, due_on = next_due(gift)
    if gift.state in (states.MISSED, states.CANCELLED):
        amount = gift.amount_minor - gift.booked_minor
    return Asked(
        about_id=str(gift.pk),
        title=str(gift.appeal or gift.fund),
        amount_minor=max(0, amount) if gift.kind == Gift.Kind.MONEY else 0,
        currency=gift.currency,
        reference=gift.reference,
        payer_name=gift.name or gift.donor.name,
        payer_email=gift.email or gift.donor.email,
        due_on=due_on,
        settled=gift.state == states.RECEIVED,
        fund=gift.fund,
        is_demo=gift.is_demo,
    )


def asked(about_id: str) -> Asked | None:
    """What the gift of that key asks for; None where there is none."""
    gift = WITH_INSTALMENTS.filter(pk=about_id).first()
    return asked_of(gift) if gift is not None else None


def open_claims(currency: str) -> Iterator[Asked]:
    """Every gift that is awaited in the currency, for the matching of statements."""
    rows = WITH_INSTALMENTS.filter(currency=currency, state__in=[states.PROMISED, states.MISSED], kind=Gift.Kind.MONEY)
    for gift in rows.iterator(chunk_size=1000):
        yield asked_of(gift)
