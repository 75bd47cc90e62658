"""Whom an invitation is written to: member organisations by kind and region, each once."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from sextant.society.members.models import Affiliation, Organisation
from sextant.society.members.queries.standing import organisations_in_good_standing
from sextant.work.practice.models import Invitation


@dataclass(frozen=True)
class Recipient:
    """An organisation with the address and the language of its letter; `address` is empty where neither it nor who acts for it has one."""

    organisation: Organisation
    address: str
    language: str


def organisations_meant(invitation: Invitation) -> QuerySet[Organisation]:
    """Member organisations in good standing today of the kinds and regions chosen (none chosen: all libraries, all regions); those of a
    demo hear of the demo's invitations only."""
    rows = organisations_in_good_standing().filter(is_demo=invitation.is_demo, kind__in=invitation.kinds or Organisation.LIBRARIES)
    regions = list(invitation.regions.values_list("pk", flat=True)) if invitation.pk else []
    rows = rows.filter(region__in=regions) if regions else rows
    return rows.select_related("region").order_by("name_ru", "pk")


def with_address(rows: QuerySet[Organisation]) -> list[Recipient]:
    """The organisation's own address, else that of the first person who acts for it today."""
    acting = Affiliation.objects.in_force(timezone.localdate()).filter(is_representative=True, person__erased_at=None).select_related("person")
    known = rows.prefetch_related(Prefetch("affiliations", queryset=acting.order_by("pk"), to_attr="acting"))
    return [_recipient(one) for one in known]


def _recipient(organisation: Organisation) -> Recipient:
    if organisation.email:
        return Recipient(organisation, organisation.email, settings.LANGUAGE_CODE)
    people = [one.person for one in organisation.acting if one.person.email]  # type: ignore[attr-defined]
    return Recipient(organisation, people[0].email or "", people[0].language) if people else Recipient(organisation, "", settings.LANGUAGE_CODE)


def preview(invitation: Invitation) -> list[Recipient]:
    """Who would get a letter now: those meant who have none yet."""
    return with_address(organisations_meant(invitation).exclude(pilot_answers__invitation=invitation))
