"""The recommended list: drafted by a job, decided with reasons, published by a second person, frozen."""

import json
from xml.etree import ElementTree as Tree

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.jobs.models import Job
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.base.search.models import Entry as Found
from sextant.society.agenda.evidence import found as evidence
from sextant.society.members import award_lists, book_ways
from sextant.society.members.book_ways import BookWay
from sextant.society.members.models import Section
from sextant.society.members.tests.factories import OfficeFactory, OrganisationFactory, PersonFactory
from sextant.work.reading.actions.awards import save_entry
from sextant.work.reading.actions.books import save_book
from sextant.work.reading.actions.lists import decide_item, digest_of, hand_in_list, publish_list, return_list, save_words, start_draft
from sextant.work.reading.models import ListItem, RecommendedList
from sextant.work.reading.tests.factories import TODAY, accepted, award, drafted, isbn, noted, perform, published, reviewed, season, seated, voted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper(make_user):
    return make_user("secretary")


@pytest.fixture
def second(make_user):
    return make_user("director")


@pytest.fixture
def read():
    """A season of four books with two reviews each; the council likes the first more than the second, and so on."""
    of, seats = season(), (seated(), seated())
    for number in range(1, 5):
        book = noted(accepted(of, number=number))
        for seat in seats:
            reviewed(book, seat, points=6 - number)
    return of


def chosen(one):
    return list(one.items.filter(chosen=True).values_list("book__isbn", flat=True))


def test_a_job_drafts_the_list_by_scores_and_proposes_as_many_as_fit(read, keeper):
    one = drafted(read, keeper)
    scores = list(one.items.values_list("score", flat=True))
    assert (one.state, chosen(one), scores == sorted(scores, reverse=True), one.items.count()) == (
        "draft",
        [isbn(1), isbn(2), isbn(3)],
        True,
        4,
    )
    assert (one.method["weights"], one.method["least_reviews"]) == ({"reviews": 60, "votes": 30, "awards": 10}, 2)


def test_an_award_and_votes_are_parts_of_the_score(read, keeper):
    save_entry(award(), None, by=None, title="Another title", author="Ветров Пётр", year=2020, place="winner", isbn=isbn(4))
    voted(read.books.get(isbn=isbn(4)), OrganisationFactory(), five=100)
    parts = drafted(read, keeper).items.get(book__isbn=isbn(4)).parts
    assert (parts["awards"]["value"], parts["votes"]["voters"], parts["votes"]["counted"], parts["reviews"]["number"]) == (100.0, 100, 60, 2)


def test_otherwise_than_the_draft_only_with_reasons_in_both_languages(read, keeper):
    item = drafted(read, keeper).items.get(book__isbn=isbn(3))
    with pytest.raises(ValidationError) as refusal:
        decide_item(item, chosen=False, why_ru="Распродана.", why_en="", by=keeper)
    assert list(refusal.value.message_dict) == ["why_en"]
    decide_item(item, chosen=False, why_ru="Распродана.", why_en="Sold out.", by=keeper)
    assert chosen(item.list) == [isbn(1), isbn(2)]


def test_more_books_than_there_is_room_for_are_not_handed_in(read, keeper):
    one = drafted(read, keeper)
    decide_item(one.items.get(book__isbn=isbn(4)), chosen=True, why_ru="Важна.", why_en="It matters.", by=keeper)
    with pytest.raises(ValidationError):
        hand_in_list(one, by=keeper)


def test_a_list_is_complete_in_both_languages_before_it_is_handed_in(read, keeper):
    one = drafted(read, keeper)
    save_words(one, by=keeper, foreword_en="")
    with pytest.raises(ValidationError):
        hand_in_list(one, by=keeper)
    save_words(one, by=keeper, foreword_en="We have read.")
    read.books.filter(isbn=isbn(1)).update(note_en="")
    with pytest.raises(ValidationError) as refusal:
        hand_in_list(one, by=keeper)
    assert "Кот на маяке 1" in str(refusal.value)


