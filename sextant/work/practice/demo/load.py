"""The demo's path: findings in every stage, pilots that worked and that did not, adoptions; and taking it all away."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.words.fields import LANGUAGES
from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Affiliation, Organisation
from sextant.work.practice.actions.briefs import publish_brief, save_brief, submit_brief
from sextant.work.practice.actions.findings import accept_finding, save_finding
from sextant.work.practice.actions.invitations import answer_invitation, close_invitation, open_invitation, save_invitation
from sextant.work.practice.actions.outcomes import (
    approve_recommendation,
    confirm_adoption,
    declare_adoption,
    save_recommendation,
    submit_recommendation,
)
from sextant.work.practice.actions.pilots import agree_pilot, log_event, publish_pilot, report_outcome, save_protocol, start_pilot
from sextant.work.practice.demo.words import ADAPTED, ASKS, EVENTS, FINDINGS, NOTE, OFFERS, PROTOCOL, REASONS, RECOMMENDED, SECTIONS
from sextant.work.practice.models import Adoption, Finding, Invitation, Pilot

OFFICE, MEMBER = "secretary@demo.example", "member@demo.example"
RUSSIAN = settings.LANGUAGE_CODE.startswith("ru")


def _both(name: str, pair: tuple[str, str]) -> dict[str, Any]:
    return {f"{name}_{language}": text for language, text in zip(LANGUAGES, pair, strict=True)}


def _own(pair: tuple[str, str]) -> str:
    return pair[0] if RUSSIAN else pair[1]


@dataclass
class Stage:
    """Who plays the demo, on which libraries, and today."""

    author: User
    office: User
    libraries: list[Organisation]
    today: date

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def _finding(stage: Stage, row: dict[str, Any], number: int) -> Finding:
    published = stage.ago(row["ago"])
    concepts = list(Concept.objects.living().filter(label_en__icontains=row["topic"]).order_by("code")[:2])
    guidelines = Guideline.objects.filter(direction__agenda__is_current=True, direction__code="II", number=2)
    finding = save_finding(
        None,
        by=stage.author,
        today=stage.ago(max(1, row["ago"] - 60)),
        concepts=concepts,
        guidelines=guidelines,
        citation=f"{_own(row['authors'])} {_own(row['title'])}, {published.year}. {_own(NOTE)}",
        authors=_own(row["authors"]),
        doi=f"10.5555/sextant.demo.{number}",
        published_on=published,
        strength=row["strength"],
        is_demo=True,
        **_both("title", row["title"]),
        **_both("said", row["said"]),
    )
    return finding if row["stage"] == "proposed" else accept_finding(finding, by=stage.office, on=stage.ago(max(1, row["ago"] - 80)))


def _brief(stage: Stage, row: dict[str, Any], finding: Finding) -> None:
    texts = _both("title", row["title"])
    for name, pair in zip(SECTIONS, row["brief"], strict=True):
        texts |= _both(name, pair)
    brief = submit_brief(save_brief(finding, by=stage.author, **texts), by=stage.author)
    publish_brief(brief, by=stage.office, on=stage.ago(max(1, row["ago"] - 110)))


def _invite(stage: Stage, row: dict[str, Any], finding: Finding) -> Invitation:
    """Opened in the past with the libraries that will pilot; the one that still invites is open now."""
    runs_now = row["stage"] == "inviting"
    on = stage.ago(10 if runs_now else row["ago"] - row["wait"] + 35)
    invitation = save_invitation(
        finding,
        by=stage.office,
        today=on,
        regions=[one.region for one in stage.libraries[:2] if one.region is not None],
        places=4,
        open_until=stage.today + timedelta(days=20) if runs_now else on + timedelta(days=30),
        **_both("asks", ASKS),
        **_both("offers", OFFERS),
    )
    invitation = open_invitation(invitation, by=stage.office, on=on)
    if runs_now:
        first, second = stage.libraries[3], stage.libraries[4]
        answer_invitation(invitation, first, state="yes", may_be_named=True, by=None, today=stage.today)
        answer_invitation(
            invitation, second, state="question", words=_own(("Нужна ли своя система?", "Do we need a system of our own?")), by=None, today=on
        )
    return invitation


def _pilot(stage: Stage, row: dict[str, Any], invitation: Invitation, place: int, outcome: tuple[Any, ...] | None) -> None:
    library = stage.libraries[place]
    begun = stage.ago(row["ago"] - row["wait"] - 20 * place if outcome else 45)
    answer = answer_invitation(invitation, library, state="yes", may_be_named=True, by=None, today=invitation.opened_on or begun)
    pilot = agree_pilot(answer, by=stage.office, on=invitation.opened_on or begun)
    values: dict[str, Any] = _both("indicator", row["indicator"]) | _both("unit", row["unit"])
    for name, pair in PROTOCOL.items():
        values |= _both(name, pair)
    before = Decimal(outcome[0] if outcome else 30)
    days = {"planned_start": begun, "planned_end": begun + timedelta(days=120)}
    person = stage.author.person
    save_protocol(pilot, by=stage.office, responsible=person, baseline=before, target=before * Decimal("1.2"), **days, **values)
    pilot = start_pilot(pilot, on=begun, by=stage.author)
    log_event(pilot, on=begun + timedelta(days=3), text=_own(EVENTS[0]), by=stage.author)
    if outcome is not None:
        log_event(pilot, on=begun + timedelta(days=40), text=_own(EVENTS[1]), by=stage.author)
        _after, sample, verdict, compared = outcome[1:]
        values = {"before": before, "after": Decimal(_after), "sample": sample, "verdict": verdict, **_both("reasons", REASONS[verdict])}
        if compared:
            values |= {"compared_before": Decimal(compared[0]), "compared_after": Decimal(compared[1])}
            values |= _both("compared_with", ("соседний филиал", "the branch next door"))
        pilot = report_outcome(pilot, ended_on=begun + timedelta(days=120), by=stage.author, **values)
        pilot = publish_pilot(pilot, by=stage.office, on=begun + timedelta(days=140))
    staff = Affiliation.objects.filter(organisation=library, person__is_demo=True).select_related("person").order_by("pk").first()
    Pilot.objects.filter(pk=pilot.pk).update(responsible=staff.person if staff else None)


def _recommend(stage: Stage, row: dict[str, Any], finding: Finding) -> None:
    words = _both("text", RECOMMENDED[row["verdict"]]) | (_both("few", row["few"]) if "few" in row else {})
    draft = submit_recommendation(save_recommendation(finding, by=stage.author, verdict=row["verdict"], **words), by=stage.author)
    approve_recommendation(draft, by=stage.office, on=stage.ago(row["ago"] - row["wait"] - 220))


def _play(stage: Stage, row: dict[str, Any], number: int) -> None:
    finding = _finding(stage, row, number)
    if "brief" in row:
        _brief(stage, row, finding)
    if row["stage"] in ("found", "proposed", "briefed"):
        return
    invitation = _invite(stage, row, finding)
    outcomes = [*row.get("pilots", ()), *[None] * row.get("running", 0)]
    for place, outcome in enumerate(outcomes):
        _pilot(stage, row, invitation, place, outcome)
    if outcomes:
        close_invitation(invitation, by=stage.office, on=(invitation.opened_on or stage.today) + timedelta(days=30))
    if "verdict" in row:
        _recommend(stage, row, finding)
    for place in range(row["adoptions"]):
        given: dict[str, Any] = {"adopted_on": stage.ago(row["ago"] - 640 - 45 * place), "adaptation": ADAPTED[place]}
        adoption = declare_adoption(finding, stage.libraries[place + 3], by=stage.author, today=stage.today, **given)
        if place:
            confirm_adoption(adoption, by=stage.office, on=stage.ago(max(0, row["ago"] - 660 - 45 * place)))


def load(world: World) -> None:
    """Every stage of the path; the demo member writes, the demo office looks over."""
    libraries = list(Organisation.objects.filter(is_demo=True, kind__in=Organisation.LIBRARIES).select_related("region").order_by("pk")[:8])
    if len(libraries) < 8:
        return
    stage = Stage(world.left[MEMBER], world.left[OFFICE], libraries, world.today)
    for number, row in enumerate(FINDINGS, 1):
        _play(stage, row, number)


def remove() -> int:
    """Takes everything of the demo away."""
    gone = 0
    for kind in (Adoption, Pilot, Invitation):
        gone += kind.objects.filter(is_demo=True).delete()[0]
    return gone + Finding.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("practice", 75, load, remove)
