"""Jobs and figures as tables to take away."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.careers.models import CareerStory, Job
from sextant.work.careers.queries.prestige import YearIndex


def jobs_table(rows: QuerySet[Job]) -> Table:
    """Jobs with their pay and days; no name of a person is in it."""
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("title_ru", _("Name in Russian"), lambda one: one.title_ru),
        Column("title_en", _("Name in English"), lambda one: one.title_en),
        Column("employer", _("Employer"), lambda one: one.organisation.name),
        Column("state", _("State"), lambda one: one.state),
        Column("contract", _("Contract"), lambda one: one.contract),
        Column("workload", _("Working time"), lambda one: one.workload),
        Column("salary_from", _("Pay from"), lambda one: major(one.salary_from_minor, one.currency)),
        Column("salary_to", _("Pay up to"), lambda one: major(one.salary_to_minor, one.currency)),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("period", pgettext_lazy("pay", "Paid"), lambda one: one.period),
        Column("tax", _("Tax"), lambda one: one.tax),
        Column("region", _("Region"), lambda one: one.region.code if one.region else ""),
        Column("place", _("Town"), lambda one: one.place),
        Column("remote", _("Where one works"), lambda one: one.remote),
        Column("language", _("Language of work"), lambda one: one.language),
        Column("published_at", _("Published at"), lambda one: one.published_at),
        Column("apply_until", _("Apply until"), lambda one: one.apply_until),
        Column("closed_on", _("Closed on"), lambda one: one.closed_on),
        Column("outcome", _("What became of it"), lambda one: one.outcome),
        Column("applicants", _("How many applied"), lambda one: one.applicants),
    )
    return Table("jobs", columns, rows)


def stories_table(rows: QuerySet[CareerStory]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("kind", _("Kind"), lambda one: one.kind),
        Column("title", _("Title"), lambda one: one.title),
        Column("published_on", _("Published on"), lambda one: one.published_on),
    )
    return Table("career-stories", columns, rows)


def prestige_table(years: Iterable[YearIndex]) -> Table:
    """Every component of every year with its source, and the index it gives."""
    rows = [(one, line) for one in years for line in one.lines]
    columns = (
        Column("year", _("Year"), lambda row: row[0].year),
        Column("index", _("Index"), lambda row: row[0].index.value),
        Column("low", _("Lowest under other weights"), lambda row: row[0].index.low),
        Column("high", _("Highest under other weights"), lambda row: row[0].index.high),
        Column("component", _("Component"), lambda row: row[1].part.code),
        Column("value", _("Value"), lambda row: row[1].part.value),
        Column("share", _("Place on the scale"), lambda row: row[1].part.share),
        Column("weight", _("Weight"), lambda row: row[1].weight),
        Column("figure_year", _("Year of the figure"), lambda row: row[1].known.year if row[1].known else None),
        Column("source", _("Source"), lambda row: str(row[1].known.source) if row[1].known else ""),
        Column("source_url", _("Address of the source"), lambda row: row[1].known.url if row[1].known else ""),
    )
    return Table("prestige-index", columns, rows)
