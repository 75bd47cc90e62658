"""Bookkeepers of a killed site, each a process of its own that does random things to the books.

What moves money is written into a journal of its own, beside the database: `intend` before it is tried, `done` after it is
committed. `refused` keeps the sentence of a refusal, `trouble` whatever else came out of an action.
"""

import json
import os
import sys
import time
import traceback
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import django
from django.conf import settings

if __name__ == "__main__":
    django.setup()

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone, translation

from sextant.base.accounts.models import User
from sextant.society.ledger.actions.closing import close_books, reopen_books
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.actions.dues import invoice_membership
from sextant.society.ledger.actions.entries import Leg, discard_draft, draft_entry, post_entry, reverse_entry, write_entry
from sextant.society.ledger.actions.expected import unassign_payment
from sextant.society.ledger.actions.income import recognise_income, take_back_income
from sextant.society.ledger.actions.invoices import Charge, Payer, cancel_draft, draft_invoice, issue_invoice, make_invoice
from sextant.society.ledger.actions.online import take_event
from sextant.society.ledger.actions.payments import cover_invoice, receive_payment, uncover
from sextant.society.ledger.actions.returned import refund_payment, take_back_payment
from sextant.society.ledger.models import Books, Closing, Cover, Entry, Fund, Invoice, OnlinePayment, Payment, Recognition
from sextant.society.ledger.online.providers import Event
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.balances import fingerprint_of
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.models import Membership
from sextant.society.members.tests.factories import PlanFactory, applied

Step = Callable[[], Any]
Facts = dict[str, tuple[int, str]]
"""What a step would make true: a name that every process gives the same thing, its amount in minor units, its currency."""


def minor_of(key: str) -> int:
    """The amount that goes with a key, the same in every process."""
    return zlib.crc32(key.encode()) % 900_00 + 1


