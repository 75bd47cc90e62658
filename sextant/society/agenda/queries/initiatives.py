"""Reading initiatives: filtered lists, and one initiative with everything around it, each for one reader."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sextant.base.exports.tables import Column, Table
from sextant.base.permissions.queries import holds
from sextant.base.search.queries import matching_ids
from sextant.society.agenda import states
from sextant.society.agenda.models import Contribution, Guideline, Initiative, Milestone, Participant
from sextant.society.agenda.queries.visible import visible_initiatives
from sextant.society.agenda.rules import may_move, may_report_on
from sextant.society.members.models import Person, Section


@dataclass(frozen=True)
class Filters:
    """What a list of initiatives is narrowed to; empty values do not narrow."""

    state: str = ""
    direction: str = ""
    guideline: Guideline | None = None
    section: Any = None
    year: int | None = None
    text: str = ""


def with_homes(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """With section, owner, contributions and the number of milestones at hand, two queries for any number of rows."""
    contributions = Contribution.objects.select_related("guideline__direction__agenda")
    counted = rows.annotate(steps=_milestones(), steps_reached=_milestones(done_on__isnull=False))
    return counted.select_related("section", "owner").prefetch_related(Prefetch("contributions", contributions))


def _milestones(**only: Any) -> Coalesce:
    each = Milestone.objects.filter(initiative=OuterRef("pk"), **only).order_by().values("initiative")
    return Coalesce(Subquery(each.annotate(count=Count("pk")).values("count")), 0)


def initiatives(user: Any, filters: Filters) -> QuerySet[Initiative]:
    """The initiatives that this reader may know of, narrowed; the latest change first."""
    rows = visible_initiatives(user)
    if filters.state:
        rows = rows.filter(state__in=states.OPEN if filters.state == "open" else [filters.state])
    if filters.guideline is not None:
        rows = rows.filter(pk__in=filters.guideline.contributions.values("initiative"))
    if filters.direction:
        of_direction = Contribution.objects.filter(guideline__direction__code=filters.direction, guideline__direction__agenda__is_current=True)
        rows = rows.filter(pk__in=of_direction.values("initiative"))
    if filters.section is not None:
        rows = rows.filter(section=filters.section)
    if filters.year:
        rows = rows.filter(running_in(date(filters.year, 1, 1), date(filters.year, 12, 31)))
    if filters.text.strip():
        rows = rows.filter(pk__in=matching_ids("initiative", filters.text))
    return with_homes(rows)


def states_counted(rows: QuerySet[Initiative]) -> list[tuple[str, int]]:
    """How many of the initiatives are in each state, in the order of the states; one query."""
    plain = Initiative.objects.filter(pk__in=rows.order_by().values("pk"))
    counts = dict(plain.order_by().values_list("state").annotate(count=Count("pk")))
    return [(code, counts[code]) for code, _name in Initiative.STATES if code in counts]


def sections_at_work(guideline: Guideline, user: Any) -> list[Section]:
    """The sections whose open initiatives serve the guideline, as far as this reader may know of them."""
    open_ones = visible_initiatives(user).filter(state__in=states.OPEN, pk__in=guideline.contributions.values("initiative"))
    return sorted(Section.objects.filter(pk__in=open_ones.order_by().values("section")), key=lambda section: section.name)


def running_in(start: date, end: date) -> Q:
    """Planned for at least one day of the stretch; what has no dates counts by its beginnings in the product."""
    dated = Q(starts_on__lte=end) & (Q(ends_on__gte=start) | Q(ends_on=None))
    return dated | Q(starts_on=None, created_at__date__gte=start, created_at__date__lte=end)


def home_of(initiative: Initiative) -> Guideline | None:
    """The guideline under which an initiative is filed."""
    return next((one.guideline for one in initiative.contributions.all()), None)


def initiatives_table(rows: QuerySet[Initiative]) -> Table:
    """The list as a file: people are not named in it."""
    columns = (
        Column("id", "ID", lambda row: row.pk),
        Column("title_ru", "Title (ru)", lambda row: row.title_ru),
        Column("title_en", "Title (en)", lambda row: row.title_en),
        Column("state", "State", lambda row: row.state),
        Column("guidelines", "Guidelines", lambda row: " ".join(one.guideline.code for one in row.contributions.all())),
        Column("section", "Section", lambda row: row.section.name),
        Column("starts_on", "First day", lambda row: row.starts_on),
        Column("ends_on", "Last day", lambda row: row.ends_on),
        Column("done_on", "Done on", lambda row: row.done_on),
        Column("budget", "Budget", lambda row: row.budget_minor / 100),
        Column("currency", "Currency", lambda row: row.currency),
    )
    return Table("initiatives", columns, rows)


@dataclass(frozen=True)
class People:
    """Owner and participants as far as this reader may know them, and how many are left unnamed."""

    owner: Person | None = None
    participants: list[Participant] = field(default_factory=list)
    unnamed: int = 0


def people_of(initiative: Initiative, user: Any) -> People:
    """Insiders see all; members those who are in the directory; visitors those with a public page."""
    participants = list(initiative.participants.select_related("person__privacy").order_by("person__family_name", "pk"))
    if may_report_on(user, initiative):
        return People(initiative.owner, participants)
    switch = "in_directory" if holds(user, "member") else "public_page"

    def shown(person: Person) -> bool:
        privacy = getattr(person, "privacy", None)
        return privacy is not None and getattr(privacy, switch)

    owner = initiative.owner if initiative.owner is not None and shown(initiative.owner) else None
    open_ones = [one for one in participants if shown(one.person)]
    hidden = len(participants) - len(open_ones) + (initiative.owner is not None and owner is None)
    return People(owner, open_ones, hidden)


def moves_allowed(initiative: Initiative, user: Any) -> list[states.Move]:
    """Where this user may move the initiative from its state."""
    return [move for move in states.moves_from(initiative.state) if may_move(user, initiative, move)]


@dataclass(frozen=True)
class Step:
    """A milestone as the timeline shows it."""

    milestone: Milestone
    overdue: bool


def steps_of(initiative: Initiative, today: date) -> list[Step]:
    """The milestones in order of their days; those whose day has passed without a mark are overdue while the work is open."""
    still_open = initiative.state in states.OPEN
    rows = initiative.milestones.all()
    return [Step(row, still_open and row.done_on is None and row.due_on < today) for row in rows]


@dataclass(frozen=True)
class Progress:
    """How far an initiative has come: milestones reached and overdue, and the days to its last one (None: not told)."""

    steps: int
    reached: int
    overdue: int
    days_left: int | None


def progress_of(initiative: Initiative, steps: list[Step], today: date) -> Progress:
    """Counted from the milestones; days are told only while the work is open."""
    told = initiative.state in states.OPEN and initiative.ends_on is not None
    left = (initiative.ends_on - today).days if told and initiative.ends_on else None
    reached = sum(step.milestone.done_on is not None for step in steps)
    return Progress(len(steps), reached, sum(step.overdue for step in steps), left)
