"""An invoice for a membership's next period, and what follows when it is paid."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.accounts.models import User
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states
from sextant.society.ledger.actions.invoice_batches import Wanted, make_invoices
from sextant.society.ledger.actions.invoices import Charge, payer_of
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.dues import KIND
from sextant.society.ledger.subjects import Subject
from sextant.society.members import states as membership_states
from sextant.society.members.actions.payments import record_payment
from sextant.society.members.letters import recipients
from sextant.society.members.models import Membership
from sextant.society.members.queries.fees import FeeDue, fee_due


def _charge(membership: Membership, fee: FeeDue) -> Charge:
    """The fee as one line; its text names the period in both languages."""
    texts = {}
    for language in ("ru", "en"):
        with translation.override(language):
            texts[language] = _("Membership fee, %(plan)s, from %(since)s to %(until)s") % {
                "plan": membership.plan.name,
                "since": f"{fee.stretch.since:%d.%m.%Y}",
                "until": f"{fee.stretch.until:%d.%m.%Y}",
            }
    return Charge(texts["ru"], texts["en"], fee.amount_minor, "dues", income_kind="dues")


def open_invoice(membership: Membership) -> Invoice | None:
    """The open invoice of a membership, if there is one."""
    return Invoice.objects.filter(about_kind=KIND, about_id=str(membership.pk), state=states.ISSUED, kind=Invoice.Kind.INVOICE).first()


@in_turn
def invoice_fees(fees: list[tuple[Membership, FeeDue]], *, on: date, by: User | None, due_on: date) -> list[Invoice]:
    """Issues the invoices over fees that were worked out; the key of each is the membership and the first day of the period."""
    keys = [str(membership.pk) for membership, _fee in fees]
    spoilt = Counter(Invoice.objects.filter(about_kind=KIND, about_id__in=keys, state=states.CANCELLED).values_list("about_id", flat=True))
    wanted = [
        Wanted(
            key=f"dues:{membership.pk}:{fee.stretch.since}:{spoilt[str(membership.pk)]}",
            payer=payer_of(membership.holder),
            charges=[_charge(membership, fee)],
            currency=fee.currency,
            due_on=due_on,
            about=membership,
            is_demo=membership.is_demo,
        )
        for membership, fee in fees
    ]
    return make_invoices(wanted, on=on, by=by)


def invoice_fee(membership: Membership, fee: FeeDue, *, on: date, by: User | None) -> Invoice:
    """The same for one, to be paid within thirty days."""
    return invoice_fees([(membership, fee)], on=on, by=by, due_on=on + timedelta(days=30))[0]


@in_turn
def invoice_membership(membership: Membership, *, on: date, by: User | None) -> Invoice:
    """Issues the invoice for the next period of a membership; asked again for the same period, it is the invoice there is."""
    membership = Membership.objects.with_holder().get(pk=membership.pk)
    fee = fee_due(membership, on)
    if not fee.amount_minor:
        raise ValidationError(_("Nothing is due for this membership."))
    return open_invoice(membership) or invoice_fee(membership, fee, on=on, by=by)


def _settled(about_id: str, *, invoice: Invoice, day: date, by: Any) -> None:
    """The fee has come in: the membership is active for the period."""
    record_payment(
        Membership.objects.get(pk=about_id),
        amount_minor=invoice.paid_minor,
        currency=invoice.currency,
        paid_on=day,
        reference=invoice.shown_number,
        by=by,
        fee_minor=invoice.paid_minor,
    )


def _given_up(about_id: str) -> str:
    """Whoever has left is not asked for the fee any more."""
    membership = Membership.objects.filter(pk=about_id).first()
    if membership is None or membership.state not in membership_states.ENDED:
        return ""
    return _("The membership has ended: %(state)s.") % {"state": membership.get_state_display()}


def _addresses(about_id: str) -> list[tuple[str, str]]:
    membership = Membership.objects.with_holder().filter(pk=about_id).first()
    return recipients(membership) if membership else []


SUBJECT = Subject(
    KIND,
    gettext_lazy("Membership fee"),
    lambda key: reverse("members:membership", args=[key]),
    settled=_settled,
    given_up=_given_up,
    addresses=_addresses,
)
