"""Signed links: of a participant's place, and of the door of the room. Nothing secret is kept in the database."""

from django.core.signing import BadSignature, Signer

from sextant.base.ui.errors import DeadLink
from sextant.work.foresight.models import Participant, Session

_place = Signer(salt="foresight.place", sep=".")
_door = Signer(salt="foresight.door", sep=".")


def token_of(participant: Participant) -> str:
    """The signed name of a place; it changes when the link is made anew."""
    return _place.sign(f"{participant.pk}-{participant.link_number}")


def _numbers(signer: Signer, token: str) -> tuple[int, int]:
    try:
        key, number = signer.unsign(token).split("-")
        return int(key), int(number)
    except (BadSignature, ValueError) as stranger:
        raise DeadLink from stranger


def participant_at(token: str) -> Participant:
    """The participant of a link with group, session and person; 404 for a link that is not ours or was replaced. One query."""
    key, number = _numbers(_place, token)
    rows = Participant.objects.select_related("group__session", "person")
    found = rows.filter(pk=key, link_number=number).first()
    if found is None:
        raise DeadLink
    found.session = found.group.session
    return found


def door_token_of(session: Session) -> str:
    """What stands in the QR code of the screen."""
    return _door.sign(f"{session.pk}-{session.door_number}")


def session_at_door(token: str) -> Session:
    """The session of the code on the screen; 404 for a code that is not ours or was changed."""
    key, number = _numbers(_door, token)
    found = Session.objects.filter(pk=key, door_number=number).first()
    if found is None:
        raise DeadLink
    return found
