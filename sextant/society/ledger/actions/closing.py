"""Closing the books through a day, and opening them again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states
from sextant.society.ledger.models import Books, Closing, Entry
from sextant.society.ledger.queries.balances import fingerprint_of


def _locked() -> Books:
    Books.objects.get_or_create(pk=1)
    return Books.objects.select_for_update().get(pk=1)


def _refuse_drafts(until: date) -> None:
    count = Entry.objects.filter(state=states.DRAFT, day__lte=until).count()
    if count:
        words = ngettext(
            "%(count)s draft entry stands in this stretch. Post or discard it first.",
            "%(count)s draft entries stand in this stretch. Post or discard them first.",
            count,
        )
        raise ValidationError(words % {"count": count})


@in_turn
def close_books(*, until: date, by: User) -> Closing:
    """Closes the books through a day: nothing can be posted on or before it. Two who close at once: the second is told."""
    books = _locked()
    if books.closed_until and until <= books.closed_until:
        raise ValidationError({"until": _("The books are closed through %(day)s already.") % {"day": date_format(books.closed_until)}})
    if until >= timezone.localdate():
        raise ValidationError({"until": _("Only days that are over can be closed.")})
    _refuse_drafts(until)
    stretch = Entry.objects.posted().filter(day__lte=until)
    entries = stretch.filter(day__gt=books.closed_until).count() if books.closed_until else stretch.count()
    before, books.closed_until = books.closed_until, until
    books.save(update_fields=["closed_until"])
    closing = Closing.objects.create(until=until, before=before, by=by, entries=entries, fingerprint=fingerprint_of(until))
    record(verb="ledger.close_books", obj=closing, by=by, before={"until": before}, after={"until": until, "entries": entries})
    return closing


@in_turn
def reopen_books(*, until: date | None, reason: str, by: User) -> Closing:
    """Opens the books again from the day after `until` (None: all of them), for a reason that is kept."""
    books = _locked()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the books are opened again.")})
    if books.closed_until is None or (until is not None and until >= books.closed_until):
        raise ValidationError({"until": _("Choose a day before the last closed one.")})
    before, books.closed_until = books.closed_until, until
    books.save(update_fields=["closed_until"])
    closing = Closing.objects.create(until=until, before=before, by=by, reason=reason.strip())
    record(verb="ledger.reopen_books", obj=closing, by=by, before={"until": before}, after={"until": until, "reason": reason.strip()})
    return closing
