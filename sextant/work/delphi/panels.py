"""What others may ask of studies: published ones as evidence, and what panels found important as demand by concept."""

from collections.abc import Collection, Iterable
from typing import Any

from sextant.society.agenda.evidence import Thing
from sextant.society.concepts.demand import Asked
from sextant.work.delphi import states
from sextant.work.delphi.models import Item, Study

UPPER = 2 / 3
"""Important is what has its median in the upper third of the scale."""


def studies_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Those that everybody may read."""
    rows = Study.objects.filter(pk__in=keys, state=states.PUBLISHED)
    return {str(one.pk): Thing(one.title, one.get_absolute_url()) for one in rows}


def _asked(rows: Any) -> Iterable[Asked]:
    for item in rows.select_related("study", "concept").prefetch_related("study__rounds"):
        last = max(item.study.rounds.all(), key=lambda one: one.number, default=None)
        told = (last.report if last else {}).get("items", {}).get(str(item.pk), {}).get("parts", {}).get(str(item.pk))
        if told and told["median"] >= item.low + UPPER * (item.high - item.low):
            words = f"{item.text_ru}\n{item.text_en}" + (f"\n{item.concept.label_ru}\n{item.concept.label_en}" if item.concept else "")
            yield Asked(str(item.pk), words, item.study.published_on, item.study.get_absolute_url(), item.text)


def important_items() -> list[Asked]:
    """Questions of published studies about importance whose panel put them into the upper third."""
    return list(_asked(Item.objects.filter(is_importance=True, kind=Item.Kind.NUMBER, study__state=states.PUBLISHED)))


def items_named(keys: Collection[str]) -> list[Asked]:
    return list(_asked(Item.objects.filter(pk__in=[key for key in keys if key.isdecimal()], is_importance=True, study__state=states.PUBLISHED)))
