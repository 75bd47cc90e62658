"""Who takes part: listed one by one or by a pasted list, joined at the door, moved, withdrawn; consent and links."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.members.models import Person
from sextant.work.foresight import states
from sextant.work.foresight.actions.guests import join_guest
from sextant.work.foresight.actions.letters import write_invitations
from sextant.work.foresight.models import Group, Participant, Session

MOST_LINES = 1000


@dataclass
class Listed:
    """The account of a pasted list: lines = stored + merged + refused; a sentence for each line that was refused."""

    lines: int = 0
    stored: int = 0
    merged: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    name: str
    email: str
    group: str
    language: str


def _parsed(text: str) -> _Line:
    parts = [part.strip() for part in text.replace("\t", ";").split(";")]
    name, email, group, language = (*parts, "", "", "", "")[:4]
    if not name:
        raise ValidationError(_("the name is missing"))
    if len(name) > 200:
        raise ValidationError(_("the name is longer than 200 characters"))
    if email:
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise ValidationError(_("“%(email)s” is no e-mail address") % {"email": email}) from wrong
    if language and language not in ("ru", "en"):
        raise ValidationError(_("the language is ru or en, not “%(language)s”") % {"language": language})
    return _Line(name, email.lower(), group, language)


@in_turn
def list_people(session: Session, *, text: str, language: str, by: User | None) -> Listed:
    """Takes lines of `name; e-mail; code of the group; language`. Somebody of the register is known by the address; others are guests.

    Somebody listed before is merged: the group changes when the line names one. Without a group, people go in turn to the group that
    has fewest. When people are invited already, letters go at once.
    """
    if not session.may_invite:
        raise ValidationError(_("People are invited until the answers are ended."))
    groups = {group.code.lower(): group for group in session.groups.all()}
    if not groups:
        raise ValidationError(_("Make at least one group first."))
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError({"lines": _("At most %(most)s lines at a time.") % {"most": MOST_LINES}})
    account = Listed(lines=len(lines))
    sizes = {key: group.participants.filter(withdrawn_at=None).count() for key, group in groups.items()}
    for number, line in enumerate(lines, 1):
        try:
            _list_one(session, _parsed(line), groups, sizes, language, account)
        except ValidationError as refusal:
            account.refused.append(_("Line %(number)s: %(why)s.") % {"number": number, "why": " ".join(refusal.messages)})
    after = {"lines": account.lines, "stored": account.stored, "merged": account.merged, "refused": len(account.refused)}
    record(verb="foresight.list_people", obj=session, by=by, after=after)
    if session.state != states.PLANNED:
        write_invitations(session, by=by)
    return account


def _list_one(session: Session, line: _Line, groups: dict[str, Group], sizes: dict[str, int], language: str, account: Listed) -> None:
    if line.group and line.group.lower() not in groups:
        raise ValidationError(_("there is no group “%(group)s”") % {"group": line.group})
    known = _known(session, line)
    if known is not None:
        account.merged += 1
        if line.group:
            known.group = groups[line.group.lower()]
        known.withdrawn_at = None
        known.save(update_fields=["group", "withdrawn_at"])
        return
    key = line.group.lower() or min(sizes, key=lambda code: (sizes[code], groups[code].position))
    sizes[key] += 1
    person = _person_of(line.email)
    fields = {"person": person} if person is not None else {"guest_name": line.name, "guest_email": line.email}
    tongue = line.language or (person.language if person is not None else language)
    Participant.objects.create(session=session, group=groups[key], language=tongue, **fields)
    account.stored += 1


def _known(session: Session, line: _Line) -> Participant | None:
    """By the address; a guest without one by the name."""
    if line.email:
        person = _person_of(line.email)
        if person is not None:
            return session.participants.filter(person=person).first() or _guest_of(session, person)
        return session.participants.filter(guest_email__iexact=line.email).first()
    return session.participants.filter(person=None, guest_email="", guest_name=line.name, by_door=False).first()


def _guest_of(session: Session, person: Person) -> Participant | None:
    """The place that the person had as a guest by the same address; from now on it is the person's."""
    guest = session.participants.filter(person=None, guest_email__iexact=person.email or "").exclude(guest_email="").first()
    return join_guest(guest, person=person, by=None) if guest is not None else None


def _person_of(email: str) -> Person | None:
    """Somebody of the register who can log in."""
    if not email:
        return None
    return Person.objects.filter(email__iexact=email, merged_into=None, erased_at=None, user__isnull=False).first()


@in_turn
def join_at_door(session: Session, *, name: str, group: Group, language: str) -> Participant:
    """A guest who reads the code on the screen in the room; agrees in the same step."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if not held.door_open or held.state not in (states.INVITED, states.OPEN):
        raise ValidationError(_("One can no longer join by this code. Ask the organisers for a link of your own."))
    if group.session_id != held.pk:
        raise ValidationError({"group": _("Choose a group.")})
    now = timezone.now()
    made = Participant.objects.create(
        session=held, group=group, guest_name=" ".join(name.split()), language=language, by_door=True, invited_at=now, consented_at=now
    )
    record(verb="foresight.join_at_door", obj=made, after={"group": group.code}, personal_after={"name": made.guest_name})
    return made


@in_turn
def consent(participant: Participant) -> Participant:
    """The participant has read how the session works, and takes part."""
    if participant.withdrawn_at is not None:
        raise ValidationError(_("Your place was withdrawn. Ask the organisers."))
    if participant.consented_at is None:
        participant.consented_at = timezone.now()
        participant.save(update_fields=["consented_at"])
        by = participant.person.user if participant.person is not None else None
        record(verb="foresight.consent", obj=participant, by=by)
    return participant


@in_turn
def move_participant(participant: Participant, *, group: Group, by: User | None) -> Participant:
    """Into another group of the same session; what was said and answered stays where it was."""
    if group.session_id != participant.session_id:
        raise ValidationError({"group": _("Choose a group.")})
    before = {"group": participant.group.code}
    participant.group = group
    participant.save(update_fields=["group"])
    record(verb="foresight.move_participant", obj=participant, by=by, before=before, after={"group": group.code})
    return participant


@in_turn
def withdraw_participant(participant: Participant, *, by: User | None) -> Participant:
    """Takes the place back: the link opens nothing, the answers no longer count; what the person said stays."""
    if participant.withdrawn_at is not None:
        raise ValidationError(_("The place is withdrawn already."))
    participant.withdrawn_at = timezone.now()
    participant.save(update_fields=["withdrawn_at"])
    record(verb="foresight.withdraw_participant", obj=participant, by=by)
    return participant


@in_turn
def renew_link(participant: Participant, *, by: User | None) -> Participant:
    """A fresh link by letter; the earlier one opens nothing from now on."""
    participant.link_number += 1
    participant.withdrawn_at = None
    participant.invited_at = None
    participant.save(update_fields=["link_number", "withdrawn_at", "invited_at"])
    record(verb="foresight.renew_link", obj=participant, by=by, after={"number": participant.link_number})
    if participant.session.state != states.PLANNED:
        write_invitations(participant.session, by=by)
    return participant
