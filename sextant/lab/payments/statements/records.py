"""A statement as read: the account, its balances, its lines, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..refusals import Said


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement on the account.

    `line` is its place in the file: the line of a text file where it begins, or its number among the entries of an
    XML file, from 1. `amount_minor` is signed, credits positive, in minor units of `currency`. The `payer_` fields are
    of the other side: who paid a credit, who was paid a debit. `reference` is the end-to-end id or the number of the
    document. `fingerprint` tells this movement from every other (see `sheet.py`).
    """

    line: int
    bank_id: str
    booked_on: date
    valued_on: date | None
    amount_minor: int
    currency: str
    payer_name: str
    payer_account: str
    payer_tax_id: str
    purpose: str
    reference: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A movement that was not taken: its place, why not, and the beginning of its text as it stood (up to 500 characters)."""

    line: int
    said: Said
    raw: str = ""

    @property
    def code(self) -> str:
        """What programs compare, such as `not_an_amount`."""
        return self.said.code

    def reason(self, language: str = "en") -> str:
        """One sentence with the line before it."""
        word = "строка" if language == "ru" else "line"
        return f"{word} {self.line}: {self.said.sentence(language)}"


@dataclass(frozen=True, slots=True)
class Statement:
    """All that a file says of one account; movements in = `lines` + `refused` + `elsewhere`.

    Balances are None where the file does not give them. `elsewhere` counts movements of other accounts in the same
    file. `complete` is False where the file breaks off; `notices` say so, and what else does not agree.
    """

    account: str
    bank_bic: str
    currency: str
    opening_minor: int | None
    closing_minor: int | None
    since: date | None
    until: date | None
    lines: tuple[StatementLine, ...]
    refused: tuple[RefusedLine, ...]
    elsewhere: int = 0
    complete: bool = True
    notices: tuple[Said, ...] = ()
