"""What the house forgets when a person is erased."""

from sextant.society.members.models import Person
from sextant.work.trends import states
from sextant.work.trends.models import Passage


def forget_person(person: Person) -> int:
    """Takes away what the person wrote into drafts; a published report is a publication, and its authors stay named.

    Signals and ratings stay without anybody: they lose the log-in when that is deleted.
    """
    if person.user is None:
        return 0
    return Passage.objects.filter(author=person.user, report__state=states.DRAFT).delete()[0]
