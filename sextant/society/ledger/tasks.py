"""What waits for the treasurer."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.society.ledger import rules
from sextant.society.ledger.models import Invoice, Payment, ProviderEvent
from sextant.society.ledger.queries.statements import waiting_lines


def tasks_of(user: Any) -> Iterator[Task]:
    """Movements to be decided, and money that came in where what it was for did not follow."""
    if not rules.may_record(user):
        return
    money = _("Money")
    count = waiting_lines().count()
    if count:
        said = ngettext(
            "%(count)s movement of a bank statement waits for your decision", "%(count)s movements of bank statements wait for your decision", count
        )
        yield Task(said % {"count": count}, reverse("ledger:statements"), group=money)
    for invoice in Invoice.objects.exclude(trouble="")[:10]:
        yield Task(
            _("Invoice %(number)s is paid, but did not take effect") % {"number": invoice.shown_number},
            reverse("ledger:invoice", args=[invoice.pk]),
            group=money,
        )
    for payment in Payment.objects.exclude(trouble="")[:10]:
        title = _("Payment %(number)s could not be assigned: %(why)s") % {"number": payment.shown_receipt, "why": payment.trouble}
        yield Task(title, reverse("ledger:entry", args=[payment.entry_id]), group=money)
    for event in ProviderEvent.objects.filter(outcome__in=["other_currency", "unknown"])[:10]:
        title = _("The payment service told something that does not fit: %(what)s") % {"what": event.get_outcome_display()}
        yield Task(title, reverse("ledger:books"), group=money)
