"""The way of a return: asked, filled in, checked, sent, queried, certified, accepted, published."""

import math
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.work.returns import states
from sextant.work.returns.actions.answers import Asked, answer_flag, edit_answer, save_answers
from sextant.work.returns.actions.moves import accept_return, accept_returns, answer_query, ask_library, certify_return, send_return
from sextant.work.returns.actions.publishing import start_publishing
from sextant.work.returns.actions.rounds import add_new_libraries, to_be_reminded, write_to
from sextant.work.returns.actions.years import open_correction
from sextant.work.returns.answering import Given
from sextant.work.returns.models import Library, LibraryReturn, Observation, Submission, YearRelease
from sextant.work.returns.tests.rounds import (
    CLEAN,
    YEAR,
    acting_for,
    certified,
    clean_answers,
    collection_with,
    filled,
    opened,
    sent,
    submission_of,
    worked,
)

pytestmark = pytest.mark.django_db


def said(row: Submission, key: str) -> list[tuple[object, str, str]]:
    return [(one.value, one.status, one.origin) for one in row.observations.filter(item=key)]


def test_a_round_asks_every_library_of_the_collection_and_writes_to_those_who_act_for_it(make_user):
    work = opened(2)
    first = submission_of(work)
    acting_for(make_user(email="anna@example.org"), first.organisation)
    worked()
    assert list(work.submissions.values_list("state", flat=True)) == [states.INVITED, states.INVITED]
    second = submission_of(work, "T002").organisation.email
    assert sorted(Letter.objects.values_list("template", "to_address")) == [
        ("returns.invitation", "anna@example.org"),
        ("returns.invitation", second),
    ]
    assert f"/returns/submissions/{first.pk}/" in Letter.objects.get(to_address="anna@example.org").body


def test_a_year_is_asked_for_once_and_not_of_an_empty_collection():
    work = opened(1)
    with pytest.raises(ValidationError, match="being collected already"):
        opened(collection=work.collection)
    Library.objects.all().delete()
    work.delete()
    with pytest.raises(ValidationError, match="has no libraries yet"):
        opened(collection=work.collection)


def test_libraries_that_come_later_are_invited_once():
    work = opened(1)
    with pytest.raises(ValidationError, match="invited already"):
        add_new_libraries(work, by=None)
    Library.objects.create(collection=work.collection, key="NEW", name="New library")
    assert add_new_libraries(work, by=None) == 1


def test_every_change_of_an_answer_is_kept_and_the_latest_stands():
    row = save_answers(submission_of(opened(1)), {"visits": Given(500), "loans": Given(status="unknown")}, by=None)
    row = save_answers(row, {"visits": Given(0), "loans": Given(status="unknown")}, by=None)
    row = save_answers(row, {"visits": Given()}, by=None)
    assert said(row, "visits") == [(500, "", "reported"), (0, "", "reported"), (None, "", "reported")]
    assert said(row, "loans") == [(None, "unknown", "reported")]
    assert (row.state, row.answers) == (states.STARTED, {"loans": {"value": None, "status": "unknown", "origin": "reported"}})


def test_a_contradiction_hinders_sending_and_an_answer_in_words_satisfies_a_doubt():
    row = filled(opened(1), loans_children=60_000, visits=1_000)
    assert [(flag["rule"], flag["item"], flag["severity"]) for flag in row.flags] == [
        ("parts_of_loans", "loans_children", "hard"),
        ("loans_per_visit", "loans", "soft"),
    ]
    with pytest.raises(ValidationError, match="correct those that are marked as errors"):
        send_return(row, by=None)
    row = save_answers(row, {"loans_children": Given(20_000)}, by=None)
    with pytest.raises(ValidationError, match="no answer in words yet"):
        send_return(row, by=None)
    row = answer_flag(row, Asked("loans_per_visit", "loans"), words="The reading room was shut; books were lent by post.", by=None)
    assert send_return(row, by=None).state == states.SENT


