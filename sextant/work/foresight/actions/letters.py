"""Letters to those who are invited: each with a link of one's own."""

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.letters.actions import Ready, queue_letters, rendered
from sextant.base.letters.invented import is_invented
from sextant.base.ui.links import full_address
from sextant.work.foresight.models import Participant, Session
from sextant.work.foresight.queries.links import token_of

INVITATION = "foresight.invitation"


def place_address(participant: Participant, language: str) -> str:
    """Where a participant begins: members after their log-in."""
    return full_address("foresight:place", language, token_of(participant))


def _invitation(participant: Participant) -> Ready:
    session, language = participant.session, participant.language
    context = {
        "name": participant.name,
        "title": getattr(session, f"title_{language}") or session.title,
        "group": getattr(participant.group, f"title_{language}") or participant.group.title,
        "starts_on": session.starts_on,
        "ends_on": session.ends_on,
        "is_guest": participant.person is None,
        "page": place_address(participant, language),
    }
    key = f"foresight.invitation:{participant.pk}:{participant.link_number}"
    user = participant.person.user if participant.person is not None else None
    return rendered(key=key, template=INVITATION, to=user or participant.email, context=context, language=language, about=participant)


def write_invitations(session: Session, *, by: User | None) -> int:
    """Letters to all who were not invited yet and have an address; how many."""
    rows = session.participants.filter(invited_at=None, withdrawn_at=None).select_related("person__user", "group")
    found = list(rows)
    for participant in found:
        participant.session = session
    with_address = [one for one in found if one.email and not is_invented(one.email, is_demo=session.is_demo)]
    queue_letters([_invitation(one) for one in with_address], by=by)
    Participant.objects.filter(pk__in=[one.pk for one in found]).update(invited_at=timezone.now())
    return len(with_address)
