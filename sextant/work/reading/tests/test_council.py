"""The readers' council: independent until handed in, never about one's own book."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.society.members.models import Affiliation
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.reading.actions.books import save_season
from sextant.work.reading.actions.council import end_seat, forget_person, hand_in_review, save_criterion, save_review, seat_member
from sextant.work.reading.interests import interest_of, named_in
from sextant.work.reading.models import Criterion, Review
from sextant.work.reading.tests.factories import TODAY, accepted, ago, criteria, nominated, representative, reviewed, season, seated, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("family", "given", "line", "named"),
    [
        ("Ветров", "Пётр", "Ветров Пётр", True),
        ("Ветров", "Пётр", "П. Ветров; А. Лисицына", True),
        ("Ветров", "Пётр", "Ветров Семён", False),
        ("Ветров", "Пётр", "Ветрова Пётр", False),
        ("Mora", "Pat", "Guevara, Susan and Mora, Pat", True),
        ("Mora", "", "Mora, Pat", False),
    ],
)
def test_an_author_is_known_by_family_name_and_first_letter(family, given, line, named):
    assert named_in(family, given, line) is named


def test_authors_and_the_publishers_staff_do_not_review_their_book():
    author = seated(family_name="Ветров", given_name="Пётр")
    editor, translator, other = seated(), seated(), seated()
    publisher = OrganisationFactory(kind="publisher", name_ru="Белый стриж")
    Affiliation.objects.create(person=editor.person, organisation=publisher)
    book = accepted()
    book.authors.add(translator.person)
    for seat in (author, editor, translator):
        with pytest.raises(ValidationError):
            written(book, seat)
    assert (written(book, other).state, Review.objects.count()) == ("draft", 1)


def test_one_who_left_the_publisher_reviews_again():
    seat = seated()
    publisher = OrganisationFactory(kind="publisher", name_ru="Белый стриж")
    Affiliation.objects.create(person=seat.person, organisation=publisher, until=ago(10))
    assert interest_of(seat, accepted(), TODAY()).kinds == ()


def test_an_interest_that_arises_before_the_review_is_handed_in_rules_it_out():
    seat, book = seated(), accepted()
    review = written(book, seat)
    book.authors.add(seat.person)
    with pytest.raises(ValidationError):
        hand_in_review(review, by=None, on=TODAY())


def test_who_nominated_the_book_or_works_there_declares_it(make_user):
    user = make_user()
    library = representative(user)
    colleague = seated()
    Affiliation.objects.create(person=colleague.person, organisation=library)
    book = accepted(by=user, nominated_for=library)
    assert interest_of(colleague, book, TODAY()).kinds == ("organisation",)
    review = written(book, colleague)
    with pytest.raises(ValidationError) as refusal:
        hand_in_review(review, by=None, on=TODAY())
    assert list(refusal.value.message_dict) == ["tie"]
    assert interest_of(seated(user), book, TODAY()).kinds == ("nominator", "organisation")
    assert reviewed(book, colleague, tie="We work in one library.").state == "handed_in"


def test_a_review_is_handed_in_complete_and_stands():
    seat, book = seated(), accepted()
    bare = save_review(book, seat, points={criteria()[0]: 4}, by=None, today=TODAY())
    with pytest.raises(ValidationError):
        hand_in_review(bare, by=None, on=TODAY())
    review = reviewed(book, seat)
    with pytest.raises(ValidationError):
        written(book, seat, points=1)
    assert [score.value for score in review.scores.all()] == [4, 4]


def test_nothing_is_reviewed_after_the_last_day_or_before_the_book_is_taken():
    seat = seated()
    with pytest.raises(ValidationError):
        written(nominated(), seat)
    book = accepted(number=2)
    save_season(book.season, by=None, nominate_until=ago(5), review_until=ago(1))
    book.season.refresh_from_db()
    with pytest.raises(ValidationError):
        written(book, seat)


def words_seen(client, user, book) -> bool:
    client.logout()
    if user is not None:
        client.force_login(user)
    page = client.get(book.get_absolute_url()).content.decode()
    return "Secret verdict" in page


def test_nobody_reads_a_review_before_theirs_is_handed_in(client, make_user):
    first, second, secretary, visitor = make_user(), make_user(), make_user("secretary"), None
    one, two = seated(first), seated(second)
    book = accepted()
    reviewed(book, one, words_en="Secret verdict")
    before = [words_seen(client, user, book) for user in (first, second, secretary, visitor)]
    reviewed(book, two)
    after = [words_seen(client, user, book) for user in (first, second, secretary, visitor)]
    assert (before, after) == ([True, False, True, False], [True, True, True, False])
    save_season(book.season, by=None, nominate_until=ago(5), review_until=ago(1))
    assert words_seen(client, visitor, book)


def test_the_secretary_who_sits_on_the_council_reads_no_more_than_other_members(client, make_user):
    keeper = make_user("secretary")
    seated(keeper)
    book = accepted()
    reviewed(book, seated(), words_en="Secret verdict")
    assert not words_seen(client, keeper, book)


def test_a_draft_is_read_by_its_writer_only(client, make_user):
    writer = make_user()
    book = accepted()
    written(book, seated(writer), words_en="Secret verdict")
    save_season(book.season, by=None, nominate_until=ago(5), review_until=ago(1))
    assert [words_seen(client, user, book) for user in (None, make_user("secretary"), make_user("member"))] == [False, False, False]


def test_the_page_takes_a_review_and_refuses_an_author_with_a_sentence(client, make_user):
    reader, author = make_user(), make_user()
    seated(reader), seated(author, family_name="Ветров", given_name="Пётр")
    book, asked = accepted(), criteria()
    page = reverse("reading:review", args=[book.pk])
    points = {f"points_{one.pk}": "5" for one in asked}
    client.force_login(author)
    answer = client.post(page, {**points, "words_en": "Mine is best.", "recommends": "yes", "hand_in": "1"})
    assert (answer.status_code, Review.objects.count()) == (403, 0)
    client.force_login(reader)
    client.post(page, {**points, "words_en": "Good.", "recommends": "yes"})
    assert Review.objects.get().state == "draft"
    client.post(page, {**points, "words_en": "Good.", "recommends": "yes", "hand_in": "1"})
    assert Review.objects.get().state == "handed_in"
    client.force_login(make_user("member"))
    assert client.post(page, points).status_code == 403


def test_a_seat_has_its_days(make_user):
    seat = seated(make_user())
    with pytest.raises(ValidationError):
        seat_member(seat.person, since=ago(30), by=None)
    seat = end_seat(seat, until=ago(40), by=None)
    again = seat_member(seat.person, since=ago(30), by=None)
    with pytest.raises(ValidationError):
        end_seat(again, until=ago(31), by=None)


def test_after_a_seat_has_ended_its_holder_reviews_no_more(client, make_user):
    user = make_user()
    end_seat(seated(user), until=ago(1), by=None)
    client.force_login(user)
    assert client.get(reverse("reading:review", args=[accepted().pk])).status_code == 403


def test_the_weight_of_a_criterion_stays_once_it_has_counted():
    reviewed(accepted(), seated())
    one = Criterion.objects.get(code="text")
    with pytest.raises(ValidationError):
        save_criterion(one, by=None, weight=9)
    assert save_criterion(one, by=None, is_asked=False).weight == 2


def test_two_entries_of_one_person_become_one_and_reviews_stay(make_user):
    from sextant.society.members.actions.merges import merge_people

    first, second = seated(), PersonFactory()
    seat_member(second, since=ago(800), until=ago(500), by=None)
    book = accepted()
    reviewed(book, first)
    merge_people(second, first.person, by=make_user("secretary"))
    assert Review.objects.filter(book=book, state="handed_in").count() == 1


def test_an_erased_person_is_no_author_of_a_book_and_sits_no_more():
    seat, book = seated(), accepted()
    reviewed(book, seat)
    book.authors.add(seat.person)
    forget_person(seat.person)
    seat.refresh_from_db()
    assert (book.authors.count(), seat.until, book.reviews.count()) == (0, TODAY(), 1)


def test_the_council_is_named_for_everybody_with_its_days(client):
    seated(family_name="Озерова", given_name="Мария")
    season()
    assert "Озерова Мария" in client.get(reverse("reading:council")).content.decode()
