"""The books in beancount's text format, which other programs read and `bean-check` verifies.

Accounts become `Assets:A1010` and the like; fund, programme and number stand as metadata, so that nothing is lost.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sextant.base.words.money import major
from sextant.society.ledger.models import Account, Line

ROOTS = {"asset": "Assets", "liability": "Liabilities", "net_assets": "Equity", "income": "Income", "expense": "Expenses"}


def account_name(account: Account) -> str:
    """`Assets:A1010`: beancount wants a capital letter or a digit at the beginning of each part."""
    return f"{ROOTS[account.kind]}:A{account.code.replace('_', '-')}"


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lines_of(rows: Iterable[Line], first_day: str) -> Iterator[str]:
    """The file line by line: options, the accounts that are used, then a transaction an entry. Rows come in the order of entries."""
    yield 'option "title" "Sextant"\n'
    for account in Account.objects.order_by("code"):
        yield f"{first_day} open {account_name(account)}\n"
        yield f"  name: {_quoted(account.name)}\n"
    for _key, grouped in groupby(rows, key=lambda line: line.entry_id):
        lines = list(grouped)
        entry = lines[0].entry
        yield f"\n{entry.day:%Y-%m-%d} * {_quoted(entry.memo)}\n"
        yield f"  number: {_quoted(entry.shown_number)}\n"
        for line in lines:
            yield f"  {account_name(line.account)}  {major(line.amount_minor, line.currency)} {line.currency}\n"
            yield f"    fund: {_quoted(line.fund.code)}\n"
            if line.programme:
                yield f"    programme: {_quoted(line.programme.code)}\n"


def write_beancount(rows: Iterable[Line], path: Path) -> int:
    """Writes the file whole or not at all; returns the number of lines of the books in it. Accounts open on 1 January 1970."""
    count = 0

    def counted() -> Iterator[Line]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(lines_of(counted(), "1970-01-01"))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count
