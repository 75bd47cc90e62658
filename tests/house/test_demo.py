"""The demo beside real rows: every house shows what it should, and afterwards every table holds exactly what it held before.

A house says in `tests/in_the_demo.py` what it wants: `before()` makes real rows, `shown(real)` looks at the demo beside
them (and may use it as a visitor would), `after()` asks what must hold when it is gone. All houses share one loading.
"""

import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.base.office import setup
from sextant.base.search.actions import rebuild
from sextant.society.ledger.queries.invariants import invariants

ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.glob("sextant/*/*/tests/in_the_demo.py"))
pytest.register_assert_rewrite(*NAMES)
pytestmark = pytest.mark.django_db
SIZE = {"libraries": 10, "members": 20, "people": 120}
STAYS = {"audit.Entry", "audit.PersonalValues", "jobs.Job", "ledger.MonthTotal"}
"""Tables whose rows may stay: the record and the work done are history; totals of months are written anew."""


def trouble(check: Callable[[], object] | None) -> str:
    """What the check had against the demo; empty when nothing, or when there is no check."""
    try:
        with transaction.atomic():
            if check is not None:
                check()
    except Exception:
        return traceback.format_exc()
    return ""


def rows() -> dict[str, set[Any]]:
    """The keys of all rows, by table."""
    return {model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in apps.get_models()}


def differences(before: dict[str, set[Any]], after: dict[str, set[Any]]) -> list[str]:
    """Tables that hold other rows than before."""
    return [
        f"{table}: {len(after[table] - kept)} more, {len(kept - after[table])} fewer"
        for table, kept in before.items()
        if table not in STAYS and after[table] != kept
    ]


class Told:
    """What was seen while the demo was there, and after it had gone."""

    def __init__(self, houses: dict[str, ModuleType]) -> None:
        real = {name: getattr(house, "before", lambda: None)() for name, house in houses.items()}
        setup.run_all()
        rebuild()
        kept = rows()
        load_demo(**SIZE)
        self.books = [invariants()]
        self.shown = {name: trouble(partial(house.shown, real[name])) for name, house in houses.items()}
        remove_demo()
        self.books.append(invariants())
        self.gone = {name: trouble(getattr(house, "after", None)) for name, house in houses.items()}
        self.left = differences(kept, rows())


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """One loading and one removal for all tests of this file, undone at the end."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), translation.override("en"), transaction.atomic():
        seen = Told({name: import_module(name) for name in NAMES})
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("name", NAMES)
def test_the_demo_is_alive_in(name: str, told: Told) -> None:
    assert told.shown[name] == ""
    assert told.gone[name] == ""


def test_the_demo_goes_without_a_trace(told: Told) -> None:
    assert (told.books, told.left) == ([[], []], [])
