"""The numbers of foresight sessions (guideline 0.1), each with the rows behind it. A session counts in the year of its last day."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import SMALL_CELL, Figure, Measure, Period, Scope, Source
from sextant.work.foresight import rules, states
from sextant.work.foresight.models import Group, Participant, Proposal, Session

HELD = (states.OPEN, states.DECIDING, states.CLOSED)
SESSION = pgettext_lazy("foresight", "Session")

PARTICIPANTS = (
    Column("session", SESSION, lambda row: row.session.code),
    Column("group", _("Group"), lambda row: row.group.code),
    Column("participant", _("Participant"), lambda row: row.pk),
)
STATEMENTS = (
    Column("session", SESSION, lambda row: row.session.code),
    Column("group", _("Group"), lambda row: row.code),
    Column("statements", _("Statements"), lambda row: row.accepted),
)
VOTES = (
    Column("session", SESSION, lambda row: row.session.code),
    Column("group", _("Group"), lambda row: row.code),
    Column("answers", _("Answers"), lambda row: row.answers if row.people >= SMALL_CELL else None),
)
PROPOSALS = (
    Column("session", SESSION, lambda row: row.group.session.code),
    Column("group", _("Group"), lambda row: row.group.code),
    Column("proposal", _("Proposal"), lambda row: row.title_ru or row.title_en),
    Column("adopted_as", _("Adopted as"), lambda row: row.adopted_as),
)


def _sessions(period: Period) -> QuerySet[Session]:
    return Session.objects.filter(state__in=HELD, ends_on__gte=period.start, ends_on__lte=period.end)


def _of_association(function: Callable[[QuerySet[Session]], Figure]) -> Callable[[Period, Scope], Figure]:
    """Sessions are held by the association as a whole; without one in the period nothing was collected."""

    def counted(period: Period, scope: Scope) -> Figure:
        if scope.kind != "association":
            return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))
        held = _sessions(period)
        if not held.exists():
            return Figure(None, None, "missing", gettext("No foresight session was held in the period."))
        return function(held)

    return counted


def participants(held: QuerySet[Session]) -> Figure:
    """People who agreed to take part in the groups."""
    rows = (
        Participant.objects.filter(session__in=held, consented_at__isnull=False, withdrawn_at=None).select_related("session", "group").order_by("pk")
    )
    return Figure(rows.count(), Source(lambda: Table("participants", PARTICIPANTS, rows), persons=True))


def statements(held: QuerySet[Session]) -> Figure:
    """Statements put to the groups."""
    rows = _groups(held).annotate(accepted=Count("statements", filter=Q(statements__state=states.ACCEPTED)))
    return Figure(sum(row.accepted for row in rows), Source(lambda: Table("statements", STATEMENTS, rows)))


def votes(held: QuerySet[Session]) -> Figure:
    """Answers to statements; the rows behind it are groups, never people."""
    rows = _groups(held).annotate(answers=Count("statements__votes"), people=Count("statements__votes__participant", distinct=True))
    return Figure(sum(row.answers for row in rows), Source(lambda: Table("answers", VOTES, rows)))


def _groups(held: QuerySet[Session]) -> Any:
    return Group.objects.filter(session__in=held).select_related("session").order_by("session", "position", "pk")


def proposals_adopted(held: QuerySet[Session]) -> Figure:
    """Share of the groups' proposals that stand in the published agenda."""
    rows = (
        Proposal.objects.filter(group__session__in=held, group__session__published_agenda__isnull=False)
        .select_related("group__session")
        .order_by("pk")
    )
    found = list(rows.values_list("adopted_as", flat=True))
    if not found:
        return Figure(None, None, "missing", gettext("No agenda was published from proposals of a session of the period."))
    return Figure(100 * sum(1 for one in found if one) / len(found), Source(lambda: Table("proposals", PROPOSALS, rows)))


MEASURES = (
    Measure(
        "foresight.participants",
        _("Participants of foresight sessions"),
        _("People who agreed to take part in the groups of a session whose last day lies in the period."),
        _("people"),
        _of_association(participants),
        rules.may_keep,
    ),
    Measure(
        "foresight.statements",
        _("Statements of foresight sessions"),
        _("Statements that were accepted and put to the groups of a session whose last day lies in the period."),
        pgettext_lazy("unit", "statements"),
        _of_association(statements),
        rules.may_keep,
    ),
    Measure(
        "foresight.votes",
        _("Answers to statements"),
        _("Answers (agree, disagree, pass) given in the groups of a session whose last day lies in the period."),
        pgettext_lazy("unit", "answers"),
        _of_association(votes),
        rules.may_keep,
    ),
    Measure(
        "foresight.proposals_adopted",
        _("Proposals adopted"),
        _("Share of the groups' proposals that stand in the agenda published from a session whose last day lies in the period."),
        "%",
        _of_association(proposals_adopted),
        rules.may_keep,
        decimals=1,
    ),
)
