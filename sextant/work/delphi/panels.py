"""What others may ask of studies: published ones as evidence, what panels found important as demand, and what they say of concepts."""

from collections.abc import Collection, Iterable
from typing import Any

from sextant.base.measures.registry import SMALL_CELL
from sextant.society.agenda.evidence import Thing
from sextant.society.concepts.demand import Asked
from sextant.society.concepts.judgements import Judgement
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
        told = _told(item).get("parts", {}).get(str(item.pk))
        if told and told["median"] >= item.low + UPPER * (item.high - item.low):
            words = f"{item.text_ru}\n{item.text_en}" + (f"\n{item.concept.label_ru}\n{item.concept.label_en}" if item.concept else "")
            yield Asked(str(item.pk), words, item.study.published_on, item.study.get_absolute_url(), item.text)


def _told(item: Item) -> dict[str, Any]:
    """What the report of the last round says of a question; empty where there is none."""
    last = max(item.study.rounds.all(), key=lambda one: one.number, default=None)
    found: dict[str, Any] = (last.report if last else {}).get("items", {}).get(str(item.pk), {})
    return found


def judgements(codes: Collection[str]) -> list[Judgement]:
    """Questions of published studies about the importance of these concepts, with median and dissent as the last report froze them."""
    rows = Item.objects.filter(is_importance=True, kind=Item.Kind.NUMBER, study__state=states.PUBLISHED, concept__code__in=list(codes))
    found = []
    for item in rows.select_related("study", "concept").prefetch_related("study__rounds"):
        told = _told(item)
        part = told.get("parts", {}).get(str(item.pk))
        if item.concept is None or item.study.published_on is None or not part or told["people"] < SMALL_CELL:
            continue
        dissent = told.get("dissent", [])
        found.append(
            Judgement(
                concept=item.concept.code,
                question=item.text,
                study=item.study.title,
                url=item.study.get_absolute_url(),
                day=item.study.published_on,
                people=told["people"],
                low=item.low,
                high=item.high,
                median=part["median"],
                q1=part["q1"],
                q3=part["q3"],
                within=part["within"],
                dissent=len(dissent),
                reasons=tuple(one["argument"] for one in dissent if one.get("argument")),
            )
        )
    return found


def important_items() -> list[Asked]:
    """Questions of published studies about importance whose panel put them into the upper third."""
    return list(_asked(Item.objects.filter(is_importance=True, kind=Item.Kind.NUMBER, study__state=states.PUBLISHED)))


def items_named(keys: Collection[str]) -> list[Asked]:
    return list(_asked(Item.objects.filter(pk__in=[key for key in keys if key.isdecimal()], is_importance=True, study__state=states.PUBLISHED)))
