"""The cells of one row become values, and what cannot become one is a problem with a remedy."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from sextant.base.search.stems import folded
from sextant.society.members.names import split_full_name

MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_numeric = re.compile(r"^(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})(?:\s*г\.?)?$")
_iso = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_worded = re.compile(r"^(\d{1,2})\s+([а-яё]+)\.?\s+(\d{4})(?:\s*г(?:\.|ода)?)?$", re.I)
YES, NO = {"да", "yes", "1", "true", "+", "д", "y", "студент", "истина"}, {"нет", "no", "0", "false", "-", "н", "n", "ложь"}


class Unreadable(Exception):
    """A cell that cannot be understood; the sentence (in English, with what it names) says why and what to do."""

    def __init__(self, reason: str, **told: Any) -> None:
        super().__init__(reason)
        self.reason, self.told = reason, told


@dataclass(frozen=True)
class Problem:
    """Why a row is refused: the field, the text of the cell, and the English sentence with what it names.

    It is kept like this, so that `said` can say it in the language of whoever reads it.
    """

    field: str
    value: str
    reason: str
    told: dict[str, Any] = dataclass_field(default_factory=dict)


def said(problem: dict[str, Any]) -> str:
    """The sentence of a kept problem in the reader's language."""
    told = dict(problem.get("told", {}))
    if "row" in told:
        told["where"] = gettext("row %(number)s") % {"number": told["row"]}
    if "entry" in told:
        told["where"] = gettext("entry No. %(number)s") % {"number": told["entry"]}
    return gettext(problem["reason"]) % told if told else gettext(problem["reason"])


def day_of(cell: Any) -> date:
    """A date as Russian spreadsheets write it: 17.05.1980, 17.05.80, 17 мая 1980 г., 1980-05-17, or a real date cell."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and 3_000 < cell < 80_000:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    text = str(cell).strip()
    try:
        if found := _numeric.match(text):
            return date(_full_year(found[3]), int(found[2]), int(found[1]))
        if found := _iso.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _worded.match(text):
            month = next((number for number, begin in enumerate(MONTHS, 1) if folded(found[2]).startswith(begin)), 0)
            return date(int(found[3]), month, int(found[1]))
    except ValueError:
        raise Unreadable(_("There is no such day. Write the date as 17.05.1980.")) from None
    raise Unreadable(_("This is not a date. Write it as 17.05.1980."))


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    century = timezone.localdate().year // 100 * 100
    year = century + int(text)
    return year if year <= timezone.localdate().year else year - 100


def birth_of(cell: Any) -> date:
    day, today = day_of(cell), timezone.localdate()
    if day > today or today.year - day.year > 110:
        raise Unreadable(_("This cannot be a date of birth. Check the year."))
    return day


def email_of(cell: Any) -> str:
    text = str(cell).strip().removeprefix("mailto:").lower()
    if re.search(r"[;,\s]", text):
        raise Unreadable(_("There are several addresses in one cell. Leave the person's own."))
    try:
        validate_email(text)
    except ValidationError:
        raise Unreadable(_("This is not an e-mail address. Correct it or leave the cell empty.")) from None
    return text


def phone_of(cell: Any) -> str:
    text = str(cell).strip()
    digits = re.sub(r"\D", "", text)
    if not 5 <= len(digits) <= 20:
        raise Unreadable(_("This is not a phone number. Correct it or leave the cell empty."))
    if len(digits) == 11 and digits[0] in "78":
        return f"+7 {digits[1:4]} {digits[4:7]}-{digits[7:9]}-{digits[9:]}"
    return text[:60]


def orcid_of(cell: Any) -> str:
    """The iD in four groups; its last character is the check by ISO 7064 MOD 11-2 (ORCID, Structure of the identifier)."""
    digits = re.sub(r"[^0-9X]", "", str(cell).upper().rsplit("/", 1)[-1])
    total = 0
    for digit in digits[:15]:
        if digit == "X":
            break
        total = (total + int(digit)) * 2
    if len(digits) != 16 or "0123456789X"[(12 - total % 11) % 11] != digits[15]:
        raise Unreadable(_("This is not an ORCID iD: the check digit does not fit. Copy it from orcid.org."))
    return "-".join(digits[place : place + 4] for place in (0, 4, 8, 12))


def yes_of(cell: Any) -> bool:
    text = folded(str(cell)).strip()
    if text in YES or text in NO:
        return text in YES
    raise Unreadable(_("Write yes or no."))


def language_of(cell: Any) -> str:
    text = folded(str(cell)).strip()
    if text.startswith(("рус", "ru")):
        return "ru"
    if text.startswith(("анг", "en")):
        return "en"
    raise Unreadable(_("Letters are written in Russian or in English: write ru or en."))


def _short(most: int) -> Callable[[Any], str]:
    def text_of(cell: Any) -> str:
        text = " ".join(str(cell).split())
        if len(text) > most:
            raise Unreadable(_("This is longer than %(most)s letters. Shorten it."), most=most)
        return text

    return text_of


READERS: dict[str, Callable[[Any], Any]] = {
    "full_name": _short(290), "family_name": _short(100), "given_name": _short(100), "patronymic": _short(100), "latin_name": _short(200),
    "email": email_of, "phone": phone_of, "born_on": birth_of, "region": _short(120), "city": _short(120), "orcid": orcid_of,
    "speciality": _short(200), "organisation": _short(300), "organisation_number": _short(20), "position": _short(200), "sections": _short(1000),
    "language": language_of, "is_student": yes_of, "plan": _short(120), "paid_on": day_of, "paid_until": day_of, "payment_reference": _short(120),
}  # fmt: skip
NO_NAME = _("The name is missing. Write it, or take the row away.")
BAD_NAME = _("This is not a person's name. Write the family name, the given name and the patronymic.")


def values_of(cells: list[Any], columns: dict[int, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of the mapped cells that are not empty, and the problems; a full name is split into its parts."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for place, name in columns.items():
        cell = cells[place]
        if cell == "":
            continue
        try:
            values[name] = READERS[name](cell)
        except Unreadable as refusal:
            problems.append(Problem(name, str(cell)[:200], refusal.reason, refusal.told))
    if "full_name" in values:
        names = zip(("family_name", "given_name", "patronymic"), split_full_name(values.pop("full_name")), strict=True)
        values |= {part: text[:100] for part, text in names if text}
    named = "full_name" if "full_name" in columns.values() else "family_name"
    family = values.get("family_name", "")
    whole = " ".join(values.get(part, "") for part in ("family_name", "given_name", "patronymic"))
    if not family:
        problems.append(Problem(named, "", NO_NAME))
    elif not re.search(r"[^\W\d_]", family) or re.search(r"[\d@=<>]", whole):
        problems.append(Problem(named, whole.strip(), BAD_NAME))
    return values, problems
