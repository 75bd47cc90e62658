"""Writing a letter, and what the office decides about it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from sextant.base.audit.models import Entry, PersonalValues
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import run_waiting
from sextant.base.letters import states
from sextant.base.letters.actions import (
    doubt_waiting_letters,
    erase_letters_to,
    note_arrival,
    send_again,
    withdraw_letter,
    write_letter,
)
from sextant.base.letters.models import Letter
from sextant.base.letters.tests.factories import make_letter

pytestmark = pytest.mark.django_db
CONTEXT = {"activate_url": "https://site.example/confirm/1"}


def _confirm(**fields):
    return write_letter(**{"key": "k", "template": "accounts.confirm_address", "to": "anna@library.example", "context": CONTEXT, **fields})


def test_a_letter_is_written_in_the_readers_language(make_user):
    letters = [_confirm(key=language, to=make_user(language=language)) for language in ("ru", "en")]
    assert [letter.subject for letter in letters] == ["Подтвердите адрес электронной почты", "Confirm your e-mail address"]
    assert "https://site.example/confirm/1" in letters[0].body


def test_nothing_is_escaped_in_plain_text():
    assert "?a=1&b=2" in _confirm(context={"activate_url": "https://site.example/?a=1&b=2"}).body


def test_the_same_key_never_makes_a_second_letter():
    first, second = _confirm(), _confirm(to="other@library.example")
    assert (first.pk, second.to_address, Letter.objects.count(), Job.objects.count()) == (second.pk, "anna@library.example", 1, 1)


def test_a_transaction_that_fails_leaves_no_letter():
    with transaction.atomic():
        _confirm()
        transaction.set_rollback(True)
    assert (Letter.objects.count(), Job.objects.count()) == (0, 0)


def test_what_is_no_address_is_refused():
    with pytest.raises(ValidationError):
        _confirm(to="anna at library")


def test_a_line_break_cannot_reach_the_headers():
    letter = make_letter(to="anna@library.example", subject="Hello")
    Letter.objects.update(subject="Hello\r\nBcc: all@library.example")
    letter.refresh_from_db()
    from sextant.base.letters.transports import message_of

    with pytest.raises(ValueError, match="newlines"):
        message_of(letter).message()


def test_the_record_names_the_letter_and_nobody():
    letter = make_letter()
    line = Entry.objects.get()
    assert (line.verb, line.object_id, line.after) == ("letters.write", str(letter.pk), {"template": "test.note", "about": ":"})
    assert PersonalValues.objects.count() == 0


def test_the_office_sends_a_doubtful_letter_again_under_the_same_message_id(make_user):
    letter = make_letter(state=states.UNCERTAIN, attempts=3)
    again = send_again(letter, by=make_user("secretary"))
    assert (again.state, again.attempts, again.message_id) == (states.QUEUED, 0, letter.message_id)


def test_the_office_notes_that_a_doubtful_letter_arrived():
    letter = note_arrival(make_letter(state=states.UNCERTAIN), by=None)
    assert (letter.state, letter.sent_at is not None) == (states.SENT, True)


@pytest.mark.parametrize("decide", [send_again, note_arrival, withdraw_letter])
def test_a_letter_that_has_left_is_not_decided_about(decide):
    letter = make_letter()
    Letter.objects.update(state=states.SENT, sent_at=letter.created_at)
    letter.refresh_from_db()
    with pytest.raises(ValidationError):
        decide(letter, by=None)


def test_a_secret_letter_whose_words_are_gone_cannot_be_sent_again():
    with pytest.raises(ValidationError):
        send_again(make_letter(secret=True, state=states.UNCERTAIN, body=""), by=None)


def test_a_waiting_letter_can_be_withdrawn():
    assert withdraw_letter(make_letter(), by=None).state == states.WITHDRAWN


def test_erasing_an_address_keeps_the_row_and_nothing_of_the_person(make_user):
    anna = make_user(email="anna@library.example")
    make_letter("hers", to=anna, error="550 anna@library.example"), make_letter("his", to="boris@library.example")
    assert erase_letters_to("Anna@Library.example") == 1
    row = Letter.objects.filter(key="hers").values("to_address", "subject", "body", "error", "recipient", "state").get()
    assert row == {"to_address": "", "subject": "", "body": "", "error": "", "recipient": None, "state": states.WITHDRAWN}
    assert Letter.objects.get(key="his").to_address == "boris@library.example"


def test_after_a_restore_waiting_letters_wait_for_the_office():
    make_letter()
    assert (doubt_waiting_letters(), Letter.objects.get().state) == (1, states.UNCERTAIN)


def test_erasing_an_address_removes_the_copy_in_the_outbox(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.SEXTANT_HOME = tmp_path
    make_letter()
    run_waiting()
    assert len(list((tmp_path / "outbox").iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        erase_letters_to("anna@library.example")
    assert list((tmp_path / "outbox").iterdir()) == []
