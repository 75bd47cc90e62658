"""What the assignment and the pages of the jury read: who may judge what, how loaded everybody is, what a juror has to do."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.base.ordering import in_order
from sextant.work.calls import states
from sextant.work.calls.models import Call, Conflict, Entry, Juror, Knowledge, Review, Stage


@dataclass(frozen=True)
class Board:
    """Everything an assignment of a stage is made from, by keys: read in a constant number of queries."""

    entries: list[int]
    jurors: dict[int, int]
    topics_of_entries: dict[int, list[int]]
    knowledge: dict[int, dict[int, int]]
    barred: set[tuple[int, int]]
    standing: list[Review]
    begun: set[int]
    recused: set[tuple[int, int]]
    numbers: dict[int, str]
    names: dict[int, str]


def board_of(stage: Stage) -> Board:
    """Submitted entries that came to this stage, jurors who agreed with their loads, ties, and reviews there are."""
    call = stage.call
    entries = list(Entry.objects.filter(call=call, state=states.SUBMITTED, stage=stage).order_by("number"))
    jurors = list(Juror.objects.filter(call=call, state=states.AGREED).select_related("person").order_by("pk"))
    topics: dict[int, list[int]] = defaultdict(list)
    for entry, topic in Entry.topics.through.objects.filter(entry__call=call).values_list("entry", "topic"):
        topics[entry].append(topic)
    knowledge: dict[int, dict[int, int]] = defaultdict(dict)
    for juror, topic, strength in Knowledge.objects.filter(juror__call=call).values_list("juror", "topic", "strength"):
        knowledge[juror][topic] = strength
    reviews: list[Any] = list(in_order(Review.objects.filter(stage=stage).annotate(scored=Count("scores"))))
    return Board(
        [entry.pk for entry in entries],
        {juror.pk: call.load if juror.load is None else juror.load for juror in jurors},
        topics,
        knowledge,
        set(Conflict.objects.filter(juror__call=call).values_list("entry", "juror")),
        [review for review in reviews if review.state != states.RECUSED],
        {review.pk for review in reviews if review.scored},
        {(review.entry_id, review.juror_id) for review in reviews if review.state == states.RECUSED},
        {entry.pk: entry.code for entry in entries},
        {juror.pk: juror.person.full_name for juror in jurors},
    )


def jury_of(call: Call) -> QuerySet[Juror]:
    """The jury with how much each has and has done."""
    rows = Juror.objects.filter(call=call).select_related("person")
    standing = Q(reviews__state__in=[states.ASSIGNED, states.REVIEWED])
    return rows.annotate(
        given=Count("reviews", filter=standing, distinct=True),
        done=Count("reviews", filter=Q(reviews__state=states.REVIEWED), distinct=True),
        ties=Count("conflicts__entry", distinct=True),
    ).order_by("-is_chair", "person__family_name", "pk")


def reviews_of(juror: Juror) -> QuerySet[Review]:
    """What the juror has to judge or has judged: entries that stand; those they stepped back from are gone."""
    rows = Review.objects.filter(juror=juror, entry__state=states.SUBMITTED).exclude(state=states.RECUSED)
    return rows.select_related("entry__category", "entry__call", "entry__person", "stage").order_by("state", "entry__number")


def juries_of(user: Any) -> QuerySet[Juror]:
    """Juries a user is asked into or sits in, of calls that are not over."""
    rows = Juror.objects.filter(person__user=user, state__in=[states.INVITED, states.AGREED])
    return rows.filter(call__state=states.PUBLISHED).select_related("call").order_by("call__closes_at")


def others_reviews(review: Review) -> QuerySet[Review]:
    """The other submitted reviews of the same entry at the same stage; nothing before the juror's own is in, and only if the call shows them."""
    rows = Review.objects.filter(stage=review.stage_id, entry=review.entry_id, state=states.REVIEWED).exclude(pk=review.pk)
    if not review.entry.call.shows_reviews or review.state != states.REVIEWED:
        return rows.none()
    return rows.prefetch_related("scores__criterion").order_by("submitted_at", "pk")
