"""What the register forgets when a person is erased."""

from django.db import transaction
from django.db.models import Q

from sextant.base.audit.actions import erase_personal_values
from sextant.base.search.actions import index, remove
from sextant.society.members.models import Person
from sextant.work.scholarship.models import DeclaredConflict, Dissertation, ExpertProfile, Supervision


@transaction.atomic
def forget_scholarship(person: Person) -> int:
    """Deletes the expert's profile with its works and conflicts, and the name wherever it stands beside a dissertation that was not defended. Of a defended
    one the name stays as text, a published bibliographic fact, and points to nobody."""
    number = 0
    for profile in ExpertProfile.objects.filter(person=person):
        remove(profile)
        erase_personal_values(kind="scholarship.expertprofile", key=str(profile.pk))
        profile.delete()
        number += 1
    number += DeclaredConflict.objects.filter(person=person).delete()[0]
    for one in Dissertation.objects.filter(Q(author=person) | Q(supervisions__person=person)).distinct():
        if one.author_id == person.pk:
            one.author, one.author_agreed_on = None, None
            one.author_name = one.author_name if one.is_published else ""
            one.save(update_fields=["author", "author_agreed_on", "author_name"])
        guiding = Supervision.objects.filter(dissertation=one, person=person)
        if one.is_published:
            guiding.update(person=None, agreed_on=None)
        else:
            guiding.delete()
        index(one)
        number += 1
    return number
