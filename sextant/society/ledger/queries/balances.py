"""Balances: whole months from their totals, the days of a begun month from the lines."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from sextant.society.ledger import states
from sextant.society.ledger.models import Line, MonthTotal

Key = tuple[int, int, int, str]
"""account, fund, programme (0 for none), currency."""


@dataclass
class Turnover:
    """What moved on one account, fund, programme and currency, in minor units."""

    debit_minor: int = 0
    credit_minor: int = 0
    lines: int = 0

    @property
    def net_minor(self) -> int:
        """Debits less credits."""
        return self.debit_minor - self.credit_minor

    def add(self, debit: int, credit: int, lines: int) -> None:
        self.debit_minor += debit
        self.credit_minor += credit
        self.lines += lines


def _first_of(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def whole_months(since: date | None, until: date) -> tuple[date | None, date]:
    """The months that lie wholly inside: from the first of one month to (not including) the first of another."""
    begin = since if since is None or since.day == 1 else next_month(since)
    end = _first_of(until) if until + timedelta(days=1) != next_month(until) else next_month(until)
    return begin, end


def rest_of(since: date | None, until: date, begin: date | None, end: date) -> Q | None:
    """Days of the stretch outside its whole months; None where there are none."""
    if begin is not None and begin >= end:
        return Q(entry__day__gte=since, entry__day__lte=until)
    rest = Q()
    if since is not None and begin is not None and since < begin:
        rest |= Q(entry__day__gte=since, entry__day__lt=begin)
    if end <= until:
        rest |= Q(entry__day__gte=end, entry__day__lte=until)
    return rest if rest else None


def turnovers(*, since: date | None, until: date) -> dict[Key, Turnover]:
    """What moved from a day (None: from the beginning) to a day, both included: at most two queries, whatever the size of the books."""
    found: dict[Key, Turnover] = {}
    begin, end = whole_months(since, until)
    if begin is None or begin < end:
        months = MonthTotal.objects.filter(month__lt=end)
        months = months.filter(month__gte=begin) if begin else months
        by_month = months.values_list("account_id", "fund_id", "programme_key", "currency")
        _gather(found, by_month.annotate(Sum("debit_minor"), Sum("credit_minor"), Sum("lines")).order_by())
    rest = rest_of(since, until, begin, end)
    if rest is not None:
        lines = Line.objects.filter(rest, entry__state=states.POSTED)
        grouped = lines.values_list("account_id", "fund_id", Coalesce("programme_id", 0), "currency")
        debit, credit = Sum("amount_minor", filter=Q(amount_minor__gt=0), default=0), Sum("amount_minor", filter=Q(amount_minor__lt=0), default=0)
        rows = grouped.annotate(debit=debit, credit=credit, count=Count("pk")).order_by()
        _gather(found, ((*row[:5], -row[5], row[6]) for row in rows))
    return found


def _gather(found: dict[Key, Turnover], rows: Iterable[tuple[int, int, int, str, int, int, int]]) -> None:
    for account, fund, programme, currency, debit, credit, lines in rows:
        found.setdefault((account, fund, programme, currency), Turnover()).add(debit, credit, lines)


def balances(on: date) -> dict[Key, int]:
    """Debits less credits through a day, by account, fund, programme and currency; zeros are left out."""
    return {key: moved.net_minor for key, moved in turnovers(since=None, until=on).items() if moved.net_minor}


def fingerprint_of(until: date) -> str:
    """SHA-256 over the balances at a day, the same for the same books whatever the order in which they were written."""
    digest = hashlib.sha256()
    for key, amount in sorted(balances(until).items()):
        digest.update(f"{key}:{amount}\n".encode())
    return digest.hexdigest()