def test_nobody_publishes_a_list_they_have_worked_on(read, keeper, second, make_user):
    one = hand_in_list(drafted(read, keeper), by=keeper)
    with pytest.raises(ValidationError):
        publish_list(one, by=keeper, on=TODAY())
    with pytest.raises(ValidationError):
        publish_list(one, by=make_user("member"), on=TODAY())
    assert publish_list(one, by=second, on=TODAY()).state == "published"


def test_one_who_decided_a_single_book_does_not_publish_either(read, keeper, second):
    one = drafted(read, keeper)
    decide_item(one.items.first(), chosen=True, why_ru="", why_en="", by=second)
    with pytest.raises(ValidationError):
        publish_list(hand_in_list(one, by=keeper), by=second, on=TODAY())


def test_what_is_published_is_frozen_and_its_fingerprint_can_be_counted_again(read, keeper, second):
    one = published(read, keeper, second)
    save_book(read, read.books.get(isbn=isbn(1)), by=None, today=TODAY(), sure=True, title="Changed afterwards")
    one.refresh_from_db()
    assert (one.content["books"][0]["title"], digest_of(one.content)) == ("Кот на маяке 1", one.digest)
    for action in (
        lambda: save_words(one, by=keeper, title_en="X"),
        lambda: decide_item(one.items.first(), chosen=True, why_ru="", why_en="", by=keeper),
    ):
        with pytest.raises(ValidationError):
            action()


def test_a_correction_is_a_new_version_and_the_old_one_stays(client, read, keeper, second):
    first = published(read, keeper, second)
    again = published(read, keeper, second)
    first.refresh_from_db()
    assert ((first.state, first.version), (again.state, again.version), again.title_en) == (("replaced", 1), ("published", 2), "Best books")
    assert [client.get(one.get_absolute_url()).status_code for one in (first, again)] == [200, 200]
    assert "newer version" in client.get(first.get_absolute_url()).content.decode()


def test_one_draft_at_a_time_and_a_list_handed_in_is_not_counted_anew(read, keeper, second):
    start_draft(read, by=keeper)
    with pytest.raises(ValidationError):
        start_draft(read, by=keeper)
    perform("reading.draft_list")
    start_draft(read, by=keeper)
    perform("reading.draft_list")
    one = RecommendedList.objects.get()
    save_words(one, by=keeper, title_ru="А", title_en="A", foreword_ru="Б", foreword_en="B")
    hand_in_list(one, by=keeper)
    with pytest.raises(ValidationError):
        start_draft(read, by=keeper)
    assert return_list(one, reason="Shorter, please.", by=second).state == "draft"


def test_a_draft_that_broke_off_is_begun_anew(read, keeper):
    one = start_draft(read, by=keeper)
    Job.objects.filter(pk=one.job_id).update(state="failed")
    start_draft(read, by=keeper)
    perform("reading.draft_list")
    assert (RecommendedList.objects.get().state, ListItem.objects.count()) == ("draft", 4)


def test_a_draft_is_for_those_who_keep_the_lists(client, read, keeper, make_user):
    one = drafted(read, keeper)
    page = reverse("reading:draft", args=[one.pk])
    children = Section.objects.create(code="childrens", name_en="Children's libraries")
    officer, other = make_user(), make_user()
    OfficeFactory(section=children, person=PersonFactory(user=officer), role="chair")
    OfficeFactory(section=Section.objects.create(code="law", name_en="Law"), person=PersonFactory(user=other), role="chair")
    seen = []
    for user in (None, other, officer):
        client.logout()
        if user is not None:
            client.force_login(user)
        seen.append(client.get(page).status_code)
    assert (seen, client.get(reverse("reading:list", args=[read.year, 1])).status_code) == ([302, 403, 200], 404)


def test_the_page_is_narrowed_by_age_topic_and_language_and_so_is_the_download(client, read, keeper, second):
    read.books.filter(isbn=isbn(2)).update(age_from=12, age_to=15, language="eng")
    published(read, keeper, second)
    page = reverse("reading:year", args=[read.year])
    rows = [
        json.loads(b"".join(client.get(page, {**wish, "format": "json"})))
        for wish in ({"age": 13}, {"language": "rus"}, {"topic": "sea"}, {"topic": "x"})
    ]
    assert [[row["isbn"] for row in found] for found in rows] == [
        [isbn(2)],
        [isbn(1), isbn(3)],
        [isbn(1), isbn(2), isbn(3)],
        [isbn(1), isbn(2), isbn(3)],
    ]


