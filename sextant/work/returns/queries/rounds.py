"""Rounds and their returns: who was asked, who has answered, who has not, by region."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.members.models import Region
from sextant.work.returns import rules, states
from sextant.work.returns.models import Query, Round, Submission

ANSWERED = ~Q(state__in=states.NOT_ANSWERED)
WISHES: dict[str, tuple[str | Promise, Q]] = {
    "unanswered": (_("not answered yet"), Q(state__in=states.NOT_ANSWERED)),
    "unreachable": (_("without an address for letters"), Q(organisation=None)),
    "errors": (_("with errors"), Q(hard__gt=0)),
    "lacking": (_("begun, with answers lacking"), Q(state=states.STARTED, lacking__gt=0)),
    "doubts": (_("with questions that have no answer"), Q(unanswered__gt=0)),
    "ready": (_("ready to be sent"), Q(state__in=[states.STARTED, states.QUERIED], lacking=0, hard=0, unanswered=0, open_queries=0)),
    "uncertified": (_("sent and not certified"), Q(state=states.SENT, certified_at=None)),
    "clean": (_("certified, without any question of the checks"), Q(state=states.SENT, certified_at__isnull=False, flags=[])),
    "certified": (_("certified, to be accepted"), Q(state=states.SENT, certified_at__isnull=False)),
}
"""What a list of returns may be narrowed to, beside a state."""


def returns_for(user: Any, work: Round) -> QuerySet[Submission]:
    """The returns of a round that the user checks: all for the office, those of the regions kept for an officer."""
    rows = work.submissions.select_related("library", "region").order_by("library__name", "pk")
    return rows if rules.is_office(user) else rows.filter(region__in=rules.regions_kept(user))


def narrowed(rows: QuerySet[Submission], *, q: str = "", region: Any = None, state: str = "", wish: str = "") -> QuerySet[Submission]:
    """Those whose name or key holds the text, of a region, in a state, of a kind of `WISHES`."""
    if q.strip():
        rows = rows.filter(Q(library__name__icontains=q.strip()) | Q(library__key__iexact=q.strip()))
    if region is not None:
        rows = rows.filter(region=region)
    if state:
        rows = rows.filter(state=state)
    if wish in WISHES:
        rows = rows.filter(WISHES[wish][1])
    return rows


@dataclass(frozen=True)
class Step:
    """One state with how many returns are in it."""

    state: str
    name: str | Promise
    tone: str
    count: int


def steps_of(rows: QuerySet[Submission]) -> list[Step]:
    """Every state in the order of the way, those in which there is none too."""
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [Step(code, name, states.TONES[code], found.get(code, 0)) for code, name in states.SUBMISSION_NAMES.items()]


@dataclass(frozen=True)
class RegionRow:
    """A region in a round: asked, answered (sent at least once), accepted; the share answered lies between 0 and 1."""

    pk: int | None
    code: str
    name: str
    asked: int
    answered: int
    accepted: int

    @property
    def share(self) -> float:
        return self.answered / self.asked if self.asked else 0.0


def by_region(rows: QuerySet[Submission]) -> list[RegionRow]:
    """Regions by code, those without a region last."""
    taken = Q(state__in=[states.ACCEPTED, states.PUBLISHED_RETURN])
    grouped = rows.order_by().values("region").annotate(asked=Count("pk"), answered=Count("pk", filter=ANSWERED), accepted=Count("pk", filter=taken))
    counted = list(grouped.values_list("region", "asked", "answered", "accepted"))
    names = {region.pk: region for region in Region.objects.filter(pk__in=[row[0] for row in counted])}
    found = []
    for key, asked, answered, accepted in counted:
        region = names.get(key)
        code, name = (region.code, str(region)) if region else ("", str(_("no region given")))
        found.append(RegionRow(key, code, name, asked, answered, accepted))
    return sorted(found, key=lambda row: (not row.code, row.code))


def rounds_for(user: Any) -> QuerySet[Round]:
    """Rounds with how many were asked and have answered, of what the user checks."""
    seen = Q() if rules.is_office(user) else Q(submissions__region__in=rules.regions_kept(user))
    asked, answered = Count("submissions", filter=seen), Count("submissions", filter=seen & ~Q(submissions__state__in=states.NOT_ANSWERED))
    accepted = Count("submissions", filter=seen & Q(submissions__state__in=[states.ACCEPTED, states.PUBLISHED_RETURN]))
    rows = Round.objects.defer("questionnaire_text").select_related("collection")
    return rows.annotate(asked=asked, answered=answered, accepted=accepted).filter(asked__gt=0).order_by("-year", "collection__code")


TO_DO = Case(
    When(state=states.QUERIED, then=Value(0)), When(state__in=states.NOT_ANSWERED, then=Value(1)), default=Value(2), output_field=IntegerField()
)


def own_returns(user: Any) -> QuerySet[Submission]:
    """The returns of libraries for which the user acts, those to be done first."""
    rows = Submission.objects.filter(organisation__in=rules.represented(user)).select_related("round__collection", "library")
    return rows.defer("round__questionnaire_text").annotate(to_do=TO_DO).order_by("to_do", "-round__year", "library__name")


def queries_of(row: Submission) -> QuerySet[Query]:
    return row.queries.select_related("by", "answered_by")


STATE_CHOICES = [("", pgettext_lazy("returns", "any state")), *states.SUBMISSION_NAMES.items()]
WISH_CHOICES = [("", pgettext_lazy("returns", "all")), *((code, name) for code, (name, _q) in WISHES.items())]
