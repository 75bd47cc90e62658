"""Findings: brought in by a member, accepted or not by those who keep the path."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Person
from sextant.work.practice import letters, rules, states
from sextant.work.practice.actions.stages import settle_stage
from sextant.work.practice.identifiers import doi_in
from sextant.work.practice.models import Finding


def _locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=finding.pk)


@in_turn
def save_finding(
    finding: Finding | None,
    *,
    by: User | None,
    today: date,
    concepts: Iterable[Concept] = (),
    guidelines: Iterable[Guideline] = (),
    people: Iterable[Person] | None = None,
    **values: Any,
) -> Finding:
    """Brings a finding in or changes it; `people` None leaves the authors among the members as they are. A declined one is handed in again."""
    kept = _locked(finding) if finding is not None else Finding(proposed_by=by, proposed_on=today)
    if kept.state == states.ACCEPTED and by is not None and not rules.is_keeper(by):
        raise ValidationError(_("The finding has been accepted meanwhile. Those who keep the board change it from now on."))
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.doi = doi_in(kept.doi)
    _refuse_incomplete(kept, today)
    if kept.state == states.DECLINED:
        kept.state, kept.reason = states.PROPOSED, ""
    kept.full_clean(validate_constraints=False)
    kept.save()
    kept.concepts.set(concepts)
    kept.guidelines.set(guidelines)
    if people is not None:
        kept.people.set(people)
    record(verb="practice.save_finding", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


def _refuse_incomplete(finding: Finding, today: date) -> None:
    if not (finding.title_ru or finding.title_en):
        raise ValidationError({"title_ru": _("Say what was found in a line, in Russian or in English.")})
    if not (finding.said_ru or finding.said_en):
        raise ValidationError({"said_ru": _("Quote or retell what the researchers say.")})
    if finding.published_on > today:
        raise ValidationError({"published": _("A work that is not published yet cannot be carried into practice. Give a day that is over.")})
    twin = Finding.objects.exclude(state=states.DECLINED).filter(doi=finding.doi).exclude(pk=finding.pk).first() if finding.doi else None
    if twin is not None:
        words = (
            _("A finding of this work is here already: “%(title)s”.") if twin.state == states.ACCEPTED else _("This work has been proposed already.")
        )
        raise ValidationError({"doi": words % {"title": twin.title} if twin.state == states.ACCEPTED else words})


def _decided(finding: Finding, target: str, *, by: User | None, on: date, reason: str = "") -> Finding:
    finding = _locked(finding)
    if not may_move(states.FINDING_MOVES, finding.state, target, {states.KEEPER}):
        raise ValidationError(_("This finding has been decided meanwhile. Look at it again."))
    finding.state, finding.reason, finding.decided_on, finding.decided_by = target, reason, on, by
    if target == states.ACCEPTED:
        finding.stage, finding.stage_since = states.FOUND, on
    finding.save(update_fields=["state", "reason", "decided_on", "decided_by", "stage", "stage_since"])
    return finding


@transaction.atomic
def accept_finding(finding: Finding, *, by: User | None, on: date) -> Finding:
    """Puts the finding on the board, where everybody reads it."""
    finding = settle_stage(_decided(finding, states.ACCEPTED, by=by, on=on))
    record(verb="practice.accept_finding", obj=finding, by=by)
    letters.write_about_finding(finding)
    return finding


@transaction.atomic
def decline_finding(finding: Finding, *, reason: str, by: User | None, on: date) -> Finding:
    """Does not take it, with a reason that its proposer reads; it may be changed and handed in again."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; whoever proposed the finding reads it.")})
    finding = _decided(finding, states.DECLINED, by=by, on=on, reason=reason.strip()[:500])
    record(verb="practice.decline_finding", obj=finding, by=by, after={"reason": finding.reason})
    letters.write_about_finding(finding)
    return finding


def forget_person(person: Person) -> int:
    """Unties an erased person from findings and pilots; what was published stays with the work as it is cited."""
    links = Finding.people.through.objects.filter(person=person).delete()[0]
    return links + person.pilots.update(responsible=None)
