"""Writing statements, and the moderator's decisions, each with its reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.work.foresight import states
from sextant.work.foresight.actions.votes import refuse_unless_taking_part
from sextant.work.foresight.models import Comparison, Group, Participant, Statement, Vote

MOST_WAITING = 10
"""Statements of one participant that may wait for the moderator at the same time."""


def _written(participant: Participant, text: str) -> dict[str, str]:
    return {f"text_{participant.language}": text}


def _refuse_text(text: str, longest: int, field: str = "text") -> str:
    """One line, not empty, within the cap."""
    line = " ".join(text.split())
    if not line:
        raise ValidationError({field: _("Write the statement.")})
    if len(line) > longest:
        words = ngettext(
            "At most %(most)s character; yours has %(count)s. Say it shorter, or write two statements.",
            "At most %(most)s characters; yours has %(count)s. Say it shorter, or write two statements.",
            longest,
        )
        raise ValidationError({field: words % {"most": longest, "count": len(line)}})
    return line


@transaction.atomic
def keep_draft(participant: Participant, *, text: str) -> Statement | None:
    """Keeps what is being written; an empty text takes the draft away. No line of the record: nothing was said yet."""
    refuse_unless_taking_part(participant)
    line = text.strip()[:600]
    drafts = Statement.objects.filter(author=participant, state=states.DRAFT)
    if not line:
        drafts.delete()
        return None
    words = {"text_ru": "", "text_en": "", **_written(participant, line)}
    return Statement.objects.update_or_create(author=participant, state=states.DRAFT, defaults={**words, "group": participant.group})[0]


@in_turn
def say(participant: Participant, *, text: str) -> Statement:
    """A participant's statement goes to the moderator; the draft becomes it."""
    refuse_unless_taking_part(participant)
    line = _refuse_text(text, participant.group.session.longest_statement)
    own = Statement.objects.filter(author=participant)
    if own.filter(state=states.WAITING).count() >= MOST_WAITING:
        raise ValidationError(_("Ten of your statements wait for the moderator. Wait until some are decided."))
    same = own.exclude(state=states.DRAFT).filter(**_written(participant, line)).first()
    if same is not None:
        raise ValidationError({"text": _("You have said this already.")})
    own.filter(state=states.DRAFT).delete()
    said = Statement.objects.create(group=participant.group, author=participant, state=states.WAITING, **_written(participant, line))
    by = participant.person.user if participant.person is not None else None
    record(verb="foresight.say", obj=said, by=by, personal_after={"text": line})
    return said


@in_turn
def seed_statement(group: Group, *, text_ru: str, text_en: str, by: User | None) -> Statement:
    """A statement that is there from the start, put by whoever prepares the group; accepted at once."""
    if group.session.state == states.CLOSED:
        raise ValidationError(_("The session is closed."))
    longest = group.session.longest_statement
    words = {name: " ".join(text.split()) for name, text in (("text_ru", text_ru), ("text_en", text_en))}
    if not any(words.values()):
        raise ValidationError({"text_ru": _("Write the statement in at least one of the languages.")})
    for name, text in words.items():
        if text:
            _refuse_text(text, longest, name)
    seeded = Statement.objects.create(group=group, state=states.ACCEPTED, decided_by=by, decided_at=timezone.now(), **words)
    record(verb="foresight.seed_statement", obj=seeded, by=by, after=words)
    return seeded


def _waiting(statement: Statement, *also: str) -> Statement:
    """The statement, locked; refused when it was decided meanwhile."""
    held = Statement.objects.select_for_update(of=("self",)).select_related("group__session", "author__person").get(pk=statement.pk)
    if held.group.session.state == states.CLOSED:
        raise ValidationError(_("The session is closed."))
    if held.state not in (states.WAITING, *also):
        raise ValidationError(_("Somebody else has decided on this statement already."))
    return held


def _decide(statement: Statement, verb: str, by: User | None, state: str, **fields: object) -> Statement:
    before = {"state": statement.state}
    statement.state, statement.decided_by, statement.decided_at = state, by, timezone.now()
    for name, value in fields.items():
        setattr(statement, name, value)
    statement.save()
    after = {"state": state, "reason": statement.reason, "merged_into": statement.merged_into_id}
    record(verb=verb, obj=statement, by=by, before=before, after=after, personal_after={"words": statement.words})
    return statement


@in_turn
def accept_statement(statement: Statement, *, text_ru: str = "", text_en: str = "", by: User | None) -> Statement:
    """Puts it to the group. A moderator may add the words in the other language, never change the author's own."""
    held = _waiting(statement, states.REFUSED)
    longest = held.group.session.longest_statement
    added = {}
    for name, text in (("text_ru", text_ru), ("text_en", text_en)):
        if text.strip() and not getattr(held, name):
            added[name] = _refuse_text(text, longest, name)
    return _decide(held, "foresight.accept_statement", by, states.ACCEPTED, reason="", words="", **added)


@in_turn
def refuse_statement(statement: Statement, *, reason: str, words: str, by: User | None) -> Statement:
    """Refuses with a reason of the list, and words where the reason is another one. An accepted statement may be taken back so, too."""
    held = _waiting(statement, states.ACCEPTED)
    if reason not in states.REASONS:
        raise ValidationError({"reason": _("Choose a reason: the author will read it.")})
    if reason == "other" and not words.strip():
        raise ValidationError({"words": _("Say in words why: the author will read it.")})
    return _decide(held, "foresight.refuse_statement", by, states.REFUSED, reason=reason, words=words.strip())


@in_turn
def merge_statement(statement: Statement, *, into: Statement, by: User | None) -> Statement:
    """Joins it to an accepted statement that says the same; answers and choices go over, where the participant gave none there."""
    held = _waiting(statement, states.ACCEPTED)
    if into.pk == held.pk or into.group_id != held.group_id or into.state != states.ACCEPTED:
        raise ValidationError({"into": _("Choose an accepted statement of the same group.")})
    there = Vote.objects.filter(statement=into).values("participant")
    Vote.objects.filter(statement=held).exclude(participant__in=there).update(statement=into)
    Vote.objects.filter(statement=held).delete()
    Comparison.objects.filter(first=held).delete()
    Comparison.objects.filter(second=held).delete()
    Statement.objects.filter(merged_into=held).update(merged_into=into)
    return _decide(held, "foresight.merge_statement", by, states.MERGED, merged_into=into)
