"""Suggested topics are taken once; lists come in with every row accounted for."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.base.jobs.worker import perform_here
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.concepts import topics
from sextant.work.scholarship import states
from sextant.work.scholarship.actions import imports as actions
from sextant.work.scholarship.actions.dissertations import move_dissertation
from sextant.work.scholarship.actions.suggestions import offer_topic, withdraw_topic
from sextant.work.scholarship.models import Dissertation, DissertationImport, Resemblance, TopicSuggestion
from sextant.work.scholarship.tests.factories import READING, TODAY, concept, registered, school

pytestmark = pytest.mark.django_db
LIST = """Тема диссертации;Соискатель;Научный руководитель;Вуз;Год защиты;Степень;Ключевые слова
Чтение подростков в сельских библиотеках;Иванова Мария Петровна;Петров И. И.;Институт культуры;2019;кандидат;чтение
Чтение подростков в сельской библиотеке;Сидоров А.;;Институт культуры;2021;кандидат;
;Никто;;Институт культуры;2020;;
Каталоги;Кто-то;;Институт культуры;3020;;
Фонды;Кто-то;;Институт культуры;2020;академик;
Каталогизация редких книг;Другой;;Неизвестная академия;01.02.2020;доктор;
"""


def page(name, *args):
    return reverse(f"scholarship:{name}", args=args)


def test_an_offered_topic_is_taken_by_the_dissertation_that_began_with_it(client, make_user):
    reading = concept("c9001", "чтение", "reading")
    address = topics.offer(topics.Offer("priorities:1", READING, "", why_ru="Мало работ", source="Priorities 2026", concepts=("c9001",)), by=None)
    one = TopicSuggestion.objects.get()
    assert address == page("suggestion", one.pk)
    user = make_user()
    institute = school(user)
    client.force_login(user)
    form = client.get(f"{page('new')}?suggestion={one.pk}").content.decode()
    assert (READING in form, "Priorities 2026" in form, "reading" in form) == (True, True, True)
    client.post(f"{page('new')}?suggestion={one.pk}", {"title_ru": READING, "degree": "phd", "school": institute.name, "concepts": "c9001"})
    one.refresh_from_db()
    made = Dissertation.objects.get()
    assert (one.state, one.taken_by, list(made.concepts.all())) == (states.TAKEN, made, [reading])
    period = Period.of_year(TODAY().year)
    assert [
        measure(f"scholarship.{code}").function(period, ASSOCIATION).value for code in ("topics_from_priorities", "dissertations_registered")
    ] == [1, 1]
    assert measure("scholarship.share_from_priorities").function(period, ASSOCIATION).value == 100
    registered("Каталоги")
    half = measure("scholarship.share_from_priorities").function(period, ASSOCIATION)
    rows = half.source.table().rows
    assert (half.value, sorted(row.was_suggested for row in rows)) == (50, [False, True])
    before = measure("scholarship.share_from_priorities").function(Period.of_year(TODAY().year - 1), ASSOCIATION)
    assert (before.value, before.status) == (None, "missing")
    topics.offer(topics.Offer("priorities:1", "Другое", ""), by=None)
    one.refresh_from_db()
    assert one.title_ru == READING


def test_a_withdrawn_dissertation_frees_its_topic():
    one = offer_topic(today=TODAY(), by=None, title_ru=READING)
    made = registered(READING, suggestion=one)
    with pytest.raises(ValidationError, match="taken or taken off"):
        registered("Каталоги", suggestion=one)
    move_dissertation(made, target=states.WITHDRAWN, on=TODAY(), today=TODAY(), by=None, words={states.KEEPER})
    one.refresh_from_db()
    assert (one.state, one.taken_by) == (states.OFFERED, None)


def test_the_address_brings_topic_and_concept_along(client, make_user):
    concept("c9001", "чтение", "reading")
    user = make_user()
    institute = school(user)
    client.force_login(user)
    form = client.get(page("new"), {"topic": "Reading on the <b>train</b>", "concept": "c9001"}).content.decode()
    assert ("Reading on the &lt;b&gt;train" in form, 'value="reading"' in form, institute.name in form) == (True, True, True)
    assert client.get(page("new"), {"suggestion": "9" * 30, "concept": "junk"}).status_code == 200


def test_only_who_keeps_the_register_offers_topics_and_sees_those_off_the_list(client, make_user):
    one = offer_topic(today=TODAY(), by=None, title_en="Secret topic")
    withdraw_topic(one, by=None)
    user = make_user()
    school(user)
    client.force_login(user)
    answers = [client.get(page("suggestion", one.pk)), client.get(page("offer")), client.post(page("withdraw_suggestion", one.pk))]
    assert {answer.status_code for answer in answers} == {403}
    assert "Secret" not in client.get(f"{page('topics')}?state=withdrawn").content.decode()
    client.force_login(make_user("secretary", language="en"))
    assert "Secret" in client.get(f"{page('topics')}?state=withdrawn").content.decode()
    client.post(page("offer"), {"title_en": "Open topic", "source": "A survey"})
    assert TopicSuggestion.objects.filter(state=states.OFFERED).count() == 1


def brought(client, text=LIST, columns=None):
    """A list brought in, its columns as they were guessed unless told otherwise."""
    client.post(page("imports"), {"file": SimpleUploadedFile("list.csv", text.encode())})
    work = DissertationImport.objects.order_by("-pk").first()
    answer = client.post(page("import", work.pk), columns or {f"column_{place}": field for place, field in work.columns.items()})
    work.refresh_from_db()
    if work.job:
        perform_here(work.job)
    work.refresh_from_db()
    return work, answer


def test_every_row_of_a_list_is_stored_merged_or_refused(client, make_user):
    institute = school(name_ru="Институт культуры", name_en="Institute of Culture")
    client.force_login(make_user("secretary", language="en"))
    work, _answer = brought(client)
    counts = (work.read, work.stored, work.merged, work.refused, len(work.findings), work.state)
    assert counts == (6, 3, 0, 3, 3, "done")
    one = Dissertation.objects.get(author_name="Иванова Мария Петровна")
    assert (one.school, one.state, one.defended_on.year, one.supervisions.get().name) == (institute, states.DEFENDED, 2019, "Петров И. И.")
    assert Dissertation.objects.get(degree="doctor").school_name == "Неизвестная академия"
    assert Resemblance.objects.filter(reason="").count() == 1
    assert [line for line, _reason in work.findings] == [4, 5, 6]
    shown = client.get(page("import", work.pk)).content.decode()
    assert ("no topic" in shown, "no degree" in shown, "in the future" in shown) == (True, True, True)
    assert "Say why 1 topic is not a double" in client.get(reverse("home:desk")).content.decode()
    again, _answer = brought(client)
    assert (again.stored, again.merged, again.refused, Dissertation.objects.count()) == (0, 3, 3, 3)


def test_a_list_cut_off_goes_on_where_it_stopped(monkeypatch, client, make_user):
    school(name_ru="Институт культуры")
    client.force_login(make_user("secretary", language="en"))
    monkeypatch.setattr("sextant.work.scholarship.jobs.BATCH", 2)
    stored = actions.store_rows
    calls = []

    def dies_once(work, rows, **kwargs):
        calls.append(len(rows))
        if len(calls) == 2:
            raise OSError("the machine went down")
        return stored(work, rows, **kwargs)

    monkeypatch.setattr("sextant.work.scholarship.jobs.store_rows", dies_once)
    work, _answer = brought(client)
    assert (work.done, work.state, work.job.state) == (2, "waiting", "queued")
    perform_here(work.job)
    work.refresh_from_db()
    assert (work.done, work.stored + work.merged + work.refused, work.state, Dissertation.objects.count()) == (6, 6, "done", 3)


def test_a_representative_brings_in_their_own_school_alone(client, make_user):
    user = make_user(language="en")
    school(user, name_ru="Институт культуры")
    school(name_ru="Чужой вуз", name_en="Another school")
    client.force_login(user)
    work, _answer = brought(client, "Тема;Вуз\nЧтение;Институт культуры\nКаталоги;Чужой вуз\n")
    assert (work.stored, work.refused, "You may register topics" in work.findings[0][1]) == (1, 1, True)
    other = make_user()
    school(other)
    client.force_login(other)
    assert (client.get(page("import", work.pk)).status_code, work.name in client.get(page("imports")).content.decode()) == (403, False)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"column_0": "title"}, "holds the school"),
        ({"column_1": "school"}, "holds the topic"),
        ({"column_0": "title", "column_1": "title"}, "hold the same"),
    ],
)
def test_columns_that_lack_something_are_refused(client, make_user, columns, words):
    client.force_login(make_user("secretary", language="en"))
    work, answer = brought(client, "Тема;Вуз\nЧтение;Институт\n", columns)
    assert (answer.status_code, words in answer.content.decode(), work.state) == (400, True, "uploaded")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"one line only"])
def test_what_is_no_list_is_refused(client, make_user, content):
    client.force_login(make_user("secretary", language="en"))
    answer = client.post(page("imports"), {"file": SimpleUploadedFile("list.xlsx", content)})
    assert (answer.status_code, DissertationImport.objects.count()) == (400, 0)


def test_a_list_tells_of_a_defence_that_the_register_did_not_know(client, make_user):
    school(name_ru="Институт культуры")
    client.force_login(make_user("secretary", language="en"))
    brought(client, "Тема;Автор;Вуз;Состояние;Дата\nЧтение;Кто;Институт культуры;в работе;2019-01-05\n")
    brought(client, "Тема;Автор;Вуз;Состояние;Дата\nЧтение;Кто;Институт культуры;защищена;2021-01-05\n")
    one = Dissertation.objects.get()
    assert (one.state, one.defended_on.isoformat(), one.steps.count()) == (states.DEFENDED, "2021-01-05", 2)
    assert one.since - timedelta(days=1) < one.defended_on
