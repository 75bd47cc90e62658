"""Membership cards and certificates: accessible PDF (PDF/UA-1) set by Typst, with a QR code to the public page that verifies them."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import segno
import typst
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.society.members.letters import address_of
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
    url = address_of("members:verify", translation.get_language() or "ru", token_of(seat or membership))
    with TemporaryDirectory() as name:
        folder = Path(name)
        segno.make(url, error="m").save(str(folder / "qr.svg"), border=0, dark="#16202c", light=None)
        (folder / "card.json").write_text(json.dumps({**_words(membership, seat, url), "title": title}, ensure_ascii=False))
        (folder / "main.typ").write_bytes((TEMPLATES / template).read_bytes())
        try:
            return typst.compile(str(folder / "main.typ"), root=str(folder), pdf_standards=["ua-1"])
        except typst.TypstError as trouble:
            raise ValidationError(_("The PDF could not be set: %(trouble)s") % {"trouble": trouble}) from trouble


def card_pdf(membership: Membership, seat: Seat | None = None) -> bytes:
    """The card in the active language, of the member or of whoever sits on the seat."""
    return _set("card.typ", _("Membership card"), membership, seat)


def certificate_pdf(membership: Membership) -> bytes:
    """The certificate in the active language."""
    return _set("certificate.typ", _("Certificate of membership"), membership, None)
