"""Lines of the books in pages: how many there are and what they come to is taken from the totals of months, and so is where a page lies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from sextant.base.ui.keyset import Keyset, Stretch
from sextant.society.ledger.models import Line, MonthTotal
from sextant.society.ledger.queries.balances import next_month, rest_of, whole_months
from sextant.society.ledger.queries.tables import lines_wanted

ORDER = ("-entry__day", "-entry_id", "id")
MONTHS_AHEAD = 6
"""Where lines are so rare that a page spans more months than these, the index of accounts finds them quicker than the days do."""

SAME = {"account": "account", "fund": "fund", "stream": "account__stream", "flow": "account__flow", "restriction": "fund__restriction"}


@dataclass(frozen=True)
class Moved:
    """Lines of a month: how many, and debits less credits in minor units (over all currencies asked for)."""

    lines: int = 0
    net_minor: int = 0


def _totals_wanted(wish: dict[str, Any]) -> QuerySet[MonthTotal]:
    """The totals of months to which the lines of a wish belong, whatever its days; `opposite` is not known to them."""
    rows = MonthTotal.objects.filter(**{path: wish[name] for name, path in SAME.items() if wish.get(name)})
    rows = rows.filter(currency=wish["currency"].upper()) if wish.get("currency") else rows
    rows = rows.filter(programme_key=wish["programme"].pk) if wish.get("programme") else rows
    rows = rows.filter(programme_key=0) if wish.get("no_programme") else rows
    kinds = [wish["kind"]] if isinstance(wish.get("kind"), str) else wish.get("kind")
    rows = rows.filter(account__kind__in=kinds) if kinds else rows
    return rows.filter(account__is_cash=True) if wish.get("cash") else rows


class LinePages:
    """The posted lines of a wish, as a page and the row below its table ask for them: two queries at most beside those of the rows."""

    def __init__(self, wish: dict[str, Any]) -> None:
        self.wish = wish
        self.since, self.until = wish.get("since"), wish.get("until") or date.max
        grouped = _totals_wanted(wish).order_by("month").values_list("month")
        sums = grouped.annotate(Sum("lines"), Sum("debit_minor"), Sum("credit_minor"))
        self.months = {month: Moved(lines, debit - credit) for month, lines, debit, credit in sums}

    def total(self) -> Moved | None:
        """All lines of the wish: whole months from their totals, the days of begun months from the lines. None where counting would read too much."""
        if self.wish.get("opposite"):
            return _summed(lines_wanted(self.wish)) if self.wish.get("currency") else None
        if not self.months:
            return Moved()
        last = self._last()
        begin, end = whole_months(self.since, last)
        found = [one for month, one in self.months.items() if (begin is None or begin <= month) and month < end]
        rest = rest_of(self.since, last, begin, end)
        if rest is not None:
            found.append(_summed(lines_wanted(self.wish).filter(rest)))
        return Moved(sum(one.lines for one in found), sum(one.net_minor for one in found))

    def _last(self) -> date:
        """The last day worth asking for: the wish's, or the end of the last month in which anything moved."""
        return min(self.until, next_month(max(self.months)) - date.resolution) if self.months else self.until

    def near(self, day: date | None, back: bool, number: int) -> Stretch | None:
        """The days in which the next so many lines lie; None where lines are rare."""
        start, counted = day or self._last(), 0
        if back:
            months = sorted(month for month in self.months if month > start)
        else:
            months = sorted((month for month in self.months if month <= start and (day is None or next_month(month) <= day)), reverse=True)
        beyond = Q(entry__day__gte=start) if back else Q(entry__day__lte=start)
        for month in months:
            if abs((month.year - start.year) * 12 + month.month - start.month) > MONTHS_AHEAD:
                return None
            counted += self.months[month].lines
            if counted >= number:
                return Stretch(beyond & (Q(entry__day__lt=next_month(month)) if back else Q(entry__day__gte=month)))
        return Stretch(beyond, is_all=True)

    def keyset(self, number: int | None) -> Keyset:
        """The pages; `number` is how many lines there are, where that is known."""
        return Keyset(lines_wanted(self.wish), ORDER, number=number, near=self.near)


def _summed(rows: QuerySet[Line]) -> Moved:
    found = rows.order_by().aggregate(lines=Count("pk"), net=Sum("amount_minor", default=0))
    return Moved(found["lines"], found["net"])
