"""Organisations: entered, changed, and who acts for them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.society.members.models import Affiliation, Organisation

FIELDS = (
    "kind",
    "name_ru",
    "name_en",
    "short_name_ru",
    "short_name_en",
    "region",
    "parent",
    "city",
    "address",
    "email",
    "phone",
    "website",
    "tax_number",
    "isil",
    "about_ru",
    "about_en",
    "in_directory",
    "opened_on",
    "closed_on",
)


def _check(organisation: Organisation) -> None:
    if not (organisation.name_ru or organisation.name_en):
        raise ValidationError({"name_ru": _("Give the name in one language at least.")})
    taken = Organisation.objects.filter(isil=organisation.isil).exclude(pk=organisation.pk)
    if organisation.isil and taken.exists():
        raise ValidationError({"isil": _("Another organisation has this ISIL. Check the number, or merge the two.")})
    above, seen = organisation.parent, {organisation.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"parent": _("An organisation cannot stand under itself.")})
        seen.add(above.pk)
        above = above.parent
    if organisation.opened_on and organisation.closed_on and organisation.closed_on < organisation.opened_on:
        raise ValidationError({"closed_on": _("The day of closing lies before the day of opening.")})


def _set(organisation: Organisation, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Sets the values and returns what changed: field → (before, after), with keys for rows."""
    changed = {}
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(f"not a field of an organisation: {name}")
        before = getattr(organisation, name)
        if before != value:
            changed[name] = (getattr(before, "pk", before), getattr(value, "pk", value))
            setattr(organisation, name, value)
    return changed


@transaction.atomic
def create_organisation(*, by: User | None, **values: Any) -> Organisation:
    """Enters an organisation; its name in one language at least, its ISIL nobody else's."""
    organisation = Organisation()
    changed = _set(organisation, values)
    _check(organisation)
    organisation.save(force_insert=True)
    record(verb="members.create_organisation", obj=organisation, by=by, after={name: after for name, (_before, after) in changed.items()})
    index(organisation)
    return organisation


@transaction.atomic
def edit_organisation(organisation: Organisation, *, by: User | None, **values: Any) -> Organisation:
    """Changes what is given; no change leaves no line in the record."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.merged_into_id is not None:
        raise ValidationError(_("This organisation was merged into another one; change that one."))
    changed = _set(organisation, values)
    if not changed:
        return organisation
    _check(organisation)
    organisation.save(update_fields=list(changed))
    before, after = ({name: pair[place] for name, pair in changed.items()} for place in (0, 1))
    record(verb="members.edit_organisation", obj=organisation, by=by, before=before, after=after)
    index(organisation)
    return organisation


@transaction.atomic
def set_representative(affiliation: Affiliation, *, acts: bool, by: User | None) -> Affiliation:
    """Lets a person who works at an organisation act for it, or no longer."""
    affiliation = Affiliation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=affiliation.pk)
    if acts and affiliation.until is not None:
        raise ValidationError(_("This person no longer works there and cannot act for the organisation."))
    affiliation.is_representative = acts
    affiliation.save(update_fields=["is_representative"])
    who = {"person": affiliation.person_id}
    record(verb="members.set_representative", obj=affiliation.organisation, by=by, after={"acts": acts}, personal_after=who)
    return affiliation
