"""Writing the books: drafts, posting with a number without gaps, reversing. Everything that is booked passes here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger import states
from sextant.society.ledger.models import Account, Books, Entry, Fund, Line, Programme, Series
from sextant.society.ledger.queries.accounts import account_for


@dataclass(frozen=True)
class Leg:
    """One line to be written: an account or the word of its `use`, an amount (debits positive), the fund and perhaps a programme."""

    account: Account | str
    amount_minor: int
    fund: Fund
    programme: Programme | None = None
    memo: str = ""


def take_numbers(kind: str, year: int, count: int) -> range:
    """The next numbers of a series and year, from 1, given in the caller's transaction: those that are rolled back leave no gap.

    The row stays locked until the transaction ends; actions that take numbers are `in_turn`, so that two of them never wait
    for each other.
    """
    Series.objects.get_or_create(kind=kind, year=year)
    series = Series.objects.select_for_update().get(kind=kind, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, series.last + 1)


def take_number(kind: str, year: int) -> int:
    """The next number of a series and year."""
    return take_numbers(kind, year, 1)[0]


def refuse_closed(day: date) -> None:
    """Refuses a day on which the books are closed; who posts and who closes is `in_turn`, so that neither overtakes the other."""
    books = Books.objects.filter(pk=1).first()
    if books and books.closed_until and day <= books.closed_until:
        raise ValidationError(
            {
                "day": _("The books are closed through %(day)s. Choose a later day, or ask the treasurer to open them again.")
                % {"day": date_format(books.closed_until)}
            }
        )


def refuse_unbalanced(legs: Iterable[tuple[int, str, Fund]]) -> None:
    """Refuses amounts that do not sum to zero in every currency and fund; says where and by how much."""
    sums: dict[tuple[str, Fund], int] = {}
    for amount, currency, fund in legs:
        sums[currency, fund] = sums.get((currency, fund), 0) + amount
    for (currency, fund), total in sums.items():
        if total:
            words = {"fund": fund, "amount": money(abs(total), currency)}
            raise ValidationError(
                _("Debits exceed credits by %(amount)s in the fund “%(fund)s”.") % words
                if total > 0
                else _("Credits exceed debits by %(amount)s in the fund “%(fund)s”.") % words
            )


@in_turn
def draft_entry(
    *,
    day: date,
    memo: str,
    currency: str,
    legs: Iterable[Leg],
    key: str | None = None,
    about: models.Model | None = None,
    is_demo: bool = False,
    reverses: Entry | None = None,
) -> Entry:
    """Writes an entry with its lines as a draft; legs of zero are left out."""
    entry = draft_of(day=day, memo=memo, key=key, about=about, is_demo=is_demo, reverses=reverses)
    entry.save()
    Line.objects.bulk_create(lines_of(entry, legs, currency))
    return entry


def draft_of(
    *, day: date, memo: str, key: str | None = None, about: models.Model | None = None, is_demo: bool = False, reverses: Entry | None = None
) -> Entry:
    """A draft as a row that is not written yet."""
    about_kind, about_id = (about._meta.label_lower, str(about.pk)) if about is not None else ("", "")
    series = "demo-entry" if is_demo else "entry"
    fields: dict[str, Any] = {"about_kind": about_kind, "about_id": about_id, "is_demo": is_demo, "reverses": reverses}
    return Entry(series=series, year=day.year, day=day, memo=memo[:300], key=key, **fields)


def lines_of(entry: Entry, legs: Iterable[Leg], currency: str) -> list[Line]:
    """The lines of a draft that is written; legs of zero are left out."""
    return [
        Line(
            entry=entry,
            account=account_for(leg.account) if isinstance(leg.account, str) else leg.account,
            fund=leg.fund,
            programme=leg.programme,
            amount_minor=leg.amount_minor,
            currency=currency,
            memo=leg.memo[:300],
        )
        for leg in legs
        if leg.amount_minor
    ]


def _post(entry: Entry, by: User | None) -> Entry:
    refuse_closed(entry.day)
    lines = list(entry.lines.select_related("fund"))
    if len(lines) < 2:
        raise ValidationError(_("An entry needs at least two lines."))
    refuse_unbalanced((line.amount_minor, line.currency, line.fund) for line in lines)
    entry.number = take_number(entry.series, entry.year)
    entry.state, entry.posted_at, entry.posted_by = states.POSTED, timezone.now(), by
    entry.save(update_fields=["number", "state", "posted_at", "posted_by"])
    return entry


@in_turn
def write_entry(*, by: User | None, key: str | None = None, **fields: Any) -> Entry:
    """Drafts and posts in one step; for actions that book what they do and record it themselves.

    An entry with a `key` that was used before is given back unchanged.
    """
    if key is not None and (known := Entry.objects.filter(key=key).first()) is not None:
        return known
    return _post(draft_entry(key=key, **fields), by)


def _held(entry: Entry) -> Entry:
    """The entry as it stands now, locked. A draft may have been discarded by somebody else since its page was opened."""
    held = Entry.objects.select_for_update().filter(pk=entry.pk).first()
    if held is None:
        raise ValidationError(_("This draft has been discarded in the meantime; nothing was booked."))
    return held


@in_turn
def post_entry(entry: Entry, *, by: User | None) -> Entry:
    """Posts a draft made by hand: from now on it cannot change, only be reversed."""
    entry = _held(entry)
    if entry.state == states.POSTED:
        raise ValidationError(_("This entry is posted already."))
    posted = _post(entry, by)
    record(verb="ledger.post_entry", obj=posted, by=by, after={"number": posted.shown_number, "day": posted.day, "memo": posted.memo})
    return posted


@in_turn
def discard_draft(entry: Entry, *, by: User) -> None:
    """Takes a draft away; it never had a number."""
    entry = _held(entry)
    if entry.state == states.POSTED:
        raise ValidationError(_("A posted entry is not deleted; reverse it."))
    record(verb="ledger.discard_draft", obj=entry, by=by, before={"day": entry.day, "memo": entry.memo})
    entry.delete()


@in_turn
def book_reversal(entry: Entry, *, day: date, memo: str, by: User | None) -> Entry:
    """Writes the same lines with the other sign, once; for actions that take back what they booked and record it themselves."""
    entry = _held(entry)
    if entry.state != states.POSTED:
        raise ValidationError(_("Only a posted entry can be reversed; a draft is discarded."))
    if Entry.objects.filter(reverses=entry).exists():
        raise ValidationError(_("Entry %(number)s is reversed already.") % {"number": entry.shown_number})
    lines = list(entry.lines.select_related("account", "fund", "programme"))
    legs = [Leg(line.account, -line.amount_minor, line.fund, line.programme, line.memo) for line in lines]
    reversal = draft_entry(day=day, memo=memo, currency=lines[0].currency, legs=legs, is_demo=entry.is_demo, reverses=entry)
    by_order = zip(reversal.lines.order_by("pk"), lines, strict=True)
    for line, kept in by_order:
        if line.currency != kept.currency:
            Line.objects.filter(pk=line.pk).update(currency=kept.currency)
    return _post(reversal, by)


_kept_elsewhere: set[str] = set()


def keep_reversals(kind: str) -> None:
    """A house whose rows count on their entries says so, by the kind of row: those entries are taken back there, never by hand."""
    _kept_elsewhere.add(kind)


@in_turn
def reverse_entry(entry: Entry, *, day: date, reason: str, by: User) -> Entry:
    """Reverses an entry made by hand, for a reason that is kept. What invoices and payments booked is taken back there."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the entry is reversed.")})
    if entry.reverses_id is not None:
        raise ValidationError(_("A reversal is not reversed. Write the entry again."))
    if entry.statement_lines.exists():
        raise ValidationError(_("This entry belongs to a line of a bank statement: take the decision back there."))
    if hasattr(entry, "invoice") or hasattr(entry, "payment") or hasattr(entry, "recognition") or entry.covers.exists():
        raise ValidationError(_("This entry belongs to an invoice or a payment: credit the invoice, or take the payment back."))
    if entry.about_kind in _kept_elsewhere:
        raise ValidationError(_("This entry was made on the page of what it is about: take it back there."))
    memo = _("Reversal of %(number)s: %(reason)s") % {"number": entry.shown_number, "reason": reason.strip()}
    reversal = book_reversal(entry, day=day, memo=memo, by=by)
    record(verb="ledger.reverse_entry", obj=entry, by=by, after={"by": reversal.shown_number, "reason": reason.strip()})
    return reversal
