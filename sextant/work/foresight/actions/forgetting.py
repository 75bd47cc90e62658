"""What a session forgets when a person is erased."""

from sextant.society.members.models import Person
from sextant.work.foresight.models import Duty, Participant


def forget_person(person: Person) -> int:
    """Takes the person's places away with all answers, and the duties; statements stay, without an author. Called inside the erasure."""
    gone = Participant.objects.filter(person=person).delete()[0]
    return gone + Duty.objects.filter(person=person).delete()[0]
