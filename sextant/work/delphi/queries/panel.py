"""Who was asked and who has answered; never what."""

from dataclasses import dataclass

from django.db.models import Count, Q

from sextant.base.ordering import in_order
from sextant.work.delphi.models import Answer, Item, Panelist, Round, Study


@dataclass(frozen=True)
class Place:
    """A member of the panel and how many items of the running round they have answered."""

    panelist: Panelist
    answered: int


def places_of(study: Study, running: Round | None) -> list[Place]:
    """Everybody on the panel, in one query."""
    counted = Count("answers", filter=Q(answers__round=running, answers__is_current=True)) if running else Count("answers", filter=Q(pk__in=[]))
    return [Place(one, one.number) for one in study.panel.annotate(number=counted).order_by("name", "pk")]


def own_answers(panelist: Panelist) -> dict[int, Answer]:
    """The latest answer of a member of the panel to each item, whatever the round."""
    rows = Answer.objects.filter(panelist=panelist, is_current=True).select_related("round").order_by("round__number")
    return {one.item_id: one for one in rows}


def next_item(panelist: Panelist, running: Round, after: Item | None = None) -> Item | None:
    """The next item not answered in this round, in their order, from `after` on and then from the beginning."""
    done = set(Answer.objects.filter(panelist=panelist, round=running, is_current=True).values_list("item", flat=True))
    waiting = [one for one in panelist.study.items.all() if one.pk not in done]
    later = [one for one in waiting if after is None or (one.position, one.pk) > (after.position, after.pk)]
    return next(iter(later or waiting), None)


def unfinished(one: Round) -> list[Panelist]:
    """Members of the panel who have not answered everything in this round."""
    items = one.study.items.count()
    rows = one.study.panel.filter(left_on=None).annotate(number=Count("answers", filter=Q(answers__round=one, answers__is_current=True)))
    return list(in_order(rows.filter(number__lt=items).select_related("study")))
