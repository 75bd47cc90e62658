"""What the register forgets when a person is erased."""

from django.db import transaction
from django.db.models import Q

from sextant.base.audit.actions import erase_personal_values
from sextant.base.search.actions import index, remove
from sextant.society.members.models import Person
from sextant.work.scholarship.models import DeclaredConflict, Dissertation, ExpertProfile, Supervision


@transaction.atomic
def forget_scholarship(person: Person) -> int:
    """Deletes the expert's profile with its works and conflicts, and the name beside every dissertation, a defended one too: topic and school stay. Who wrote
    a defended dissertation is told by the library that keeps it."""
    number = 0
    for profile in ExpertProfile.objects.filter(person=person):
        remove(profile)
        erase_personal_values(kind="scholarship.expertprofile", key=str(profile.pk))
        profile.delete()
        number += 1
    number += DeclaredConflict.objects.filter(person=person).delete()[0]
    for one in Dissertation.objects.filter(Q(author=person) | Q(supervisions__person=person)).distinct():
        if one.author_id == person.pk:
            one.author, one.author_agreed_on, one.author_name = None, None, ""
            one.save(update_fields=["author", "author_agreed_on", "author_name"])
        Supervision.objects.filter(dissertation=one, person=person).delete()
        index(one)
        number += 1
    return number
