"""Lists of this house as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.lab.thesaurus.concepts import Concept
from sextant.society.concepts.models import Suggestion, Version
from sextant.society.concepts.queries.whole import stored_thesaurus

BETWEEN = " | "
"""Stands between the values of a list in one cell."""


def _joined(values: Iterable[str]) -> str:
    return BETWEEN.join(values)


def concepts_table() -> Table:
    """Every concept, the withdrawn ones too, with everything that is known of it; the columns are those of `sextant thesaurus export`."""
    columns: list[Column] = [
        Column("id", _("code"), lambda one: one.id),
        Column("ru", _("preferred label (Russian)"), lambda one: one.ru.pref),
        Column("en", _("preferred label (English)"), lambda one: one.en.pref),
        Column("alt_ru", _("synonyms (Russian)"), lambda one: _joined(one.ru.alt)),
        Column("alt_en", _("synonyms (English)"), lambda one: _joined(one.en.alt)),
        Column("hidden_ru", _("only for searching (Russian)"), lambda one: _joined(one.ru.hidden)),
        Column("hidden_en", _("only for searching (English)"), lambda one: _joined(one.en.hidden)),
        Column("definition_ru", _("definition (Russian)"), lambda one: one.ru.definition),
        Column("definition_en", _("definition (English)"), lambda one: one.en.definition),
        Column("broader", _("broader"), lambda one: _joined(one.broader)),
        Column("related", _("related"), lambda one: _joined(one.related)),
        Column("notation", _("notation"), lambda one: one.notation),
        Column("top", _("heads a facet"), lambda one: "yes" if one.top else ""),
        Column("deprecated", pgettext_lazy("concept", "withdrawn"), lambda one: "yes" if one.deprecated else ""),
        Column("replaced_by", _("replaced by"), lambda one: one.replaced_by),
        Column("matches", _("matches elsewhere"), lambda one: _joined(one.matches)),
    ]
    rows: tuple[Concept, ...] = stored_thesaurus().concepts
    return Table("thesaurus", tuple(columns), rows)


def suggestions_table(rows: Iterable[Suggestion]) -> Table:
    """Suggestions with what was decided about them; nobody's name."""
    columns = (
        Column("term", _("term"), lambda one: one.term),
        Column("language", _("language"), lambda one: one.language),
        Column("weight", _("weight"), lambda one: round(one.weight, 3)),
        Column("works", _("texts"), lambda one: one.works),
        Column("state", _("state"), lambda one: one.state),
        Column("concept", _("concept"), lambda one: one.concept.code if one.concept else ""),
        Column("decided", _("decided on"), lambda one: one.decided_at.date() if one.decided_at else None),
        Column("why", _("why"), lambda one: one.why),
        Column("source", _("source"), lambda one: one.source),
    )
    return Table("thesaurus-suggestions", columns, rows)


def versions_table(rows: Iterable[Version]) -> Table:
    """Published versions with their fingerprints."""
    columns = (
        Column("number", _("version"), lambda one: one.number),
        Column("issued", _("day"), lambda one: one.issued_on),
        Column("concepts", _("concepts"), lambda one: one.concepts),
        Column("withdrawn", pgettext_lazy("concept", "withdrawn"), lambda one: one.withdrawn),
        Column("labels", _("labels"), lambda one: one.labels),
        Column("fingerprint", _("fingerprint"), lambda one: one.fingerprint),
    )
    return Table("thesaurus-versions", columns, rows)
