"""Names and values of the record in words: what a value is called, and how it is written for a reader."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import money

_names: dict[str, str | Promise] = {
    "account": _("Account"),
    "amount": _("Amount"),
    "answer": _("Answer"),
    "asked": _("Asked for"),
    "audience": _("Who it is for"),
    "basis": _("Basis"),
    "booked": _("Booked"),
    "changed": _("Changed"),
    "closed_on": _("Closed on"),
    "code": _("Code"),
    "contact": _("Contact"),
    "counted": _("Counted"),
    "currency": _("Currency"),
    "day": _("Day"),
    "decision": _("Decision"),
    "description": _("Description"),
    "done_on": _("Done on"),
    "due_on": _("Due on"),
    "edition": _("Edition"),
    "email": _("E-mail"),
    "end_reason": _("Reason of the end"),
    "ends_on": _("Ends on"),
    "entries": _("Entries"),
    "fee": _("Fee"),
    "figures": _("Figures"),
    "file": _("File"),
    "fingerprint": _("Fingerprint"),
    "first_year": _("First year"),
    "fund": _("Fund"),
    "funder": _("Funder"),
    "giver": _("Giver"),
    "grace_days": _("Days of grace"),
    "id": _("Number in the database"),
    "instalments": _("Instalments"),
    "invoice": _("Invoice"),
    "is_active": _("In use"),
    "is_demo": _("Demo"),
    "is_open": _("Open"),
    "is_public": _("Public"),
    "key": _("Key"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_year": _("Last year"),
    "legal_form": _("Legal form"),
    "lines": _("Lines"),
    "memo": _("Memo"),
    "minutes": _("Minutes"),
    "months": _("Months"),
    "name": _("Name"),
    "new": _("New"),
    "note": _("Note"),
    "number": _("Number"),
    "on": _("Day"),
    "opened_on": _("Opened on"),
    "paid_on": _("Paid on"),
    "payment": _("Payment"),
    "percent": _("Percent"),
    "person": _("Person"),
    "plans": _("Plans"),
    "price": _("Price"),
    "purpose": _("Purpose"),
    "quantity": _("Quantity"),
    "read": _("Read"),
    "reason": _("Reason"),
    "reference": _("Reference"),
    "refused": _("Refused"),
    "repeated": _("Repeated"),
    "restriction": _("Restriction"),
    "sha256": _("Fingerprint"),
    "since": _("Since"),
    "size": _("Size"),
    "source": _("Source"),
    "starts_on": _("Starts on"),
    "state": _("State"),
    "step": _("Step"),
    "target": _("Address"),
    "text": _("Text"),
    "title": _("Title"),
    "total": _("Total"),
    "unit": _("Unit"),
    "until": _("Until"),
    "value": _("Value"),
    "version": _("Version"),
    "way": _("Way"),
    "website": _("Website"),
    "year": _("Year"),
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGEST = re.compile(r"[0-9a-f]{40,}")


def register_names(**words: str | Promise) -> None:
    """Says names of recorded values in words: `register_names(promised_views=_("Promised views"))`."""
    _names.update(words)


def is_named(name: str) -> bool:
    """Whether the name of a value has its words; years and days need none."""
    return name[:4].isdigit() or _parted(name)[0] in _names or name in _names


def _parted(name: str) -> tuple[str, str]:
    """The name without the ending that tells its language or its unit, and that ending."""
    for ending in ("_ru", "_en", "_minor"):
        if name.endswith(ending):
            return name.removesuffix(ending), ending
    return name, ""


def name_in_words(name: str) -> str:
    """What a recorded value is called; a name nobody put into words is written without underscores."""
    if name in _names:
        return str(_names[name])
    stem, ending = _parted(name)
    words = str(_names.get(stem, stem.replace("_", " ")))
    if ending == "_ru":
        return gettext("%(name)s (Russian)") % {"name": words}
    return gettext("%(name)s (English)") % {"name": words} if ending == "_en" else words


def value_in_words(name: str, value: Any, currency: str) -> Any:
    """A recorded value as a reader writes it: money, days, yes and no; fingerprints shortened. None stays None.

    Minor units whose currency was not recorded with them are written as hundredths.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name.endswith("_minor") and isinstance(value, int):
        return money(value, currency) if currency else formats.number_format(Decimal(value).scaleb(-2), 2, force_grouping=True)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_in_words('', inner, currency)}" for key, inner in value.items()) or "—"
    if isinstance(value, list):
        return ", ".join(str(value_in_words("", inner, currency)) for inner in value) or "—"
    return _text_in_words(value) if isinstance(value, str) else value


def _text_in_words(text: str) -> str:
    if DAY.match(text) and (said := _day_in_words(text)):
        return said
    if DIGEST.fullmatch(text):
        return f"{text[:12]}…"
    return text or "—"


def _day_in_words(text: str) -> str:
    """A day or a moment in ISO 8601 as a reader writes it; empty for anything else."""
    try:
        found: date | datetime | None = parse_date(text) if len(text) == 10 else parse_datetime(text)
    except ValueError:
        return ""
    if isinstance(found, datetime):
        return formats.date_format(timezone.localtime(found) if timezone.is_aware(found) else found, "DATETIME_FORMAT")
    return formats.date_format(found, "DATE_FORMAT") if found else ""
