"""Dissertations and experts as tables to take away: only what the reader may read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.work.scholarship.models import Dissertation, ExpertProfile
from sextant.work.scholarship.queries.register import Names, with_names

Row = tuple[Dissertation, Names]


def _concepts(one: Any) -> str:
    return "; ".join(str(concept) for concept in one.concepts.all())


def dissertations_table(user: Any, rows: Iterable[Dissertation]) -> Table:
    """Topics with the names that this reader may read."""
    columns = (
        Column("number", _("Number"), lambda row: row[0].pk),
        Column("title_ru", _("Topic in Russian"), lambda row: row[0].title_ru),
        Column("title_en", _("Topic in English"), lambda row: row[0].title_en),
        Column("degree", _("Degree"), lambda row: row[0].degree),
        Column("field_code", _("Speciality"), lambda row: row[0].field_code),
        Column("school", _("Institution"), lambda row: row[0].place),
        Column("department", _("Department"), lambda row: row[0].department),
        Column("author", _("Author"), lambda row: row[1].author),
        Column("supervisors", _("Supervisors"), lambda row: "; ".join(row[1].supervisors)),
        Column("concepts", _("Concepts"), lambda row: _concepts(row[0])),
        Column("state", _("State"), lambda row: row[0].state),
        Column("since", _("Since"), lambda row: row[0].since),
        Column("registered_on", _("Registered on"), lambda row: row[0].registered_on),
        Column("defended_on", _("Defended on"), lambda row: row[0].defended_on),
        Column("doi", "DOI", lambda row: row[0].doi),
        Column("url", _("Address of the text"), lambda row: row[0].url),
    )
    return Table("dissertations", columns, with_names(user, rows))


def counted_table(rows: Iterable[Dissertation]) -> Table:
    """What a figure was counted from: topics without any name of a person; of those that are not public the number only."""
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("title", _("Topic"), lambda one: one.title if one.is_public else ""),
        Column("degree", _("Degree"), lambda one: one.degree),
        Column("school", _("Institution"), lambda one: one.place),
        Column("state", _("State"), lambda one: one.state),
        Column("registered_on", _("Registered on"), lambda one: one.registered_on),
        Column("defended_on", _("Defended on"), lambda one: one.defended_on),
        Column("was_suggested", _("Taken from the suggested topics"), lambda one: one.was_suggested),
    )
    return Table("dissertations-counted", columns, rows)


def experts_table(rows: Iterable[ExpertProfile]) -> Table:
    """Listed experts with what they agreed to show."""
    columns = (
        Column("number", _("Number"), lambda one: one.pk),
        Column("name", _("Name"), lambda one: one.person.full_name),
        Column("organisation", _("Place of work"), lambda one: str(one.organisation or "")),
        Column("region", _("Region"), lambda one: str(one.region or "")),
        Column("roles", _("Roles"), lambda one: "; ".join(one.roles)),
        Column("concepts", _("Concepts"), _concepts),
        Column("orcid", "ORCID", lambda one: one.person.orcid if one.shows_orcid else ""),
        Column("until", _("Consent until"), lambda one: one.until),
    )
    return Table("experts", columns, rows)
