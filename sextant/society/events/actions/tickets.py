"""Kinds of tickets and questions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.events import states
from sextant.society.events.actions.places import hold_event, move_up
from sextant.society.events.models import Event, Question, TicketKind


def _open(event: Event) -> Event:
    event = hold_event(event.pk)
    if event.state in (states.OVER, states.CANCELLED):
        raise ValidationError(_("This event is %(state)s; its tickets do not change any more.") % {"state": event.get_state_display()})
    return event


@in_turn
def save_ticket(event: Event, ticket: TicketKind | None, *, by: User | None, **fields: Any) -> TicketKind:
    """Adds a kind of ticket or changes one. Prices of places that were given stay as they were; a higher limit moves the waiting list up."""
    event = _open(event)
    kept = TicketKind.objects.select_for_update().get(pk=ticket.pk, event=event) if ticket else TicketKind(event=event)
    before = {"price_minor": kept.price_minor, "limit": kept.limit} if ticket else None
    for name, value in fields.items():
        setattr(kept, name, value)
    if not (kept.name_ru.strip() or kept.name_en.strip()):
        raise ValidationError({"name_en": _("Give the name in at least one language.")})
    if kept.limit is not None and kept.limit < kept.taken:
        raise ValidationError({"limit": _("%(taken)s of these tickets are taken already.") % {"taken": kept.taken}})
    if kept.sale_from and kept.sale_until and kept.sale_until < kept.sale_from:
        raise ValidationError({"sale_until": _("The last day lies before the first one.")})
    kept.save()
    after = {"ticket": str(kept.name), "price_minor": kept.price_minor, "limit": kept.limit, "audience": kept.audience}
    record(verb="events.save_ticket", obj=event, by=by, before=before, after=after)
    move_up(event, on=timezone.localdate(), by=by)
    return kept


@in_turn
def remove_ticket(ticket: TicketKind, *, by: User | None) -> Event:
    """Takes a kind of ticket away that nobody has taken."""
    event = _open(ticket.event)
    if ticket.registrations.exists():
        raise ValidationError(_("Somebody has registered with this ticket. End its sale instead."))
    record(verb="events.remove_ticket", obj=event, by=by, before={"ticket": str(ticket.name)})
    TicketKind.objects.filter(pk=ticket.pk).delete()
    return event


@in_turn
def save_question(event: Event, question: Question | None, *, by: User | None, **fields: Any) -> Question:
    """Adds something that everybody who registers is asked, or changes it."""
    event = _open(event)
    kept = Question.objects.get(pk=question.pk, event=event) if question else Question(event=event)
    for name, value in fields.items():
        setattr(kept, name, value)
    if not (kept.label_ru.strip() or kept.label_en.strip()):
        raise ValidationError({"label_en": _("Give the question in at least one language.")})
    if kept.kind == Question.Kind.CHOICE and len(kept.choices) < 2:
        raise ValidationError({"options_en": _("Give at least two answers, a line each.")})
    kept.save()
    record(verb="events.save_question", obj=event, by=by, after={"question": str(kept.label)})
    return kept


@in_turn
def remove_question(question: Question, *, by: User | None) -> Event:
    """Takes a question away, and the answers that were given to it."""
    event = _open(question.event)
    record(verb="events.remove_question", obj=event, by=by, before={"question": str(question.label)})
    for registration in event.registrations.exclude(answers={}).only("pk", "answers"):
        if registration.answers.pop(str(question.pk), None) is not None:
            registration.save(update_fields=["answers"])
    Question.objects.filter(pk=question.pk).delete()
    return event
