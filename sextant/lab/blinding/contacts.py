"""E-mail addresses, telephone numbers, ORCID and handles of people in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .names import Hit
from .people import Identity

AT = r"(?:@|\s?[\[({]?\s?(?:at|собака)\s?[\])}]?\s?)"
DIGITS = re.compile(r"(?<!\d)\+?\d(?:[\s\-‐‑–().\u00a0]{0,3}\d){6,15}(?!\d)")
ORCID = re.compile(r"(?<![\w])\d{4}[\s\-‐‑–]{0,2}\d{4}[\s\-‐‑–]{0,2}\d{4}[\s\-‐‑–]{0,2}\d{3}[\dXxХх](?!\w)")
EVERYBODY = frozenset(["info", "mail", "office", "admin", "library", "biblioteka", "director", "kontakt", "contact", "post", "reader"])
"""Names of mailboxes that tell nobody."""
PHONE = 10
"""Digits of a national number; what comes before (+7, 8) is written in several ways."""


def contact_hits(text: str, people: Sequence[Identity]) -> Iterator[Hit]:
    """Every place where an address, number or handle of theirs stands."""
    phones, codes = list(DIGITS.finditer(text)), list(ORCID.finditer(text))
    for number, person in enumerate(people):
        yield from _addresses(text, number, person.e_mail.strip())
        wanted = re.sub(r"\D", "", person.phone)[-PHONE:]
        if len(wanted) >= 7:
            for found in phones:
                if re.sub(r"\D", "", found.group()).endswith(wanted):
                    yield Hit(found.start(), found.end(), number, "found_phone", "certain")
        code = _bare(person.orcid.rstrip("/").rpartition("/")[2])
        if len(code) == 16:
            for found in codes:
                if _bare(found.group()) == code:
                    yield Hit(found.start(), found.end(), number, "found_orcid", "certain")


def _bare(code: str) -> str:
    return re.sub(r"[^\dX]", "", code.upper().replace("Х", "X"))


def _addresses(text: str, number: int, address: str) -> Iterator[Hit]:
    box, at, host = address.partition("@")
    if not at or not box or not host:
        return
    dots = r"(?:\.|\s?[\[(]?(?:dot|точка)[\])]?\s?)"
    wanted = re.escape(box) + AT + dots.join(re.escape(part) for part in host.split("."))
    for found in re.finditer(rf"(?<![\w.+-]){wanted}(?!\w)", text, re.IGNORECASE):
        yield Hit(found.start(), found.end(), number, "found_e_mail", "certain")
    if len(box) > 4 and box.casefold() not in EVERYBODY:
        for found in re.finditer(rf"(?<![\w.+-]){re.escape(box)}(?![\w])", text, re.IGNORECASE):
            yield Hit(found.start(), found.end(), number, "found_handle", "likely")
