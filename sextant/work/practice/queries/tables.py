"""Findings, pilots, adoptions and waits as tables to take away; only what everybody may read, and no name of a person."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.work.practice.models import Adoption, Brief, Finding, Pilot
from sextant.work.practice.queries.synthesis import effect_of
from sextant.work.practice.queries.times import Wait
from sextant.work.practice.states import PUBLISHED


def findings_table(rows: Iterable[Finding]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("title_ru", _("Title in Russian"), lambda one: one.title_ru),
        Column("title_en", _("Title in English"), lambda one: one.title_en),
        Column("citation", _("The work, as it is cited"), lambda one: one.citation),
        Column("doi", "DOI", lambda one: one.doi),
        Column("published_on", _("Published on"), lambda one: one.published_on),
        Column("precision", _("Date known to"), lambda one: one.precision),
        Column("strength", _("How strong the evidence is"), lambda one: one.strength),
        Column("accepted_on", _("Accepted on"), lambda one: one.decided_on),
        Column("stage", _("Stage"), lambda one: one.stage),
        Column("stage_since", _("In this stage since"), lambda one: one.stage_since),
    )
    return Table("findings", columns, rows)


def briefs_table(rows: Iterable[Brief]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("title_ru", _("Title in Russian"), lambda one: one.title_ru),
        Column("title_en", _("Title in English"), lambda one: one.title_en),
        Column("version", _("Version"), lambda one: one.number),
        Column("published_on", _("Published on"), lambda one: one.published_on),
    )
    return Table("briefs", columns, rows)


def pilots_table(rows: Iterable[Pilot]) -> Table:
    """Pilots with their protocol; the outcome stands in it once it is published."""
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("finding", pgettext_lazy("of research", "Finding"), lambda one: one.finding.title),
        Column("library", _("Library"), lambda one: one.organisation.name),
        Column("region", _("Region"), lambda one: one.organisation.region.code if one.organisation.region else ""),
        Column("finished", _("Finished"), lambda one: one.state == PUBLISHED),
        Column("started_on", _("Began on"), lambda one: one.started_on),
        Column("ended_on", _("Last day"), lambda one: one.ended_on if one.state == PUBLISHED else None),
        Column("indicator", _("Indicator"), lambda one: one.indicator),
        Column("unit", _("Unit"), lambda one: one.unit),
        Column("baseline", _("Where it begins"), lambda one: one.baseline),
        Column("target", _("What is aimed at"), lambda one: one.target),
        Column("before", _("Value before"), lambda one: one.before if one.state == PUBLISHED else None),
        Column("after", _("Value after"), lambda one: one.after if one.state == PUBLISHED else None),
        Column("sample", _("Number of cases measured"), lambda one: one.sample if one.state == PUBLISHED else None),
        Column("compared_before", _("Comparison group before"), lambda one: one.compared_before if one.state == PUBLISHED else None),
        Column("compared_after", _("Comparison group after"), lambda one: one.compared_after if one.state == PUBLISHED else None),
        Column("effect", _("Effect, per cent"), lambda one: effect_of(one) if one.state == PUBLISHED else None),
        Column("verdict", _("Did it work?"), lambda one: one.verdict if one.state == PUBLISHED else ""),
    )
    return Table("pilots", columns, rows)


def adoptions_table(rows: Iterable[Adoption]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("finding", pgettext_lazy("of research", "Finding"), lambda one: one.finding.title),
        Column("organisation", _("Organisation"), lambda one: one.organisation.name),
        Column("region", _("Region"), lambda one: one.organisation.region.code if one.organisation.region else ""),
        Column("adopted_on", _("In use since"), lambda one: one.adopted_on),
        Column("adaptation", _("What they do otherwise"), lambda one: one.adaptation),
    )
    return Table("adoptions", columns, rows)


def waits_table(rows: Iterable[Wait]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.finding.pk),
        Column("finding", pgettext_lazy("of research", "Finding"), lambda one: one.finding.title),
        Column("published_on", _("Published on"), lambda one: one.finding.published_on),
        Column("precision", _("Date known to"), lambda one: one.finding.precision),
        Column("reached_on", _("Got there on"), lambda one: one.reached_on),
        Column("days", _("Days"), lambda one: one.days),
    )
    return Table("waits", columns, rows)
