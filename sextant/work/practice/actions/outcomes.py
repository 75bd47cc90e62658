"""Recommendations over pilots, and adoptions that organisations declare; the rules of the path."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.society.members.models import Organisation
from sextant.work.practice import letters, rules, states
from sextant.work.practice.actions.stages import settle_stage
from sextant.work.practice.models import Adoption, Finding, PathRules, Recommendation
from sextant.work.practice.queries.path import path_rules, standing_recommendation
from sextant.work.practice.queries.synthesis import synthesis_of


def _locked(recommendation: Recommendation) -> Recommendation:
    return Recommendation.objects.select_for_update(of=("self",)).select_related("finding", "author").get(pk=recommendation.pk)


@in_turn
def save_recommendation(finding: Finding, *, by: User | None, **values: Any) -> Recommendation:
    """Writes the draft of the next version over the pilots there are."""
    if not synthesis_of(finding).pilots:
        raise ValidationError(_("A recommendation stands on pilots. None is finished and published yet."))
    draft = finding.recommendations.select_for_update().filter(state__in=[states.DRAFT, states.SUBMITTED]).first()
    if draft is not None and draft.state == states.SUBMITTED:
        raise ValidationError(_("The recommendation waits for approval and is not changed meanwhile. Take it back first."))
    if draft is None:
        last = finding.recommendations.aggregate(number=Max("number"))["number"] or 0
        draft = Recommendation(finding=finding, number=last + 1, author=by, is_demo=finding.is_demo)
    for name, value in values.items():
        setattr(draft, name, value)
    if not (draft.text_ru or draft.text_en):
        raise ValidationError({"text_ru": _("Say what the association recommends.")})
    draft.full_clean(validate_constraints=False)
    draft.save()
    if by is not None:
        draft.writers.add(by)
    record(verb="practice.save_recommendation", obj=draft, by=by, after={"number": draft.number, "verdict": draft.verdict})
    return draft


def _move(recommendation: Recommendation, target: str, words: set[str]) -> None:
    if not may_move(states.RECOMMENDATION_MOVES, recommendation.state, target, words):
        raise ValidationError(_("The recommendation has changed meanwhile, or this is for somebody else to do. Look at it again."))
    recommendation.state = target


def _refuse_too_few(recommendation: Recommendation) -> None:
    """Fewer pilots than the rules ask for are enough only where the recommendation says so in its own words."""
    found = synthesis_of(recommendation.finding)
    if found.too_few and not (recommendation.few_ru or recommendation.few_en):
        words = _("Only %(number)s of at least %(least)s pilots are finished. Say in the recommendation why it is given all the same.")
        raise ValidationError(words % {"number": len(found.pilots), "least": found.least})


@transaction.atomic
def submit_recommendation(recommendation: Recommendation, *, by: User) -> Recommendation:
    """Hands it to those who approve."""
    recommendation = _locked(recommendation)
    _refuse_too_few(recommendation)
    _move(recommendation, states.SUBMITTED, rules.words_for_recommendation(by, recommendation))
    recommendation.reason = ""
    recommendation.save(update_fields=["state", "reason"])
    record(verb="practice.submit_recommendation", obj=recommendation, by=by)
    return recommendation


@in_turn
def approve_recommendation(recommendation: Recommendation, *, by: User, on: date) -> Recommendation:
    """Approves it in the association's name; the figures of its pilots are kept as they stand, the version before is replaced."""
    recommendation = _locked(recommendation)
    if not rules.may_approve(by, recommendation):
        raise ValidationError(_("A recommendation is approved by somebody who has the right to, and did not write it."))
    _refuse_too_few(recommendation)
    _move(recommendation, states.APPROVED, rules.words_for_recommendation(by, recommendation))
    for earlier in Recommendation.objects.filter(finding=recommendation.finding_id, state=states.APPROVED):
        earlier.state = states.REPLACED
        earlier.save(update_fields=["state"])
        index(earlier)
    recommendation.synthesis = synthesis_of(recommendation.finding).frozen()
    recommendation.approved_on, recommendation.approved_by, recommendation.reason = on, by, ""
    recommendation.save()
    settle_stage(recommendation.finding)
    record(verb="practice.approve_recommendation", obj=recommendation, by=by, after={"verdict": recommendation.verdict})
    index(recommendation)
    return recommendation