def test_words_hold_only_for_the_figure_that_was_questioned():
    row = filled(opened(1), visits=1_000)
    row = answer_flag(row, Asked("loans_per_visit", "loans"), words="Books by post.", by=None)
    assert row.unanswered == 0
    assert save_answers(row, {"loans": Given(70_000)}, by=None).unanswered == 1
    assert save_answers(row, {"loans": Given(50_000)}, by=None).unanswered == 0


def test_what_must_be_answered_and_is_not_hinders_sending():
    row = save_answers(submission_of(opened(1)), clean_answers(has_internet=Given(), visits=Given()), by=None)
    assert sorted(flag["item"] for flag in row.flags) == ["has_internet", "visits"]
    assert (row.lacking, row.hard) == (2, 0)
    with pytest.raises(ValidationError, match="must be answered have no answer"):
        send_return(row, by=None)


def test_a_sent_return_is_closed_to_the_library_until_an_officer_asks(make_user):
    row = sent(opened(1))
    with pytest.raises(ValidationError, match="has been sent"):
        save_answers(row, {"visits": Given(1)}, by=None)
    query = ask_library(row, words="Are these visits counted at the door?", item="visits", by=None)
    assert Letter.objects.get(template="returns.query").body.count("counted at the door") == 1
    row = save_answers(row, {"visits": Given(31_000)}, by=None)
    with pytest.raises(ValidationError, match="waits for an answer"):
        send_return(row, by=None)
    row = answer_query(query, words="Yes, since May; corrected.", by=None).submission
    assert (send_return(row, by=None).state, row.open_queries) == (states.SENT, 0)


def test_a_return_is_accepted_only_when_certified_and_by_somebody_else(make_user):
    head, officer = make_user(), make_user("analyst")
    row = sent(opened(1))
    with pytest.raises(ValidationError, match="has not certified"):
        accept_return(row, by=officer)
    row = certify_return(row, name="Anna Chitalkina", position="Director", by=head)
    with pytest.raises(ValidationError, match="You certified this return yourself"):
        accept_return(row, by=head)
    assert accept_return(row, by=officer).state == states.ACCEPTED


def test_an_officers_edit_needs_a_reason_keeps_the_librarys_answer_and_takes_the_certificate_away():
    row = certified(opened(1))
    with pytest.raises(ValidationError, match="Say why"):
        edit_answer(row, "visits", Given(3_000), reason=" ", by=None)
    row = edit_answer(row, "visits", Given(3_000), reason="A nought too many, said on the telephone.", by=None)
    assert said(row, "visits") == [(30_000, "", "reported"), (3_000, "", "edited")]
    assert not row.is_certified


def test_many_are_accepted_at_once_but_none_about_which_the_checks_ask(make_user):
    work, officer = opened(3), make_user("analyst")
    certified(work, "T001")
    row = filled(work, "T002", visits=1_000)
    row = answer_flag(row, Asked("loans_per_visit", "loans"), words="Books by post.", by=None)
    certify_return(send_return(row, by=None), name="B", position="Director", by=None)
    moved, left = accept_returns(work.submissions.values_list("pk", flat=True), by=officer)
    assert (moved, sorted(left.values())) == (1, [1, 1])
    assert list(work.submissions.order_by("library__key").values_list("state", flat=True)) == [states.ACCEPTED, states.SENT, states.INVITED]


def test_a_published_year_holds_accepted_figures_and_says_that_the_rest_is_missing(tmp_path, settings, make_user):
    settings.SEXTANT_HOME = tmp_path
    work, officer = opened(2), make_user("analyst")
    accept_return(certified(work, spending_staff=Given(status="refused")), by=officer)
    start_publishing(work, by=officer)
    worked()
    work.refresh_from_db()
    release = YearRelease.objects.get(year=YEAR)
    answered, silent = LibraryReturn.objects.order_by("library__key")
    numbers = {key: value for key, value in CLEAN.items() if key not in ("service_points", "has_internet")}
    assert (work.state, release.state, release.libraries) == (states.RELEASED, states.PUBLISHED, 2)
    assert (answered.values, answered.statuses["spending_staff"], answered.indicators["visits_per_head"]) == (numbers, "refused", 3.0)
    assert (silent.values, set(silent.statuses.values())) == ({}, {"missing"})
    assert [row.state for row in work.submissions.order_by("library__key")] == [states.PUBLISHED_RETURN, states.INVITED]


