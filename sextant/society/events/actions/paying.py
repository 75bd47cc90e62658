"""What the books tell: a place is paid, or the payment was taken back."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.events import letters, states
from sextant.society.events.actions.places import hold_event
from sextant.society.events.models import Registration
from sextant.society.ledger.subjects import Subject


def _held(about_id: str) -> Registration:
    found = Registration.objects.get(pk=about_id)
    event = hold_event(found.event_id)
    registration = Registration.objects.select_for_update(of=("self",)).select_related("ticket", "person", "invoice").get(pk=about_id)
    registration.event = event
    return registration


@in_turn
def confirm_paid(about_id: str, **told: Any) -> None:
    """The invoice is covered: the place that was held is confirmed."""
    registration = _held(about_id)
    if not may_move(states.MOVES, registration.state, states.CONFIRMED, {states.MONEY}):
        return
    registration.state, registration.pay_until = states.CONFIRMED, None
    registration.save(update_fields=["state", "pay_until"])
    record(verb="events.confirm_paid", obj=registration)
    letters.write_about("confirmed", registration, turn=f"paid-{registration.turn}")


@in_turn
def hold_again(about_id: str, **told: Any) -> None:
    """The payment was taken back: the place is held anew, for as many days as a new one."""
    registration = _held(about_id)
    if not may_move(states.MOVES, registration.state, states.OFFERED, {states.MONEY}):
        return
    registration.state = states.OFFERED
    registration.pay_until = timezone.localdate() + timedelta(days=registration.event.pay_days)
    registration.save(update_fields=["state", "pay_until"])
    record(verb="events.hold_again", obj=registration, after={"pay_until": registration.pay_until})
    letters.write_about("held", registration, turn=f"again-{registration.pay_until}")


def _given_up(about_id: str) -> str:
    gone = Registration.objects.filter(pk=about_id, state=states.CANCELLED).exists()
    return str(_("The registration was cancelled.")) if gone else ""


def _addresses(about_id: str) -> list[tuple[str, str]]:
    return list(Registration.objects.filter(pk=about_id).exclude(email="").values_list("email", "language"))


SUBJECT = Subject(
    "events.registration",
    _("Ticket to an event"),
    lambda key: reverse("events:registration", args=[key]),
    settled=confirm_paid,
    reopened=hold_again,
    given_up=_given_up,
    addresses=_addresses,
)
