"""What goes when a person is erased: invitations, and the words and the name of answers that carry names; what was chosen stays counted."""

from django.db.models import Q

from sextant.base.letters.actions import erase_letters_to
from sextant.lab.surveys.questionnaires import OTHER, WRITTEN
from sextant.society.members.models import Person
from sextant.society.surveys.models import Invitation, Response, TextCode


def forget_person(person: Person) -> int:
    """Called inside the erasure; gives the number of rows. Of anonymous surveys nothing leads to the person, and nothing can be taken away."""
    found = Q(person=person)
    if person.email:
        found |= Q(email__iexact=person.email)
    invitations = list(Invitation.objects.filter(found))
    rows = list(Response.objects.filter(Q(person=person) | Q(invitation__in=invitations)).select_related("survey"))
    for response in rows:
        _without_words(response)
    for invitation in invitations:
        erase_letters_to(invitation.email)
        invitation.delete()
    return len(rows) + len(invitations)


def _without_words(response: Response) -> None:
    """Takes name and free answers away."""
    written = {one.code for one in response.survey.questionnaire.questions() if one.kind in WRITTEN}
    response.answers = {name: value for name, value in response.answers.items() if name not in written and not name.endswith(f".{OTHER}")}
    response.person = response.invitation = None
    response.save(update_fields=["answers", "person", "invitation"])
    TextCode.objects.filter(response=response).delete()
