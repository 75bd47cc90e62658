"""The parts of a call, group by group, for the page that builds it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.money import money
from sextant.work.calls.models import Call
from sextant.work.calls.queries.eligibility import RULES, conditions_of


@dataclass(frozen=True)
class Group:
    """One kind of part: its name, what it is for, and its rows as (part, title, note)."""

    kind: str
    title: str | Promise
    about: str | Promise
    rows: list[tuple[Any, str, str]]


def _questions(call: Call) -> list[tuple[Any, str, str]]:
    found = []
    for field in call.fields.all():
        notes = [field.get_kind_display(), str(_("required") if field.required else _("may stay empty"))]
        if field.hidden:
            notes.append(str(_("for the organisers alone")))
        found.append((field, field.label, ", ".join(notes)))
    return found


def _prizes(call: Call) -> list[tuple[Any, str, str]]:
    found = []
    for prize in call.prizes.select_related("category"):
        notes = [prize.get_kind_display(), f"× {prize.count}"]
        if prize.amount_minor:
            notes.append(money(prize.amount_minor, prize.currency))
        if prize.category:
            notes.append(str(prize.category))
        found.append((prize, prize.title, ", ".join(notes)))
    return found


def parts_of(call: Call) -> list[Group]:
    """All parts of a call in the order in which they are best filled in."""
    conditions = [(one, RULES[one.kind][0](one), "") for one in conditions_of(call)]
    criteria = [(one, one.title, str(_("weight %(weight)s") % {"weight": one.weight})) for one in call.criteria.all()]
    stages = [(one, str(one), one.get_kind_display()) for one in call.stages.all()]
    plain = [(one, one.title, "") for one in call.categories.all()]
    topics = [(one, one.title, "") for one in call.topics.all()]
    return [
        Group("field", _("Questions of the entry form"), _("What an author answers: texts, files, a budget."), _questions(call)),
        Group("condition", _("Who may enter"), _("Rules the site checks by itself when an entry is submitted."), conditions),
        Group("category", pgettext_lazy("call", "Categories"), _("Only if entries are judged in groups of their own."), plain),
        Group("topic", pgettext_lazy("call", "Topics"), _("By topics entries are given to jurors who know them."), topics),
        Group("stage", pgettext_lazy("call", "Stages"), _("Longlist, jury, public vote: in this order."), stages),
        Group("criterion", _("Criteria of the jury"), _("With weights, and with what the scores mean."), criteria),
        Group("prize", _("Prizes"), _("Diplomas, money, travel and project grants."), _prizes(call)),
    ]
