"""Topics registered, compared, moved; who reads which of them, and whose names."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.base.search.models import Entry
from sextant.society.members.tests.factories import OfficeFactory, PersonFactory
from sextant.work.scholarship import states
from sextant.work.scholarship.actions.dissertations import move_dissertation, save_dissertation, say_author
from sextant.work.scholarship.actions.suggestions import save_rules
from sextant.work.scholarship.models import Dissertation, Resemblance
from sextant.work.scholarship.tests.factories import READING, TODAY, concept, defended, registered, school, supervisor

pytestmark = pytest.mark.django_db
LIKE = "Подростковое чтение в сельской библиотеке: чтение подростков"


def page(name, *args):
    return reverse(f"scholarship:{name}", args=args)


def sent(**fields):
    return {"title_ru": "", "title_en": "", "degree": "candidate", "is_public": "on", **fields}


def test_a_school_registers_a_topic_and_everybody_reads_it_without_names(client, make_user):
    user = make_user()
    institute = school(user, name_en="Institute of Culture")
    client.force_login(user)
    people = {"author": "Читалкина Мария Ивановна", "supervisors": "Тайный Пётр Петрович"}
    client.post(page("new"), sent(title_ru=READING, school=institute.name, **people))
    made = Dissertation.objects.get()
    client.logout()
    shown = client.get(page("dissertation", made.pk)).content.decode()
    assert (READING in shown, "Читалкина" in shown, "Тайный" in shown) == (True, False, False)
    assert "Читалкина" not in client.get(f"{page('dissertations')}?format=csv").getvalue().decode()
    assert "Тайный" not in Entry.objects.get(kind="scholarship.dissertation").terms
    client.force_login(user)
    assert "Читалкина" in client.get(page("dissertation", made.pk)).content.decode()


def test_a_topic_like_another_is_warned_of_and_registered_with_a_reason(client, make_user):
    guide = PersonFactory(email="guide@example.org")
    earlier = registered(READING, guide=guide)
    user = make_user()
    institute = school(user)
    client.force_login(user)
    answer = client.post(page("new"), sent(title_ru=LIKE, school=institute.name))
    words = answer.content.decode()
    assert (answer.status_code, "The register has 1 topic like this one" in words, READING in words, "common words" in words) == (
        400,
        True,
        True,
        True,
    )
    assert Dissertation.objects.count() == 1
    client.post(page("new"), sent(title_ru=LIKE, school=institute.name, reason="Another region and other methods"))
    kept = Resemblance.objects.get()
    assert (kept.other, kept.reason, kept.score >= 0.65, "чтение" in kept.words) == (earlier, "Another region and other methods", True, True)
    letter = Letter.objects.get(template="scholarship.like_yours")
    assert (letter.to_address, "Another region" in letter.body) == ("guide@example.org", True)


def test_the_comparison_answers_while_one_types(client, make_user):
    registered(READING)
    user = make_user()
    school(user)
    client.force_login(user)
    found = client.get(page("resembling"), {"title_ru": LIKE}).content.decode()
    other = client.get(page("resembling"), {"title_ru": "Реставрация редких книг"}).content.decode()
    assert (READING in found, "No topic like this one" in other) == (True, True)
    assert client.get(page("resembling")).status_code == 200


def test_a_topic_in_the_other_language_is_found_by_its_concepts():
    rural, reading = concept("c9001", "сельская библиотека", "rural library"), concept("c9002", "чтение", "reading")
    earlier = registered(READING, concepts=[rural, reading])
    with pytest.raises(ValidationError, match="topics like this one"):
        registered("", title_en="Reading in rural libraries", reason="")
    made = registered("", title_en="Reading in rural libraries", reason="Another country")
    assert made.resemblances.get().other == earlier


def test_a_hidden_topic_is_warned_of_without_being_told(client, make_user):
    registered(READING, is_public=False)
    user = make_user()
    school(user)
    client.force_login(user)
    found = client.get(page("resembling"), {"title_ru": LIKE}).content.decode()
    assert ("A topic that is not public" in found, READING in found) == (True, False)


def test_what_is_not_public_is_read_by_its_keepers_and_its_author_alone(client, make_user):
    owner, other, writer = make_user(), make_user(), make_user("member")
    author = PersonFactory(user=writer, email=writer.email, family_name="Авторов", given_name="Иван", patronymic="Ильич")
    hidden = registered("Secret plans of reading", school=school(owner), is_public=False, author=author)
    school(other)
    for user, status in ((None, 302), (other, 403), (make_user("member"), 403), (owner, 200), (writer, 200), (make_user("secretary"), 200)):
        client.force_login(user) if user else client.logout()
        answer = client.get(page("dissertation", hidden.pk))
        listed = "Secret plans" in client.get(page("dissertations")).content.decode()
        assert (answer.status_code, listed) == (status, status == 200)
    assert not Entry.objects.filter(kind="scholarship.dissertation").exists()


def test_names_are_read_with_consent_and_gone_when_it_is_taken_back(client):
    one = registered(author="Читалкина Мария Ивановна", guide=supervisor(family_name="Наставникова"))
    say_author(one, agreed=True, on=TODAY(), by=None)
    shown = client.get(page("dissertation", one.pk)).content.decode()
    assert ("Читалкина" in shown, "Наставникова" in shown) == (True, False)
    say_author(one, agreed=False, on=TODAY(), by=None)
    assert "Читалкина" not in client.get(page("dissertation", one.pk)).content.decode()
    assert "читалкина" not in Entry.objects.get(kind="scholarship.dissertation").terms


def test_after_the_defence_names_are_a_published_fact(client):
    one = defended(author="Читалкина Мария Ивановна", guide=supervisor(family_name="Наставникова"))
    shown = client.get(page("dissertation", one.pk)).content.decode()
    assert ("Читалкина" in shown, "Наставникова" in shown) == (True, True)


def test_a_new_author_has_not_agreed(make_user):
    one = registered(author="Читалкина Мария Ивановна")
    say_author(one, agreed=True, on=TODAY(), by=None)
    from sextant.work.scholarship.named import Named

    changed = save_dissertation(one, by=None, today=TODAY(), author=Named("Другой Пётр Петрович"))
    assert changed.author_agreed_on is None


def test_only_who_keeps_it_changes_or_moves_a_dissertation(client, make_user):
    one = registered()
    stranger = make_user("member")
    school(stranger)
    client.force_login(stranger)
    answers = [client.get(page("edit", one.pk)), client.post(page("move", one.pk), {"target": "approved", "on": TODAY().isoformat()})]
    answers += [client.post(page("author_named", one.pk), {"agreed": "yes"}), client.get(page("rules"))]
    assert ({answer.status_code for answer in answers}, Dissertation.objects.get().state) == ({403}, states.PLANNED)


def test_a_supervisor_registers_where_they_work_and_only_their_own(client, make_user):
    user = make_user()
    institute = school(name_ru="Институт", name_en="Institute")
    person = supervisor(user, institute, family_name="Наставникова", given_name="Анна", patronymic="Петровна")
    client.force_login(user)
    refused = client.post(page("new"), sent(title_ru=READING, school="Институт", supervisors="Другой Пётр Петрович"))
    elsewhere = client.post(page("new"), sent(title_ru=READING, school=school().name, supervisors=person.email))
    assert (refused.status_code, elsewhere.status_code, Dissertation.objects.count()) == (400, 400, 0)
    client.post(page("new"), sent(title_ru=READING, school="Институт", supervisors=person.email))
    made = Dissertation.objects.get()
    assert (made.supervisions.get().person, made.supervisions.get().name) == (person, "Наставникова Анна Петровна")
    assert client.post(page("move", made.pk), {"target": "approved", "on": TODAY().isoformat()}).status_code == 400
    client.post(page("move", made.pk), {"target": "abandoned", "on": TODAY().isoformat()})
    made.refresh_from_db()
    assert made.state == states.ABANDONED


def test_officers_of_the_research_section_keep_the_register(client, make_user):
    user = make_user()
    office = OfficeFactory(person=PersonFactory(user=user, email=user.email), role="chair", until=None)
    one = registered(is_public=False)
    client.force_login(user)
    assert client.get(page("dissertation", one.pk)).status_code == 403
    save_rules(section=office.section, by=None)
    assert client.get(page("dissertation", one.pk)).status_code == 200


def test_days_go_forward_and_a_defence_has_its_day():
    one = registered(today=TODAY() - timedelta(days=10))
    keeper = {"by": None, "words": {states.KEEPER}, "today": TODAY()}
    with pytest.raises(ValidationError, match="still to come"):
        move_dissertation(one, target=states.APPROVED, on=TODAY() + timedelta(days=1), **keeper)
    with pytest.raises(ValidationError, match="another entry"):
        move_dissertation(one, target=states.APPROVED, on=TODAY() - timedelta(days=11), **keeper)
    with pytest.raises(ValidationError, match="changed meanwhile"):
        move_dissertation(one, target=states.DEFENDED, on=TODAY(), **keeper)
    done = defended("Другая тема о каталогах")
    assert (done.defended_on, [step.state for step in done.steps.all()][-1]) == (TODAY(), states.DEFENDED)
    back = move_dissertation(done, target=states.REVIEW, on=TODAY(), **keeper)
    assert back.defended_on is None


def test_a_withdrawn_topic_is_gone_for_everybody_else(client):
    one = registered()
    move_dissertation(one, target=states.WITHDRAWN, on=TODAY(), today=TODAY(), by=None, words={states.KEEPER})
    assert (client.get(page("dissertation", one.pk)).status_code, READING in client.get(page("dissertations")).content.decode()) == (302, False)
    assert not Entry.objects.filter(kind="scholarship.dissertation").exists()


def test_the_list_is_filtered_by_words_school_state_and_narrower_concepts(client):
    reading = concept("c9001", "чтение", "reading")
    teens = concept("c9002", "чтение подростков", "reading of teenagers", reading)
    one, other = registered(READING, concepts=[teens]), registered("Реставрация переплётов")
    for asked, shown in (
        ({"q": "чтение"}, one),
        ({"concept": "c9001"}, one),
        ({"school": other.school_id}, other),
        ({"state": "planned", "q": "перепл"}, other),
    ):
        answer = client.get(page("dissertations"), asked).content.decode()
        assert (one.title in answer, other.title in answer) == (shown is one, shown is other)
    assert "No dissertation answers" in client.get(page("dissertations"), {"q": "космос"}).content.decode()
    assert client.get(page("dissertations"), {"year": "x", "concept": "nothing", "school": "9" * 30}).status_code == 200


def test_pages_ask_the_database_as_often_for_one_as_for_many(client, make_user):
    reading = concept("c9001", "чтение", "reading")
    user = make_user("secretary")
    client.force_login(user)
    numbers = []
    for titles in (["Каталоги", "Фонды"], ["Реклама", "Кадры", "Архивы", "Музеи"]):
        for title in titles:
            registered(title, concepts=[reading], guide=PersonFactory(), author="Кто-то")
        for name in ("dissertations", "kept", "numbers"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(page(name))
            numbers.append(len(asked))
    assert (numbers[:3] == numbers[3:], max(numbers) <= 15) == (True, True), numbers


def test_the_register_in_numbers_counts_what_is_there(client):
    defended(READING)
    registered("Реставрация переплётов", is_public=False)
    shown = client.get(page("numbers")).content.decode()
    assert ("Dissertations by year" in shown, "переплётов" in shown) == (True, False)


@pytest.mark.parametrize(
    "fields", [{}, {"title_ru": "x" * 501}, {"title_ru": READING, "school": ""}, {"title_ru": READING, "url": "javascript:alert(1)"}]
)
def test_what_is_incomplete_or_wrong_is_refused_with_a_sentence(client, make_user, fields):
    user = make_user()
    institute = school(user)
    client.force_login(user)
    answer = client.post(page("new"), sent(**{"school": institute.name, **fields}))
    assert (answer.status_code, Dissertation.objects.count(), "Please correct" in answer.content.decode()) == (400, 0, True)
