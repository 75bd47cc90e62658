"""Titles that somebody keeps in by hand: the lab knows demands only, so they get a mark of ours and a demand that all of them are bought."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.lab.acquisitions.choices import choices
from sextant.lab.acquisitions.demands import Demand
from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.holdings import Holdings
from sextant.lab.acquisitions.planning import Plan
from sextant.lab.acquisitions.targets import Number, Targets
from sextant.lab.acquisitions.titles import Title
from sextant.lab.sentences import Said
from sextant.work.acquisitions.refusals import Refusal

FIELD, MARK = "format", "kept by hand"
NAME = f"{FIELD}={MARK} min titles"
KEPT = _("Titles that you keep in by hand are bought: %(number)s.")
WHY = _("You keep it in by hand.")


def by_hand(candidates: Sequence[Title], held: Holdings, asked: Targets, keys: Sequence[str]) -> tuple[list[Title], Targets, set[str]]:
    """The candidates with our mark, the demands with ours, and those of the titles that can be bought at all: not held in plenty, nor too dear."""
    wanted = set(keys)
    marked = [_marked(one) if one.id in wanted else one for one in candidates]
    if not wanted:
        return list(candidates), asked, set()
    try:
        there = {one.id for one in choices(marked, held, asked).titles} & wanted
    except AcquisitionsError:
        return list(candidates), asked, set()
    if not there:
        return list(candidates), asked, set()
    return marked, replace(asked, numbers=(*asked.numbers, Number(FIELD, MARK, len(there)))), there


def _marked(title: Title) -> Title:
    return replace(title, tags={**title.tags, FIELD: (*title.tags.get(FIELD, ()), MARK)})


def without_our_mark(plan: Plan, number: int) -> Plan:
    """The plan with our demand told as what it is."""
    if not number:
        return plan
    said = Said("kept_by_hand", *(Refusal(KEPT, number=number).sentence(language) for language in ("en", "ru")))
    old = next((one.demand.said for one in plan.costs if one.demand.name == NAME), None)
    clash = plan.contradiction
    if clash is not None:
        old = next((one.demand.said for one in clash.conflicts if one.demand.name == NAME), old)
    if old is None:
        return plan
    costs = tuple(replace(one, demand=_renamed(one.demand, said)) for one in plan.costs)
    chosen = tuple(replace(one, why=tuple(_retold(why, old) for why in one.why)) for one in plan.chosen)
    if clash is not None:
        conflicts = tuple(replace(one, demand=_renamed(one.demand, said), said=_in_words(one.said, old, said)) for one in clash.conflicts)
        clash = replace(clash, conflicts=conflicts)
    left = tuple(replace(one, why=_in_words(one.why, old, said)) for one in plan.left_out)
    notes: tuple[Any, ...] = tuple(_in_words(one, old, said) for one in plan.notes)
    return replace(plan, costs=costs, chosen=chosen, contradiction=clash, left_out=left, notes=notes)


def _renamed(demand: Demand, said: Said) -> Demand:
    return replace(demand, said=said) if demand.name == NAME else demand


def _retold(why: Said, old: Said) -> Said:
    """A reason that speaks of our demand becomes “kept in by hand”."""
    return Said("kept_by_hand", *(Refusal(WHY).sentence(language) for language in ("en", "ru"))) if old.en in why.en else why


def _in_words(sentence: Said, old: Said, new: Said) -> Said:
    return Said(sentence.code, sentence.en.replace(old.en, new.en), sentence.ru.replace(old.ru, new.ru))
