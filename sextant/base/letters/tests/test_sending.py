"""Letters leave the house once, wait when they must, and are decided about when nobody knows."""

import email
import email.policy
from datetime import timedelta

import pytest
from django.utils import timezone

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import claim, run_waiting
from sextant.base.letters import states, transports
from sextant.base.letters.models import Letter
from sextant.base.letters.sending import WAITS, claim_letter, hand_over, settle_left_letters
from sextant.base.letters.tests.factories import make_letter
from sextant.base.letters.transports import OutboxTransport, Permanent, SmtpTransport, Temporary, Unknown, Unreachable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    return tmp_path / "outbox"


class Refusing:
    """A transport that answers every letter in the same way."""

    def __init__(self, answer: Exception) -> None:
        self.answer = answer

    def send(self, letter: Letter) -> None:
        raise self.answer

    def was_sent(self, letter: Letter) -> None:
        return None


def _hand(letter: Letter, transport) -> Letter:
    job = claim("worker", timedelta(minutes=1)) or Job.objects.get()
    claim_letter(letter, job)
    try:
        hand_over(letter, job, transport)
    finally:
        letter.refresh_from_db()
    return letter


def test_a_letter_is_written_to_the_outbox_and_marked_sent(outbox):
    letter = make_letter(subject="Членский взнос", body="Здравствуйте!\n")
    run_waiting()
    letter.refresh_from_db()
    (path,) = outbox.iterdir()
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert (letter.state, letter.attempts, message["Subject"], message["To"], message["Message-ID"], message.get_content().strip()) == (
        states.SENT,
        1,
        "Членский взнос",
        "anna@library.example",
        letter.message_id,
        "Здравствуйте!",
    )


def test_two_hundred_letters_are_one_job(outbox):
    for number in range(205):
        make_letter(f"key{number}")
    assert (run_waiting(), len(list(outbox.iterdir())), Job.objects.count()) == (1, 205, 1)


def test_a_letter_refused_for_a_time_waits_longer_and_longer_and_then_fails():
    letter = _hand(make_letter(), Refusing(Temporary("451 later")))
    assert (letter.state, letter.error, letter.not_before > timezone.now()) == (states.QUEUED, "451 later", True)
    Letter.objects.update(attempts=len(WAITS))
    letter.refresh_from_db()
    assert _hand(letter, Refusing(Temporary("451 later"))).state == states.FAILED


def test_a_letter_refused_for_good_fails_at_once():
    letter = _hand(make_letter(), Refusing(Permanent("550 no such mailbox")))
    assert (letter.state, letter.error) == (states.FAILED, "550 no such mailbox")


def test_a_broken_connection_leaves_the_letter_uncertain():
    assert _hand(make_letter(), Refusing(Unknown("closed"))).state == states.UNCERTAIN


def test_an_unreachable_server_postpones_all_letters_and_leaves_a_job_for_later(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    make_letter("one"), make_letter("two")
    assert run_waiting() == 1
    assert [(letter.state, letter.attempts) for letter in Letter.objects.all()] == [(states.QUEUED, 1)] * 2
    assert Job.objects.filter(state="queued", run_after__gt=timezone.now()).count() == 1


def test_an_unreachable_server_counts_one_attempt_a_letter():
    with pytest.raises(Unreachable):
        _hand(make_letter(), Refusing(Unreachable("no")))
    assert Letter.objects.get().attempts == 0


def test_a_letter_left_in_hand_is_settled_by_the_outbox(outbox):
    gone, stayed = make_letter("gone"), make_letter("stayed")
    OutboxTransport(outbox).send(gone)
    Letter.objects.update(state=states.SENDING, job_id=0, job_attempt=1)
    settle_left_letters(OutboxTransport(outbox))
    assert dict(Letter.objects.values_list("key", "state")) == {"gone": states.SENT, "stayed": states.QUEUED}
    assert stayed.pk


def test_a_letter_left_in_hand_before_a_mail_server_is_uncertain():
    make_letter(state=states.SENDING, job_id=0, job_attempt=1)
    settle_left_letters(SmtpTransport())
    assert Letter.objects.get().state == states.UNCERTAIN


def test_a_letter_in_the_hand_of_a_living_job_is_left_alone():
    letter = make_letter()
    job = claim("worker", timedelta(minutes=1))
    claim_letter(letter, job)
    assert (settle_left_letters(SmtpTransport()), Letter.objects.get().state) == (0, states.SENDING)


def test_the_words_of_a_secret_letter_are_erased_when_it_has_left(outbox):
    letter = make_letter(secret=True, body="https://site/reset/abc\n")
    run_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.body, letter.may_be_sent_again) == (states.SENT, "", False)


def test_the_transport_follows_the_settings(settings):
    settings.EMAIL_HOST = "mail.example"
    assert isinstance(transports.transport(), SmtpTransport)
