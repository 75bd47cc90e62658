"""Membership cards and certificates: accessible PDF (PDF/UA-1) set by Typst, with a QR code to the public page that verifies them."""

import io
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.base.ui.links import full_address
from sextant.society.members.models import Membership, Seat
from sextant.society.members.queries.verification import token_of

TEMPLATES = Path(__file__).parent / "typst"


def _words(membership: Membership, seat: Seat | None, url: str) -> dict[str, Any]:
    holder = seat.person if seat is not None else membership.holder
    kind = membership.plan.name if seat is None else _("a seat of %(organisation)s") % {"organisation": membership.organisation}
    valid = _("for life") if membership.is_for_life else _("valid until %(day)s") % {"day": date_format(membership.until or timezone.localdate())}
    return {
        "language": translation.get_language(),
        "association": _("Library association"),
        "holder": getattr(holder, "full_name", None) or getattr(holder, "name", ""),
        "kind": kind,
        "valid": valid,
        "number": membership.number,
        "number_title": _("Membership number"),
        "sentence": _("This certifies that the holder named below is a member of the association:"),
        "issued": _("Issued on %(day)s") % {"day": date_format(timezone.localdate())},
        "check": _("Check it: scan the code"),
        "qr": _("QR code that opens %(url)s") % {"url": url},
    }


def _set(template: str, title: str, membership: Membership, seat: Seat | None) -> bytes:
    url = full_address("members:verify", translation.get_language() or "ru", token_of(seat or membership))
    code = io.BytesIO()
    segno.make(url, error="m").save(code, kind="svg", border=0, dark="#16202c", light=None)
    return typeset(TEMPLATES / template, {**_words(membership, seat, url), "title": title}, {"qr.svg": code.getvalue()})


def card_pdf(membership: Membership, seat: Seat | None = None) -> bytes:
    """The card in the active language, of the member or of whoever sits on the seat."""
    return _set("card.typ", _("Membership card"), membership, seat)


def certificate_pdf(membership: Membership) -> bytes:
    """The certificate in the active language."""
    return _set("certificate.typ", _("Certificate of membership"), membership, None)
