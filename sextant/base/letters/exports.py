"""The ledger as a table, for downloads and `sextant export letters`. The words of letters are not part of it."""

from collections.abc import Iterable

from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.letters.models import Letter
from sextant.base.letters.registry import title_of

COLUMNS = (
    Column("id", pgettext_lazy("column", "number"), lambda letter: letter.pk),
    Column("template", pgettext_lazy("column", "template"), lambda letter: letter.template),
    Column("title", pgettext_lazy("column", "title"), lambda letter: title_of(letter.template)),
    Column("language", pgettext_lazy("column", "language"), lambda letter: letter.language),
    Column("to_address", pgettext_lazy("column", "address"), lambda letter: letter.to_address),
    Column("subject", pgettext_lazy("column", "subject"), lambda letter: letter.subject),
    Column("state", pgettext_lazy("column", "state"), lambda letter: letter.state),
    Column("created_at", pgettext_lazy("column", "written"), lambda letter: letter.created_at),
    Column("sent_at", pgettext_lazy("column", "sent on"), lambda letter: letter.sent_at),
    Column("attempts", pgettext_lazy("column", "attempts"), lambda letter: letter.attempts),
    Column("message_id", pgettext_lazy("column", "message id"), lambda letter: letter.message_id),
    Column("error", pgettext_lazy("column", "error"), lambda letter: letter.error),
)


def letters_table(letters: Iterable[Letter] | None = None) -> Table:
    """The given letters, or the whole ledger."""
    found = Letter.objects.all() if letters is None else letters
    return Table("letters", COLUMNS, found.iterator(chunk_size=2000) if hasattr(found, "iterator") else found)
