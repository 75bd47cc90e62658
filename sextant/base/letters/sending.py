"""One letter's way out: claimed in a commit of its own, handed over, and its fate noted.

What is committed before the hand-over is what a restart can rely on: a letter in the state “sending” may have left,
every other one has not.
"""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.jobs.models import Job
from sextant.base.jobs.run import Run
from sextant.base.letters import states
from sextant.base.letters.models import Letter
from sextant.base.letters.queries import left_in_hand
from sextant.base.letters.transports import Permanent, Temporary, Transport, Unknown, Unreachable

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long after each attempt a letter waits for the next; after the last one it has failed."""


def claim_letter(letter: Letter, job: Job) -> bool:
    """Takes one waiting letter into this job's hand; False when somebody else has it or it was withdrawn."""
    taken = Letter.objects.filter(pk=letter.pk, state=states.QUEUED)
    return bool(taken.update(state=states.SENDING, job_id=job.pk, job_attempt=job.attempts, attempts=F("attempts") + 1))


def _note(letter: Letter, job: Job, state: str, also: set[str] = frozenset(), **fields: object) -> None:  # type: ignore[assignment]
    if letter.secret and state != states.QUEUED:
        fields["body"] = ""
    mine = Letter.objects.filter(pk=letter.pk, job_id=job.pk, job_attempt=job.attempts, state__in={states.SENDING, *also})
    mine.update(state=state, **fields)


def _later(letter: Letter, job: Job, error: str) -> None:
    tried = letter.attempts + 1
    if tried > len(WAITS):
        _note(letter, job, states.FAILED, error=error)
    else:
        _note(letter, job, states.QUEUED, error=error, not_before=timezone.now() + WAITS[tried - 1])


def hand_over(letter: Letter, job: Job, transport: Transport) -> None:
    """Sends one claimed letter and notes what became of it; raises Unreachable when no letter can be sent at present."""
    try:
        transport.send(letter)
    except Permanent as refusal:
        _note(letter, job, states.FAILED, error=str(refusal)[:500])
    except Temporary as refusal:
        _later(letter, job, str(refusal)[:500])
    except Unknown as trouble:
        _note(letter, job, states.UNCERTAIN, error=str(trouble)[:500])
    except Unreachable:
        _note(letter, job, states.QUEUED, attempts=F("attempts") - 1)
        raise
    else:
        # A worker that was taken for dead may still know better than those who took over.
        _note(letter, job, states.SENT, {states.UNCERTAIN}, sent_at=timezone.now(), error="")


def settle_left_letters(transport: Transport) -> int:
    """Decides about letters that a dead worker had in its hand: the transport knows, or it stays uncertain."""
    left = left_in_hand()
    for letter in left:
        known = transport.was_sent(letter)
        mine = Letter.objects.filter(pk=letter.pk, state=states.SENDING, job_id=letter.job_id, job_attempt=letter.job_attempt)
        forgotten = {"body": ""} if letter.secret and known is not False else {}
        if known:
            mine.update(state=states.SENT, sent_at=timezone.now(), error="", **forgotten)
        elif known is False:
            mine.update(state=states.QUEUED)
        else:
            sentence = _("The work was cut off while this letter was handed over; the mail server may have taken it.")
            mine.update(state=states.UNCERTAIN, error=sentence, **forgotten)
    return len(left)


def postpone_all(error: str, now: datetime) -> None:
    """The mail server cannot be reached: every letter that is due waits, as many times as one that is refused for a time."""
    due = Letter.objects.filter(state=states.QUEUED, not_before__lte=now)
    due.filter(attempts__gte=len(WAITS), secret=True).update(body="")
    due.filter(attempts__gte=len(WAITS)).update(state=states.FAILED, error=error[:500])
    for tried in range(len(WAITS)):
        due.filter(attempts=tried).update(attempts=tried + 1, not_before=now + WAITS[tried], error=error[:500])


def send_due(run: Run, transport: Transport, batch: list[Letter], done: int, total: int) -> int:
    """Sends one batch of letters; returns how many are done in all. Progress may stop the work between two letters."""
    for letter in batch:
        run.progress(done, total)
        if claim_letter(letter, run.job):
            hand_over(letter, run.job, transport)
        done += 1
    return done
