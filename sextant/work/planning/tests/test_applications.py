"""From a prospect to the last report; what is won makes the gap smaller and opens a fund for the association."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.society.ledger.models import Fund, Programme
from sextant.work.planning.actions.applications import add_document, add_step, mark_step, move_application, save_application, win_application
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.tests.factories import asked, drafted, in_days, initiative_of, year

pytestmark = pytest.mark.django_db


def submitted(plan):
    return move_application(asked(plan), "submitted", by=None)


def test_expected_money_weighs_by_state_and_won_money_counts_as_secured() -> None:
    plan = drafted()
    initiative_of(plan, {year(): 500_000_00, year() + 1: 500_000_00})
    row = submitted(plan)
    assert next((one.missing, one.expected, one.left) for one in gap_of(plan)) == (500_000_00, 120_000_00, 380_000_00)
    win_application(row, amounts={year(): 100_000_00, year() + 1: 200_000_00}, by=None, on=in_days(0))
    assert [(one.secured, one.missing, one.expected, one.won) for one in gap_of(plan)][:2] == [
        (100_000_00, 400_000_00, 0, 100_000_00),
        (200_000_00, 300_000_00, 0, 200_000_00),
    ]


def test_a_library_that_wins_opens_nothing_in_the_books_of_the_association() -> None:
    won = win_application(submitted(drafted()), amounts={year(): 1_00}, by=None, on=in_days(0))
    assert (won.fund, won.programme, Fund.objects.count()) == (None, None, 0)


def test_the_association_that_wins_opens_a_restricted_fund_and_a_programme() -> None:
    won = win_application(submitted(drafted(library=False)), amounts={year(): 1_00}, by=None, on=in_days(0))
    fund, programme = Fund.objects.get(), Programme.objects.get()
    assert (won.fund, won.programme, fund.restriction, fund.giver, programme.about_id) == (fund, programme, "restricted", "Fund", str(won.pk))


@pytest.mark.parametrize("target", ["won", "reporting", "done", "nonsense"])
def test_states_follow_the_table_and_winning_says_how_much(target: str) -> None:
    with pytest.raises(ValidationError, match=r"does not follow|how much"):
        move_application(asked(drafted()), target, by=None)


def test_a_lost_application_may_become_a_prospect_again_without_its_dates() -> None:
    row = move_application(move_application(submitted(drafted()), "lost", by=None), "prospect", by=None)
    assert (row.state, row.submitted_on, row.decided_on) == ("prospect", None, None)


@pytest.mark.parametrize(("amounts", "sentence"), [({}, "in one year"), ({1999: 5}, "years of the plan"), ({None: -1}, "in one year")])
def test_winning_needs_amounts_in_the_years_of_the_plan(amounts, sentence: str) -> None:
    given = {year() if key is None else key: amount for key, amount in amounts.items()}
    with pytest.raises(ValidationError, match=sentence):
        win_application(submitted(drafted()), amounts=given, by=None, on=in_days(0))


def test_what_was_won_is_not_asked_differently_afterwards() -> None:
    plan = drafted()
    row = win_application(submitted(plan), amounts={year(): 1_00}, by=None, on=in_days(0))
    with pytest.raises(ValidationError, match="stay as they were"):
        save_application(row, plan=plan, by=None, asked_minor=5)
    assert save_application(row, plan=plan, by=None, note="A letter came").note == "A letter came"


def test_tasks_are_done_and_undone() -> None:
    step = add_step(asked(drafted()), title="Letters", due_on=in_days(3), by=None)
    assert mark_step(step, done=True, by=None).done_on == in_days(0)
    assert mark_step(step, done=False, by=None).done_on is None


def test_papers_are_looked_into_and_the_same_one_is_refused() -> None:
    row = asked(drafted())
    add_document(row, upload=SimpleUploadedFile("letter.pdf", b"%PDF-1.7 text"), by=None)
    with pytest.raises(ValidationError, match="attached already"):
        add_document(row, upload=SimpleUploadedFile("copy.pdf", b"%PDF-1.7 text"), by=None)
    with pytest.raises(ValidationError, match="not taken"):
        add_document(row, upload=SimpleUploadedFile("page.txt", b"<html>"), by=None)
