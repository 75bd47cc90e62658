"""Endorsements and adoptions as lists and tables."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.work.outreach import states
from sextant.work.outreach.models import Adoption, Campaign, Endorsement


def endorsements_shown(campaign: Campaign, wish: dict[str, Any]) -> QuerySet[Endorsement]:
    """Those that stand on the page, narrowed by who, country and words."""
    rows = campaign.endorsements.filter(state=states.SHOWN)
    rows = rows.filter(**{name: wish[name] for name in ("who", "country") if wish.get(name)})
    for word in wish.get("q", "").split():
        forms = {word, word.lower(), word.capitalize(), word.upper()}
        rows = rows.filter(Q(*[(f"{name}__contains", form) for name in ("name", "position", "words") for form in forms], _connector=Q.OR))
    return rows


def adoptions_wanted(wish: dict[str, Any]) -> QuerySet[Adoption]:
    """The register, narrowed by country, kind of body and state."""
    rows = Adoption.objects.filter(state__in=states.IN_REGISTER).select_related("agenda").prefetch_related("guidelines__direction")
    return rows.filter(**{name: wish[name] for name in ("country", "body", "state") if wish.get(name)})


def by_country(rows: QuerySet[Any]) -> list[tuple[str, int]]:
    """Country and number, the largest first."""
    counted = rows.order_by().values_list("country").annotate(number=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def in_numbers(rows: QuerySet[Endorsement]) -> list[tuple[str, str, int]]:
    """Who (a person or an organisation), country and number, the largest first."""
    counted = rows.order_by().values_list("who", "country").annotate(number=Count("pk"))
    return sorted(counted, key=lambda one: (-one[2], one[1], one[0]))


def endorsements_table(rows: Iterable[Endorsement]) -> Table:
    """What stands on the page in public; no address is in it."""
    columns = (
        Column("who", _("Who endorses"), lambda one: one.who),
        Column("name", _("Name"), lambda one: one.name),
        Column("position", _("Position and place of work"), lambda one: one.position),
        Column("country", _("Country"), lambda one: one.country),
        Column("words", _("In your own words"), lambda one: one.words),
        Column("confirmed_on", _("Confirmed on"), lambda one: one.confirmed_on),
    )
    return Table("endorsements", columns, rows)


def adoptions_table(rows: Iterable[Adoption]) -> Table:
    """The register of adoptions; who told of one is not in it."""
    columns = (
        Column("number", _("Number"), lambda one: one.number),
        Column("name", _("Name"), lambda one: one.name),
        Column("body", _("What kind of body"), lambda one: one.body),
        Column("country", _("Country"), lambda one: one.country),
        Column("agenda", _("Agenda"), lambda one: one.agenda.code),
        Column("whole", _("The whole agenda"), lambda one: one.whole),
        Column("guidelines", _("Guidelines"), lambda one: " ".join(guideline.code for guideline in one.guidelines.all())),
        Column("adopted_on", _("Day of the decision"), lambda one: one.adopted_on),
        Column("decision", _("By which decision"), lambda one: one.decision),
        Column("url", _("Where the decision can be read"), lambda one: one.url),
        Column("state", _("State"), lambda one: one.state),
        Column("ended_on", _("Ended on"), lambda one: one.ended_on),
    )
    return Table("adoptions", columns, rows)
