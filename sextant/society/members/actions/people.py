"""Writing what is known of a person: identity, places of work, and the tie to a log-in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.society.members.models import Affiliation, FormerName, Organisation, Person, Privacy
from sextant.society.members.names import folded_name
from sextant.society.members.queries.people import claimable_by

EDITABLE = (
    "family_name", "given_name", "patronymic", "latin_name", "email", "phone", "born_on", "region", "city", "orcid",
    "speciality_ru", "speciality_en", "about_ru", "about_en", "language", "is_student",
)  # fmt: skip


def _plain(person: Person, names: Any) -> dict[str, Any]:
    return {name: getattr(person, f"{name}_id" if name == "region" else name) for name in names}


def _refuse_taken(person: Person) -> None:
    """Two living people never share an e-mail address or an ORCID iD."""
    others = Person.objects.filter(merged_into=None).exclude(pk=person.pk)
    if person.email and others.filter(email__iexact=person.email).exists():
        raise ValidationError({"email": _("This e-mail address is already that of another person. Give another one, or merge the two people.")})
    if person.orcid and others.filter(orcid=person.orcid).exists():
        raise ValidationError({"orcid": _("This ORCID iD is already that of another person. Check the number, or merge the two people.")})


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not fields of a person: {sorted(unknown)}")
    cleaned = dict(values)
    if "email" in cleaned:
        cleaned["email"] = (cleaned["email"] or "").strip().lower() or None
    return cleaned


@transaction.atomic
def create_person(*, by: User | None, **values: Any) -> Person:
    """Adds a person, everything about them closed to others until they open it."""
    person = Person(**_cleaned(values))
    _refuse_taken(person)
    person.save(force_insert=True)
    Privacy.objects.create(person=person)
    record(verb="members.create_person", obj=person, by=by, personal_after=_plain(person, values))
    index(person)
    return person


@transaction.atomic
def update_person(person: Person, *, by: User | None, **values: Any) -> Person:
    """Changes what is given. A former name is kept, so that the person is still found by it. No change leaves no line."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.erased_at or person.merged_into_id:
        raise ValidationError(_("This entry is closed: the person was erased or merged with another."))
    values = _cleaned(values)
    before, old_name = _plain(person, EDITABLE), person.full_name
    for name, value in values.items():
        setattr(person, name, value)
    after = _plain(person, EDITABLE)
    changed = [name for name in EDITABLE if before[name] != after[name]]
    if not changed:
        return person
    _refuse_taken(person)
    person.save(update_fields=changed)
    if folded_name(old_name) != folded_name(person.full_name):
        FormerName.objects.get_or_create(person=person, name=old_name)
    record(
        verb="members.update_person",
        obj=person,
        by=by,
        after={"fields": changed},
        personal_before={name: before[name] for name in changed},
        personal_after={name: after[name] for name in changed},
    )
    index(person)
    return person


@transaction.atomic
def add_affiliation(
    *,
    person: Person,
    organisation: Organisation,
    position_ru: str = "",
    position_en: str = "",
    since: date | None = None,
    until: date | None = None,
    by: User | None,
) -> Affiliation:
    """Notes that the person works at the organisation; the same place from the same day is noted once."""
    if since and until and until < since:
        raise ValidationError({"until": _("The last day lies before the first one.")})
    same = Affiliation.objects.filter(person=person, organisation=organisation)
    if same.filter(since=since).exists() or (until is None and same.filter(until=None).exists()):
        raise ValidationError({"organisation": _("This place of work is noted already. Change or end the present entry instead.")})
    affiliation = Affiliation.objects.create(
        person=person, organisation=organisation, position_ru=position_ru, position_en=position_en, since=since, until=until
    )
    record(verb="members.add_affiliation", obj=person, by=by, personal_after={"organisation": organisation.pk, "since": since, "until": until})
    index(person)
    return affiliation


@transaction.atomic
def end_affiliation(affiliation: Affiliation, *, until: date | None = None, by: User | None) -> Affiliation:
    """The person left: the last day is kept, the entry stays as history."""
    until = until or timezone.localdate()
    if affiliation.since and until < affiliation.since:
        raise ValidationError({"until": _("The last day lies before the first one.")})
    affiliation.until = until
    affiliation.is_representative = False
    affiliation.save(update_fields=["until", "is_representative"])
    about = {"organisation": affiliation.organisation_id, "until": until}
    record(verb="members.end_affiliation", obj=affiliation.person, by=by, personal_after=about)
    index(affiliation.person)
    return affiliation


@transaction.atomic
def claim_person(person: Person, *, user: User) -> Person:
    """Ties a log-in to the person whose e-mail it has confirmed; never to anybody else."""
    found = claimable_by(user)
    if found is None or found.pk != person.pk:
        raise ValidationError(_("Only a confirmed e-mail address that is this person's own can be tied to the entry. Write to the office."))
    Person.objects.filter(pk=person.pk, user=None).update(user=user)
    person.refresh_from_db()
    record(verb="members.claim_person", obj=person, by=user)
    return person


@transaction.atomic
def register_self(*, user: User, **values: Any) -> Person:
    """A log-in without a person gets one of its own, under its own e-mail address."""
    if Person.objects.filter(user=user).exists():
        raise ValidationError(_("Your log-in is tied to a person already."))
    if claimable_by(user) is not None:
        raise ValidationError(_("There is an entry with your e-mail address: confirm that it is you."))
    person = create_person(by=user, **{**values, "email": user.email, "language": user.language})
    person.user = user
    person.save(update_fields=["user"])
    return person
