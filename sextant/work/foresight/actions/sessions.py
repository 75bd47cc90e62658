"""Planning a session, its groups and duties, and moving it from state to state."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.search.actions import index
from sextant.society.agenda.models import Agenda
from sextant.society.members.models import Person
from sextant.work.foresight import states
from sextant.work.foresight.actions.letters import write_invitations
from sextant.work.foresight.models import Duty, Group, Session, Vote
from sextant.work.foresight.queries.opinions import fingerprint_of

SETTINGS = (
    *(f"{name}_{code}" for name in ("title", "about", "consent") for code in ("ru", "en")),
    *("code", "starts_on", "ends_on", "base_agenda", "authors_shown", "moderated_by", "longest_statement", "door_open", "electors"),
)
HOW_AN_AGENDA_IS_MADE = "0"
"""Code of the direction that describes the agenda's own way; no group works on it."""


def _checked(session: Session) -> None:
    if not (session.title_ru or session.title_en):
        raise ValidationError({"title_ru": _("Give the session a title in at least one of the languages.")})
    if not (session.consent_ru or session.consent_en):
        raise ValidationError({"consent_ru": _("Write what people agree to when they take part, in at least one of the languages.")})
    if session.ends_on < session.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    if Agenda.objects.filter(code=session.code).exists() and session.published_agenda_id is None:
        raise ValidationError({"code": _("There is an agenda of this code already. The new one needs a code of its own.")})
    session.full_clean()


@in_turn
def plan_session(*, by: User | None, is_demo: bool = False, **settings: Any) -> Session:
    """Begins a session; with a base agenda it gets a group for each of its directions."""
    session = Session(by=by, is_demo=is_demo, **{name: value for name, value in settings.items() if name in SETTINGS})
    _checked(session)
    session.save()
    if session.base_agenda is not None:
        _groups_by_direction(session, session.base_agenda)
    record(verb="foresight.plan_session", obj=session, by=by, after={"code": session.code, "groups": session.groups.count()})
    index(session)
    return session


def _groups_by_direction(session: Session, agenda: Agenda) -> None:
    for position, direction in enumerate(agenda.directions.exclude(code=HOW_AN_AGENDA_IS_MADE)):
        words = {f"{name}_{code}": getattr(direction, f"{name}_{code}") for name in ("title", "about") for code in ("ru", "en")}
        Group.objects.create(session=session, code=direction.code, position=position, **words)


@in_turn
def change_session(session: Session, *, by: User | None, **settings: Any) -> Session:
    """Changes what was planned; the base agenda stays once people are invited, and nothing changes after the close."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.state == states.CLOSED:
        raise ValidationError(_("The session is closed."))
    before = {name: _plain(getattr(held, name)) for name in SETTINGS}
    for name, value in settings.items():
        if name in SETTINGS:
            setattr(held, name, value)
    if held.state != states.PLANNED and _plain(held.base_agenda) != before["base_agenda"]:
        raise ValidationError({"base_agenda": _("People are invited already; the session keeps the agenda it starts from.")})
    _checked(held)
    held.save()
    changed = {name: _plain(getattr(held, name)) for name in SETTINGS if _plain(getattr(held, name)) != before[name]}
    record(verb="foresight.change_session", obj=held, by=by, before={name: before[name] for name in changed}, after=changed)
    index(held)
    return held


def _plain(value: Any) -> Any:
    return value.code if isinstance(value, Agenda) else value


@in_turn
def save_group(group: Group, *, code: str, title_ru: str, title_en: str, about_ru: str, about_en: str, by: User | None) -> Group:
    """Makes a group of one's own, or changes one."""
    if not group.session.may_invite:
        raise ValidationError(_("Groups are changed until the answers are ended."))
    if not (title_ru or title_en):
        raise ValidationError({"title_ru": _("Give the group a title in at least one of the languages.")})
    group.code, group.title_ru, group.title_en = code, title_ru, title_en
    group.about_ru, group.about_en = about_ru, about_en
    if group.pk is None:
        group.position = (group.session.groups.aggregate(last=Max("position"))["last"] or 0) + 1
    group.full_clean()
    group.save()
    record(verb="foresight.save_group", obj=group, by=by, after={"code": code, "title": str(group.title)})
    return group


@in_turn
def remove_group(group: Group, *, by: User | None) -> None:
    """Takes an empty group away."""
    if group.participants.exists() or group.statements.exists() or group.proposals.exists():
        raise ValidationError(_("People or statements belong to this group. Put them into another one first."))
    record(verb="foresight.remove_group", obj=group, by=by, before={"code": group.code, "title": str(group.title)})
    group.delete()


@in_turn
def give_duty(session: Session, *, person: Person, group: Group | None, by: User | None) -> Duty:
    """Makes somebody the facilitator of a group, or without a group a member of the steering committee."""
    if person.user_id is None:
        raise ValidationError(
            {"person": _("This person has no log-in. Facilitators and the committee work on the site, so an account is needed first.")}
        )
    kind = states.FACILITATOR if group is not None else states.COMMITTEE
    duty, made = Duty.objects.get_or_create(session=session, group=group, person=person, defaults={"kind": kind})
    if not made:
        raise ValidationError({"person": _("This person has this duty already.")})
    record(
        verb="foresight.give_duty", obj=duty, by=by, after={"kind": kind, "group": group.code if group else ""}, personal_after={"person": person.pk}
    )
    return duty


@in_turn
def take_duty(duty: Duty, *, by: User | None) -> None:
    """Ends a duty."""
    record(verb="foresight.take_duty", obj=duty, by=by, before={"kind": duty.kind}, personal_before={"person": duty.person_id})
    duty.delete()


@in_turn
def show_results(session: Session, *, shown: bool, by: User | None) -> Session:
    """Lets the screens show what unites and divides, or hides it again."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    before = {"results_shown": held.results_shown}
    held.results_shown = shown
    held.save(update_fields=["results_shown"])
    record(verb="foresight.show_results", obj=held, by=by, before=before, after={"results_shown": shown})
    return held


@in_turn
def change_door(session: Session, *, by: User | None) -> Session:
    """Makes the code on the screen anew; the earlier one opens nothing."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    held.door_number += 1
    held.save(update_fields=["door_number"])
    record(verb="foresight.change_door", obj=held, by=by)
    return held


@in_turn
def move_session(session: Session, *, to: str, by: User | None) -> Session:
    """Goes on to the next state. Inviting writes the letters; ending the answers puts their number and fingerprint into the record."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if to not in dict(held.moves):
        raise ValidationError(_("The session stands otherwise by now. Look at its page again."))
    if to == states.INVITED and not held.groups.exists():
        raise ValidationError(_("Make at least one group first."))
    if to == states.INVITED and not held.participants.exists():
        raise ValidationError(_("List whom to invite first."))
    before, after = {"state": held.state}, {"state": to}
    held.state = to
    held.save(update_fields=["state"])
    if to == states.INVITED:
        write_invitations(held, by=by)
    if to == states.DECIDING:
        after |= _answers(held)
    record(verb="foresight.move_session", obj=held, by=by, before=before, after=after)
    index(held)
    return held


def _answers(session: Session) -> dict[str, Any]:
    rows = Vote.objects.filter(statement__group__session=session).order_by("participant", "statement")
    found = list(rows.values_list("participant", "statement", "value"))
    return {"votes": len(found), "fingerprint": fingerprint_of(found)}
