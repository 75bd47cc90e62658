"""The titles of columns, said once for every list."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: dict[str, str | Promise] = {
    "reference": _("Gift"),
    "day": _("Day"),
    "donor": _("Donor"),
    "email": _("E-mail"),
    "appeal": _("Appeal"),
    "fund": _("Fund"),
    "kind": _("Kind"),
    "state": _("State"),
    "due_on": _("Expected on"),
    "currency": _("Currency"),
    "amount": _("Amount"),
    "booked": _("Came in"),
    "booked_at": _("Booked at"),
    "thanked_at": _("Thanked at"),
    "language": _("Language"),
    "letters": _("Letters"),
    "first": _("First gift"),
    "last": _("Last gift"),
    "gifts": _("Gifts"),
    "total": _("Total"),
    "segment": _("Segment"),
    "expected": _("Expected gifts"),
}
