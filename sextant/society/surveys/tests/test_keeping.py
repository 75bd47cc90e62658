"""Keeping a survey: settings, questions, invitations, opening and closing by the clock; and who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.lab.surveys.reading import read_toml
from sextant.society.members.models import Section
from sextant.society.members.tests.factories import OfficeFactory, PersonFactory
from sextant.society.surveys import rules, states
from sextant.society.surveys.actions.inviting import invite, remind
from sextant.society.surveys.actions.surveys import (
    change_questions,
    change_settings,
    close_survey,
    discard_draft,
    make_survey,
    move_by_clock,
    open_survey,
)
from sextant.society.surveys.models import Response, Survey, UsedKey
from sextant.society.surveys.shipped import shipped
from sextant.society.surveys.tests.factories import SMALL, answered, closed, draft, opened, small

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"surveys:{name}", args=args)


def order(survey):
    return [[one["code"] for one in page["questions"]] for page in Survey.objects.get(pk=survey.pk).content["pages"]]


def test_every_shipped_questionnaire_is_whole_in_both_languages():
    assert sorted(shipped()) == ["profession-prestige", "public-perception", "staff-motivation", "training-needs"]
    for one in shipped().values():
        texts = [one.title, one.lead, one.privacy, one.thanks, *(question.words for question in one.questions())]
        texts += [option.words for question in one.questions() for option in (*question.options, *question.rows)]
        assert all(words.ru and words.en for words in texts)
        assert one.background


def test_questions_are_added_changed_moved_and_taken_out_on_the_screen(client, make_user):
    client.force_login(make_user("secretary"))
    survey = draft()
    new = {"text_en": "How old?", "kind": "number", "code": "age", "page": "new", "low": "0", "on": "goes", "how": "is", "to": "yes"}
    assert client.post(page("add_question", "readers"), new).status_code == 302
    assert order(survey) == [["goes", "why"], ["liked"], ["age"]]
    client.post(page("move_question", "readers", "age"), {"to": "up"})
    assert order(survey) == [["goes", "why"], ["liked", "age"]]
    changed = {
        "text_en": "How much do you like it?",
        "kind": "single",
        "code": "liked",
        "page": "2",
        "options": "a | много | much\nb | мало | little",
    }
    assert client.post(page("edit_question", "readers", "liked"), changed).status_code == 302
    assert Survey.objects.get().content["pages"][1]["questions"][0]["options"][0] == {"code": "a", "ru": "много", "en": "much"}
    client.post(page("remove_question", "readers", "age"))
    assert order(survey) == [["goes", "why"], ["liked"]]


def test_title_and_texts_are_written_on_the_screen(client, make_user):
    client.force_login(make_user("secretary"))
    survey = draft()
    words = {"title_en": "Another", "privacy_en": "Totals only.", "lead_ru": "Коротко."}
    assert client.post(page("edit_words", "readers"), words).status_code == 302
    survey = Survey.objects.get()
    assert (survey.title_en, survey.content["lead"], "thanks" in survey.content, order(survey)[1]) == (
        "Another",
        {"ru": "Коротко."},
        False,
        ["liked"],
    )
    empty = client.post(page("edit_words", "readers"), {"title_en": ""})
    assert "The questionnaire has no title." in empty.content.decode()


def test_a_question_on_which_another_rests_cannot_be_taken_out_or_moved_below_it(client, make_user):
    client.force_login(make_user("secretary"))
    survey = draft()
    answer = client.post(page("remove_question", "readers", "goes"), follow=True)
    assert "The condition rests on “goes”, which is not asked before." in answer.content.decode()
    client.post(page("move_question", "readers", "goes"), {"to": "down"})
    assert order(survey) == [["goes", "why"], ["liked"]]


def test_what_is_wrong_with_the_text_is_said_beside_it(client, make_user):
    client.force_login(make_user("secretary"))
    draft()
    answer = client.post(page("edit_text", "readers"), {"text": SMALL.replace('kind = "yesno"', 'kind = "guess"')})
    assert (answer.status_code, "“guess” is no kind of question." in answer.content.decode()) == (400, True)
    assert client.post(page("edit_text", "readers"), {"text": SMALL.replace("A survey", "Another")}).status_code == 302
    assert Survey.objects.get().title_en == "Another"


def test_a_survey_begins_from_a_file_and_its_questions_go_back_into_one(client, make_user):
    client.force_login(make_user("secretary"))
    file = SimpleUploadedFile("q.toml", SMALL.encode())
    assert client.post(page("new_survey"), {"code": "from-file", "template": "", "file": file}).status_code == 302
    text = client.get(page("questions_text", "from-file")).content.decode()
    again = make_survey(code="again", questionnaire=read_toml(text), by=None)
    assert again.content == Survey.objects.get(code="from-file").content


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"code": "kept", "template": "training-needs"}, "This name is taken."),
        ({"code": "x-y", "template": ""}, "An empty questionnaire needs a title"),
        ({"code": "x-y", "file": "title = 3"}, "The questionnaire has no page."),
        ({"code": "x-y", "file": "\udcff".encode("utf-8", "surrogateescape")}, "The file is not written in UTF-8."),
    ],
)
def test_a_draft_that_cannot_be_made_is_refused_beside_the_field(client, make_user, given, words):
    client.force_login(make_user("secretary"))
    if "file" in given:
        content = given["file"]
        given = {**given, "file": SimpleUploadedFile("q.toml", content if isinstance(content, bytes) else content.encode())}
    answer = client.post(page("new_survey"), given)
    assert (answer.status_code, words in answer.content.decode()) == (400, True)


def test_an_open_survey_keeps_its_questions_and_its_audience():
    survey = opened()
    with pytest.raises(ValidationError):
        change_questions(survey, table=small_table(), by=None)
    later = timezone.now() + timedelta(days=3)
    change_settings(survey, by=None, audience=states.MEMBERS, goal=50, closes_at=later)
    survey.refresh_from_db()
    assert (survey.audience, survey.goal, survey.closes_at) == (states.LINK, 50, later)
    with pytest.raises(ValidationError):
        discard_draft(survey, by=None)


def small_table():
    return draft("other").content


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"audience": states.SECTION}, "section"),
        ({"audience": states.PLAN}, "plan"),
        ({"audience": states.LINK, "is_anonymous": False}, "is_anonymous"),
        ({"opens_at": timezone.now(), "closes_at": timezone.now() - timedelta(days=1)}, "closes_at"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(values, field):
    with pytest.raises(ValidationError) as refusal:
        change_settings(draft(), by=None, **values)
    assert list(refusal.value.message_dict) == [field]


def test_a_survey_without_a_privacy_notice_does_not_open():
    table = small()
    bare = type(table)(table.title, table.pages)
    with pytest.raises(ValidationError, match="no privacy notice"):
        open_survey(draft(questionnaire=bare), by=None, now=timezone.now())


def test_the_clock_opens_and_closes_what_is_due():
    now = timezone.now()
    draft("due", opens_at=now - timedelta(minutes=1))
    draft("later", opens_at=now + timedelta(days=1))
    opened("ends", closes_at=now - timedelta(minutes=1))
    assert move_by_clock(now) == (1, 1)
    assert dict(Survey.objects.values_list("code", "state")) == {"due": "open", "later": "draft", "ends": "closed"}


def test_the_close_forgets_who_has_answered_and_what_was_not_sent(make_user):
    survey = opened(audience=states.MEMBERS)
    UsedKey.objects.create(survey=survey, digest="a" * 64)
    Response.objects.create(survey=survey, digest="b" * 64, answers={"goes": "yes"}, begun_on=timezone.localdate())
    close_survey(survey, by=None, now=timezone.now())
    assert (UsedKey.objects.count(), [one.answers for one in Response.objects.all()]) == (0, [{}])


def test_invited_people_get_one_letter_and_at_most_one_reminder():
    survey = draft(audience=states.INVITED)
    assert invite(survey, addresses=[("ann@readers.example", "Ann"), ("ben@readers.example", "")], language="en", by=None) == 2
    assert invite(survey, addresses=[("ann@readers.example", "Ann")], language="en", by=None) == 0
    survey = open_survey(survey, by=None, now=timezone.now())
    run_waiting()
    assert sorted(Letter.objects.filter(template="surveys.invitation").values_list("to_address", flat=True)) == [
        "ann@readers.example",
        "ben@readers.example",
    ]
    assert remind(survey, by=None, now=timezone.now()) == 2
    with pytest.raises(ValidationError):
        remind(survey, by=None, now=timezone.now())
    assert Letter.objects.filter(template="surveys.reminder").count() == 2


def test_a_line_that_is_no_address_is_told_by_its_number(client, make_user):
    client.force_login(make_user("secretary"))
    draft(audience=states.INVITED)
    answer = client.post(page("invitations", "readers"), {"addresses": "ann@readers.example, Ann\nnobody", "language": "en"})
    assert (answer.status_code, "Line 2 holds no e-mail address: nobody." in answer.content.decode()) == (400, True)
    assert client.post(page("invitations", "readers"), {"addresses": "ann@readers.example; Ann", "language": "en"}).status_code == 302


def test_the_leaders_of_a_section_keep_its_surveys_and_no_others(make_user):
    section = Section.objects.create(code="young", name_en="Young")
    chair, office, member = make_user(), make_user("secretary"), make_user("member")
    OfficeFactory(section=section, person=PersonFactory(user=chair))
    own, foreign = draft("own", section=section), draft("foreign")
    kept = [[rules.may_keep(user, survey) for survey in (own, foreign)] for user in (office, chair, member, AnonymousUser())]
    assert kept == [[True, True], [True, False], [False, False], [False, False]]


def test_members_and_strangers_see_neither_drafts_nor_answers(client, make_user):
    survey = closed()
    draft("hidden")
    for user in (None, make_user("member")):
        if user:
            client.force_login(user)
        for name in ("manage", "answers", "answers_file", "texts", "weights", "publish"):
            assert client.get(page(name, survey.code)).status_code in (302, 403), name
        assert client.get(page("survey", "hidden")).status_code in (302, 403)
        assert "/hidden/" not in client.get(page("surveys")).content.decode()


def test_the_lists_ask_the_database_as_often_for_three_as_for_one(client, make_user):
    client.force_login(make_user("secretary"))
    opened("one")
    counts = []
    for more in ((), ("two", "three")):
        for code in more:
            opened(code)
        for name in ("surveys", "kept"):
            with CaptureQueriesContext(connection) as asked:
                client.get(page(name))
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 10


def test_a_list_downloads(client):
    opened("one")
    assert "one,Опрос,A survey,open,link" in b"".join(client.get(page("surveys"), {"format": "csv"}).streaming_content).decode()
    assert answered(Survey.objects.get())
