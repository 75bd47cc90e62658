"""Names and values of the record in words: what a value is called, and how it is written for a reader."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import money

_names: dict[str, str | Promise] = {
    "about": _("About"),
    "account": _("Account"),
    "added": _("Added"),
    "amount": _("Amount"),
    "answer": _("Answer"),
    "asked": _("Asked for"),
    "audience": _("Who it is for"),
    "basis": _("Basis"),
    "booked": _("Booked"),
    "by": _("By whom"),
    "changed": _("Changed"),
    "changes": _("Changes"),
    "checked_by": _("Checked by"),
    "checked_on": _("Checked on"),
    "closed_on": _("Closed on"),
    "code": _("Code"),
    "columns": _("Columns"),
    "contact": _("Contact"),
    "counted": _("Counted"),
    "counts": _("Counted"),
    "currency": _("Currency"),
    "current": _("Current"),
    "day": _("Day"),
    "days": _("Days"),
    "decision": _("Decision"),
    "description": _("Description"),
    "digest": _("Fingerprint"),
    "display_name": _("Name shown"),
    "done_on": _("Done on"),
    "due_on": _("Due on"),
    "edition": _("Edition"),
    "email": _("E-mail"),
    "end_reason": _("Reason of the end"),
    "ends_on": _("Ends on"),
    "entries": _("Entries"),
    "fee": _("Fee"),
    "fields": _("Fields"),
    "figures": _("Figures"),
    "file": _("File"),
    "findings": _("Findings"),
    "fingerprint": _("Fingerprint"),
    "first_year": _("First year"),
    "fund": _("Fund"),
    "funder": _("Funder"),
    "giver": _("Giver"),
    "gone": _("Taken away"),
    "grace_days": _("Days of grace"),
    "how": _("How"),
    "id": _("Number in the database"),
    "inputs": _("Inputs"),
    "instalments": _("Instalments"),
    "invoice": _("Invoice"),
    "is_active": _("In use"),
    "is_demo": _("Demo"),
    "is_on": _("Switched on"),
    "is_open": _("Open"),
    "is_public": _("Public"),
    "is_superuser": _("Superuser"),
    "items": _("Items"),
    "key": _("Key"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_year": _("Last year"),
    "left": _("Left"),
    "legal_form": _("Legal form"),
    "letter": _("Letter"),
    "letters": _("Letters"),
    "lines": _("Lines"),
    "made_at": _("Made at"),
    "mapping": _("Mapping"),
    "memo": _("Memo"),
    "merged": _("Merged"),
    "minutes": _("Minutes"),
    "months": _("Months"),
    "name": pgettext_lazy("of a recorded thing", "Name"),
    "new": _("New"),
    "note": _("Note"),
    "number": _("Number"),
    "of": _("Of"),
    "on": _("Day"),
    "open_until": _("Open until"),
    "opened_on": _("Opened on"),
    "other": _("The other"),
    "outcome": _("Outcome"),
    "paid_on": _("Paid on"),
    "parted": _("Parted"),
    "payment": _("Payment"),
    "percent": _("Percent"),
    "person": _("Person"),
    "plan": _("Plan"),
    "plans": _("Plans"),
    "price": _("Price"),
    "promised_on": _("Promised on"),
    "proof": _("Proof"),
    "provider": _("Provider"),
    "purpose": _("Purpose"),
    "quantity": _("Quantity"),
    "read": _("Lines read"),
    "reason": _("Reason"),
    "reference": _("Reference"),
    "refused": _("Refused"),
    "repeated": _("Repeated"),
    "reported_on": _("Reported on"),
    "restriction": _("Restriction"),
    "role": _("Role"),
    "rows": _("Rows"),
    "scope": _("Scope"),
    "sentence": _("Sentence"),
    "sessions": _("Sessions"),
    "sha256": _("Fingerprint"),
    "since": _("Since"),
    "size": _("Size"),
    "source": _("Source"),
    "starts_on": _("Starts on"),
    "state": _("State"),
    "step": _("Step"),
    "stored": _("Stored"),
    "target": _("Address"),
    "text": _("Text"),
    "title": _("Title"),
    "token": _("Token"),
    "total": _("Total"),
    "trouble": _("Trouble"),
    "turn": _("Turn"),
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


def choices_of(kind: str, name: str) -> dict[Any, Any]:
    """The words of a value that its model chooses from a list (a state, a kind), by what is kept; empty for every other value."""
    try:
        field = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return {}
    return dict(getattr(field, "flatchoices", []))


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
    if text in ("True", "False"):  # recorded as text by an action that records all values of a form alike
        return gettext("yes") if text == "True" else gettext("no")
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