@transaction.atomic
def return_recommendation(recommendation: Recommendation, *, reason: str, by: User) -> Recommendation:
    """Makes a draft of it again: with a reason, unless its author takes it back."""
    recommendation = _locked(recommendation)
    if not reason.strip() and not rules.is_author(by, recommendation):
        raise ValidationError({"reason": _("Say what is to be changed; the author reads it.")})
    _move(recommendation, states.DRAFT, rules.words_for_recommendation(by, recommendation))
    recommendation.reason = reason.strip()[:500]
    recommendation.save(update_fields=["state", "reason"])
    record(verb="practice.return_recommendation", obj=recommendation, by=by, after={"reason": recommendation.reason})
    return recommendation


@in_turn
def declare_adoption(finding: Finding, organisation: Organisation, *, adopted_on: date, adaptation: str, by: User | None, today: date) -> Adoption:
    """An organisation says that it has taken up what is recommended; it waits for somebody who keeps the path."""
    standing = standing_recommendation(finding)
    if standing is None or standing.verdict == Recommendation.Verdict.NOT:
        raise ValidationError(_("There is no recommendation yet that could be taken up."))
    if adopted_on > today or adopted_on < finding.published_on:
        raise ValidationError({"adopted_on": _("Choose a day between the publication of the work and today.")})
    if Adoption.objects.filter(finding=finding, organisation=organisation, state__in=states.STANDING_ADOPTIONS).exists():
        raise ValidationError(_("This organisation has declared it already."))
    made = Adoption(finding=finding, organisation=organisation, adopted_on=adopted_on, adaptation=adaptation.strip(), declared_on=today)
    made.declared_by, made.is_demo = by, finding.is_demo
    made.full_clean(validate_constraints=False)
    made.save()
    record(verb="practice.declare_adoption", obj=made, by=by, after={"organisation": str(organisation), "on": adopted_on})
    return made


def _decided(adoption: Adoption, target: str, words: set[str], *, by: User | None, on: date, reason: str = "") -> Adoption:
    rows = Adoption.objects.select_for_update(of=("self",)).select_related("finding", "organisation", "declared_by")
    adoption = rows.get(pk=adoption.pk)
    if not may_move(states.ADOPTION_MOVES, adoption.state, target, words):
        raise ValidationError(_("The declaration has changed meanwhile. Look at it again."))
    adoption.state, adoption.decided_on, adoption.decided_by, adoption.reason = target, on, by, reason
    adoption.save(update_fields=["state", "decided_on", "decided_by", "reason"])
    settle_stage(adoption.finding)
    return adoption


@transaction.atomic
def confirm_adoption(adoption: Adoption, *, by: User, on: date) -> Adoption:
    """The list names the organisation from now on."""
    if not rules.may_confirm_adoption(by, adoption):
        raise ValidationError(_("An adoption is confirmed by somebody else than who declared it."))
    adoption = _decided(adoption, states.CONFIRMED, {states.REVIEWER}, by=by, on=on)
    record(verb="practice.confirm_adoption", obj=adoption, by=by)
    letters.write_about_adoption(adoption)
    return adoption


@transaction.atomic
def decline_adoption(adoption: Adoption, *, reason: str, by: User, on: date) -> Adoption:
    """Does not confirm it, with a reason the organisation reads."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; the organisation reads it.")})
    adoption = _decided(adoption, states.DECLINED, {states.REVIEWER}, by=by, on=on, reason=reason.strip()[:500])
    record(verb="practice.decline_adoption", obj=adoption, by=by, after={"reason": adoption.reason})
    letters.write_about_adoption(adoption)
    return adoption


@transaction.atomic
def withdraw_adoption(adoption: Adoption, *, by: User | None, on: date) -> Adoption:
    """The organisation no longer works so, or does not want to be named; it leaves the list and the measures."""
    adoption = _decided(adoption, states.WITHDRAWN, {states.LIBRARY}, by=by, on=on)
    record(verb="practice.withdraw_adoption", obj=adoption, by=by)
    return adoption


@transaction.atomic
def save_rules(*, by: User | None, **values: Any) -> PathRules:
    """Changes the rules of the path; recommendations that were approved keep what held then."""
    kept = path_rules()
    before = {name: getattr(kept, name) for name in ("least_pilots",)}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean(validate_unique=False, validate_constraints=False)
    kept.save()
    record(verb="practice.save_rules", obj=kept, by=by, before=before, after={"least_pilots": kept.least_pilots})
    return kept
