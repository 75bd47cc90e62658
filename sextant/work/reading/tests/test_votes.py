"""Young readers' votes: counts only, capped, open; a voting page that knows nobody."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sextant.base.audit.models import Entry
from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.reading.actions.votes import close_session, count_vote, remove_ballot
from sextant.work.reading.models import Ballot, KioskCount, KioskSession
from sextant.work.reading.queries.votes import votes_by_library
from sextant.work.reading.tests.factories import TODAY, accepted, ago, nominated, page_for_votes, perform, representative, season, voted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def test_numbers_reported_again_replace_those_before():
    book, library = accepted(), OrganisationFactory()
    voted(book, library, five=30)
    ballot = voted(book, library, five=20, one=5)
    assert (Ballot.objects.count(), ballot.voters, ballot.counts) == (1, 25, (5, 0, 0, 0, 20))


@pytest.mark.parametrize("wrong", [{"five": 0}, {"five": 2001}])
def test_numbers_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValidationError):
        voted(accepted(), **wrong)


def test_only_libraries_count_and_only_on_books_of_the_season_and_in_its_days():
    book = accepted()
    for values in ({"library": OrganisationFactory(kind="publisher")}, {"day": TODAY() + timedelta(days=1)}):
        with pytest.raises(ValidationError):
            voted(book, **values)
    with pytest.raises(ValidationError):
        voted(nominated(book.season, number=2))
    with pytest.raises(ValidationError):
        voted(accepted(season(year=2020, nominate_until=TODAY(), review_until=TODAY(), vote_until=ago(1)), number=3))


def test_where_readers_say_only_whether_they_liked_it_stars_between_are_refused():
    book = accepted(season(scale="thumbs"))
    with pytest.raises(ValidationError):
        voted(book, three=4)
    assert voted(book, five=4, one=1).voters == 5


def test_the_database_keeps_the_sum():
    ballot = voted(accepted())
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(voters=ballot.voters + 1)


def test_a_whole_school_counts_as_much_as_the_cap_and_is_shown_as_reported(client):
    book, school = accepted(), OrganisationFactory(name_en="School library")
    voted(book, school, five=180)
    voted(book, OrganisationFactory(), three=20)
    rows = [(row.voters, row.counted) for row in votes_by_library(book, 60)]
    page = client.get(book.get_absolute_url()).content.decode()
    assert (rows, ">180<" in page, "at most 60 voters" in page) == ([(180, 60), (20, 20)], True, True)


def test_a_librarian_reports_for_the_own_library_only(client, make_user):
    user, other = make_user(), OrganisationFactory()
    own, book = representative(user), accepted()
    given = {"band": "7-10", "day": TODAY().isoformat(), "five": "12"}
    page = reverse("reading:report_votes", args=[book.pk])
    client.force_login(user)
    answers = [client.post(page, {**given, "library": library.pk}).status_code for library in (other, own)]
    assert (answers, [(one.library, one.voters, one.reported_by) for one in Ballot.objects.all()]) == ([400, 302], [(own, 12, user)])
    client.force_login(make_user("member"))
    assert client.post(page, {**given, "library": own.pk}).status_code == 403


def test_one_library_does_not_take_back_the_votes_of_another(client, make_user):
    ballot, user = voted(accepted()), make_user()
    representative(user)
    client.force_login(user)
    client.post(reverse("reading:remove_ballot", args=[ballot.pk]))
    assert Ballot.objects.count() == 1
    client.force_login(make_user("secretary"))
    client.post(reverse("reading:remove_ballot", args=[ballot.pk]))
    assert Ballot.objects.count() == 0


def test_after_the_votes_are_closed_nothing_is_taken_back():
    ballot = voted(accepted())
    ballot.book.season.vote_until = ago(1)
    with pytest.raises(ValidationError):
        remove_ballot(ballot, by=None, today=TODAY())


def pressed(session, star="5", book=None, client=None):
    KioskSession.objects.filter(pk=session.pk).update(last_vote_at=None)
    page = reverse("reading:kiosk", args=[session.code])
    return (client or Client(enforce_csrf_checks=True)).post(page, {"book": (book or session.books.get()).pk, "star": star})


def test_a_press_adds_one_to_a_number_and_leaves_no_trace_of_who_pressed():
    session = page_for_votes(accepted(), OrganisationFactory())
    lines, visitor = Entry.objects.count(), Client(enforce_csrf_checks=True)
    answers = [pressed(session, star, client=visitor).status_code for star in ("5", "5", "2")]
    tally = KioskCount.objects.get()
    assert (answers, tally.counts, Entry.objects.count() - lines) == ([302] * 3, (0, 1, 0, 0, 2), 0)
    assert list(visitor.cookies) == []
    visitor.get(reverse("reading:kiosk", args=[session.code]))
    assert set(visitor.cookies) <= {"django_language"}


def test_no_more_votes_than_readers_in_the_room():
    session = page_for_votes(accepted(), OrganisationFactory(), most=2)
    assert [pressed(session).status_code for _reader in range(3)] == [302, 302, 400]
    assert sum(KioskCount.objects.get().counts) == 2


def test_presses_that_follow_too_fast_do_not_count():
    session, now = page_for_votes(accepted(), OrganisationFactory()), timezone.now()
    count_vote(session, session.books.get(), 5, now=now)
    with pytest.raises(ValidationError):
        count_vote(session, session.books.get(), 5, now=now + timedelta(milliseconds=100))
    count_vote(session, session.books.get(), 5, now=now + timedelta(seconds=1))
    assert sum(KioskCount.objects.get().counts) == 2


@pytest.mark.parametrize("star", ["0", "6", "five", ""])
def test_an_answer_that_is_none_does_not_count(star):
    session = page_for_votes(accepted(), OrganisationFactory())
    assert (pressed(session, star).status_code, KioskCount.objects.count()) == (400, 0)


def test_a_book_that_is_not_on_the_page_and_a_code_that_is_none():
    session = page_for_votes(accepted(), OrganisationFactory())
    assert pressed(session, book=accepted(number=2)).status_code == 400
    guesses = [Client().get(reverse("reading:kiosk", args=[f"guess-{number}"])).status_code for number in range(22)]
    assert (set(guesses[:20]), guesses[-1], KioskCount.objects.filter(five__gt=0).count()) == ({404}, 429, 0)


def test_closing_makes_ballots_and_nothing_is_pressed_afterwards(make_user):
    user = make_user()
    library = representative(user)
    session = page_for_votes(accepted(), library, user)
    pressed(session), pressed(session, "1")
    close_session(session, by=user, now=timezone.now())
    ballot = Ballot.objects.get()
    assert (ballot.counts, ballot.library, ballot.source, ballot.reported_by) == ((1, 0, 0, 0, 1), library, "kiosk", user)
    assert (pressed(session).status_code, KioskCount.objects.count()) == (410, 0)
    again = page_for_votes(session.books.get(), library, user)
    pressed(again)
    close_session(again, by=user, now=timezone.now())
    ballot.refresh_from_db()
    assert (Ballot.objects.count(), ballot.voters) == (1, 3)


def test_the_clock_closes_a_page_whose_hour_is_over():
    from sextant.base.jobs.actions import after_commit

    session = page_for_votes(accepted(), OrganisationFactory())
    pressed(session)
    KioskSession.objects.update(opened_at=timezone.now() - timedelta(hours=9), closes_at=timezone.now() - timedelta(hours=1))
    assert pressed(session).status_code == 410
    after_commit("reading.close_sessions")
    perform("reading.close_sessions")
    assert (Ballot.objects.get().voters, KioskSession.objects.get().closed_at is not None) == (1, True)


def test_the_code_of_a_page_is_told_to_its_library_only(client, make_user):
    owner, stranger = make_user(), make_user()
    session = page_for_votes(accepted(), representative(owner), owner)
    representative(stranger)
    seen = []
    for user in (owner, stranger):
        client.force_login(user)
        answer = client.get(session.get_absolute_url())
        seen.append((answer.status_code, session.code in answer.content.decode()))
    assert seen == [(200, True), (403, False)]
