"""A guest turns out to have an account, or wants to be forgotten: the place, and what hangs on it in the document."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.audit.turns import in_turn
from sextant.base.letters.actions import erase_letters_to
from sextant.society.documents.actions.forgetting import forget_guest as forget_in_documents
from sextant.society.documents.actions.joining import guest_is_person
from sextant.society.members.models import Person
from sextant.work.foresight import states
from sextant.work.foresight.models import Participant


@in_turn
def join_guest(participant: Participant, *, person: Person, by: User | None) -> Participant:
    """The guest is this person of the register: the place becomes the person's, or is withdrawn where the person has one in the session.

    The link of the guest ends, and in a vote that is running the two are one voter. Refused in a secret vote in which both have voted.
    Returns the place that is left.
    """
    _refuse_unless_guest(participant)
    if person.user_id is None:
        raise ValidationError({"person": _("This person has no log-in. A guest stays a guest until there is an account.")})
    guest_is_person(states.KIND, str(participant.pk), person=person, by=by)
    own = Participant.objects.filter(session=participant.session_id, person=person).first()
    if own is not None:
        participant.withdrawn_at = participant.withdrawn_at or timezone.now()
    else:
        participant.person, participant.guest_name, participant.guest_email, participant.by_door = person, "", "", False
    participant.link_number += 1
    participant.save()
    record(verb="foresight.join_guest", obj=participant, by=by, after={"withdrawn": own is not None}, personal_after={"person": person.pk})
    return own or participant


@in_turn
def forget_guest(participant: Participant, *, by: User | None) -> None:
    """Erases a guest: name, address, answers, letters and link go; statements, ballots and settled comments stay without a name."""
    _refuse_unless_guest(participant)
    key = str(participant.pk)
    record(verb="foresight.forget_guest", obj=participant, by=by)
    forget_in_documents(states.KIND, key)
    if participant.guest_email:
        erase_letters_to(participant.guest_email, by=by)
    erase_personal_values(kind="foresight.participant", key=key)
    participant.delete()


def _refuse_unless_guest(participant: Participant) -> None:
    if participant.person_id is not None:
        raise ValidationError(_("This place is a person's of the register; it is joined or erased there."))
