"""Answers of publishers, replies, and the quality mark: given, withdrawn, expired with its norms."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.work.publications import states
from sextant.work.publications.models import Answer, Check, Finding, NormPack, QualityMark


@in_turn
def answer_check(check: Check, *, words: str, finding: Finding | None, by: User) -> Answer:
    """Keeps what the publisher says to the check, or to one finding of it."""
    if check.outcome != states.DONE:
        raise ValidationError(_("The check has not ended yet."))
    if finding is not None and finding.check_made_id != check.pk:
        raise ValidationError(_("This finding belongs to another check."))
    answer = Answer(check_made=check, finding=finding, words=words.strip(), by=by)
    answer.full_clean(validate_constraints=False)
    answer.save()
    record(verb="publications.answer_check", obj=check, by=by, after={"finding": finding.place if finding else None})
    return answer


@in_turn
def reply_to_answer(answer: Answer, *, words: str, by: User) -> Answer:
    """Keeps the association's reply; one that was given stands."""
    answer = Answer.objects.select_for_update(of=("self",)).select_related("check_made").get(pk=answer.pk)
    if answer.reply:
        raise ValidationError(_("A reply has been given meanwhile; it stands."))
    answer.reply, answer.replied_by, answer.replied_at = words.strip(), by, timezone.now()
    answer.full_clean(validate_constraints=False)
    answer.save()
    record(verb="publications.reply_to_answer", obj=answer.check_made, by=by)
    return answer


@in_turn
def give_mark(check: Check, *, by: User | None, today: date) -> QualityMark:
    """Gives the mark to a book that its newest check passed by norms that are in force today."""
    check = Check.objects.select_for_update(of=("self",)).select_related("book").get(pk=check.pk)
    if check.verdict != states.PASS:
        raise ValidationError(_("Only a book that meets the norms gets the mark."))
    if check.book.checks.filter(number__gt=check.number).exclude(outcome="").exists():
        raise ValidationError(_("A newer file of this book has been checked. The mark is given by the newest check."))
    for version in check.versions.select_related("pack"):
        if version.state != states.IN_FORCE or (version.pack.valid_until and version.pack.valid_until < today):
            raise ValidationError(_("The norm “%(pack)s” has changed or lapsed since the check. Check the file again.") % {"pack": version.pack})
    if QualityMark.objects.filter(book=check.book, state=states.VALID).exists() or hasattr(check, "mark"):
        raise ValidationError(_("This book has the mark already."))
    mark = QualityMark.objects.create(book=check.book, check_made=check, given_on=today, given_by=by)
    index(mark)
    record(verb="publications.give_mark", obj=mark, by=by, after={"title": str(check.book), "number": check.number})
    return mark


@in_turn
def withdraw_mark(mark: QualityMark, *, reason: str, by: User | None, today: date) -> QualityMark:
    """Takes the mark back, with a reason that everybody reads."""
    mark = QualityMark.objects.select_for_update().get(pk=mark.pk)
    if not may_move(states.MARK_MOVES, mark.state, states.WITHDRAWN, {states.KEEPER}):
        raise ValidationError(_("The mark is not valid any more; there is nothing to withdraw."))
    mark.state, mark.reason, mark.ended_on = states.WITHDRAWN, reason.strip(), today
    mark.full_clean(validate_constraints=False)
    mark.save()
    record(verb="publications.withdraw_mark", obj=mark, by=by, after={"reason": mark.reason})
    return mark


def expire_marks_of(pack: NormPack, *, today: date) -> int:
    """Ends the marks that were given by other versions of a pack than the one in force; gives their number. Called inside an action."""
    held = pack.versions.filter(state=states.IN_FORCE)
    stale = QualityMark.objects.filter(state=states.VALID, check_made__versions__pack=pack).exclude(check_made__versions__in=held)
    with override("ru"):
        reason = _("The norm “%(pack)s” has changed since the check.") % {"pack": pack}
    return _expire(stale.distinct(), reason, today)


@in_turn
def expire_lapsed(*, today: date) -> int:
    """Ends the marks that rest on a norm which has lapsed; gives their number."""
    ended = 0
    for pack in NormPack.objects.filter(valid_until__lt=today):
        stale = QualityMark.objects.filter(state=states.VALID, check_made__versions__pack=pack)
        with override("ru"):
            reason = _("The norm “%(pack)s” has lapsed.") % {"pack": pack}
        ended += _expire(stale.distinct(), reason, today)
    return ended


def _expire(marks: QuerySet[QualityMark] | Iterable[QualityMark], reason: str, today: date) -> int:
    ended = 0
    for mark in marks:
        mark.state, mark.reason, mark.ended_on = states.EXPIRED, reason[:500], today
        mark.save(update_fields=["state", "reason", "ended_on"])
        record(verb="publications.expire_mark", obj=mark, by=None, after={"reason": mark.reason})
        ended += 1
    return ended
