"""Organisations, sections and the check of standing for programs; the same rules as the pages."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, ensure, operation_decided_by
from sextant.society.members import rules
from sextant.society.members.models import Organisation, Person, Section
from sextant.society.members.queries.organisations import organisations_wanted
from sextant.society.members.queries.standing import in_good_standing

router = Router(tags=["members"])
LARGEST_KEY = 2**63 - 1


class OrganisationOut(Schema):
    """A listed organisation; `region` is its code."""

    id: int
    kind: str
    name_ru: str
    name_en: str
    region: str | None
    city: str
    isil: str
    website: str

    @staticmethod
    def resolve_region(organisation: Organisation) -> str | None:
        return organisation.region.code if organisation.region else None


class SectionOut(Schema):
    """A section; `above` is the code of the one it stands under."""

    code: str
    kind: str
    name_ru: str
    name_en: str
    above: str | None
    closed_on: date | None

    @staticmethod
    def resolve_above(section: Section) -> str | None:
        return section.parent.code if section.parent else None


class StandingOut(Schema):
    """Whether a person stands well on a day, and why: a word and a sentence."""

    person: int
    day: date
    ok: bool
    reason: str
    sentence: str
    number: str | None


@router.get("/organisations", response=list[OrganisationOut], summary="Listed organisations")
@paginate(Pages)
@operation_decided_by(anyone)
def organisations(request: HttpRequest, kind: str = "", region: str = "", q: str = "") -> Any:
    """By name; `kind` as on the page or `libraries`, `region` by its code, `q` any words of name or place."""
    user: Any = request.user
    rows = organisations_wanted({"kind": kind, "q": q.replace("\x00", "")}, user, unlisted=rules.is_staff(user))
    return rows.filter(region__code=region.replace("\x00", "")) if region else rows


@router.get("/organisations/{key}", response=OrganisationOut, summary="One organisation")
@operation_decided_by(anyone)
def organisation(request: HttpRequest, key: int) -> Any:
    found = get_object_or_404(Organisation.objects.select_related("region"), pk=min(max(key, 0), LARGEST_KEY), merged_into=None)
    ensure(rules.may_see_organisation(request.user, found))
    return found


@router.get("/sections", response=list[SectionOut], summary="Sections")
@paginate(Pages)
@operation_decided_by(anyone)
def sections(request: HttpRequest) -> Any:
    """All sections, closed ones too, by code."""
    return Section.objects.select_related("parent").order_by("code")


@router.get("/standing/{person}", response=StandingOut, summary="Is this person in good standing?")
@operation_decided_by(rules.may_see_memberships)
def standing(request: HttpRequest, person: int, day: date | None = None) -> Any:
    """One answer, the same as everywhere on the site; for the office and the treasurer. Without a day it is asked of today."""
    on = day or timezone.localdate()
    found = get_object_or_404(Person, pk=min(max(person, 0), LARGEST_KEY))
    answer = in_good_standing(found, on)
    number = answer.membership.number if answer.membership else None
    return {"person": found.pk, "day": on, "ok": answer.ok, "reason": answer.reason, "sentence": str(answer.sentence), "number": number}
