"""Numbers by which a payment names what it pays: folded so that spaces and look-alike letters do not matter, and RF.

Creditor reference: ISO 11649, `RF`, two check digits by ISO 7064 MOD 97-10, up to 21 letters and digits (clause not seen).
"""

from __future__ import annotations

import re

from .accounts import mod97_holds
from .refusals import refuse

ALIKE = str.maketrans("АВЕКМНОРСТУХІЅЈЁ", "ABEKMHOPCTYXISJE")
RUNS = re.compile(r"\d+|[^\W\d_]+")
LEAST = 5


def creditor_reference(text: str) -> str:
    """An RF reference without spaces, in capitals; refuses one whose check digits do not hold."""
    reference = "".join(text.split()).upper()
    if not re.fullmatch("RF[0-9]{2}[A-Z0-9]{1,21}", reference) or not mod97_holds(reference):
        raise refuse("reference_check", field="reference", value=text)
    return reference


def make_creditor_reference(body: str) -> str:
    """The RF reference of up to 21 letters and digits, such as an invoice number; other characters are left out."""
    bare = re.sub("[^A-Z0-9]", "", body.upper())
    if not 1 <= len(bare) <= 21:
        raise refuse("reference_body", field="reference", value=body)
    digits = int("".join(str(int(letter, 36)) for letter in bare + "RF00"))
    return f"RF{98 - digits % 97:02}{bare}"


def fold(reference: str) -> str:
    """Letters and digits only, in capitals, Cyrillic letters that look Latin made Latin: `СЧ-2026 17` is `CЧ202617`."""
    return "".join(_runs(reference))


def found_in(text: str, longest: int) -> list[str]:
    """Every folded number that `text` may name: up to eight neighbouring runs of letters or digits put together.

    Runs part where letters meet digits, so `счет2026-00017` names `202600017` as well. Shorter than five characters
    or without a digit is no number: too much would agree by chance.
    """
    runs = _runs(text)
    found: dict[str, None] = {}
    for start in range(len(runs)):
        joined = ""
        for run in runs[start : start + 8]:
            joined += run
            if len(joined) > longest:
                break
            if len(joined) >= LEAST and not joined.isalpha():
                found[joined] = None
    return list(found)


def names_something(folded: str) -> bool:
    """Whether a folded number is long enough to be looked for in a text."""
    return len(folded) >= LEAST and not folded.isalpha()


def _runs(text: str) -> list[str]:
    return RUNS.findall(text.upper().translate(ALIKE))
