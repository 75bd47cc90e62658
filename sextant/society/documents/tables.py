"""Comments with their dispositions as a table, for download and for measures."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.society.documents.models import Comment


def _disposition(comment: Comment, name: str) -> Any:
    found = getattr(comment, "disposition", None)
    return getattr(found, name) if found is not None else ""


def _unless_withdrawn(comment: Comment, text: str) -> str:
    return "" if comment.withdrawn_at else text


COLUMNS = (
    Column("comment", pgettext_lazy("document", "Comment"), lambda one: one.pk),
    Column("document", _("Document"), lambda one: one.version.document.code),
    Column("version", _("Version"), lambda one: one.version.number),
    Column("clause", _("Clause"), lambda one: one.clause.number if one.clause else ""),
    Column("key", _("Key of the clause"), lambda one: one.clause.key if one.clause else ""),
    Column("kind", _("What it is"), lambda one: one.kind),
    Column("language", _("Language of the wording"), lambda one: one.language),
    Column("text", _("Words of the comment"), lambda one: _unless_withdrawn(one, one.text)),
    Column("wording", _("Proposed wording"), lambda one: _unless_withdrawn(one, one.wording)),
    Column("made_at", _("Written at"), lambda one: one.made_at),
    Column("state", _("Disposition"), lambda one: one.state),
    Column("reason", pgettext_lazy("disposition", "Reason"), lambda one: _disposition(one, "reason")),
    Column("settled_at", _("Settled at"), lambda one: _disposition(one, "at") or None),
)
AUTHOR = Column("author", _("Author"), lambda one: "" if one.withdrawn_at else one.author_name)


def comments_table(rows: Any, *, with_authors: bool) -> Table:
    """The comments of a list; authors are named to editors only."""
    return Table("comments", (*COLUMNS, AUTHOR) if with_authors else COLUMNS, rows)
