"""Two years of invented books: dues invoiced and paid, grants, gifts, what the office costs; and taking them away again."""

from datetime import date, timedelta
from typing import Any

from sextant.base.accounts.models import User
from sextant.base.audit.guards import lifted
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.actions.invoices import Charge, make_invoice, payer_of
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.actions.totals import rebuild_totals
from sextant.society.ledger.demo import statement
from sextant.society.ledger.models import (
    BankAccount,
    BudgetLine,
    Closing,
    Cover,
    DuesRun,
    Entry,
    Fund,
    Invoice,
    InvoiceLine,
    Line,
    OnlinePayment,
    Payee,
    Payment,
    Programme,
    ProviderEvent,
    Recognition,
    Series,
    Statement,
    StatementLine,
)
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.members.models import Membership

MONTHLY = (("salaries", 210_000_00), ("office", 64_000_00), ("publishing_cost", 38_000_00))
YEARLY_INVOICES = 80


def _requisites() -> None:
    if not Payee.objects.exists():
        Payee.objects.create(
            name_ru="Демонстрационная библиотечная ассоциация",
            name_en="Demo Library Association",
            address_ru="101000, Москва, Примерная улица, 1",
            address_en="1 Example Street, Moscow 101000",
            tax_id="7707083893",
            director_ru="А. Б. Вымышленная",
            director_en="A. B. Imagined",
            is_demo=True,
        )
    if not BankAccount.objects.exists():
        bank = {"number": "40703810238000000014", "bank_name": "Банк «Пример»", "bic": "044525225", "correspondent": "30101810400000000225"}
        BankAccount.objects.create(title_ru="Расчётный счёт", account=account_for("bank"), is_default=True, is_demo=True, **bank)


def _book(day: date, memo: str, debit: str, credit: str, amount: int, fund: Fund) -> None:
    legs = [Leg(debit, amount, fund), Leg(credit, -amount, fund)]
    write_entry(day=day, memo=memo, currency="RUB", legs=legs, is_demo=True, by=None)


def _months(world: World, today: date) -> list[date]:
    """The tenth of every month from January of the year before to the last one that is over."""
    days = [date(year, month, 10) for year in (today.year - 1, today.year) for month in range(1, 13)]
    return [day for day in days if day < today]


def _running_costs(world: World, today: date) -> None:
    general = general_fund()
    reading = Fund.objects.create(
        code="demo-reading", restriction="restricted", name_ru="Книги сельским библиотекам", name_en="Books for village libraries", is_demo=True
    )
    _book(date(today.year - 1, 1, 9), "Остаток на начало учёта", "bank", "opening", 2_400_000_00, general)
    for day in _months(world, today):
        for use, about in MONTHLY:
            _book(day, account_for(use).name_ru, use, "bank", about + world.chance.randrange(-9, 10) * 1_000_00, general)
        _book(day, "Пожертвования на книги", "bank", "gifts", world.chance.randrange(40, 160) * 1_000_00, reading)
        if day.month % 6 == 3:
            _book(day, "Грант на развитие чтения", "bank", "grants", 1_450_000_00, general)
        if day.month % 3 == 0:
            _book(day, "Книги отправлены библиотекам", "grants_awarded", "bank", 110_000_00, reading)


def _invoice(membership: Membership, on: date, today: date, chance: Any) -> None:
    charge = Charge("Членский взнос", "Membership fee", membership.plan.fee_minor, "dues", income_kind="dues")
    invoice = make_invoice(payer=payer_of(membership.holder), charges=[charge], currency=membership.plan.currency, on=on, by=None, is_demo=True)
    paid_on = on + timedelta(days=chance.randrange(2, 40))
    if paid_on >= today or chance.random() < 0.06:
        return
    paid: dict[str, Any] = {"day": paid_on, "amount_minor": invoice.total_minor, "currency": invoice.currency, "account": account_for("bank")}
    whose: dict[str, Any] = {"person": invoice.person, "organisation": invoice.organisation, "payer_name": invoice.payer_name}
    receive_payment(reference=f"{chance.randrange(1, 900)}", key=f"demo:{invoice.pk}", invoices=[invoice], is_demo=True, by=None, **paid, **whose)


def load(world: World) -> None:
    """Books that look like those of an association of this size."""
    today = world.today
    ensure_chart()
    _requisites()
    _running_costs(world, today)
    paying = Membership.objects.filter(is_demo=True, plan__fee_minor__gt=0, plan__currency="RUB").with_holder().order_by("pk")
    chosen = list(paying[: 2 * YEARLY_INVOICES])
    for place, membership in enumerate(chosen):
        year = today.year - 1 + place % 2
        on = date(year, 1, 1) + timedelta(days=world.chance.randrange(0, 330))
        if on < today:
            _invoice(membership, on, today, world.chance)
    statement.load(today)


def remove() -> int:
    """Takes all demo money away, and the names of demo log-ins from what they wrote in real books."""
    demo = {"is_demo": True}
    with lifted():
        gone = StatementLine.objects.filter(is_demo=True)._raw_delete("default")
        for one in Statement.objects.filter(is_demo=True):
            one.file.delete(save=False)
        gone += Statement.objects.filter(is_demo=True).delete()[0]
        gone += Recognition.objects.filter(payment__is_demo=True)._raw_delete("default")
        gone += ProviderEvent.objects.filter(online__is_demo=True)._raw_delete("default")
        gone += Cover.objects.filter(payment__is_demo=True)._raw_delete("default")
        gone += OnlinePayment.objects.filter(**demo)._raw_delete("default")
        Payment.objects.filter(**demo).exclude(refunds=None)._raw_delete("default")
        gone += Payment.objects.filter(**demo)._raw_delete("default")
        InvoiceLine.objects.filter(invoice__is_demo=True)._raw_delete("default")
        gone += DuesRun.objects.filter(**demo).delete()[0]
        Invoice.objects.filter(**demo).exclude(credits=None)._raw_delete("default")
        gone += Invoice.objects.filter(**demo)._raw_delete("default")
        Line.objects.filter(entry__is_demo=True)._raw_delete("default")
        Entry.objects.filter(**demo).exclude(reverses=None)._raw_delete("default")
        gone += Entry.objects.filter(**demo)._raw_delete("default")
        Series.objects.filter(kind__startswith="demo-").delete()
        rebuild_totals()
        for model in (BankAccount, Payee):
            gone += model.objects.filter(**demo).delete()[0]
        gone += BudgetLine.objects.filter(**demo).delete()[0]
        gone += Programme.objects.filter(lines=None, budget=None, **demo).delete()[0]
        gone += Fund.objects.filter(lines=None, **demo).delete()[0]
        _forget_demo_users()
    return gone


def _forget_demo_users() -> None:
    """Demo log-ins go; what they did in real books stays, without their names (the record of changes keeps their numbers)."""
    users = User.objects.filter(is_demo=True)
    Entry.objects.filter(posted_by__in=users).update(posted_by=None)
    Invoice.objects.filter(made_by__in=users).update(made_by=None)
    Payment.objects.filter(recorded_by__in=users).update(recorded_by=None)
    Closing.objects.filter(by__in=users).update(by=None)


def register() -> None:
    registry.register("ledger", 30, load, remove)
