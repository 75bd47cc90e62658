"""The numbers that members can be asked for, each with the rows it was counted from."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.society.members import rules
from sextant.society.members.models import Affiliation, Membership, MembershipPeriod, Office, Organisation, Person, Plan, Region, Seat, Section
from sextant.society.members.queries.standing import organisations_in_good_standing, people_in_good_standing
from sextant.society.members.queries.tables import organisations_table, people_table, streamed

YOUNG = 35
KNOWN_SCOPES = {"association", "section", "region", "organisation"}


def _not_for(scope: Scope) -> Figure:
    return Figure(None, None, "not_collected", say("This number is not counted for a scope of the kind “%(kind)s”.") % {"kind": scope.kind})


def _people_of(people: QuerySet[Person], scope: Scope, period: Period) -> QuerySet[Person]:
    """The people of a section, a region or an organisation on the last day of the period."""
    on = Q(until=None) | Q(until__gte=period.end)
    if scope.kind == "section":
        section = Section.objects.get(pk=scope.key).members.filter(on, since__lte=period.end)
        return people.filter(pk__in=section.values("person"))
    if scope.kind == "region":
        return people.filter(region__pk=scope.key)
    if scope.kind == "organisation":
        seats = Seat.objects.filter(on, since__lte=period.end, membership__organisation__pk=scope.key)
        here = Affiliation.objects.in_force(period.end).filter(organisation__pk=scope.key)
        return people.filter(Q(pk__in=seats.values("person")) | Q(pk__in=here.values("person")))
    return people


def _persons(people: QuerySet[Person]) -> Figure:
    return Figure(people.count(), Source(lambda: people_table(people), persons=True))


def _rate(part: int, rows: QuerySet[Any], source: Source, empty: str) -> Figure:
    """A share in per cent of the rows; missing where there are none."""
    whole = rows.count()
    return Figure(100 * part / whole, source) if whole else Figure(None, source, "missing", empty)


def _good(period: Period, scope: Scope) -> QuerySet[Person]:
    return _people_of(people_in_good_standing(period.end), scope, period)


def in_good_standing(period: Period, scope: Scope) -> Figure:
    """People in good standing on the last day of the period."""
    return _persons(_good(period, scope)) if scope.kind in KNOWN_SCOPES else _not_for(scope)


def _young(people: QuerySet[Person], period: Period) -> QuerySet[Person]:
    """Those not older than 35 full years on the last day; an unknown date of birth does not count."""
    day = period.end
    born_after = day.replace(year=day.year - YOUNG - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    return people.filter(born_on__gt=born_after)


def young(period: Period, scope: Scope) -> Figure:
    """Of these the young specialists."""
    return _persons(_young(_good(period, scope), period)) if scope.kind in KNOWN_SCOPES else _not_for(scope)


def young_share(period: Period, scope: Scope) -> Figure:
    """The share of the young among people in good standing, in per cent."""
    if scope.kind not in KNOWN_SCOPES:
        return _not_for(scope)
    people = _good(period, scope)
    part = _young(people, period)
    return _rate(part.count(), people, Source(lambda: people_table(part), persons=True), say("Nobody was in good standing."))


def new(period: Period, scope: Scope) -> Figure:
    """People and organisations whose first membership began in the period (a seat is not counted here)."""
    if scope.kind not in {"association", "region", "section"}:
        return _not_for(scope)
    earlier = Membership.objects.filter(since__lt=period.start)
    rows = Membership.objects.filter(since__gte=period.start, since__lte=period.end).with_holder().order_by("pk")
    rows = rows.exclude(person__in=earlier.exclude(person=None).values("person"))
    rows = rows.exclude(organisation__in=earlier.exclude(organisation=None).values("organisation"))
    if scope.kind == "region":
        rows = rows.filter(Q(person__region=scope.key) | Q(organisation__region=scope.key))
    elif scope.kind == "section":
        rows = rows.filter(person__in=_people_of(Person.objects.all(), scope, period))
    columns = (
        Column("number", _("Number"), lambda one: one.number or ""),
        Column("holder", _("Member"), lambda one: str(one.holder)),
        Column("since", _("Since"), lambda one: one.since),
    )
    return Figure(rows.count(), Source(lambda: Table("new_members", columns, streamed(rows)), persons=True))


def _organisations(period: Period, scope: Scope) -> QuerySet[Organisation]:
    rows = organisations_in_good_standing(period.end).select_related("region").order_by("pk")
    return rows.filter(region__pk=scope.key) if scope.kind == "region" else rows


def institutional(period: Period, scope: Scope) -> Figure:
    """Organisations in good standing on the last day of the period."""
    if scope.kind not in {"association", "region"}:
        return _not_for(scope)
    rows = _organisations(period, scope)
    return Figure(rows.count(), Source(lambda: organisations_table(rows)))


def organisations_of_kind(period: Period, scope: Scope, kind: str = "public_library") -> Figure:
    """Organisations of one kind in good standing on the last day of the period."""
    if scope.kind not in {"association", "region"}:
        return _not_for(scope)
    rows = _organisations(period, scope).filter(kind=kind)
    return Figure(rows.count(), Source(lambda: organisations_table(rows)))


def regions(period: Period, scope: Scope) -> Figure:
    """Regions in which somebody or some organisation was in good standing on the last day of the period."""
    if scope.kind != "association":
        return _not_for(scope)
    people = people_in_good_standing(period.end).values("region")
    places = organisations_in_good_standing(period.end).values("region")
    rows = Region.objects.filter(Q(pk__in=people) | Q(pk__in=places)).order_by("code")
    columns = (Column("code", _("Code"), lambda one: one.code), Column("name", _("Name"), lambda one: one.name_ru or one.name_en))
    return Figure(rows.count(), Source(lambda: Table("regions", columns, streamed(rows))))


def sections_with_officers(period: Period, scope: Scope) -> Figure:
    """Sections in which some term of office ran on the last day of the period."""
    if scope.kind != "association":
        return _not_for(scope)
    officers = Office.objects.in_force(period.end)
    opened = Q(closed_on=None) | Q(closed_on__gt=period.end)
    rows = Section.objects.filter(opened, pk__in=officers.values("section")).order_by("code")
    columns = (Column("code", _("Code"), lambda one: one.code), Column("name", _("Name"), lambda one: one.name_ru or one.name_en))
    return Figure(rows.count(), Source(lambda: Table("sections", columns, streamed(rows))))


def renewal_rate(period: Period, scope: Scope) -> Figure:
    """Of the memberships whose paid period ended in the period, the share that was continued before the grace was over, in per cent."""
    if scope.kind not in {"association", "region"}:
        return _not_for(scope)
    ended = MembershipPeriod.objects.filter(until__gte=period.start, until__lte=period.end).exclude(membership__plan__audience=Plan.Audience.HONORARY)
    if scope.kind == "region":
        ended = ended.filter(Q(membership__person__region=scope.key) | Q(membership__organisation__region=scope.key))
    ended = ended.select_related("membership").order_by("pk")
    later = set(MembershipPeriod.objects.filter(membership__in=ended.values("membership")).values_list("membership", "since"))
    renewed = sum((one.membership_id, one.until + timedelta(days=1)) in later for one in ended)
    columns = (
        Column("membership", _("Number"), lambda one: one.membership.number or ""),
        Column("until", _("Until"), lambda one: one.until),
        Column("renewed", _("Renewed"), lambda one: (one.membership_id, one.until + timedelta(days=1)) in later),
    )
    source = Source(lambda: Table("ended_periods", columns, streamed(ended)), persons=True)
    return _rate(renewed, ended, source, say("No paid period ended."))


def measures() -> list[Measure]:
    """Everything this house can count."""
    people, share, pieces, see = _("people"), _("per cent"), _("pieces"), rules.may_see_rows
    everybody = rules.may_apply
    table = (
        ("in_good_standing", _("Members in good standing"), people, in_good_standing, see, 0),
        ("young", _("Young members"), people, young, see, 0),
        ("young_share", _("Share of young members"), share, young_share, see, 1),
        ("new", _("New members"), people, new, see, 0),
        ("institutional", _("Member organisations"), pieces, institutional, everybody, 0),
        ("organisations_of_kind", _("Member organisations of one kind"), pieces, organisations_of_kind, everybody, 0),
        ("regions", _("Regions with members"), pieces, regions, everybody, 0),
        ("sections_with_officers", _("Sections with officers in office"), pieces, sections_with_officers, everybody, 0),
        ("renewal_rate", _("Renewal rate"), share, renewal_rate, see, 1),
    )
    parameters = {"organisations_of_kind": ("kind",)}
    return [
        Measure(f"members.{code}", title, DEFINITIONS[code], unit, function, may_see, decimals, parameters.get(code, ()))
        for code, title, unit, function, may_see, decimals in table
    ]


DEFINITIONS = {
    "in_good_standing": _("People with a membership of their own or a seat whose paid or waived period, or the grace after it, covers the last day."),
    "young": _("People in good standing on the last day who are not older than 35; those of unknown age are not counted."),
    "young_share": _("Young members as a share of all people in good standing on the last day."),
    "new": _("People and organisations whose first membership began in the period."),
    "institutional": _("Organisations whose own membership is in good standing on the last day."),
    "organisations_of_kind": _("Organisations of the chosen kind whose own membership is in good standing on the last day."),
    "regions": _("Regions with a person or an organisation in good standing on the last day."),
    "sections_with_officers": _("Sections in which some term of office runs on the last day."),
    "renewal_rate": _("Of all paid periods that ended within the year, the share followed by another one without a gap."),
}
