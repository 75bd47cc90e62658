"""The demo's study: two rounds of twelve invented experts, published; and a second one that runs."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.jobs.worker import perform_here
from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Person
from sextant.work.delphi.actions.rounds import answer, close_round, close_study, open_round, publish_study
from sextant.work.delphi.actions.studies import consent, invite, save_item, save_study
from sextant.work.delphi.demo.words import ALLOCATION, CONCEPTS, ENDS, FIRST, ITEMS, OPTIONS, SECOND, SHARES, STUDY, WHY
from sextant.work.delphi.models import Item, Panelist, Study
from sextant.work.delphi.queries.audit import audit_file


def _asked(study: Study) -> list[Item]:
    made = []
    for number, (text_ru, text_en, important, low, high, band) in enumerate(ITEMS):
        given: dict[str, Any] = {
            "concept": Concept.objects.living().filter(label_en=CONCEPTS.get(number, "")).first(),
            **(ENDS if important else {}),
            "text_ru": text_ru,
            "text_en": text_en,
            "is_importance": important,
            "low": low,
            "high": high,
            "band": band,
        }
        made.append(save_item(study, None, by=None, **given))
    made.append(save_item(study, None, by=None, kind=Item.Kind.ALLOCATION, text_ru=ALLOCATION[0], text_en=ALLOCATION[1], lines=OPTIONS))
    return made


def _panel(study: Study) -> list[Panelist]:
    people = list(Person.objects.filter(is_demo=True, merged_into=None).exclude(email="").order_by("pk")[: len(FIRST[0])])
    made = []
    for place, person in enumerate(people):
        name, email = person.full_name, f"expert{place}@demo.example"
        panelist = invite(study, name=name, email=email, person=person, language="ru", by=None)
        made.append(consent(panelist, on=timezone.localdate()))
    return made


def _round(study: Study, items: list[Item], panel: list[Panelist], values: tuple[tuple[int, ...], ...], world: World, ago: int) -> None:
    opened = world.today - timedelta(days=ago)
    one = open_round(study, closes_on=opened + timedelta(days=10), today=opened, by=None)
    for item, row in zip(items, values, strict=False):
        for place, (panelist, value) in enumerate(zip(panel, row, strict=False)):
            why = WHY[place] if item == items[0] and one.number == 2 else ""
            answer(panelist, item, value=value, expertise=1 + place % 5, argument=why, today=opened + timedelta(days=1 + place % 9))
    for panelist, shares in zip(panel[: len(values[0])], SHARES, strict=False):
        given = {str(key): points for key, points in enumerate(shares, 1)}
        answer(panelist, items[-1], value=given, today=opened + timedelta(days=3))
    closed = close_round(study, today=opened + timedelta(days=10), by=None)
    assert closed.job is not None
    perform_here(closed.job)


def load(world: World) -> None:
    """Two rounds whose second is more of one mind than the first, one member of the panel having left."""
    guideline = Guideline.objects.filter(direction__agenda__is_current=True, direction__code="V", number=1).first()
    study = save_study(None, by=None, is_demo=True, guideline=guideline, **STUDY)
    items, panel = _asked(study), _panel(study)
    if len(panel) < len(FIRST[0]):
        return
    _round(study, items, panel, FIRST, world, 40)
    _round(study, items, panel, SECOND, world, 20)
    study = close_study(study, by=None)
    publish_study(study, fingerprint=hashlib.sha256(audit_file(study)).hexdigest(), today=world.today - timedelta(days=5), by=None)


def remove() -> int:
    """Takes everything of the demo away."""
    return Study.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("delphi", 76, load, remove)
