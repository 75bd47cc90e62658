"""Diplomas as accessible PDF (PDF/UA-1), with a QR code to the public page that verifies them."""

import io
from pathlib import Path

import segno
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.base.ui.links import full_url
from sextant.work.calls.models import Award

TEMPLATE = Path(__file__).parent / "typst" / "diploma.typ"


def diploma_pdf(award: Award) -> bytes:
    """The diploma in the active language; raises ValidationError with a sentence when it cannot be set."""
    entry = award.entry
    url = full_url(reverse("calls:verify", args=[award.key]))
    code = io.BytesIO()
    segno.make(url, error="m").save(code, kind="svg", border=0, dark="#16202c", light=None)
    coauthors = ", ".join(one.name for one in entry.coauthors.all())
    words = {
        "language": (translation.get_language() or "ru")[:2],
        "title": _("Diploma"),
        "association": _("Library association"),
        "prize": award.prize.title,
        "call": entry.call.title,
        "category": str(entry.category or ""),
        "sentence": _("is awarded to"),
        "holder": award.person.full_name,
        "coauthors": _("with %(names)s") % {"names": coauthors} if coauthors else "",
        "entry": _("for “%(title)s”") % {"title": entry.title},
        "citation": award.citation,
        "number_title": _("Number of the diploma"),
        "number": award.shown_number,
        "issued": date_format(award.given_on),
        "check": _("Check it: scan the code"),
        "qr": _("QR code that opens %(url)s") % {"url": url},
        "demo": _("Demo association: this award is invented.") if award.is_demo else "",
    }
    return typeset(TEMPLATE, words, {"qr.svg": code.getvalue()})
