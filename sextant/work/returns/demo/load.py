"""A dozen years of invented returns for the libraries of the demo association: plausible, and clearly marked."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import index_many
from sextant.society.members.models import Organisation
from sextant.work.returns.actions.storing import store_years
from sextant.work.returns.demo import questionnaires
from sextant.work.returns.demo.estimates import make_estimates
from sextant.work.returns.demo.peers import compare, tell_story
from sextant.work.returns.demo.rounds import make_round
from sextant.work.returns.models import Collection, Library, Story
from sextant.work.returns.reckoning import panel
from sextant.work.returns.reckoning.figuring import figure_out
from sextant.work.returns.reckoning.staging import Stage, StagedYear

CODE = "demo"
YEARS = 12
"""Years before the pandemic enough for forecasts to learn how much an ordinary year moves."""
DIP, SETTLED = {2020: 0.45, 2021: 0.6}, 0.94
"""Visits against a year before the pandemic: during it, and at the level at which they settled afterwards."""
WHOLE = frozenset({"staff_fte"})
Habits = dict[str, float]


def load(world: World) -> None:
    """Makes the collection, its libraries and their returns up to last year."""
    organisations: list[Organisation] = world.left.get("libraries", [])
    if not organisations:
        return
    collection = _collection()
    chance = Random(world.chance.random())
    libraries = _libraries(collection, organisations)
    habits = [_habits(chance) for _library in libraries]
    room = Path(settings.SEXTANT_HOME) / "lab"
    room.mkdir(parents=True, exist_ok=True)
    last = world.today.year - 1
    with tempfile.TemporaryDirectory(prefix="demo-", dir=room) as folder:
        stage = Stage(Path(folder))
        for year in range(last - YEARS + 1, last + 1):
            stage.years[year] = _staged(Path(folder), year, libraries, habits, chance)
        figure_out(collection, stage, lambda: None)
        store_years(None, collection, stage)
        for staged in stage.changed:
            if staged.made is not None:
                panel.keep(panel.folder_of(collection), staged.made, staged.year, staged.fingerprint)
    index_many(Library.objects.filter(collection=collection).select_related("collection"))
    make_round(world, collection)
    make_estimates(collection)
    compare(collection, last)
    tell_story(collection)


def _collection() -> Collection:
    return Collection.objects.create(
        code=CODE,
        name_ru="Отчёты библиотек (демонстрация)",
        name_en="Returns of libraries (demo)",
        mapping=CODE,
        country="RU",
        currency="RUB",
        feeds_agenda=not Collection.objects.filter(feeds_agenda=True).exists(),
        is_demo=True,
    )


def _libraries(collection: Collection, organisations: list[Organisation]) -> list[Library]:
    return Library.objects.bulk_create(
        (
            Library(
                collection=collection,
                key=f"D{number:05d}",
                name=organisation.name_ru,
                region=organisation.region.code if organisation.region else "",
                attributes={"city": organisation.city, "address": organisation.address},
                organisation=organisation,
                is_demo=True,
            )
            for number, organisation in enumerate(organisations, 1)
        ),
        batch_size=500,
    )


def _habits(chance: Random) -> Habits:
    """What makes one library differ from another, for all its years."""
    return {
        "population": min(900_000, max(350, chance.lognormvariate(8.9, 1.15))),
        "use": chance.lognormvariate(0, 0.35),
        "lending": chance.lognormvariate(0, 0.3),
        "money": chance.lognormvariate(0, 0.28),
        "digital": chance.lognormvariate(0, 0.5),
        "children": min(0.75, max(0.15, chance.gauss(0.42, 0.1))),
        "growth": chance.gauss(0.004, 0.012),
        "care": chance.random(),
    }


def _staged(folder: Path, year: int, libraries: list[Library], habits: list[Habits], chance: Random) -> StagedYear:
    staged = StagedYear(year, folder / f"{year}.jsonl")
    with staged.rows.open("w", encoding="utf-8") as stream:
        for line, (library, habit) in enumerate(zip(libraries, habits, strict=True), 2):
            values, statuses, origins = _said(habit, year, chance)
            row = {"key": library.key, "name": library.name, "region": library.region, "line": line, "attributes": library.attributes}
            row |= {"held": None, "revision": 1, "values": values, "statuses": statuses, "origins": origins}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            staged.keys.add(library.key)
    return staged


def _said(habit: Habits, year: int, chance: Random) -> tuple[dict[str, Any], dict[str, str], dict[str, str]]:
    """Values, reasons for gaps, and origins of one return: a few gaps, a few imputed, small staffs withheld."""
    values = {code: round(value, 2 if code in WHOLE else 0) for code, value in _figures(habit, year, chance)}
    values = {code: value if code in WHOLE else int(value) for code, value in values.items()}
    statuses: dict[str, str] = {}
    if values["staff_fte"] <= 2:
        statuses |= dict.fromkeys(("spending_staff",), "suppressed")
    lax = 0.06 if habit["care"] < 0.15 else 0.006
    statuses |= {code: "missing" for code in values if code != "population" and chance.random() < lax}
    origins = dict.fromkeys(("visits", "loans", "spending"), "imputed") if habit["care"] < 0.03 and chance.random() < 0.5 else {}
    held = {code: value for code, value in values.items() if code not in statuses}
    return held, statuses, {code: origin for code, origin in origins.items() if code in held}


def _figures(habit: Habits, year: int, chance: Random) -> Iterator[tuple[str, float]]:
    """Thirty variables of one library and year, each following from those before it."""
    trend = year - 2023
    people = habit["population"] * (1 + habit["growth"]) ** trend
    near = lambda middle, spread=0.03: max(0.0, middle * chance.gauss(1, spread))  # noqa: E731
    dip = DIP.get(year, SETTLED if year > max(DIP) else 1.0)
    users = min(people * 0.9, near(people * 0.31 * habit["use"] ** 0.5 * dip**0.4))
    visits, loans = near(users * 8.2 * habit["use"] * dip), near(users * 17 * habit["lending"] * dip * 0.985**trend)
    electronic = near(loans * 0.035 * habit["digital"] * 1.22**trend)
    stock = near(people**0.86 * 9, 0.03)
    staff = max(0.5, near(people**0.82 / 330, 0.03))
    spending = near(staff * 780_000 * habit["money"] * 1.075**trend)
    events = near(staff * 34 * dip)
    yield from (("population", people), ("registered_users", users), ("visits", visits), ("loans", loans), ("loans_electronic", electronic))
    yield from (("loans_physical", max(0.0, loans - electronic)), ("loans_children", loans * habit["children"]))
    yield from (("stock", stock), ("stock_print", stock * 0.94), ("stock_electronic", near(stock * 0.02 * habit["digital"] * 1.15**trend)))
    yield from (("acquisitions", near(stock * 0.019 * habit["money"])), ("subscriptions", near(12 + people**0.5 / 6)))
    yield from (("staff_fte", staff), ("librarians", staff * 0.78), ("librarians_with_degree", near(staff * 0.78 * 0.48)))
    yield from (("spending", spending), ("spending_staff", spending * 0.71), ("spending_collection", near(spending * 0.075)))
    yield from (("spending_electronic", near(spending * 0.009 * habit["digital"])), ("income", near(spending * 1.01, 0.01)))
    yield from (("income_local", spending * 0.83), ("income_other", near(spending * 0.035)))
    yield from (("programmes", events), ("programmes_children", events * habit["children"]))
    yield from (("attendance", near(events * 24)), ("attendance_children", near(events * 27 * habit["children"])))
    yield from (
        ("computers", 1 + near(people**0.55 / 22)),
        ("computer_sessions", near(users * 0.6 * dip)),
        ("wifi_sessions", near(users * 0.9 * dip * 1.08**trend)),
    )
    yield from (("hours_open", near(1_900 * (0.8 + people / 900_000), 0.04)), ("reference_questions", near(visits * 0.06)))
    yield from (("interlibrary_received", near(loans * 0.0012)), ("branches", people // 9_000))


@transaction.atomic
def remove() -> int:
    """Takes the collection away with all it holds."""
    stories = Story.objects.filter(is_demo=True).delete()[0]
    return stories + Collection.objects.filter(is_demo=True).delete()[0]


registry.register("returns", 40, load, remove)
registry.register("questionnaires", 66, questionnaires.load, questionnaires.remove)
