"""Participants are forgotten: names, addresses and answers go; places, numbers and money stay counted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.letters.actions import erase_letters_to
from sextant.society.events import states
from sextant.society.events.models import Certificate, Registration, Speaker
from sextant.society.members.models import Person

NOBODY = "…"


def _emptied(registration: Registration) -> None:
    """Takes away whatever names the participant or was said by them; a certificate keeps its event and its hours."""
    registration.name, registration.email = NOBODY, f"forgotten-{registration.pk}@invalid.example"
    registration.place, registration.answers, registration.show_name, registration.user = "", {}, False, None
    registration.save(update_fields=["name", "email", "place", "answers", "show_name", "user"])
    Certificate.objects.filter(registration=registration).update(name=NOBODY)
    erase_personal_values(kind="events.registration", key=str(registration.pk))


@transaction.atomic
def forget_participant(registration: Registration, *, by: User | None) -> Registration:
    """Forgets a guest who asks for it, once the event is over or the place is given up; letters to the address go as well."""
    registration = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
    if registration.is_forgotten:
        raise ValidationError(_("This participant was forgotten already."))
    if registration.state in states.LIVE and registration.event.state == states.PUBLISHED:
        raise ValidationError(_("The event is still to come. Cancel the registration first."))
    erase_letters_to(registration.email, by=by)
    _emptied(registration)
    record(verb="events.forget_participant", obj=registration, by=by)
    return registration


def forget_person(person: Person) -> int:
    """What goes when a person is erased: the person's registrations, those made as a guest under the same address, and what a speaker said of themselves."""
    found = Q(person=person)
    if person.email:
        found |= Q(person=None, email__iexact=person.email)
    rows = list(Registration.objects.filter(found))
    for registration in rows:
        erase_letters_to(registration.email)
        _emptied(registration)
    spoke = Speaker.objects.filter(person=person).update(about_ru="", about_en="", person=None)
    return len(rows) + spoke
