"""Bank statements as pages, jobs and the command ask for them."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.lab.payments.matching import Match, match
from sextant.lab.payments.statements.records import Statement as ReadStatement
from sextant.lab.payments.statements.records import StatementLine as ReadLine
from sextant.society.ledger import states
from sextant.society.ledger.models import BankAccount, Entry, Payment, Statement, StatementLine
from sextant.society.ledger.queries.claims import open_claims

NEAR = timedelta(days=5)
UNDECIDED = (states.MATCHED, states.DOUBTFUL, states.UNMATCHED)
PAYMENT = "ledger.payment"


def known_fingerprints(account: BankAccount, fingerprints: Iterable[str], besides: Statement | None = None) -> set[str]:
    """Those of the fingerprints that another statement of the account has brought already."""
    wanted, known, most = list(fingerprints), set[str](), 500
    for start in range(0, len(wanted), most):
        rows = StatementLine.objects.filter(bank_account=account, fingerprint__in=wanted[start : start + most])
        rows = rows.exclude(statement=besides) if besides is not None else rows
        known.update(rows.values_list("fingerprint", flat=True))
    return known


def same_number(one: str, other: str) -> bool:
    """Whether two references are the same but for noughts before them and spaces."""
    return bool(one.strip()) and one.strip().lstrip("0").casefold() == other.strip().lstrip("0").casefold()


class Recorded:
    """Payments on the account that were recorded by hand and of which no statement has told yet."""

    def __init__(self, account: BankAccount, lines: Iterable[ReadLine]) -> None:
        self.by_amount: dict[int, list[Payment]] = {}
        days = [line.booked_on for line in lines]
        if not days:
            return
        told = Payment.objects.filter(account=account.account_id, refunds=None, taken_back_on=None, statement_line=None)
        for payment in told.filter(day__gte=min(days) - NEAR, day__lte=max(days) + NEAR).order_by("day", "pk"):
            self.by_amount.setdefault(payment.amount_minor, []).append(payment)

    def like(self, line: ReadLine) -> list[Payment]:
        """Those of the same amount within five days, the nearest first."""
        near = [one for one in self.by_amount.get(line.amount_minor, []) if abs(one.day - line.booked_on) <= NEAR]
        return sorted(near, key=lambda one: abs(one.day - line.booked_on))

    def surely(self, line: ReadLine) -> Payment | None:
        """The one payment of the same amount, day and reference; it is taken out, so that a second line does not find it."""
        same = [one for one in self.like(line) if one.day == line.booked_on and same_number(one.reference, line.reference)]
        if len(same) != 1:
            return None
        self.by_amount[line.amount_minor].remove(same[0])
        return same[0]


def judged(account: BankAccount, lines: list[ReadLine]) -> list[tuple[ReadLine, Match | None, list[Payment]]]:
    """For each line what the matching says, or (None, [payment]) where the payment is surely recorded already."""
    recorded = Recorded(account, lines)
    surely = {line.fingerprint: found for line in lines if line.amount_minor > 0 and (found := recorded.surely(line)) is not None}
    others = [line for line in lines if line.fingerprint not in surely]
    matches = {one.fingerprint: one for one in match(others, open_claims(account.currency))}
    return [
        (line, None, [surely[line.fingerprint]]) if line.fingerprint in surely else (line, matches[line.fingerprint], recorded.like(line))
        for line in lines
    ]


def verdict_of(found: Match | None, alike: list[Payment]) -> str:
    """State of a new line; a payment recorded by hand that looks alike makes a sure match doubtful."""
    if found is None:
        return states.BOOKED
    if found.verdict == "matched" and not alike:
        return states.MATCHED
    return states.DOUBTFUL if found.verdict != "unmatched" or alike else states.UNMATCHED


def counted(account: BankAccount, read: ReadStatement) -> dict[str, Any]:
    """What an import would do, without doing it: lines = matched + doubtful + unmatched + repeated + refused."""
    known = known_fingerprints(account, [line.fingerprint for line in read.lines])
    new = [line for line in read.lines if line.fingerprint not in known]
    verdicts = Counter(verdict_of(found, alike) for _line, found, alike in judged(account, new))
    return {
        "lines": len(read.lines) + len(read.refused),
        "matched": verdicts[states.MATCHED] + verdicts[states.BOOKED],
        "doubtful": verdicts[states.DOUBTFUL],
        "unmatched": verdicts[states.UNMATCHED],
        "repeated": len(read.lines) - len(new),
    }


def counts_of(statement: Statement) -> dict[str, int]:
    """The lines of a statement by state, with all of its counts."""
    by_state = dict(statement.lines.order_by().values_list("state").annotate(Count("pk")))
    return {
        **{state: by_state.get(state, 0) for state, _title in StatementLine.STATES},
        "repeated": statement.repeated,
        "refused": len(statement.refused),
    }


def lines_of(statement: Statement, state: str = "", text: str = "") -> QuerySet[StatementLine]:
    """Lines in the order of the file, those of a state and with a text in payer or purpose."""
    rows = statement.lines.select_related("payment", "entry", "bank_account").order_by("place", "pk")
    rows = rows.filter(state__in=UNDECIDED) if state == "open" else rows.filter(state=state) if state else rows
    words = text.strip()
    if words:
        rows = rows.filter(
            Q(payer_name__icontains=words) | Q(payer_name__icontains=words.capitalize()) | Q(purpose__icontains=words) | Q(reference__icontains=words)
        )
    return rows


def waiting_lines() -> QuerySet[StatementLine]:
    """Lines of all statements that wait for a decision."""
    return StatementLine.objects.filter(state__in=UNDECIDED)


def as_last_time(line: StatementLine) -> Entry | None:
    """The entry by which the last movement with the same other side was booked; None where there was none."""
    same = StatementLine.objects.filter(state=states.BOOKED, entry__isnull=False, payment=None, bank_account=line.bank_account)
    same = same.filter(payer_account=line.payer_account) if line.payer_account else same.filter(payer_name=line.payer_name)
    last = same.exclude(pk=line.pk).filter(amount_minor__lt=0) if line.amount_minor < 0 else same.exclude(pk=line.pk).filter(amount_minor__gt=0)
    found = last.select_related("entry").order_by("-day", "-pk").first()
    return found.entry if found else None


def statement_table(statement: Statement, rows: QuerySet[StatementLine]) -> Table:
    columns = (
        Column("place", _("Line in the file"), lambda line: line.place),
        Column("day", _("Day"), lambda line: line.day),
        Column("amount", _("Amount"), lambda line: major(line.amount_minor, line.currency)),
        Column("currency", _("Currency"), lambda line: line.currency),
        Column("payer", _("Payer"), lambda line: line.payer_name),
        Column("payer_account", _("Account number"), lambda line: line.payer_account),
        Column("purpose", _("Purpose"), lambda line: line.purpose),
        Column("reference", _("Reference"), lambda line: line.reference),
        Column("state", _("State"), lambda line: line.state),
        Column("receipt", _("Receipt"), lambda line: line.payment.shown_receipt if line.payment else ""),
        Column("entry", _("Entry"), lambda line: line.entry.shown_number if line.entry else ""),
        Column("note", _("Note"), lambda line: line.note),
    )
    return Table(f"statement-{statement.pk}", columns, rows.iterator(chunk_size=2000))
