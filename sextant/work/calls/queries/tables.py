"""Lists as tables to take away."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.work.calls import states
from sextant.work.calls.models import Award, Call, Entry, Juror, Score

COLUMNS_OF_CALLS = (
    Column("slug", _("Address"), lambda call: call.slug),
    Column("kind", _("Kind"), lambda call: call.get_kind_display()),
    Column("title_ru", pgettext_lazy("contest", "Title in Russian"), lambda call: call.title_ru),
    Column("title_en", pgettext_lazy("contest", "Title in English"), lambda call: call.title_en),
    Column("state", _("State"), lambda call: call.get_state_display()),
    Column("opens_at", _("Opens"), lambda call: call.opens_at),
    Column("closes_at", _("Deadline"), lambda call: call.closes_at),
    Column("time_zone", _("Time zone"), lambda call: call.time_zone),
)


def calls_table(rows: Iterable[Call]) -> Table:
    """Calls with their calendar."""
    return Table("calls", COLUMNS_OF_CALLS, rows)


def entries_table(rows: Iterable[Any]) -> Table:
    """Entries for organisers: with authors."""
    columns = (
        Column("number", _("No."), lambda entry: entry.number),
        Column("title", _("Title"), lambda entry: entry.title),
        Column("author", _("Author"), lambda entry: entry.person.full_name),
        Column("organisation", _("Organisation"), lambda entry: str(entry.organisation or "")),
        Column("category", _("Category"), lambda entry: str(entry.category or "")),
        Column("state", _("State"), lambda entry: entry.get_state_display()),
        Column("submitted_at", _("Submitted"), lambda entry: entry.submitted_at),
        Column("late", _("By a late pass"), lambda entry: entry.is_late),
        Column("reviews", _("Reviews"), lambda entry: entry.done),
    )
    return Table("entries", columns, rows)


def jury_table(rows: Iterable[Juror]) -> Table:
    """The jury for organisers."""
    columns = (
        Column("juror", _("Juror"), lambda one: one.person.full_name),
        Column("chair", _("Chair"), lambda one: one.is_chair),
        Column("state", _("State"), lambda one: one.get_state_display()),
        Column("load", _("Load"), lambda one: one.load),
        Column("given", _("Assigned"), lambda one: one.given),
        Column("done", _("Submitted"), lambda one: one.done),
    )
    return Table("jury", columns, rows)


def reviews_table(rows: Iterable[Score]) -> Table:
    """One row a score: what `sextant jury rank` reads, and the organisers' whole picture."""
    columns = (
        Column("entry", pgettext_lazy("contest", "Entry"), lambda one: one.review.entry.code),
        Column("juror", _("Juror"), lambda one: one.review.juror.person.full_name),
        Column("criterion", _("Criterion"), lambda one: one.criterion.title),
        Column("score", _("Score"), lambda one: one.value),
    )
    return Table("scores", columns, rows)


def ranking_table(rows: Iterable[Any], *, blind: bool) -> Table:
    """A ranking with its intervals; `blind` for a chair who must not know the authors: titles as the jury reads them."""

    def of(name: str) -> Any:
        return lambda one: one.place.get(name)

    columns = (
        Column("rank", _("Place"), of("rank")),
        Column("entry", pgettext_lazy("contest", "Entry"), lambda one: one.entry.code),
        Column("title", _("Title"), lambda one: one.entry.title_for_jury if blind else one.entry.title),
        Column("category", _("Category"), lambda one: str(one.entry.category or "")),
        Column("score", _("Score"), of("score")),
        Column("low", _("Low (90 %)"), of("low")),
        Column("high", _("High (90 %)"), of("high")),
        Column("mean", _("Mean"), of("mean")),
        Column("reviews", _("Reviews"), of("reviews")),
        Column("decision", _("Decision"), lambda one: decided(one.decision)),
    )
    return Table("ranking", columns, rows)


def decided(decision: Any) -> str:
    """A decision in a word: the prize, that it goes on, or nothing."""
    if decision is None:
        return ""
    if decision.prize is not None:
        return str(decision.prize)
    return str(_("goes on")) if decision.goes_on else ""


def protocol_table(call: Call, stages: Iterable[Any]) -> Table:
    """The published protocol: numbers of entries, never names of those who did not win."""
    rows = [(stage, one) for stage, _ranking, places, _votes in stages for one in places]

    def of(name: str) -> Any:
        return lambda pair: pair[1].place.get(name)

    columns = (
        Column("stage", pgettext_lazy("contest", "Stage"), lambda pair: str(pair[0])),
        Column("rank", _("Place"), of("rank")),
        Column("entry", pgettext_lazy("contest", "Entry"), lambda pair: pair[1].entry.code),
        Column("score", _("Score"), of("score")),
        Column("low", _("Low (90 %)"), of("low")),
        Column("high", _("High (90 %)"), of("high")),
        Column("reviews", _("Reviews"), of("reviews")),
        Column("decision", _("Decision"), lambda pair: decided(pair[1].decision)),
        Column("reason", _("Reason"), lambda pair: pair[1].decision.reason if pair[1].decision else ""),
    )
    return Table(f"protocol-{call.slug}", columns, rows)


def awards_table(rows: Iterable[Award]) -> Table:
    """Awards, the rows behind the measures."""
    columns = (
        Column("number", _("Diploma"), lambda one: one.shown_number),
        Column("call", _("Call"), lambda one: one.entry.call.title),
        Column("prize", _("Prize"), lambda one: one.prize.title),
        Column("winner", _("Winner"), lambda one: one.person.full_name),
        Column("given_on", _("Day"), lambda one: one.given_on),
    )
    return Table("awards", columns, rows)


def measured_entries_table(rows: Iterable[Entry]) -> Table:
    """Submitted entries, the rows behind the measures."""
    columns = (
        Column("call", _("Call"), lambda one: one.call.title),
        Column("number", _("No."), lambda one: one.number if one.call.state == states.ANNOUNCED else None),
        Column("author", _("Author"), lambda one: one.person.full_name),
        Column("submitted_at", _("Submitted"), lambda one: one.submitted_at),
    )
    return Table("entries", columns, rows)
