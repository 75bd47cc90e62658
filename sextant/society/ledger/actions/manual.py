"""Entries written by hand: drafts that are saved, changed and posted. `entries` posts, discards and reverses them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states
from sextant.society.ledger.actions.entries import draft_entry, post_entry, refuse_closed
from sextant.society.ledger.models import Account, Entry, Fund, Line, Programme


@dataclass(frozen=True)
class DraftLine:
    """One line of a draft: debits positive, minor units; each line has a currency of its own."""

    account: Account
    fund: Fund
    amount_minor: int
    currency: str
    programme: Programme | None = None
    memo: str = ""


@in_turn
def save_draft(known: Entry | None, /, *, day: date, memo: str, lines: Iterable[DraftLine], by: User) -> Entry:
    """Writes a draft made by hand, or writes a known one anew. It may be out of balance; a day on which the books are closed is refused."""
    refuse_closed(day)
    kept = list(lines)
    if not kept:
        raise ValidationError(_("Give at least one line with an amount."))
    if known is None:
        entry = draft_entry(day=day, memo=memo, currency=kept[0].currency, legs=[])
    else:
        entry = Entry.objects.select_for_update().get(pk=known.pk)
        if entry.state != states.DRAFT:
            raise ValidationError(_("This entry is posted already."))
        entry.day, entry.year, entry.memo = day, day.year, memo[:300]
        entry.save(update_fields=["day", "year", "memo"])
        entry.lines.all().delete()
    Line.objects.bulk_create([Line(entry=entry, **vars(line)) for line in kept])
    record(verb="ledger.save_draft", obj=entry, by=by, after={"day": day, "memo": memo, "lines": len(kept)})
    return entry


@in_turn
def save_and_post(known: Entry | None, /, *, day: date, memo: str, lines: Iterable[DraftLine], by: User) -> Entry:
    """Writes a draft and posts it in one step; refused as a whole where it does not balance."""
    return post_entry(save_draft(known, day=day, memo=memo, lines=lines, by=by), by=by)