def test_pages_stand_in_both_languages_and_lead_on_through_registries_only(client, monkeypatch, read, keeper, second):
    published(read, keeper, second)
    monkeypatch.setattr(book_ways, "_sources", [lambda user, isbns: [BookWay(isbn(1), "Held by 2 libraries", "/holdings/1/")]])
    said = {code: client.get(f"/{code}/reading/").content.decode() for code in ("ru", "en")}
    assert ("Лучшие книги" in said["ru"], "Короткие главы." in said["ru"], "Best books" in said["en"], "Short chapters." in said["en"]) == (True,) * 4
    assert said["en"].count('href="/holdings/1/"') == 1


def test_the_list_is_printed_in_both_languages(client, read, keeper, second):
    one = published(read, keeper, second)
    answers = [client.get(reverse("reading:list_pdf", args=[read.year, 1, code])) for code in ("ru", "en")]
    assert [(answer["Content-Type"], b"".join(answer)[:5]) for answer in answers] == [("application/pdf", b"%PDF-")] * 2
    perform("reading.print_list")
    assert one.files.count() == 2


def test_the_list_goes_out_as_onix(client, read, keeper, second):
    published(read, keeper, second)
    root = Tree.fromstring(client.get(reverse("reading:list_onix", args=[read.year, 1])).content)
    name = "{http://ns.editeur.org/onix/3.0/reference}"
    assert [one.text for one in root.iter(f"{name}IDValue")] == [isbn(1), isbn(2), isbn(3)]
    assert [(one.text, one.get("language")) for one in root.iter(f"{name}Text")][:2] == [("Короткие главы.", "rus"), ("Short chapters.", "eng")]


def test_only_the_part_to_embed_may_stand_in_a_frame(client, read, keeper, second):
    published(read, keeper, second)
    framed, plain = (client.get(reverse(name, args=[read.year])) for name in ("reading:embed", "reading:year"))
    assert ("frame-ancestors *" in framed["Content-Security-Policy"], "X-Frame-Options" in framed.headers) == (True, False)
    assert ("frame-ancestors 'none'" in plain["Content-Security-Policy"], plain["X-Frame-Options"]) == (True, "DENY")


def test_the_list_that_stands_is_found_cited_and_handed_on(read, keeper, second):
    first = published(read, keeper, second)
    again = published(read, keeper, second)
    assert Found.objects.filter(kind="reading.list").count() == 1
    assert sorted(evidence(None, "reading.list", {str(first.pk), str(again.pk)})) == sorted([str(first.pk), str(again.pk)])
    handed = next(one for one in award_lists.lists() if one.code == f"recommended-{read.year}")
    assert [(entry.isbn, entry.year) for entry in handed.entries] == [(isbn(number), read.year) for number in (1, 2, 3)]


def test_the_numbers_of_the_year(read, keeper, second):
    library = OrganisationFactory()
    voted(read.books.first(), library, five=7)
    voted(read.books.last(), library, five=5)
    published(read, keeper, second)
    published(read, keeper, second)
    period = Period.of_year(TODAY().year)
    figures = {
        name: measure(f"reading.{name}").function(period, ASSOCIATION)
        for name in ("books_nominated", "books_reviewed", "lists_published", "libraries_voted", "young_votes")
    }
    assert {name: figure.value for name, figure in figures.items()} == {
        "books_nominated": 4,
        "books_reviewed": 4,
        "lists_published": 1,
        "libraries_voted": 1,
        "young_votes": 12,
    }
    rows = list(figures["libraries_voted"].source.table().records())
    assert rows[0][-1] == 12


def test_pages_open_with_few_questions_whatever_their_length(client, django_assert_max_num_queries, read, keeper, second):
    published(read, keeper, second)
    for name in ("index", "season", "votes", "council", "awards", "lists", "method"):
        client.get(reverse(f"reading:{name}"))
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"reading:{name}")).status_code == 200
