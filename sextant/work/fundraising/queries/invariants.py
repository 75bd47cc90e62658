"""What must hold of gifts whatever happened; every sentence names what is broken."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from sextant.work.fundraising.models import Gift, Part


def invariants() -> list[str]:
    """Everything that is wrong; empty when gifts and books agree."""
    return [*_sums(), *_bookings(), *_funds()]


def _sums() -> Iterator[str]:
    """What a gift says came of it is what its parts add up to."""
    came = dict(Part.objects.filter(taken_back_on=None).order_by().values_list("gift").annotate(Sum("amount_minor")))
    for gift in Gift.objects.only("pk", "booked_minor").iterator(chunk_size=2000):
        if gift.booked_minor != came.get(gift.pk, 0):
            yield _("Gift %(number)s says %(said)s came of it, its parts say %(parts)s (smallest coins).") % {
                "number": gift.reference,
                "said": gift.booked_minor,
                "parts": came.get(gift.pk, 0),
            }


def _bookings() -> Iterator[str]:
    """A part with a payment is booked for the same amount, and one that is taken back is taken back in the books."""
    rows = Part.objects.exclude(recognition=None).select_related("recognition", "gift")
    for part in rows.exclude(recognition__amount_minor=F("amount_minor")).iterator(chunk_size=2000):
        yield _("A part of gift %(number)s is booked with another amount.") % {"number": part.gift.reference}
    for part in rows.filter(taken_back_on=None).exclude(recognition__taken_back_on=None).iterator(chunk_size=2000):
        yield _("A part of gift %(number)s counts, but its booking is taken back.") % {"number": part.gift.reference}
    for part in rows.exclude(taken_back_on=None).filter(recognition__taken_back_on=None).iterator(chunk_size=2000):
        yield _("A part of gift %(number)s is taken back, but its booking stands.") % {"number": part.gift.reference}


def _funds() -> Iterator[str]:
    """What was given to an appeal is in the appeal's fund."""
    for gift in Gift.objects.exclude(appeal=None).exclude(fund=F("appeal__fund")).iterator(chunk_size=2000):
        yield _("Gift %(number)s is not in the fund of its appeal.") % {"number": gift.reference}
    for part in Part.objects.exclude(recognition=None).exclude(recognition__fund=F("gift__fund")).select_related("gift").iterator(chunk_size=2000):
        yield _("A part of gift %(number)s is booked on another fund.") % {"number": part.gift.reference}
