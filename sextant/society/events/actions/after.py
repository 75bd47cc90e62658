"""After the event: certificates issued and revoked, feedback kept without its giver."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.events import letters, states
from sextant.society.events.actions.places import hold_event
from sextant.society.events.models import Certificate, Event, Feedback, Registration


@in_turn
def issue_certificates(event: Event, *, on: date, by: User | None) -> list[Certificate]:
    """A certificate for everybody who attended and has none yet, with a letter to each. Asked twice, nobody gets two."""
    event = hold_event(event.pk)
    if event.state != states.OVER:
        raise ValidationError(_("Certificates are issued when the event is over."))
    rows = (
        event.registrations.filter(state=states.ATTENDED, certificate=None).select_related("ticket", "person", "invoice", "event").order_by("number")
    )
    registrations = list(rows)
    made = [
        Certificate(registration=one, key=secrets.token_urlsafe(12), name=one.name, hours=event.hours, issued_on=on, is_demo=one.is_demo)
        for one in registrations
    ]
    Certificate.objects.bulk_create(made)
    letters.write_to_all("certificate", registrations)
    if made:
        record(verb="events.issue_certificates", obj=event, by=by, after={"counted": len(made)})
    return made


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, on: date, by: User | None) -> Certificate:
    """Takes a certificate back; its public page says so from now on."""
    certificate = Certificate.objects.select_for_update(of=("self",)).select_related("registration__event").get(pk=certificate.pk)
    if certificate.revoked_on is not None:
        raise ValidationError(_("This certificate was revoked already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; it stays in the record.")})
    certificate.revoked_on, certificate.reason = on, reason.strip()[:300]
    certificate.save(update_fields=["revoked_on", "reason"])
    record(verb="events.revoke_certificate", obj=certificate.registration, by=by, after={"reason": certificate.reason})
    return certificate


@transaction.atomic
def give_feedback(registration: Registration, *, content: int, organisation: int, recommend: int, words: str = "") -> None:
    """Keeps an answer that leads to nobody, and only that this participant has given one; so the record names neither."""
    registration = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
    if registration.event.state != states.OVER or registration.state not in states.SURE:
        raise ValidationError(_("Feedback is for those who took part, when the event is over."))
    if registration.gave_feedback:
        raise ValidationError(_("You have given your feedback already. Thank you."))
    Feedback.objects.create(
        event=registration.event,
        content=content,
        organisation=organisation,
        recommend=recommend,
        words=words.strip()[:4000],
        is_demo=registration.is_demo,
    )
    registration.gave_feedback = True
    registration.save(update_fields=["gave_feedback"])
    record(verb="events.give_feedback", obj=registration.event, anonymous=True)
