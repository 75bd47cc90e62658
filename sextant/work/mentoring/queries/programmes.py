"""Programmes, their people and pairs as pages and jobs read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from sextant.base.jobs import states as job_states
from sextant.base.jobs.models import Job
from sextant.society.members.models import Person
from sextant.work.mentoring import rules, states
from sextant.work.mentoring.models import Pair, Profile, Programme


@dataclass(frozen=True)
class Counts:
    """How many people and pairs a programme has; without names."""

    mentors: int
    mentees: int
    places: int
    pairs: dict[str, int]


def programmes_seen(user: Any) -> QuerySet[Programme]:
    """Open and ended ones; drafts for those who coordinate them."""
    rows = Programme.objects.select_related("section")
    if rules.is_office(user):
        return rows
    return rows.filter(~Q(state=states.DRAFT) | Q(section__in=rules.coordinated_sections(user)))


def profiles_of(programme: Programme) -> QuerySet[Profile]:
    """Everybody who takes part, with what the coordinator's page shows."""
    return Profile.objects.filter(programme=programme, is_active=True).select_related("person__region").prefetch_related("topics")


def pairs_followed(programme: Programme) -> QuerySet[Pair]:
    """Pairs with numbers only: how many meetings, when the last one was, how many goals; no word of what the two wrote."""
    rows = Pair.objects.filter(programme=programme).exclude(state=states.DROPPED).select_related("mentor", "mentee", "programme")
    return rows.annotate(
        met=Count("meetings", distinct=True),
        last_met=Max("meetings__at"),
        goals_set=Count("goals", distinct=True),
        reviewed=Count("reviews", distinct=True),
    ).order_by("state", "-affinity", "pk")


def own_pairs(person: Person) -> QuerySet[Pair]:
    rows = Pair.objects.filter(Q(mentor=person) | Q(mentee=person), state__in=states.SEEN_BY_PAIR)
    return rows.select_related("mentor", "mentee", "programme").order_by("-made_at", "-pk")


def counts_of(programme: Programme) -> Counts:
    """Counted in two queries."""
    people = list(Profile.objects.filter(programme=programme, is_active=True).values_list("role", "places"))
    mentors = [places for role, places in people if role == Profile.Role.MENTOR]
    pairs = dict(Pair.objects.filter(programme=programme).order_by().values_list("state").annotate(Count("pk")))
    return Counts(len(mentors), len(people) - len(mentors), sum(mentors), pairs)


def silent_pairs(today: date) -> Iterable[tuple[Pair, date]]:
    """Running pairs of open programmes that have not met for the weeks their programme names, and since when."""
    rows = Pair.objects.filter(state=states.RUNNING, programme__state=states.OPEN).select_related("programme", "mentor__user", "mentee__user")
    for pair in rows.annotate(last_met=Max("meetings__at")).order_by("pk"):
        since = pair.last_met.date() if pair.last_met else pair.started_on
        if since is not None and since <= today - timedelta(weeks=pair.programme.silent_weeks):
            yield pair, since


def ties(people: set[int]) -> Iterable[tuple[int, int, str]]:
    """For juries: everybody who worked together in a pair with one of these people."""
    rows = Pair.objects.filter(Q(mentor__in=people) | Q(mentee__in=people)).filter(
        Q(state__in=states.TOGETHER) | Q(state=states.LEFT, started_on__isnull=False)
    )
    for pair in rows.select_related("programme").order_by("pk"):
        one, other = (pair.mentor_id, pair.mentee_id) if pair.mentor_id in people else (pair.mentee_id, pair.mentor_id)
        yield one, other, str(pair.programme)


def is_matching(programme: Programme) -> bool:
    """Whether the job that finds pairs waits or runs; one that failed does not keep the coordinator waiting."""
    jobs = Job.objects.filter(name="mentoring.match", args__programme=programme.pk, state__in=(job_states.QUEUED, job_states.RUNNING))
    return bool(programme.matching) and jobs.exists()
