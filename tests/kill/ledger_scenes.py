"""Books of a killed site: a bank statement that waits to be read, and a run of dues that waits to be issued."""

from datetime import date, timedelta
from math import ceil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.actions.dues_runs import confirm_run, open_run
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.actions.statements import bring_statement
from sextant.society.ledger.jobs import TOGETHER_ISSUED
from sextant.society.ledger.models import BankAccount
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.exchange import OURS, document, exchange
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.tests.factories import PlanFactory, applied
from tests.kill.slowness import STOP

DAY = date(2026, 3, 2)
KNOWN, UNREADABLE, STRANGE = 5, 3, 4
"""Lines that an earlier statement has brought, lines without an amount, and lines of which nobody knows what they are for."""


def stop_at(statement: str, number: int) -> None:
    """The next process that runs so many statements of this beginning stops there."""
    (Path(settings.SEXTANT_HOME) / STOP).write_text(f"{statement}|{number}")


def statement(number: int) -> None:
    """A statement with a payment for each of so many invoices, the first five of them brought before."""
    ensure_chart()
    account = BankAccount.objects.create(
        title_en="Main", account=account_for("bank"), number=OURS, bank_name="Bank", bic="044525225", is_default=True
    )
    documents = []
    for place in range(number):
        payer = Payer(name=f"Библиотека {place}", tax_id="")
        charges = [Charge("Взнос", "Dues", 1500_00 + place, "dues")]
        one = make_invoice(payer=payer, charges=charges, currency="RUB", on=date(2026, 2, 1), by=None)
        amount = f"{one.total_minor / 100:.2f}"
        documents.append(document(str(place + 1), amount, f"Взнос по счету {one.shown_number}", day=DAY, payer=payer.name, inn=""))
    bring_statement(account, name="february.txt", content=exchange(*documents[:KNOWN]), by=None)
    run_waiting()
    documents += [document(f"9{place}", "не сумма", "?", day=DAY) for place in range(UNREADABLE)]
    documents += [
        document(f"8{place}", f"{place + 1}.00", "Спасибо", payer=f"Никто {place}", inn="", account=f"4081781030000000070{place}")
        for place in range(STRANGE)
    ]
    bring_statement(account, name="march.txt", content=exchange(*documents), by=None)


def keeping(number: int) -> None:
    """The first worker stops when the lines of the statement are written, and nothing is committed."""
    statement(number)
    stop_at('INSERT INTO "audit_entry"', 1)


def booking(number: int) -> None:
    """The first worker stops in the middle of booking the lines of the statement."""
    statement(number)
    stop_at('INSERT INTO "ledger_payment"', 2 * number // 3)


def dues(number: int) -> None:
    """So many members in a run of dues that is confirmed; the first worker stops in the second step, its invoices written, its letters not."""
    ensure_chart()
    by = User.objects.create_user("treasurer@library.example", "a long password")
    today, plan = timezone.localdate(), PlanFactory()
    for _number in range(number):
        approve_application(applied(plan, on=today), by=None)
    run = open_run(title="Dues", on=today, due_on=today + timedelta(days=30), plans=[], with_letters=True, by=by)
    run_waiting()
    confirm_run(run, by=by)
    fields = [field for field in Letter._meta.concrete_fields if not field.primary_key]
    in_one = connection.ops.bulk_batch_size(fields, range(TOGETHER_ISSUED)) or TOGETHER_ISSUED
    stop_at('INSERT INTO "letters_letter"', ceil(TOGETHER_ISSUED / in_one) + 1)
