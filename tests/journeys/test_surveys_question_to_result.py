"""The office asks; a stranger answers on a phone, loses the net, changes the language; results are weighted and published."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sextant.base.jobs.worker import perform_here
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.surveys.models import Response, Survey, Weighting
from sextant.society.surveys.tests.factories import answered
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = "what-people-think"


def asks(office: Any) -> None:
    """A draft from a shipped questionnaire, one question more, and open."""
    office.goto("/en/surveys/new/")
    office.get_by_label("Name in the address").fill(CODE)
    office.get_by_label("Begin with").select_option("profession-prestige")
    office.get_by_role("button", name="Make the draft").click()
    office.get_by_role("link", name="Questions", exact=True).click()
    office.get_by_role("link", name="Add a question").click()
    office.get_by_label("Question in Russian").fill("Сколько вам лет работы?")
    office.get_by_label("Question in English").fill("How many years have you worked there?")
    office.get_by_label("Kind of answer").select_option("number")
    office.get_by_label("Code", exact=True).fill("years")
    office.get_by_label("Shown only if the answer to").select_option("inside")
    office.get_by_label("Code or number").fill("yes")
    office.get_by_role("button", name="Save the question").click()
    assert seen(office.get_by_text("How many years have you worked there?"))
    office.goto(f"/en/surveys/{CODE}/office/preview/")
    assert violations_by_day_and_night(office) == []
    office.goto(f"/en/surveys/{CODE}/office/")
    office.get_by_role("link", name="Open the survey").click()
    office.get_by_role("button", name="Open the survey").click()
    assert seen(office.get_by_text("The survey is open."))


def answers_on_a_phone(phone: Any) -> None:
    """Begins in English, is told what is missing, goes on in Russian, and sends while there is no net."""
    phone.goto("/en/surveys/")
    phone.get_by_role("link", name="The librarian's profession in the eyes of society").click()
    assert violations_by_day_and_night(phone) == []
    phone.get_by_role("button", name="Begin").click()
    assert seen(phone.get_by_text("Part 1 of 3"))
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations_by_day_and_night(phone) == []
    phone.get_by_role("button", name="Next").click()
    assert phone.get_by_text("This question needs an answer.").filter(visible=True).count() == 2
    phone.get_by_label("4", exact=True).first.check()
    assert phone.get_by_label("Why not?").is_hidden()
    phone.get_by_label("No", exact=True).first.check()
    phone.get_by_label("Why not?").fill("The pay")
    phone.get_by_role("button", name="Продолжить по-русски").click()
    assert seen(phone.get_by_text("Часть 1 из 3"))
    expect(phone.get_by_label("Почему нет?")).to_have_value("The pay")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Дальше").click()
    assert seen(phone.get_by_text("Часть 2 из 3"))
    phone.get_by_label("25–44").check()
    phone.get_by_role("group", name="Вы сами работаете в библиотеке?").get_by_label("Да").check()
    phone.get_by_label("Сколько вам лет работы?").fill("12")
    phone.get_by_role("button", name="Дальше").click()
    phone.get_by_role("button", name="Отправить ответы").click()
    assert seen(phone.get_by_text("Ваши ответы ждут связи на этом устройстве"))
    assert not Response.objects.filter(state=Response.COMPLETE).exists()
    phone.context.set_offline(False)
    assert seen(phone.get_by_text("Ваши ответы получены."))
    assert violations_by_day_and_night(phone) == []


def weighs_and_publishes(office: Any) -> None:
    """Targets with their source, the job, and the release."""
    office.goto(f"/en/surveys/{CODE}/office/close/")
    office.get_by_role("button", name="Close the survey").click()
    assert seen(office.get_by_text("The survey is closed."))
    office.get_by_role("link", name="Weights", exact=True).click()
    group = office.get_by_role("group", name="How old are you?")
    for name, share in (("14–24, %", "20"), ("25–44, %", "30"), ("45–64, %", "30"), ("65 and over, %", "20")):
        group.get_by_label(name).fill(share)
    group.get_by_label("Source of the figures").fill("An invented census, 2026")
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Compute the weights").click()
    office.wait_for_url(re.compile("/weightings/"))
    perform_here(Weighting.objects.get().job)
    assert seen(office.get_by_text("All targets are met."))
    office.get_by_role("link", name="To the results").click()
    assert seen(office.get_by_text("weighted, design effect"))
    office.get_by_label("Beside the answers to").select_option("age")
    assert seen(office.get_by_text("Beside: How old are you?"))
    assert violations_by_day_and_night(office) == []
    office.goto(f"/en/surveys/{CODE}/office/publish/")
    office.get_by_label("Note to the results").fill("Whoever saw the link.")
    office.get_by_role("button", name="Publish the results").click()
    assert seen(office.get_by_text("Whoever saw the link."))


def test_a_question_comes_to_its_result(browser: Any, live_server: Any, make_user: Any) -> None:
    office = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(office, make_user("secretary"))
    asks(office)
    phone = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 800}).new_page()
    answers_on_a_phone(phone)
    mine = Response.objects.get(state=Response.COMPLETE)
    assert mine.answers == {"respect": "4", "advise": "no", "advise_not": "The pay", "age": "a25", "inside": "yes", "years": 12}
    survey = Survey.objects.get()
    for age, count in (("a14", 6), ("a25", 14), ("a45", 12), ("a65", 7)):
        answered(survey, count, respect="3", advise="yes", inside="no", age=age)
    weighs_and_publishes(office)
    phone.goto(f"/ru/surveys/{CODE}/results/")
    assert seen(phone.get_by_text("Whoever saw the link."))
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations_by_day_and_night(phone) == []
    assert "The pay" not in phone.content()
    period = Period.of_year(timezone.localdate().year)
    counted = [measure(f"surveys.{code}").function(period, ASSOCIATION).value for code in ("surveys_published", "answers_received")]
    assert counted == [1, 40]
