"""Answers of participants: the write that hundreds do at the same moment.

One statement of SQL inside one short transaction, which on SQLite begins as a writer (BEGIN IMMEDIATE) and waits its turn; an
answer that is given again replaces the earlier one, whoever sends it twice. No line of the record: it would keep who answered
what and when, and all writers would wait for its end. What the record keeps is the number and fingerprint of all answers, once the
answers are ended (`sessions.move_session`).
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.audit.turns import again
from sextant.work.foresight import states
from sextant.work.foresight.models import Comparison, Participant, Statement, Vote
from sextant.work.foresight.queries.places import Progress, progress_of

VALUES = (states.AGREE, states.PASS, states.DISAGREE)


def refuse_unless_taking_part(participant: Participant) -> None:
    """Refuses before consent, after a withdrawal, and while the session is not open."""
    if participant.withdrawn_at is not None:
        raise ValidationError(_("Your place was withdrawn. Ask the organisers."))
    if participant.consented_at is None:
        raise ValidationError(_("First read how the session works, and agree to take part."))
    if not participant.group.session.is_open:
        raise ValidationError(_("The session is not open at the moment: nothing can be answered or written."))


def answer_statement(participant: Participant, *, statement: int, value: int) -> Progress:
    """Keeps one answer; returns how far the participant has come. Two queries: the statements of the group, and the answer."""
    refuse_unless_taking_part(participant)
    if value not in VALUES:
        raise ValidationError(_("Choose one of the three answers."))
    progress = progress_of(participant)
    if not any(one.pk == statement for one in progress.open):
        _refuse_strange(participant, statement)
    row = Vote(participant_id=participant.pk, statement_id=statement, value=value)
    again(Vote.objects.bulk_create, [row], update_conflicts=True, unique_fields=["participant", "statement"], update_fields=["value"])
    return progress.without(statement)


def _refuse_strange(participant: Participant, statement: int) -> None:
    """An answer may be changed; a statement of another group, or one that was taken back, cannot be answered."""
    if not Statement.objects.filter(pk=statement, group=participant.group_id, state=states.ACCEPTED).exists():
        raise ValidationError(_("This statement is no more put to your group. Go on to the next one."))


def compare_statements(participant: Participant, *, first: int, second: int, value: int) -> None:
    """Keeps which of two statements matters more: 1 the first, −1 the second, 0 cannot say."""
    refuse_unless_taking_part(participant)
    if value not in VALUES or first == second:
        raise ValidationError(_("Choose one of the three answers."))
    if Statement.objects.filter(pk__in=(first, second), group=participant.group_id, state=states.ACCEPTED).count() != 2:
        raise ValidationError(_("One of the two statements is no more put to your group. Go on to the next pair."))
    if first > second:
        first, second, value = second, first, -value
    row = Comparison(participant_id=participant.pk, first_id=first, second_id=second, value=value)
    again(Comparison.objects.bulk_create, [row], update_conflicts=True, unique_fields=["participant", "first", "second"], update_fields=["value"])
