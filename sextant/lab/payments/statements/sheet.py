"""Where a reader writes down what it finds, and how a line gets its fingerprint.

The fingerprint is a SHA-256 over account, booking date, signed amount, currency, the bank's id or else the number of
the document, the other side and the purpose, plus an ordinal that parts lines of one statement which agree in all of
these. Reading the same statement again, alone or inside a longer one of whole days, gives the same fingerprints.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from ..amounts import format_amount
from ..refusals import PaymentError, Said, refuse, say
from .records import RefusedLine, Statement, StatementLine

RAW = 500
FORMS = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%H": "hh", "%M": "mm", "%S": "ss"}


@dataclass(slots=True)
class Sheet:
    """One account's statement while it is read. `asked` is the account wanted, None for the only one in the file."""

    asked: str | None = None
    account: str = ""
    bank_bic: str = ""
    currency: str = ""
    opening: int | None = None
    closing: int | None = None
    since: date | None = None
    until: date | None = None
    held: dict[str, None] = field(default_factory=dict)
    elsewhere: int = 0
    complete: bool = True
    notices: list[Said] = field(default_factory=list)
    lines: list[StatementLine] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)
    seen: Counter[bytes] = field(default_factory=Counter)

    def wants(self, account: str) -> bool:
        """Note an account found in the file, if it has a number; whether its lines belong on this sheet."""
        if not bare(account):
            return False
        self.held[account] = None
        wanted = same_account(self.asked, account) if self.asked else account == next(iter(self.held))
        if wanted and not self.account:
            self.account = account
        return wanted

    def take(
        self,
        line: int,
        booked_on: date,
        amount_minor: int,
        *,
        valued_on: date | None = None,
        currency: str = "",
        bank_id: str = "",
        payer: tuple[str, str, str] = ("", "", ""),
        purpose: str = "",
        reference: str = "",
    ) -> None:
        """Write a movement down; `payer` is name, account and tax number of the other side."""
        name, account, tax_id = (" ".join(part.split()) for part in payer)
        currency, purpose = currency or self.currency, " ".join(purpose.split())
        parts = (self.account, booked_on.isoformat(), str(amount_minor), currency, bank_id or reference, account or name, purpose)
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass"))
        self.seen[digest.digest()] += 1
        digest.update(f"\x1f{self.seen[digest.digest()]}".encode())
        found = StatementLine(
            line, bank_id, booked_on, valued_on, amount_minor, currency, name, account, tax_id, purpose, reference, digest.hexdigest()
        )
        self.lines.append(found)

    def refuse(self, line: int, reason: PaymentError | Said, raw: str = "") -> None:
        """Write down a movement that cannot be taken."""
        said = reason.said if isinstance(reason, PaymentError) else reason
        self.refused.append(RefusedLine(line, said, raw[:RAW]))

    def breaks_off(self, line: int) -> None:
        """Note that the file ends after that line before it should."""
        self.complete = False
        self.notices.append(say("incomplete", line=line))

    def statement(self) -> Statement:
        """The statement; refuses a file that has no account, another one than asked for, or several where none was asked for."""
        held = ", ".join(self.held)
        if not self.held:
            raise refuse("account_not_told", field="account")
        if not self.account:
            raise refuse("other_account", field="account", held=held, asked=self.asked)
        if not self.asked and len(self.held) > 1:
            raise refuse("several_accounts", field="account", held=held)
        if not self.currency and self.lines:
            self.currency = self.lines[0].currency
        days = [line.booked_on for line in self.lines]
        self.since, self.until = self.since or min(days, default=None), self.until or max(days, default=None)
        self._check_balance()
        return Statement(
            self.account,
            self.bank_bic,
            self.currency,
            self.opening,
            self.closing,
            self.since,
            self.until,
            tuple(self.lines),
            tuple(self.refused),
            self.elsewhere,
            self.complete,
            tuple(self.notices),
        )

    def _check_balance(self) -> None:
        if self.opening is None or self.closing is None or self.refused or not self.complete:
            return
        computed = self.opening + sum(line.amount_minor for line in self.lines if line.currency == self.currency)
        if computed != self.closing:
            words = {"computed": format_amount(computed, self.currency), "told": format_amount(self.closing, self.currency)}
            self.notices.append(say("balance_differs", **words))


def same_account(one: str, other: str) -> bool:
    """Whether two spellings name one account; a bank code before a stroke (`10020030/12345`) does not count."""
    return bare(one) == bare(other) or bare(one.rpartition("/")[2]) == bare(other.rpartition("/")[2])


def bare(text: str) -> str:
    """An account without spaces and marks, in capitals."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def read_date(text: str, form: str) -> date:
    """A date in a `strptime` form; refuses other text with the form as people write it."""
    try:
        return datetime.strptime(text.strip(), form).date()
    except ValueError:
        shown = form
        for mark, word in FORMS.items():
            shown = shown.replace(mark, word)
        raise refuse("date_wrong", value=text, form=shown) from None
