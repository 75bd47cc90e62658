"""Links without a log-in: one's own registration, proving an address, a certificate's public page; and what a QR code holds."""

from dataclasses import dataclass

from django.core import signing
from django.http import Http404

from sextant.society.events.models import Certificate, Event, Registration
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.payables import pay_url

TWO_DAYS = 2 * 24 * 3600
_ticket = signing.Signer(salt="events.ticket", sep=".")
_door = signing.Signer(salt="events.door", sep=".")
_certificate = signing.Signer(salt="events.certificate", sep=".")
GUEST = "events.guest"


def ticket_token(registration: Registration) -> str:
    """The signed name of a registration in the address of its page; whoever has it may give the place up."""
    return _ticket.sign(registration.code)


def door_token(registration: Registration) -> str:
    """What the QR code of a ticket holds: signed, read at the door, and no way to the participant's own page."""
    return _door.sign(registration.code)


def code_of(text: str) -> str:
    """The code in what was scanned or typed: a signed code, a participant's link, or the code alone; empty where a signature is wrong."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1]
    if "." not in last:
        return last.upper().replace(" ", "").replace("-", "")
    for signer in (_door, _ticket):
        try:
            return signer.unsign(last)
        except signing.BadSignature:
            continue
    return ""


def registration_at(token: str) -> Registration:
    """The registration of a link; 404 for a link that was altered."""
    try:
        code = _ticket.unsign(token)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    found = Registration.objects.select_related("event__section", "ticket", "person", "invoice", "organisation").filter(code=code).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Guest:
    """Whoever opened the link has proved that letters to this address arrive there."""

    event: Event
    email: str
    language: str
    token: str


def guest_token(event: Event, email: str, language: str) -> str:
    return signing.dumps([event.pk, email, language], salt=GUEST, compress=True)


def guest_at(token: str) -> Guest:
    """The guest of a link that is not older than two days; 404 otherwise."""
    try:
        key, email, language = signing.loads(token, salt=GUEST, max_age=TWO_DAYS)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    event = Event.objects.select_related("section").filter(pk=key).first()
    if event is None:
        raise Http404
    return Guest(event, email, language, token)


def certificate_token(certificate: Certificate) -> str:
    return _certificate.sign(certificate.key)


def certificate_of(token: str) -> Certificate | None:
    """The certificate of a public link; None for a code that was never given out."""
    try:
        key = _certificate.unsign(token)
    except signing.BadSignature:
        return None
    return Certificate.objects.select_related("registration__event").filter(key=key).first()


def pay_address(invoice: Invoice | None) -> str:
    """Where an invoice is paid without a log-in; empty while there is none to pay."""
    return pay_url(invoice) if invoice is not None and invoice.open_minor else ""