def test_a_year_is_not_published_while_returns_wait(make_user):
    work = opened(2)
    with pytest.raises(ValidationError, match="No return has been accepted"):
        start_publishing(work, by=None)
    accept_return(certified(work), by=None)
    sent(work, "T002")
    with pytest.raises(ValidationError, match="not accepted yet: 1"):
        start_publishing(work, by=None)


def test_published_figures_are_corrected_by_a_new_revision(tmp_path, settings):
    settings.SEXTANT_HOME = tmp_path
    work = opened(1)
    row = accept_return(certified(work), by=None)
    start_publishing(work, by=None)
    worked()
    row = submission_of(work)
    with pytest.raises(ValidationError, match="open a correction"):
        ask_library(row, words="A nought too many?", by=None)
    open_correction(YearRelease.objects.get(), reason="A nought too many", by=None)
    query = ask_library(row, words="A nought too many?", by=None)
    row = save_answers(row, {"visits": Given(3_000)}, by=None)
    answer_query(query, words="Yes.", by=None)
    row = certify_return(send_return(row, by=None), name="A", position="Director", by=None)
    accept_return(row, by=None)
    start_publishing(work, by=None)
    worked()
    assert list(LibraryReturn.objects.order_by("revision").values_list("revision", "is_current", "values__visits")) == [
        (1, False, 30_000),
        (2, True, 3_000),
    ]
    assert Observation.objects.filter(item="visits").count() == 2


def test_those_who_have_not_answered_are_reminded_once_a_step(make_user):
    work = opened(2)
    worked()
    sent(work, "T002")
    days = timezone.now() - timedelta(days=15)
    work.submissions.update(invited_at=days)
    for _again in range(2):
        for step, keys in to_be_reminded(timezone.localdate()):
            write_to(keys, step=step)
    assert Letter.objects.filter(template="returns.reminder").count() == 1
    work.submissions.update(invited_at=days - timedelta(days=15))
    for step, keys in to_be_reminded(timezone.localdate()):
        write_to(keys, step=step)
    assert list(work.submissions.order_by("library__key").values_list("reminded", flat=True)) == [2, 0]


def test_what_is_strange_beside_earlier_years_is_asked_and_a_copied_year_too(client, make_user):
    """Two earlier years of 240 libraries, each a little more than before; then ten times the visits, and a year copied whole."""
    pytest.importorskip("numpy")
    held = collection_with(240)
    keys = [key for key in CLEAN if key not in ("service_points", "has_internet", "branches")]
    for year in (YEAR - 2, YEAR - 1):
        release = YearRelease.objects.create(collection=held, year=year, libraries=240, variables=dict.fromkeys(keys, 240), version=1)
        LibraryReturn.objects.bulk_create(
            LibraryReturn(library=library, release=release, year=year, values=figures(place, year, keys))
            for place, library in enumerate(held.libraries.order_by("key"))
        )
    work = opened(collection=held)
    worked()
    now = figures(0, YEAR, keys)
    row = filled(work, "T001", **now)
    assert row.flags == []
    row = save_answers(row, {"visits": Given(now["visits"] * 10)}, by=None)
    assert [(flag["item"], flag["severity"]) for flag in row.flags] == [("visits", "soft")]
    row = filled(work, "T002", **figures(1, YEAR - 1, keys))
    assert [(flag["rule"], flag["item"]) for flag in row.flags] == [("copied", "")]
    client.force_login(make_user("analyst"))
    client.post(reverse("returns:answer_flag", args=[row.pk, "copied"]), {"words": "Truly the same."})
    assert submission_of(work, "T002").unanswered == 0


def figures(place, year, keys):
    """A library's figures: its size by its place, each variable a few per cent off in its own way each year."""
    size = 0.5 + (place * 0.6180339887 % 1) * 3
    return {
        key: round(CLEAN[key] * size * (1 + 0.02 * math.sin(place * 7 + year * 3 + number)), 2 if key == "staff_fte" else None)
        for number, key in enumerate(keys)
    }
