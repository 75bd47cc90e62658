"""A whole association's dues on both databases: a run for 50,000 members, then the statement on which all of them pay.

Preview, issuing, reading and matching are done for all. Lines are booked one by one, so the speed of booking is measured over a
part of them, among all the others; `SEXTANT_BENCH_BOOKED=50000` does it for all. Each step stands beside bare INSERTs: as many rows as the step wrote, one by one, in transactions of the same size.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.scratch import forget_peak, on_both, peak_mb

MEMBERS = 50_000
BOOKED = int(os.environ.get("SEXTANT_BENCH_BOOKED", "2000"))
OURS = "40703810238000000014"
NAME = "sextant_bench_dues"
HEAD = ["1CClientBankExchange", "ВерсияФормата=1.03", "Кодировка=Windows", f"РасчСчет={OURS}"]
BARE = "INSERT INTO bench_bare (one, two, three, four, day, amount, text, note) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"


def furnish(members: int) -> Any:
    """The chart, an account at a bank, and invented people whose membership is approved; every tenth without an address. Returns who keeps the books."""
    from sextant.base.accounts.models import User
    from sextant.society.ledger.actions.chart import ensure_chart
    from sextant.society.ledger.models import BankAccount
    from sextant.society.ledger.queries.accounts import account_for
    from sextant.society.members.models import Membership, Person, Plan

    ensure_chart()
    BankAccount.objects.create(title_en="Main", account=account_for("bank"), number=OURS, bank_name="Bank", bic="044525225", is_default=True)
    plan = Plan.objects.create(code="bench", audience="personal", name_ru="Личное", name_en="Personal", fee_minor=1500_00)
    people = Person.objects.bulk_create(
        [Person(family_name=f"Соколова-{n}", given_name="Анна", email=f"p{n}@example.org" if n % 10 else None) for n in range(members)],
        batch_size=2000,
    )
    today = date.today()
    Membership.objects.bulk_create(
        [Membership(person=one, plan=plan, state="approved", applied_on=today, approved_on=today, number=f"B{one.pk}") for one in people],
        batch_size=2000,
    )
    return User.objects.create_user("treasurer@example.org", "a long password")


def rows_written() -> int:
    """Rows of all tables that the steps write to."""
    from sextant.base.audit.models import Entry as Record
    from sextant.base.audit.models import PersonalValues
    from sextant.base.letters.models import Letter
    from sextant.society.ledger.models import Cover, DuesItem, Entry, Invoice, InvoiceLine, Line, Payment, StatementLine
    from sextant.society.members.models import MembershipPeriod

    models = (Record, PersonalValues, Letter, Cover, DuesItem, Entry, Invoice, InvoiceLine, Line, Payment, StatementLine, MembershipPeriod)
    return sum(model._default_manager.count() for model in models)


def bare_inserts(rows: int, together: int) -> float:
    """Seconds for so many rows of eight columns and an index, one by one, `together` in a transaction."""
    from django.db import connection, transaction

    number = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_bare")
        columns = "one bigint, two bigint, three bigint, four bigint, day date, amount bigint, text text, note text"
        cursor.execute(f"CREATE TABLE bench_bare (id {number}, {columns})")
        cursor.execute("CREATE INDEX bench_bare_one ON bench_bare (one, two)")
    begun = time.perf_counter()
    for start in range(0, rows, together):
        with transaction.atomic(), connection.cursor() as cursor:
            for row in range(start, min(start + together, rows)):
                cursor.execute(BARE, [row, row % 97, row % 11, row % 7, date(2026, 1, 1), row, "Членский взнос", ""])
    return time.perf_counter() - begun


@contextmanager
def measured(what: str, things: int, together: int) -> Iterator[dict[str, Any]]:
    """Prints a row: seconds of the step, seconds of the bare INSERTs of as many rows, their ratio, peak memory, things a second.

    `together` is how many things the step does in one transaction.
    """
    from django.db import connection

    more: dict[str, Any] = {}
    before = rows_written()
    forget_peak()
    begun = time.perf_counter()
    yield more
    spent, memory = time.perf_counter() - begun, peak_mb()
    rows = rows_written() - before
    bare = bare_inserts(rows, max(1, together * rows // max(things, 1)))
    words = f"{what}, {connection.vendor}: s beside bare INSERTs of the same {rows:,} rows ({things / spent:,.0f} a second)"
    row = {"subject": "dues", "measure": words, "ours": round(spent, 1), "peer": round(bare, 1), "ratio": round(spent / bare, 1) if rows else None}
    print({**row, "memory_mb": memory}, flush=True)


def preview(members: int, by: Any) -> Any:
    """The run as it is looked at before it is confirmed."""
    from sextant.base.jobs.worker import perform_here
    from sextant.society.ledger.actions.dues_runs import open_run
    from sextant.society.ledger.jobs import TOGETHER_DRAWN

    today = date.today()
    with measured(f"preview of a run of dues for {members:,} members", members, TOGETHER_DRAWN):
        run = open_run(title="Dues", on=today, due_on=today + timedelta(days=30), plans=[], with_letters=True, by=by)
        perform_here(run.job)
    run.refresh_from_db()
    assert (run.state, run.items.filter(outcome="charge").count()) == ("preview", members)
    return run


def issue(run: Any, issued: int, by: Any) -> None:
    """Confirmation, invoices with their letters, and the PDFs of those without an address put in the queue."""
    from sextant.base.jobs.actions import after_commit
    from sextant.base.jobs.models import Job
    from sextant.base.jobs.worker import perform_here
    from sextant.society.ledger.actions.dues_runs import confirm_run
    from sextant.society.ledger.jobs import TOGETHER_ISSUED

    with measured(f"confirm it, issue {issued:,} invoices with letters, queue the PDFs", issued, TOGETHER_ISSUED):
        run = confirm_run(run, by=by)
        perform_here(run.job)
        after_commit("ledger.print_dues", by=by, run_id=run.pk, language="ru")
    run.refresh_from_db()
    assert (run.state, run.items.exclude(invoice=None).count()) == ("done", issued)
    assert Job.objects.filter(name="ledger.print_dues", state="queued").count() == 1


def exchange(path: Path) -> int:
    """The statement of the day on which everybody pays, in the exchange format of 1C; how many documents."""
    from sextant.society.ledger.models import Invoice

    count, day = 0, f"{date.today():%d.%m.%Y}"
    with path.open("w", encoding="windows-1251", newline="\r\n") as file:
        file.write("\n".join([*HEAD, f"ДатаНачала={day}", f"ДатаКонца={day}", ""]))
        for one in Invoice.objects.order_by("number").iterator():
            count += 1
            rows = ("СекцияДокумент=Платежное поручение", f"Номер={count}", f"Дата={day}", f"Сумма={one.total_minor / 100:.2f}")
            sides = (f"ПлательщикСчет=408178103000{count:08d}", f"ПолучательСчет={OURS}", f"Плательщик1={one.payer_name}", f"ДатаПоступило={day}")
            file.write("\n".join([*rows, *sides, f"НазначениеПлатежа=Членский взнос по счету {one.shown_number}", "КонецДокумента", ""]))
        file.write("КонецФайла\n")
    return count


def statement(booked: int, by: Any) -> None:
    """Reads, matches and keeps the lines, then books the sure ones by the job."""
    from sextant.base.jobs.worker import perform_here
    from sextant.lab.payments.statements.reading import read_statement
    from sextant.society.ledger.actions.statements import BATCH, bring_statement, draw_lines, keep_statement
    from sextant.society.ledger.jobs import TOGETHER
    from sextant.society.ledger.models import BankAccount, Invoice

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "march.txt"
        count = exchange(path)
        made = bring_statement(BankAccount.objects.get(), name=path.name, content=path.read_bytes(), by=by)
    with measured(f"read and match a statement of {count:,} lines (1C), keep them", count, BATCH):
        read = read_statement(made.file.path, account=OURS)
        keep_statement(made, read, draw_lines(made, read))
    assert made.lines.filter(state="matched").count() == count
    made.lines.filter(place__gt=made.lines.order_by("place")[booked - 1].place).update(state="doubtful")
    with measured(f"book {booked:,} sure lines among them: payment, cover, membership", booked, TOGETHER):
        perform_here(made.job)
    assert Invoice.objects.filter(state="settled").count() == booked


def measure(members: int, booked: int) -> None:
    """Furnishes the scratch database and prints a row for every step; the addresses of the site, which letters name, are read before."""
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", verbosity=0)
    reverse("ledger:books")
    by = furnish(members)
    run = preview(members, by)
    issue(run, members, by)
    statement(booked, by)


def main(members: int = MEMBERS) -> list[dict[str, Any]]:
    """Rows of results, each database in a process and a scratch database of its own."""
    return on_both(NAME, "bench.bench_dues", f"measure({members}, {min(members, BOOKED)})")


if __name__ == "__main__":
    for row in main(int(sys.argv[1]) if len(sys.argv) > 1 else MEMBERS):
        print(row)
