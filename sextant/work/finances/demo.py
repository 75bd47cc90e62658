"""Demo: three scenarios, a forecast for the workers to compute, and last year closed and published where all books are invented."""

from datetime import date

from django.core.exceptions import ValidationError

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.models import Books, Closing, Entry
from sextant.work.finances.actions.forecasts import ask_forecast
from sextant.work.finances.actions.scenarios import add_change, make_scenario
from sextant.work.finances.actions.statements import publish_statement
from sextant.work.finances.models import ForecastRun, OpenStatement, Scenario
from sextant.work.finances.queries.books import HOME

TREASURER = "secretary@demo.example"


def _scenarios(today: date, by: User | None) -> None:
    january, july = date(today.year + 1, 1, 1), date(today.year + 1, 7, 1)
    wanted = (
        ("Взносы +10 %, грант заканчивается в июне", (("income:dues", january, 100, None), ("income:grants", july, -1000, None))),
        ("Аренда дороже на четверть", (("cost:5500", january, 250, None),)),
        ("Курсы дают 60 000 в месяц", (("income:learning", january, None, 60_000_00),)),
    )
    for name, changes in wanted:
        scenario = make_scenario(name=name, currency=HOME, by=by, is_demo=True)
        for key, since, permille, amount in changes:
            add_change(scenario, key=key, since=since, permille=permille, amount_minor=amount, by=by)


def load(world: World) -> None:
    """Books that hold anything real are neither closed nor published."""
    by = world.left.get(TREASURER)
    _scenarios(world.today, by)
    year = world.today.year - 1
    if by is not None and not Entry.objects.filter(is_demo=False).exists() and not Books.objects.exclude(closed_until=None).exists():
        try:
            closing = close_books(until=date(year, 12, 31), by=by)
            Closing.objects.filter(pk=closing.pk).update(is_demo=True)
            publish_statement(year=year, by=by, is_demo=True)
        except ValidationError:
            return
    if Entry.objects.filter(is_demo=True).exists():
        ask_forecast(currency=HOME, by=by, is_demo=True)


def remove() -> int:
    """Takes it all away; books that only the demo closed are open again."""
    gone = sum(model.objects.filter(is_demo=True).delete()[0] for model in (Scenario, ForecastRun, OpenStatement))
    closing = Closing.objects.first()
    if closing is not None and closing.is_demo:
        Books.objects.filter(closed_until=closing.until).update(closed_until=closing.before)
    return gone + Closing.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("finances", 85, load, remove)
