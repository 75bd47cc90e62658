"""Several bookkeepers at once, some of them killed: no money appears or disappears, no number is missing, nobody sees a database error."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.kill.sites import ROOT, Site, wait_until

DEPTH = int(os.environ.get("SEXTANT_LEDGER_DEPTH", "1"))
"""How many times more steps each bookkeeper takes than in the quick run."""

BANK = "SELECT l.currency, sum(l.amount_minor) FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id {} WHERE e.state = 'posted' AND {}"
MONEY = BANK.format("JOIN ledger_account a ON a.id = l.account_id", "a.use IN ('bank', 'cash', 'online') GROUP BY l.currency")
FUNDS = BANK.format("", "true GROUP BY l.currency, l.fund_id, l.entry_id HAVING sum(l.amount_minor) <> 0")
HAND = "SELECT '{} ' || {}.key, sum(l.amount_minor), l.currency FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id {} WHERE {} GROUP BY {}.key, l.currency"
BOOKED = {
    "invoice": "SELECT 'invoice ' || key, total_minor, currency FROM ledger_invoice WHERE key IS NOT NULL AND number IS NOT NULL AND about_kind = ''",
    "in": "SELECT 'in ' || key, amount_minor, currency FROM ledger_payment WHERE refunds_id IS NULL",
    "out": "SELECT 'out ' || key, -amount_minor, currency FROM ledger_payment WHERE refunds_id IS NOT NULL",
    "back": "SELECT 'back ' || key, -amount_minor, currency FROM ledger_payment WHERE taken_back_on IS NOT NULL",
    "hand": HAND.format("hand", "e", "", "e.key LIKE 'hand:%' AND e.state = 'posted' AND l.amount_minor > 0", "e"),
    "undo": HAND.format(
        "undo", "r", "JOIN ledger_entry r ON r.id = e.reverses_id", "r.key LIKE 'hand:%' AND e.state = 'posted' AND l.amount_minor < 0", "r"
    ),
}
"""What stands in the books, asked without the product: the name of the fact, its amount, its currency."""

NUMBERS = {
    "ledger_entry": "series, year, number",
    "ledger_invoice": "series, year, number",
    "ledger_payment": "receipt_series, receipt_year, receipt_number",
}


def journals(site: Site) -> list[dict[str, Any]]:
    """Every whole line that the bookkeepers wrote; a killed one may have left half a line."""
    lines = [line for path in sorted((site.home / "journals").glob("*")) for line in path.read_text().splitlines()]
    return [json.loads(line) for line in lines if line.endswith("}")]


def facts(told: list[dict[str, Any]], what: str) -> dict[str, tuple[int, str]]:
    return {name: tuple(fact) for line in told if line["what"] == what for name, fact in line["facts"].items()}


def said(told: list[dict[str, Any]], what: str) -> Counter[str]:
    return Counter(f"{line['step']} {line.get('sentence', '')}".strip() for line in told if line["what"] == what)


def gaps(site: Site) -> list[Any]:
    """Series and years whose numbers do not run from 1 without a gap."""
    found = []
    for table, names in NUMBERS.items():
        series, year, number = names.split(", ")
        found += site.rows(
            f"SELECT {series}, {year}, count(*), min({number}), max({number}), count(DISTINCT {number}) FROM {table} "
            f"WHERE {number} IS NOT NULL GROUP BY 1, 2"
        )
    return [row for row in found if row[2:] != (row[2], 1, row[2], row[2])]


class Office:
    """The bookkeepers of one site; they work at once, each in a process of its own."""

    def __init__(self, site: Site) -> None:
        self.site, self.started, self.working = site, 0, list[int]()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.bookkeepers"],
            cwd=ROOT,
            env=site.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(site.home / "processes.log").open("ab"),
            text=True,
        )
        assert self.ask("ready") is True

    def ask(self, *words: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.log()
        return json.loads(answer)

    def log(self) -> str:
        return (self.site.home / "processes.log").read_text()[-4000:]

    def start(self, work: str, steps: int) -> Path:
        """One more bookkeeper; returns its journal."""
        self.started += 1
        name = f"{work}{self.started}"
        self.working.append(self.ask("start", work, name, self.started, steps))
        return self.site.home / "journals" / name

    def kill(self, place: int) -> None:
        """SIGKILL, wherever it is; most of its time it is inside a transaction."""
        number = self.working.pop(place)
        os.kill(number, signal.SIGKILL)
        assert self.ask("wait", number) == -signal.SIGKILL, "it had ended before it was killed: nothing was tested"

    def wait(self) -> None:
        """Until everybody has ended, and nobody by an error."""
        assert {self.ask("wait", number) for number in self.working} == {0}, self.log()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def office(site_process: Site) -> Iterator[Office]:
    office = Office(site_process)
    yield office
    office.close()


def look(office: Office) -> None:
    """Compares the books with what the bookkeepers know, and asks the product for every invariant."""
    site, told = office.site, journals(office.site)
    assert said(told, "trouble") == Counter()
    booked = {row[0]: (int(row[1]), row[2]) for sql in BOOKED.values() for row in site.rows(sql)}
    done, intended = facts(told, "done"), facts(told, "intend")
    assert {name: booked.get(name) for name in done} == done, "something that was committed is not in the books"
    assert {name: intended.get(name) for name in booked} == booked, "something is in the books that nobody meant to write"
    money = Counter[str]()
    for name, (amount, currency) in booked.items():
        money[currency] += 0 if name.startswith("invoice ") else amount
    assert {row[0]: int(row[1]) for row in site.rows(MONEY)} == dict(money)
    assert (site.rows(FUNDS), gaps(site)) == ([], [])
    assert office.ask("check") == []


def has_lines(path: Path, number: int) -> bool:
    return path.exists() and path.read_text().count("\n") >= number


def test_bookkeepers_at_once_and_killed_keep_every_coin_and_number(office: Office) -> None:
    chance, victims = Random(11), 2 * DEPTH
    steps = (60 if office.site.postgres else 30) * DEPTH

    def begin() -> Path:
        """Those who will be killed have more to do than they get done."""
        return office.start("mixed", steps if office.started >= victims else 100 * steps)

    paths = [begin() for _place in range(3)]
    for victim in range(victims):
        wait_until(lambda victim=victim: has_lines(paths[victim], 10 + chance.randrange(20)))
        time.sleep(chance.random() / 5)
        office.kill(0)
        paths.append(begin())
    office.wait()
    look(office)
    if office.site.postgres:
        assert office.site.scalar("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == 0


def test_a_day_is_closed_once_and_then_nothing_is_posted_on_it(office: Office) -> None:
    days = (20 if office.site.postgres else 10) * DEPTH
    for work in ("closing", "closing", "posting", "posting"):
        office.start(work, days)
    office.wait()
    look(office)
    closings = office.site.rows("SELECT until, before FROM ledger_closing ORDER BY id")
    told = journals(office.site)
    refused = [line["sentence"] for line in told if line["what"] == "refused" and line["step"] != "post"]
    assert len({row[0] for row in closings}) == len(closings)
    assert [row[1] for row in closings] == [None, *(row[0] for row in closings[:-1])]
    assert len(closings) + len(refused) == 2 * days
    assert all(re.fullmatch(r"The books are closed through .* already\.", sentence) for sentence in refused)
    assert said(told, "done")["post"] >= 2 * days
    assert office.ask("altered") == []