def currency_of(key: str) -> str:
    return ("RUB", "EUR")[zlib.crc32(key.encode()) // 7 % 2]


class Journal:
    """Lines that outlive the process that wrote them."""

    def __init__(self, name: str) -> None:
        folder = Path(settings.SEXTANT_HOME) / "journals"
        folder.mkdir(exist_ok=True)
        self._file = (folder / name).open("a", encoding="utf-8")

    def write(self, what: str, **more: Any) -> None:
        print(json.dumps({"what": what, **more}, ensure_ascii=False), file=self._file, flush=True)

    def take(self, name: str, step: Step, facts: Facts, perhaps: Facts | None = None) -> None:
        """Does a step between its two lines; `perhaps` is what may follow from it, or from what another process does later."""
        self.write("intend", step=name, facts={**facts, **(perhaps or {})})
        begun = time.monotonic()
        try:
            step()
        except ValidationError as refusal:
            self.write("refused", step=name, sentence=" ".join(refusal.messages))
        except Exception as trouble:
            self.write("trouble", step=name, sentence=f"{type(trouble).__name__}: {trouble}", seconds=round(time.monotonic() - begun, 3))
        else:
            self.write("done", step=name, facts=facts, seconds=round(time.monotonic() - begun, 3))


class Bookkeeper:
    """Chooses what to do next, on whatever rows are there."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.chance = name, Random(seed)
        self.by = User.objects.get(email="treasurer@library.example")
        self.funds = list(Fund.objects.order_by("pk"))
        self.today, self.number = timezone.localdate(), 0
        self.end = time.monotonic() + 120

    def day(self) -> date:
        """A day of this month or of a year ago, so that series of two years are asked for."""
        return self.today - timedelta(days=self.chance.choice((0, 1, 5, 366, 370)))

    def pick(self, rows: QuerySet[Any]) -> Any:
        """One of the latest rows, so that several processes take the same."""
        found = list(rows.order_by("-pk")[:12])
        return self.chance.choice(found) if found else None

    def shared(self, kind: str, among: int = 60) -> str:
        return f"{kind}:{self.chance.randrange(among)}"

    def own(self, kind: str) -> str:
        self.number += 1
        return f"{kind}:{self.name}:{self.number}"

    def invoices(self, currency: str) -> list[Invoice]:
        rows = Invoice.objects.filter(kind="invoice", currency=currency, number__isnull=False).order_by("-pk")[:8]
        return self.chance.sample(list(rows), min(len(rows), self.chance.randrange(3)))

    def charges(self, key: str) -> list[Charge]:
        """One or two lines on different funds that come to the amount of the key."""
        whole, funds = minor_of(key), self.chance.sample(self.funds, 2)
        part = whole // 3 if zlib.crc32(key.encode()) % 2 else 0
        return [Charge("Взнос", "Fee", amount, "dues", fund=fund) for amount, fund in ((whole - part, funds[0]), (part, funds[1])) if amount]

    def invoice(self) -> tuple[Step, Facts]:
        key = self.shared("asked")
        fields = {"payer": Payer(name="Reader"), "currency": currency_of(key), "charges": self.charges(key), "key": key}
        return lambda: make_invoice(on=self.day(), by=self.by, **fields), {f"invoice {key}": (minor_of(key), currency_of(key))}

    def draft(self) -> tuple[Step, Facts]:
        key = self.own("drawn")
        fields = {"payer": Payer(name="Reader"), "currency": currency_of(key), "charges": self.charges(key), "key": key}
        if self.chance.random() < 0.4:
            return lambda: cancel_draft(draft_invoice(by=self.by, **fields), by=self.by), {}
        return lambda: issue_invoice(draft_invoice(by=self.by, **fields), on=self.day(), by=self.by), {
            f"invoice {key}": (minor_of(key), currency_of(key))
        }

    def dues(self) -> tuple[Step, Facts] | None:
        held = self.pick(Membership.objects.all())
        return held and (lambda: invoice_membership(held, on=self.today, by=self.by), {})

    def receive(self) -> tuple[Step, Facts]:
        key = self.shared("told")
        currency = currency_of(key)
        where = {"account": account_for(self.chance.choice(("bank", "cash"))), "fund": self.chance.choice(self.funds)}
        fields = {"amount_minor": minor_of(key), "currency": currency, "reference": key, "key": key, "invoices": self.invoices(currency)}
        return lambda: receive_payment(day=self.day(), payer_name="Reader", by=self.by, **where, **fields), {f"in {key}": (minor_of(key), currency)}

    def cover(self) -> tuple[Step, Facts] | None:
        payment, invoice = self.pick(Payment.objects.filter(refunds=None)), self.pick(Invoice.objects.filter(state="issued"))
        if payment is None or invoice is None:
            return None
        amount = max(1, min(payment.free_minor, invoice.open_minor) // self.chance.choice((1, 2)))
        return lambda: cover_invoice(payment, invoice, amount_minor=amount, on=self.day(), by=self.by), {}

    def uncover(self) -> tuple[Step, Facts] | None:
        cover = self.pick(Cover.objects.filter(taken_back_on=None))
        if cover is None:
            return None
        part = self.chance.choice((None, max(1, cover.amount_minor // 2)))
        return lambda: uncover(cover, amount_minor=part, on=self.day(), by=self.by), {}

    def credit(self) -> tuple[Step, Facts] | None:
        invoice = self.pick(Invoice.objects.filter(kind="invoice"))
        if invoice is None:
            return None
        part = self.chance.choice((None, max(1, invoice.total_minor // 2), max(1, invoice.total_minor // 5)))
        return lambda: credit_invoice(invoice, amount_minor=part, reason="x", on=self.day(), by=self.by), {}

    def refund(self) -> tuple[Step, Facts] | None:
        payment = self.pick(Payment.objects.filter(refunds=None))
        if payment is None:
            return None
        key, amount = f"out:{payment.key}", payment.amount_minor // 3 + 1
        facts = {f"out {key}": (-amount, payment.currency)}
        return lambda: refund_payment(payment, amount_minor=amount, day=self.day(), reference=key, key=key, by=self.by), facts

    def take_back(self) -> tuple[Step, Facts] | None:
        payment = self.pick(Payment.objects.all())
        if payment is None:
            return None
        facts = {f"back {payment.key}": (-payment.amount_minor, payment.currency)}
        return lambda: take_back_payment(payment, on=self.day(), reason="x", by=self.by), facts

    def recognise(self) -> tuple[Step, Facts] | None:
        payment, taken = self.pick(Payment.objects.filter(refunds=None)), self.pick(Recognition.objects.filter(taken_back_on=None))
        if taken is not None and self.chance.random() < 0.4:
            return lambda: take_back_income(taken, on=self.day(), by=self.by), {}
        if payment is None or self.chance.random() < 0.2:
            return payment and (lambda: unassign_payment(payment, on=self.day(), by=self.by), {})
        fields = {"account": "gifts", "fund": self.chance.choice(self.funds), "amount_minor": max(1, payment.free_minor // 2)}
        return lambda: recognise_income(payment, on=self.day(), by=self.by, **fields), {}

    def online(self) -> tuple[Step, Facts, Facts]:
        """A call of a payment service: several processes are told the same, in any order."""
        begun, kind = self.chance.choice(list(OnlinePayment.objects.all())), self.chance.choice(("paid", "paid", "refunded", "failed"))
        amount, currency, key = begun.amount_minor, begun.currency, f"{begun.provider}:{begun.token}"
        given_back = amount // 4 + 1
        event = Event(f"{begun.token}:{kind}", begun.token, kind, given_back if kind == "refunded" else amount, currency, self.today)
        came, went = {f"in {key}": (amount, currency)}, {f"out {begun.provider}:refund:{begun.token}:refunded": (-given_back, currency)}
        return lambda: take_event(begun.provider, event), came if kind == "paid" else {}, went if kind == "refunded" else {}

    def by_hand(self) -> tuple[Step, Facts]:
        key, fund = self.shared("hand"), self.chance.choice(self.funds)
        amount, currency = minor_of(key), currency_of(key)
        legs = [Leg("bank", amount, fund), Leg("gifts", -amount, fund)]
        fields = {"day": self.day(), "memo": "A gift", "currency": currency, "legs": legs}
        facts = {f"hand {key}": (amount, currency)}
        return lambda: write_entry(key=key, by=self.by, **fields), facts

    def drafted(self) -> tuple[Step, Facts] | None:
        waiting = self.pick(Entry.objects.filter(state="draft"))
        if waiting is not None:
            amount, currency = minor_of(waiting.key or ""), currency_of(waiting.key or "")
            if self.chance.random() < 0.3:
                return lambda: discard_draft(waiting, by=self.by), {}
            return lambda: post_entry(waiting, by=self.by), {f"hand {waiting.key}": (amount, currency)}
        key, fund = self.own("hand"), self.funds[0]
        legs = [Leg("cash", minor_of(key), fund), Leg("gifts", -minor_of(key), fund)]
        return lambda: draft_entry(day=self.day(), memo="A gift", currency=currency_of(key), legs=legs, key=key), {}

    def reverse(self) -> tuple[Step, Facts] | None:
        entry = self.pick(Entry.objects.filter(key__startswith="hand:") if self.chance.random() < 0.8 else Entry.objects.all())
        if entry is None:
            return None
        facts = {f"undo {entry.key}": (-minor_of(entry.key or ""), currency_of(entry.key or ""))}
        return lambda: reverse_entry(entry, day=self.day(), reason="x", by=self.by), facts

    def close(self) -> tuple[Step, Facts]:
        until = self.today - timedelta(days=self.chance.randrange(367, 380))
        return lambda: close_books(until=until, by=self.by), {}

    def reopen(self) -> tuple[Step, Facts]:
        return lambda: reopen_books(until=None, reason="x", by=self.by), {}

    STEPS = {
        "invoice": 5, "draft": 2, "dues": 1, "receive": 9, "cover": 6, "uncover": 3, "credit": 3, "refund": 2, "take_back": 2,
        "recognise": 3, "online": 6, "by_hand": 2, "drafted": 3, "reverse": 2, "close": 1, "reopen": 2,
    }  # fmt: skip

    def next(self) -> tuple[Any, ...]:
        """A step that can be tried, with what it would make true."""
        while True:
            name = self.chance.choices(list(self.STEPS), list(self.STEPS.values()))[0]
            wanted = getattr(self, name)()
            if wanted is not None:
                return name, *wanted


def prepare() -> None:
    """Funds, a treasurer and memberships that all bookkeepers share."""
    User.objects.create_user("treasurer@library.example", "a long password")
    for code, kind in (("villages", "restricted"), ("stipends", "endowment")):
        Fund.objects.create(code=code, restriction=kind, name_ru=code, name_en=code)
    for number in range(12):
        key = f"begun{number}"
        told = {"about_kind": "kill.nothing", "about_id": key, "amount_minor": minor_of(key), "currency": currency_of(key)}
        OnlinePayment.objects.create(provider="kill", token=key, **told)
    plan = PlanFactory()
    for _number in range(4):
        approve_application(applied(plan, on=timezone.localdate()), by=None)


def mixed(name: str, seed: str, steps: str) -> None:
    """So many random steps."""
    keeper, journal = Bookkeeper(name, int(seed)), Journal(name)
    for _number in range(int(steps)):
        journal.take(*keeper.next())
    journal.write("end")


def closing(name: str, seed: str, steps: str) -> None:
    """Closes one day after the other as soon as something is posted on it; another does the same at the same moment."""
    keeper, journal = Bookkeeper(name, int(seed)), Journal(name)
    for number in range(int(steps), 0, -1):
        until = keeper.today - timedelta(days=number)
        while Entry.objects.posted().filter(day=until).count() < 2 and time.monotonic() < keeper.end:
            time.sleep(0.01)
        journal.take(f"close {until}", lambda day=until: close_books(until=day, by=keeper.by), {})
    journal.write("end")


def posting(name: str, seed: str, steps: str) -> None:
    """Posts on the days that are about to be closed, until all of them are."""
    keeper, journal = Bookkeeper(name, int(seed)), Journal(name)
    legs = [Leg("bank", 100, keeper.funds[0]), Leg("gifts", -100, keeper.funds[0])]
    closed = keeper.today - timedelta(days=int(steps) + 1)
    while closed < keeper.today - timedelta(days=1) and time.monotonic() < keeper.end:
        fields = {"day": closed + timedelta(days=1), "memo": "A gift", "currency": "RUB", "legs": legs, "key": keeper.own("hand")}
        journal.take("post", lambda given=fields: write_entry(by=keeper.by, **given), {f"hand {fields['key']}": (100, "RUB")})
        closed = Books.objects.get().closed_until or closed
    journal.write("end")


def altered() -> list[str]:
    """Closings on whose days something was posted after they were closed."""
    return [str(closing.until) for closing in Closing.objects.all() if fingerprint_of(closing.until) != closing.fingerprint]


WORK = {"mixed": mixed, "closing": closing, "posting": posting}


def begun(work: str, *given: str) -> int:
    """A process of its own that does the work; its number. It must not share a connection with others."""
    connection.close()
    number = os.fork()
    if number == 0:
        status = 1
        try:
            WORK[work](*given)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return number


def waited(number: str) -> int:
    """The exit code of a process, when it has ended."""
    return os.waitstatus_to_exitcode(os.waitpid(int(number), 0)[1])


def office() -> None:
    """Reads what is wanted, a line each, and answers a line each: Django is set up once for many processes."""
    prepare()
    wishes = {"ready": lambda: True, "check": invariants, "altered": altered, "wait": waited, "start": begun}
    for line in sys.stdin:
        wish, *given = line.split()
        sys.stdout.write(json.dumps(wishes[wish](*given), ensure_ascii=False) + "\n")
        sys.stdout.flush()
        connection.close()


if __name__ == "__main__":
    with translation.override("en"):
        office()
