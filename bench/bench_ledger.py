"""A million posted lines on both databases: the trial balance, every statement, and the pages of the lines behind a figure, beside a limit of 300 ms."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from bench.scratch import on_both

LIMIT_MS = 300.0
LINES = 1_000_000
YEARS = (2022, 2026)
LAST = date(2026, 11, 15)
NAME = "sextant_bench_ledger"

ENTRIES = """INSERT INTO ledger_entry (id, series, year, number, day, memo, state, about_kind, about_id, made_at, posted_at, is_demo)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {entries})
SELECT i, 'entry', {year}, i, {day}, 'Invented', 'posted', '', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, {false} FROM n"""
PART = """INSERT INTO ledger_line (entry_id, account_id, fund_id, amount_minor, currency, memo)
SELECT e.id, {account}, {fund}, {sign} * (1 + e.id % 90000), CASE WHEN e.id % 5 = 0 THEN 'EUR' ELSE 'RUB' END, '' FROM ledger_entry e"""
DIALECT = {
    "sqlite": {"year": "2022 + i % 5", "day": "date((2022 + i % 5) || '-01-01', '+' || (i / 5 % 325) || ' days')", "false": "0"},
    "postgresql": {"year": "2022 + i % 5", "day": "make_date(2022 + i % 5, 1, 1) + i / 5 % 325", "false": "false"},
}


def furnish(lines: int) -> None:
    """Invented entries of four lines in ten funds, five years and two currencies; the totals counted from them."""
    from django.db import connection

    from sextant.base.audit.guards import lifted
    from sextant.society.ledger.actions.chart import ensure_chart
    from sextant.society.ledger.actions.totals import rebuild_totals
    from sextant.society.ledger.models import Account, Fund

    ensure_chart()
    Fund.objects.bulk_create([Fund(code=f"bench{n}", restriction="restricted", name_ru=f"Фонд {n}", name_en=f"Fund {n}") for n in range(9)])
    funds = list(Fund.objects.order_by("pk").values_list("pk", flat=True))
    pairs = (("bank", "advances"), ("cash", "dues"))
    with lifted(), connection.cursor() as cursor:
        cursor.execute(ENTRIES.format(entries=lines // 4, **DIALECT[connection.vendor]))
        fund = f"CASE e.id % {len(funds)} " + " ".join(f"WHEN {n} THEN {pk}" for n, pk in enumerate(funds)) + " END"
        for pair in pairs:
            for use, sign in zip(pair, (1, -1), strict=True):
                cursor.execute(PART.format(account=Account.objects.get(use=use).pk, fund=fund, sign=sign))
    rebuild_totals()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def page(wish: dict[str, Any], number: int = 1) -> list[Any]:
    """The rows of a page as the page of lines makes it, with what it says of all of them; `number` pages into the list."""
    from django.test import RequestFactory

    from sextant.base.ui.keyset import keyset_page
    from sextant.society.ledger.queries.line_pages import LinePages

    pages = LinePages(wish)
    moved = pages.total()
    keyset = pages.keyset(moved.lines if moved else None)
    address = _address(wish, keyset, number) if number > 1 else "/"
    return keyset_page(RequestFactory().get(address), keyset).rows


def _address(wish: dict[str, Any], keyset: Any, number: int) -> str:
    """The address of a far page: looked up once, for nobody turns two thousand pages."""
    key = (*sorted(wish), number)
    if key not in _addresses:
        _addresses[key] = f"/?after={keyset.written(keyset.rows[(number - 1) * 50 - 1])}"
    return _addresses[key]


_addresses: dict[tuple[Any, ...], str] = {}


def pages() -> dict[str, Callable[[], Any]]:
    """The pages of lines."""
    from sextant.society.ledger.models import Account, Fund

    fund, account = Fund.objects.latest("pk"), Account.objects.get(use="bank")
    month = {"account": account, "since": date(2026, 11, 1), "until": LAST}
    return {
        "lines of an account in a month, first page": lambda: page(month),
        "lines of an account and a fund, first page": lambda: page({"account": account, "fund": fund}),
        "lines of an account, page 2,000": lambda: page({"account": account}, 2000),
        "all lines, first page": lambda: page({}),
        "all lines, page 10,000": lambda: page({}, 10_000),
        "lines opposite to money in a year, first page": lambda: page({"opposite": True, "since": date(2025, 1, 1), "until": date(2025, 12, 31)}),
    }


def reports() -> dict[str, Callable[[], Any]]:
    """Every statement of the treasurer for a begun year, beside the year before."""
    from sextant.society.ledger.queries.activities import activities
    from sextant.society.ledger.queries.budgets import budget_report
    from sextant.society.ledger.queries.cash_flow import cash_flow
    from sextant.society.ledger.queries.figures import Wish
    from sextant.society.ledger.queries.fund_statement import fund_statement
    from sextant.society.ledger.queries.position import position

    year = Wish(since=date(2026, 1, 1), until=LAST)
    return {
        "statement of activities": lambda: activities(year),
        "statement of position": lambda: position(year),
        "cash flow statement": lambda: cash_flow(year),
        "statement of funds": lambda: fund_statement(year),
        "budget beside what was booked": lambda: budget_report(year),
    }


def questions() -> dict[str, Callable[[], Any]]:
    """What is measured, by name; the last day lies within a month, so that lines are read besides the totals of months."""
    from sextant.society.ledger.models import Fund
    from sextant.society.ledger.queries.balances import turnovers
    from sextant.society.ledger.queries.tables import trial_balance

    fund = Fund.objects.latest("pk")
    years = [(None if year == YEARS[0] else date(year, 1, 1), min(date(year, 12, 31), LAST)) for year in range(YEARS[0], YEARS[1] + 1)]
    return {
        "trial balance": lambda: trial_balance(LAST),
        "trial balance of one fund": lambda: trial_balance(LAST, fund),
        "what moved by fund in five years": lambda: [turnovers(since=since, until=until) for since, until in years],
        **reports(),
        **pages(),
    }


def asked(question: Callable[[], Any]) -> tuple[float, int]:
    """Milliseconds of the quickest of three, until the last row is there, and the number of queries.

    SQLite goes on working while its rows are fetched, so the whole question is timed: a little more than the database's own time.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for _time in range(3):
        begun = time.perf_counter()
        question()
        times.append((time.perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as captured:
        question()
    return min(times), len(captured)


def plans(question: Callable[[], Any]) -> list[str]:
    """How the database answers each query of a question."""
    from django.db import connection

    found: list[str] = []

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        if sql.startswith("SELECT"):
            with connection.connection.cursor() if connection.vendor == "postgresql" else connection.cursor() as cursor:
                rows = cursor.execute(words + sql, params).fetchall()
            found.extend(str(row[-1]) for row in rows)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        question()
    return found


def measure(lines: int) -> None:
    """Furnishes the scratch database and prints a row for every question; with `plans`, how each is answered."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    furnish(lines)
    print(f"   {lines:,} lines in {connection.vendor} after {time.perf_counter() - begun:.0f} s", flush=True)
    for name, question in questions().items():
        spent, count = asked(question)
        words = f"{name} over {lines:,} lines, {connection.vendor}: ms until the last row, ratio to {LIMIT_MS:.0f} ({count} queries)"
        print({"subject": "ledger", "measure": words, "ours": round(spent, 1), "peer": LIMIT_MS, "ratio": round(spent / LIMIT_MS, 3)}, flush=True)
        if os.environ.get("SEXTANT_BENCH_PLANS"):
            print("\n".join(["   " + line for line in plans(question)]), flush=True)


def main(lines: int = LINES) -> list[dict[str, Any]]:
    """Rows of results, each database in a process and a scratch database of its own; PostgreSQL where one answers."""
    return on_both(NAME, "bench.bench_ledger", f"measure({lines})")


if __name__ == "__main__":
    for row in main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES):
        print(row)
