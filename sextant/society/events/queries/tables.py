"""Lists of events as tables to take away."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.events.models import Event, Question, Registration


def events_table(rows: QuerySet[Event]) -> Table:
    """Events as everybody may know them."""
    columns = (
        Column("code", _("Code"), lambda one: one.code),
        Column("state", _("State"), lambda one: one.state),
        Column("form", pgettext_lazy("event", "Form"), lambda one: one.form),
        Column("title_ru", pgettext_lazy("event", "Title in Russian"), lambda one: one.title_ru),
        Column("title_en", pgettext_lazy("event", "Title in English"), lambda one: one.title_en),
        Column("section", _("Section"), lambda one: one.section.code if one.section else ""),
        Column("starts_at", _("Begins"), lambda one: one.local_start.isoformat()),
        Column("ends_at", pgettext_lazy("event", "Ends"), lambda one: one.local_end.isoformat()),
        Column("time_zone", _("Time zone"), lambda one: one.time_zone),
        Column("place_ru", _("Place, in Russian"), lambda one: one.place_ru),
        Column("place_en", _("Place, in English"), lambda one: one.place_en),
        Column("places", _("Places"), lambda one: one.capacity),
    )
    return Table("events", columns, rows)


def _answer_to(question: Question) -> Callable[[Registration], str]:
    """How a registration gives its answer to a question."""
    return lambda one: question.answered(one.answers.get(str(question.pk)))


def participants_table(event: Event, rows: QuerySet[Registration], *, with_money: bool) -> Table:
    """Participants with their answers; what they pay only for those who see the money."""
    questions = list(event.questions.all())
    columns = [
        Column("number", _("Number"), lambda one: one.number),
        Column("state", _("State"), lambda one: one.state),
        Column("name", _("Name"), lambda one: one.name),
        Column("email", _("E-mail"), lambda one: one.email),
        Column("place", _("Place of work or study"), lambda one: one.place),
        Column("ticket", _("Ticket"), lambda one: one.ticket.name),
        Column("registered_at", _("Registered on"), lambda one: one.registered_at),
        Column("attended_at", _("Attended on"), lambda one: one.attended_at),
    ]
    if with_money:
        columns += [
            Column("currency", _("Currency"), lambda one: one.currency),
            Column("price", _("Price"), lambda one: major(one.price_minor, one.currency)),
            Column("invoice", _("Invoice"), lambda one: one.invoice.shown_number if one.invoice else ""),
            Column("paid", pgettext_lazy("sum", "Paid"), lambda one: major(one.invoice.paid_minor, one.currency) if one.invoice else None),
            Column("refund", _("To be given back"), lambda one: major(one.refund_minor, one.currency) if one.refund_minor else None),
        ]
    columns += [Column(f"q{question.pk}", question.label, _answer_to(question)) for question in questions]
    return Table(f"participants-{event.code}", tuple(columns), rows)


def attendance_table(rows: QuerySet[Registration]) -> Table:
    """Registrations behind a figure, without names."""
    columns = (
        Column("event", _("Event"), lambda one: one.event.code),
        Column("day", _("Day"), lambda one: one.event.first_day),
        Column("number", _("Number"), lambda one: one.number),
        Column("state", _("State"), lambda one: one.state),
    )
    return Table("event-participants", columns, rows)
