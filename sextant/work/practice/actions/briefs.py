"""Briefs: drafted, handed in, published by somebody else, or sent back; every version is kept."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.base.words.fields import LANGUAGES
from sextant.work.practice import letters, rules, states
from sextant.work.practice.actions.stages import settle_stage
from sextant.work.practice.models import Brief, Finding

TEXTS = ("title", *(name for name, _title in Brief.SECTIONS))
FIELDS = tuple(f"{name}_{language}" for name in TEXTS for language in LANGUAGES)


def _locked(brief: Brief) -> Brief:
    return Brief.objects.select_for_update(of=("self",)).select_related("finding", "author").get(pk=brief.pk)


@in_turn
def save_brief(finding: Finding, *, by: User | None, **texts: str) -> Brief:
    """Writes the draft of the next version; there is one at a time, and what waits for review is taken back by its author first."""
    if finding.state != states.ACCEPTED:
        raise ValidationError(_("A brief is written once the finding is accepted."))
    draft = finding.briefs.select_for_update().filter(state__in=[states.DRAFT, states.SUBMITTED]).first()
    if draft is not None and draft.state == states.SUBMITTED:
        raise ValidationError(_("The brief waits for review and is not changed meanwhile. Take it back first."))
    if draft is None:
        last = finding.briefs.aggregate(number=Max("number"))["number"] or 0
        draft = Brief(finding=finding, number=last + 1, author=by, is_demo=finding.is_demo)
    for name, text in texts.items():
        setattr(draft, name, text.strip())
    draft.full_clean(validate_constraints=False)
    draft.save()
    if by is not None:
        draft.writers.add(by)
    record(verb="practice.save_brief", obj=draft, by=by, after={"number": draft.number})
    return draft


def _move(brief: Brief, target: str, words: set[str]) -> None:
    if not may_move(states.BRIEF_MOVES, brief.state, target, words):
        raise ValidationError(_("The brief has changed meanwhile, or this is for somebody else to do. Look at it again."))
    brief.state = target


@transaction.atomic
def submit_brief(brief: Brief, *, by: User) -> Brief:
    """Hands the brief in for review; it is complete in both languages by then."""
    brief = _locked(brief)
    titles = {"title": _("Title"), **{name: str(title) for name, title in Brief.SECTIONS}}
    missing = [f"{titles[name]} ({language})" for name in TEXTS for language in LANGUAGES if not getattr(brief, f"{name}_{language}")]
    if missing:
        raise ValidationError(_("A brief is published in both languages. Still empty: %(fields)s.") % {"fields": ", ".join(missing)})
    _move(brief, states.SUBMITTED, rules.words_for_brief(by, brief))
    brief.reason = ""
    brief.save(update_fields=["state", "reason"])
    record(verb="practice.submit_brief", obj=brief, by=by)
    return brief


@in_turn
def publish_brief(brief: Brief, *, by: User, on: date) -> Brief:
    """Somebody who did not write it publishes it; the version before stays as replaced."""
    brief = _locked(brief)
    if rules.is_author(by, brief):
        raise ValidationError(_("A brief is looked over by somebody who has not written in it."))
    _move(brief, states.PUBLISHED, rules.words_for_brief(by, brief))
    for earlier in Brief.objects.filter(finding=brief.finding_id, state=states.PUBLISHED):
        earlier.state = states.REPLACED
        earlier.save(update_fields=["state"])
        index(earlier)
    brief.published_on, brief.reviewed_by, brief.reason = on, by, ""
    brief.save(update_fields=["state", "published_on", "reviewed_by", "reason"])
    settle_stage(brief.finding)
    record(verb="practice.publish_brief", obj=brief, by=by, after={"number": brief.number})
    index(brief)
    letters.write_about_brief(brief, f"published:{on}")
    return brief


@transaction.atomic
def return_brief(brief: Brief, *, reason: str, by: User) -> Brief:
    """Makes a draft of it again: the reviewer says what is to be changed, the author may take it back without a word."""
    brief = _locked(brief)
    own = rules.is_author(by, brief)
    if not reason.strip() and not own:
        raise ValidationError({"reason": _("Say what is to be changed; the author reads it.")})
    _move(brief, states.DRAFT, rules.words_for_brief(by, brief))
    brief.reason = reason.strip()[:500]
    brief.save(update_fields=["state", "reason"])
    record(verb="practice.return_brief", obj=brief, by=by, after={"reason": brief.reason})
    if not own:
        letters.write_about_brief(brief, timezone.now().isoformat())
    return brief
