"""What is printed or handed over: licences as accessible PDF, parcels of digital editions, the list for packing with its labels."""

import zipfile
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sextant.base.exports.typeset import typeset
from sextant.society.ledger.models import Payee
from sextant.work.shop.models import Licence, Order, Variant

TEMPLATES = Path(__file__).parent / "typst"


def _association() -> str:
    payee = Payee.objects.first()
    return (payee.name if payee else "") or str(_("Library association"))


def licence_terms(licence: Licence) -> str:
    """What the licence allows, in the active language."""
    if licence.kind == Variant.Licence.LIBRARY:
        seats = ngettext("%(number)s reader", "%(number)s readers", licence.seats) % {"number": licence.seats}
        return _(
            "The holder may keep the edition in its digital collection and open it to %(seats)s at the same time, on its premises and by its protected network. Passing the file on and publishing it are not allowed."
        ) % {"seats": seats}
    return _("The holder may read, print and keep the edition for personal use. Passing the file on and publishing it are not allowed.")


def _facts(licence: Licence) -> list[tuple[str, str]]:
    product = licence.line.variant.product
    facts = [
        (pgettext("publication", "Edition"), product.title),
        (_("Authors"), product.authors),
        ("ISBN", product.shown_isbn),
        (_("Holder"), licence.holder),
        (_("Licence"), str(licence.get_kind_display())),
        (_("Copies"), str(licence.line.quantity)),
        (pgettext("licence", "Issued on"), date_format(licence.issued_on)),
        (pgettext("shop", "Order"), licence.line.order.shown_number),
    ]
    return [(name, value) for name, value in facts if value]


def licence_pdf(licence: Licence) -> bytes:
    """The certificate of a licence, in the active language."""
    words = {
        "language": (translation.get_language() or "ru")[:2],
        "title": _("Licence %(number)s") % {"number": licence.shown_number},
        "association": _association(),
        "facts": _facts(licence),
        "terms": licence_terms(licence),
        "demo": _("Demo association: this licence is invented.") if licence.is_demo else "",
    }
    return typeset(TEMPLATES / "licence.typ", words)


def licence_text(licence: Licence) -> str:
    """The licence as plain text, which lies beside the file in every parcel and names its holder."""
    facts = "\n".join(f"{name}: {value}" for name, value in _facts(licence))
    return f"{_('Licence %(number)s') % {'number': licence.shown_number}}\n{_association()}\n\n{facts}\n\n{licence_terms(licence)}\n"


def parcel_of(licence: Licence) -> IO[bytes]:
    """A ZIP of the edition, its licence as text and the certificate: the file never goes without the name of its holder."""
    spool: IO[bytes] = SpooledTemporaryFile(max_size=8 * 1024 * 1024)
    file = licence.line.variant.file
    with zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.comment = f"{licence.shown_number} {licence.holder}".encode()[:60_000]
        with file.open("rb") as edition, parcel.open(Path(str(file.name)).name, "w") as place:
            while piece := edition.read(256 * 1024):
                place.write(piece)
        parcel.writestr("licence.txt", licence_text(licence))
        parcel.writestr("licence.pdf", licence_pdf(licence))
    spool.seek(0)
    return spool


def packing_pdf(orders: list[Order]) -> bytes:
    """What goes into each parcel, then a label for each: eight to a page of A4 (105 × 74 mm)."""
    rows = [
        {
            "number": order.shown_number,
            "name": order.name,
            "payer": order.payer_name,
            "address": order.address,
            "phone": order.phone,
            "delivery": order.delivery.name if order.delivery else "",
            "note": order.note,
            "lines": [[f"{line.quantity} ×", line.variant.product.title, line.variant.sku] for line in order.parcel],  # type: ignore[attr-defined]
        }
        for order in orders
    ]
    words = {
        "language": (translation.get_language() or "ru")[:2],
        "title": _("To be packed"),
        "labels": _("Labels"),
        "from": _association(),
        "orders": rows,
    }
    return typeset(TEMPLATES / "packing.typ", words)
