"""Trend reports: opened, gathered anew, written into, published for good."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import follows
from sextant.base.search.actions import index
from sextant.work.trends import letters, states
from sextant.work.trends.models import Passage, TrendReport
from sextant.work.trends.queries.content import content_of, fingerprint_of
from sextant.work.trends.queries.reports import approved

EARLIEST = 2000


def _draft(report: TrendReport) -> TrendReport:
    kept = TrendReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if kept.state != states.DRAFT:
        raise ValidationError(_("The report is published; it stays as it is."))
    return kept


@transaction.atomic
def open_report(*, year: int, today: date, by: User | None, is_demo: bool = False) -> TrendReport:
    """Opens the report of a year and gathers its data; one that is there already is refused."""
    if not EARLIEST <= year <= today.year:
        raise ValidationError({"year": _("Give a year from %(first)s to %(last)s.") % {"first": EARLIEST, "last": today.year}})
    if TrendReport.objects.filter(year=year).exists():
        raise ValidationError({"year": _("There is a report of this year already.")})
    report = TrendReport.objects.create(year=year, content=content_of(year, today), gathered_on=today, opened_by=by, is_demo=is_demo)
    record(verb="trends.open_report", obj=report, by=by, after={"year": year})
    return report


@transaction.atomic
def gather_again(report: TrendReport, *, today: date, by: User | None) -> TrendReport:
    """Gathers the data of a draft as they stand today."""
    kept = _draft(report)
    kept.content, kept.gathered_on = content_of(kept.year, today), today
    kept.save(update_fields=["content", "gathered_on"])
    record(verb="trends.gather_again", obj=kept, by=by, after={"fingerprint": fingerprint_of(kept.content)})
    return kept


@transaction.atomic
def invite_author(report: TrendReport, *, chapter: str, email: str, by: User | None, **words: str) -> Passage:
    """Asks somebody with an account to write on a chapter, under their name and role; a letter tells them."""
    kept = _draft(report)
    author = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if author is None:
        raise ValidationError({"email": _("Nobody with this address has an account. Ask them to sign up first.")})
    if Passage.objects.filter(report=kept, chapter=chapter, author=author).exists():
        raise ValidationError({"email": _("They are invited to this chapter already.")})
    passage = Passage.objects.create(report=kept, chapter=chapter, author=author, **words)
    record(verb="trends.invite_author", obj=kept, by=by, after={"chapter": chapter}, personal_after={"name": passage.name_en or passage.name_ru})
    letters.write_invitation(passage)
    return passage


def _passage(passage: Passage) -> Passage:
    kept = Passage.objects.select_for_update(of=("self",)).select_related("report").get(pk=passage.pk)
    _draft(kept.report)
    return kept


def _move(passage: Passage, target: str) -> None:
    if not follows(states.PASSAGE_MOVES, passage.state, target):
        raise ValidationError(_("The passage has changed meanwhile. Look at it again."))
    passage.state = target


@transaction.atomic
def write_passage(passage: Passage, *, hand_in: bool, by: User | None, **words: str) -> Passage:
    """Keeps the words; handed in they need both languages and wait for the office. Words that were approved are asked back first."""
    kept = _passage(passage)
    if kept.state == states.APPROVED:
        raise ValidationError(_("The passage is approved. Ask the office to send it back, then change it."))
    for name, value in words.items():
        setattr(kept, name, value.strip())
    missing = [name for name in ("text_ru", "text_en", "name_ru", "name_en", "role_ru", "role_en") if not getattr(kept, name)]
    if hand_in and missing:
        raise ValidationError({name: _("Needed in both languages before it is handed in.") for name in missing})
    if hand_in and kept.state == states.INVITED:
        _move(kept, states.HANDED_IN)
    kept.save()
    record(verb="trends.write_passage", obj=kept.report, by=by, after={"chapter": kept.chapter, "state": kept.state})
    return kept


@transaction.atomic
def decide_passage(passage: Passage, target: str, *, by: User | None) -> Passage:
    """The office approves a passage that was handed in, or sends it back."""
    kept = _passage(passage)
    if target not in (states.APPROVED, states.INVITED):
        raise ValidationError(_("A passage is approved or sent back."))
    _move(kept, target)
    kept.save(update_fields=["state"])
    record(verb="trends.decide_passage", obj=kept.report, by=by, after={"chapter": kept.chapter, "state": target})
    return kept


@transaction.atomic
def remove_passage(passage: Passage, *, by: User | None) -> None:
    """Takes an invitation back, with what was written."""
    kept = _passage(passage)
    record(verb="trends.remove_passage", obj=kept.report, by=by, before={"chapter": kept.chapter})
    kept.delete()


@transaction.atomic
def publish_report(report: TrendReport, *, today: date, by: User | None) -> TrendReport:
    """Freezes what the report says, with the approved passages, and makes it public. Passages that wait for a decision are decided first."""
    kept = _draft(report)
    if kept.passages.filter(state=states.HANDED_IN).exists():
        raise ValidationError(_("Passages wait for your decision: approve them or send them back, then publish."))
    content: dict[str, Any] = {**kept.content, "passages": approved(kept)}
    kept.content, kept.fingerprint, kept.state, kept.published_on = content, fingerprint_of(content), states.PUBLISHED, today
    kept.save()
    index(kept)
    record(verb="trends.publish_report", obj=kept, by=by, after={"year": kept.year, "fingerprint": kept.fingerprint})
    return kept
