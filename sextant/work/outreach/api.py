"""Campaigns for programs: what their pages show to everybody, in numbers where people stand behind it; the reach for those who keep campaigns."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from sextant.base.api.paging import Pages, paginate
from sextant.base.permissions.pages import anyone, operation_decided_by
from sextant.work.outreach import rules
from sextant.work.outreach.models import Adoption, Campaign, DayCount
from sextant.work.outreach.queries.reach import Way, campaigns_in_numbers, ways_of
from sextant.work.outreach.queries.support import adoptions_wanted, endorsements_shown, in_numbers

router = Router(tags=["outreach"])


class CampaignOut(Schema):
    """A campaign: the agenda it makes known, its words, its days, endorsements shown, and adoptions of that agenda in force."""

    code: str
    agenda: str
    title_ru: str
    title_en: str
    call_ru: str
    call_en: str
    about_ru: str
    about_en: str
    state: str
    starts_on: date | None
    ends_on: date | None
    endorsements: int
    organisations: int
    countries: int
    adoptions: int
    url: str
    is_demo: bool

    @staticmethod
    def resolve_agenda(row: Campaign) -> str:
        return row.agenda.code

    @staticmethod
    def resolve_state(row: Campaign) -> str:
        return row.stage

    @staticmethod
    def resolve_endorsements(row: Campaign) -> int:
        return int(row.endorsements_shown)  # type: ignore[attr-defined]

    @staticmethod
    def resolve_adoptions(row: Campaign) -> int:
        return int(row.adoptions_in_force)  # type: ignore[attr-defined]

    @staticmethod
    def resolve_url(row: Campaign) -> str:
        return row.get_absolute_url()


class EndorsementsOut(Schema):
    """How many of one kind (`person` or `organisation`) endorse from one country, its code by ISO 3166-1."""

    who: str
    country: str
    endorsements: int


class AdoptionOut(Schema):
    """An entry of the register: who adopted which agenda, wholly or by the guidelines named, when and by which decision."""

    number: int
    name: str
    body: str
    country: str
    agenda: str
    whole: bool
    guidelines: list[str]
    adopted_on: date
    decision: str
    decision_url: str
    plans: str
    state: str
    registered_on: date
    ended_on: date | None
    url: str
    is_demo: bool

    @staticmethod
    def resolve_agenda(row: Adoption) -> str:
        return row.agenda.code

    @staticmethod
    def resolve_guidelines(row: Adoption) -> list[str]:
        return [one.code for one in row.guidelines.all()]

    @staticmethod
    def resolve_decision_url(row: Adoption) -> str:
        return row.url

    @staticmethod
    def resolve_url(row: Adoption) -> str:
        return row.get_absolute_url()


class WayOut(Schema):
    """What one way brought; `code` is empty for those who came without a counted link. `visitors` are browsers of a day, added up over days."""

    code: str
    name: str
    kind: str
    closed_on: date | None
    seen: int
    visitors: int
    read: int
    taken: int
    shared: int
    endorsed: int
    adopted: int


@router.get("/campaigns", response=list[CampaignOut], summary="Campaigns that make an agenda known, latest first")
@operation_decided_by(anyone)
@paginate(Pages)
def campaigns(request: HttpRequest, agenda: str = "") -> QuerySet[Campaign]:
    """Those that run or ran; for those who keep campaigns, drafts too. With `agenda` those of one agenda."""
    rows = campaigns_in_numbers(drafts=rules.may_keep(request.user))
    return rows.filter(agenda__code=agenda) if agenda else rows


def _seen(request: HttpRequest, code: str) -> Campaign:
    return get_object_or_404(campaigns_in_numbers(drafts=rules.may_keep(request.user)), code=code)


@router.get(
    "/campaigns/{slug:code}/endorsements", response=list[EndorsementsOut], summary="How many endorse in public", url_name="campaign_endorsements"
)
@operation_decided_by(anyone)
def endorsements(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """By country and by who; names and words stand on the page alone, where whoever endorsed may take them back."""
    rows = in_numbers(endorsements_shown(_seen(request, code), {}))
    return [{"who": who, "country": country, "endorsements": number} for who, country, number in rows]


@router.get("/campaigns/{slug:code}/reach", response=list[WayOut], summary="What every way to a campaign brought", url_name="campaign_reach")
@operation_decided_by(rules.may_keep)
def reach(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """For those who keep campaigns: every way, the one that brought most first."""
    return [_told(way) for way in ways_of(_seen(request, code))]


def _told(way: Way) -> dict[str, Any]:
    channel = way.channel
    named = {"code": channel.code, "name": channel.name, "kind": channel.kind} if channel else {"code": "", "name": "", "kind": ""}
    acts = {act: way.acts[act] for act in DayCount.Act.values}
    numbers = {"visitors": way.visitors, "endorsed": way.endorsed, "adopted": way.adopted}
    return {**named, "closed_on": channel.closed_on if channel else None, **acts, **numbers}


@router.get("/adoptions", response=list[AdoptionOut], summary="The register of adoptions, latest decision first")
@operation_decided_by(anyone)
@paginate(Pages)
def adoptions(request: HttpRequest, country: str = "", body: str = "", state: str = "", agenda: str = "") -> QuerySet[Adoption]:
    """Narrowed by country, kind of body, state (`registered` or `ended`) and agenda. Who told of an adoption is not in it."""
    rows = adoptions_wanted({"country": country, "body": body, "state": state})
    return rows.filter(agenda__code=agenda) if agenda else rows
