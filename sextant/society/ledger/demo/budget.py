"""Invented programmes, and budgets of two years: the first approved and amended, the second approved as it stands."""

from datetime import date

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.ledger.actions.budgets import Planned, approve_budget, booked_in, write_budget
from sextant.society.ledger.actions.chart import ensure_chart, open_programme
from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.models import BudgetAmendment, BudgetLine, BudgetYear, Programme
from sextant.society.ledger.queries.accounts import general_fund

JOURNAL, READING = "demo-journal", "demo-village-reading"
SHARES = (90, 95, 100, 105, 110)


def load_programmes(world: World) -> None:
    """What the invented money is spent for."""
    ensure_chart()
    open_programme(code=JOURNAL, name_ru="Журнал ассоциации", name_en="The association's journal", is_demo=True)
    open_programme(code=READING, name_ru="Чтение в сёлах", name_en="Reading in villages", is_demo=True)


def _journal(world: World) -> None:
    """Four issues a year: printed in March, June, September and December, subscriptions in February and August."""
    fund, programme = general_fund(), Programme.objects.get(code=JOURNAL)
    for year in (world.today.year - 1, world.today.year):
        for month in (2, 3, 6, 8, 9, 12):
            day = date(year, month, 18)
            if day >= world.today:
                continue
            amount = world.chance.randrange(60, 110) * 1_000_00
            sold = month in (2, 8)
            memo = "Подписка на журнал" if sold else "Печать номера журнала"
            pair = ("bank", "publications") if sold else ("publishing_cost", "bank")
            legs = [Leg(pair[0], amount, fund, programme), Leg(pair[1], -amount, fund, programme)]
            write_entry(day=day, memo=memo, currency="RUB", legs=legs, is_demo=True, by=None)


def _plan(year: int, rows: list[Planned], world: World) -> None:
    planned = []
    for one in rows:
        amount = one.amount_minor * world.chance.choice(SHARES) // 100 // 1_000_00 * 1_000_00
        planned.append(Planned(one.account, one.fund, amount, one.programme, one.currency, one.note))
    write_budget(year=year, planned=[one for one in planned if one.amount_minor], by=None, is_demo=True)
    approve_budget(year=year, decision=f"Правление, протокол № 12 от 20.12.{year - 1}", by=None, is_demo=True)


def load_budgets(world: World) -> None:
    """Plans near to what came, so that differences look like those of a real year."""
    _journal(world)
    first, second = world.today.year - 1, world.today.year
    rows = [one for one in booked_in(first) if one.currency == "RUB"]
    _plan(first, rows, world)
    _plan(second, rows, world)
    line = BudgetLine.objects.filter(year=second, account__use="office").select_related("account", "fund", "programme").first()
    if line is not None:
        more = Planned(line.account, line.fund, line.amount_minor + 60_000_00, line.programme, line.currency, line.note)
        write_budget(year=second, planned=[more], by=None, reason="Аренда подорожала с июля.", is_demo=True)


def remove_budgets() -> int:
    """Takes invented plans away, and real ones on invented funds and programmes, which cannot outlive them."""
    gone = 0
    for model in (BudgetLine, BudgetAmendment):
        for invented in ({"is_demo": True}, {"fund__is_demo": True}, {"programme__is_demo": True}):
            gone += model.objects.filter(**invented).delete()[0]
    return gone + BudgetYear.objects.filter(is_demo=True).delete()[0]


def remove_programmes() -> int:
    return Programme.objects.filter(is_demo=True, lines=None).delete()[0]


def register() -> None:
    registry.register("ledger programmes", 29, load_programmes, remove_programmes)
    registry.register("ledger budgets", 31, load_budgets, remove_budgets)
