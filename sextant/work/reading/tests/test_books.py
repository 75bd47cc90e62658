"""Nominations: by whom, with which number, how twins are found, what becomes of them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.reading.actions.books import accept_book, decline_book, save_book, save_note, save_rules, withdraw_book
from sextant.work.reading.models import Book
from sextant.work.reading.numbers import isbn_of, likeness
from sextant.work.reading.tests.factories import TODAY, accepted, ago, isbn, nominated, representative, reviewed, season, seated, topic

pytestmark = pytest.mark.django_db

GIVEN = {
    "isbn": isbn(7),
    "title": "Река, которая передумала",
    "author": "Гулин Илья",
    "published_by": "Лодочка",
    "published": "2024",
    "language": "rus",
    "age_from": "5",
    "age_to": "8",
    "why": "Просят ещё раз.",
}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("978-5-17-118366-0", "9785171183660"),
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("", ""),
        ("978-5-17-118366-1", None),
        ("abc", None),
    ],
)
def test_an_isbn_is_kept_in_thirteen_digits_or_is_none(text, number):
    assert isbn_of(text) == number


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (("Кот на маяке", "Ветров Пётр"), ("«Кот на маяке»!", "Пётр Ветров"), 1.0),
        (("Ёж", "Ладная И."), ("Еж", "Ладная И."), 1.0),
        (("Кот на маяке", "Ветров"), ("Кот на маяке", "Гулин"), 0.5),
        (("Кот на маяке", ""), ("Пёс на мосту", ""), 0.2),
    ],
)
def test_likeness_is_the_share_of_common_words_halved_for_other_authors(one, other, share):
    assert likeness(one, other) == pytest.approx(share)


def refused(**values):
    with pytest.raises(ValidationError) as refusal:
        save_book(
            season() if not Book.objects.exists() else Book.objects.first().season,
            None,
            by=None,
            today=TODAY(),
            **{**GIVEN, "age_from": 5, "age_to": 8, "published": 2024, **values},
        )
    return list(refusal.value.message_dict)


def test_a_wrong_number_and_ages_the_wrong_way_round_are_refused():
    assert refused(isbn="9785009900010") == ["isbn"]
    nominated()
    assert (refused(isbn=""), refused(age_from=9)) == (["isbn"], ["age_to"])


def test_a_book_is_nominated_once_a_season_whatever_the_writing_of_its_number():
    nominated(number=7)
    assert refused(isbn=f"{isbn(7)[:3]}-{isbn(7)[3:]}", sure=True) == ["isbn"]


def test_one_that_looks_alike_is_warned_of_and_taken_when_confirmed():
    nominated(title="Река, которая передумала", author="Илья Гулин", number=3)
    assert refused() == ["sure"]
    book = save_book(Book.objects.get().season, None, by=None, today=TODAY(), sure=True, **{**GIVEN, "age_from": 5, "age_to": 8, "published": 2024})
    assert book.state == "proposed"


def test_a_book_of_an_earlier_season_is_warned_of():
    old = season(year=2020)
    accepted(old, number=7)
    fresh = season()
    with pytest.raises(ValidationError) as refusal:
        save_book(fresh, None, by=None, today=TODAY(), **{**GIVEN, "age_from": 5, "age_to": 8, "published": 2024})
    assert (list(refusal.value.message_dict), "2020" in str(refusal.value)) == (["sure"], True)


def test_after_the_last_day_nobody_nominates():
    over = season(nominate_until=ago(1), review_until=ago(1), vote_until=ago(1))
    with pytest.raises(ValidationError):
        nominated(over)


def test_a_library_nominates_and_is_told_what_was_decided(client, make_user):
    season()
    user = make_user()
    library = representative(user, name_en="Pskov Library")
    client.force_login(user)
    client.post(reverse("reading:nominate"), {**GIVEN, "topics": [topic().pk], "nominated_for": library.pk})
    book = Book.objects.get()
    assert (book.nominated_by, book.nominated_for, book.isbn, book.state) == (user, library, isbn(7), "proposed")
    accept_book(book, by=None, on=TODAY())
    assert [letter.to_address for letter in Letter.objects.filter(template="reading.book_decided")] == [user.email]


def test_a_stranger_does_not_nominate_and_nobody_in_the_name_of_another_library(client, make_user):
    season()
    assert client.post(reverse("reading:nominate"), GIVEN).status_code == 302
    client.force_login(make_user())
    assert client.post(reverse("reading:nominate"), GIVEN).status_code == 403
    user, other = make_user(), OrganisationFactory()
    representative(user)
    client.force_login(user)
    answer = client.post(reverse("reading:nominate"), {**GIVEN, "nominated_for": other.pk})
    assert (answer.status_code, Book.objects.count()) == (400, 0)


def test_a_publisher_among_the_members_is_known_by_the_imprint(client, make_user):
    season()
    publisher = OrganisationFactory(kind="publisher", name_ru="Лодочка")
    client.force_login(make_user("member"))
    client.post(reverse("reading:nominate"), GIVEN)
    assert Book.objects.get().publisher == publisher


def test_a_declined_book_is_changed_and_nominated_again(make_user):
    user = make_user("member")
    book = decline_book(nominated(by=user), reason="Too old.", by=None, on=TODAY())
    with pytest.raises(ValidationError):
        decline_book(book, reason="Again.", by=None, on=TODAY())
    book = save_book(book.season, book, by=user, today=TODAY(), why="A new edition.")
    assert (book.state, book.reason, book.why) == ("proposed", "", "A new edition.")


def test_a_reviewed_book_stays_in_the_season(make_user):
    keeper = make_user("secretary")
    book = accepted()
    reviewed(book, seated())
    with pytest.raises(ValidationError):
        withdraw_book(book, by=keeper, on=TODAY())
    other = accepted(book.season, number=2)
    assert withdraw_book(other, by=keeper, on=TODAY()).state == "withdrawn"


def test_what_is_only_nominated_is_for_its_nominator_and_those_who_decide(client, make_user):
    owner = make_user("member")
    book = nominated(by=owner, title="Unheard title")
    seen = []
    for user in (None, make_user("member"), owner, make_user("secretary")):
        client.logout()
        if user is not None:
            client.force_login(user)
        answer = client.get(book.get_absolute_url())
        seen.append((answer.status_code, "Unheard" in answer.content.decode(), "Unheard" in client.get(reverse("reading:season")).content.decode()))
    assert seen == [(302, False, False), (403, False, False), (200, True, False), (200, True, False)]


def test_an_annotation_fits_a_page():
    with pytest.raises(ValidationError) as refusal:
        save_note(accepted(), by=None, note_ru="а" * 1501)
    assert list(refusal.value.message_dict) == ["note_ru"]


def test_weights_make_a_hundred():
    with pytest.raises(ValidationError):
        save_rules(by=None, weight_reviews=60, weight_votes=60, weight_awards=10)
    assert save_rules(by=None, weight_reviews=50, weight_votes=40, weight_awards=10).weight_votes == 40


def test_books_of_the_season_are_asked_for_in_as_many_questions_for_one_as_for_many(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    of = season()
    accepted(of, number=1)
    client.get(reverse("reading:season"))
    asked = []
    for more in (0, 3):
        for number in range(more):
            accepted(of, number=10 + number)
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("reading:season"))
        asked.append(len(counted))
    assert (asked[0] == asked[1], asked[0] <= 15) == (True, True)
