"""What a session forgets when a person is erased."""

from sextant.society.documents.actions.forgetting import forget_guest
from sextant.society.members.models import Person
from sextant.work.foresight import states
from sextant.work.foresight.models import Duty, Participant


def forget_person(person: Person) -> int:
    """Takes the person's places away with all answers, and the duties; statements stay, without an author. What somebody did as a guest
    before the place became the person's loses the name, too. Called inside the erasure."""
    places = Participant.objects.filter(person=person)
    for key in places.values_list("pk", flat=True):
        forget_guest(states.KIND, str(key))
    gone = places.delete()[0]
    return gone + Duty.objects.filter(person=person).delete()[0]
