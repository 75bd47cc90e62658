"""What the script does in a real browser: the same conditions as the site, and nothing lost when the site does not take the answers."""

from itertools import product
from typing import Any

import pytest

from sextant.lab.surveys.answers import read_questions
from sextant.lab.surveys.conditions import shown
from sextant.lab.surveys.reading import from_table
from sextant.lab.surveys.tests.factories import question
from sextant.society.members.tests.factories import PersonFactory
from sextant.society.surveys import states
from sextant.society.surveys.actions.answering import begin
from sextant.society.surveys.models import Response
from sextant.society.surveys.tests.factories import opened
from tests.journeys.pages import log_in, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONDITIONS = (
    {"question": "one", "is": "yes"},
    {"question": "many", "is": "b"},
    {"question": "many", "any_of": ["a", "c"]},
    {"question": "count", "at_least": 3},
    {"question": "count", "at_most": 2.5},
    {"question": "count", "is": 7},
    {"question": "grid.r1", "at_least": 4},
    {"question": "grid.r2", "answered": False},
    {"question": "many", "answered": True},
    {"question": "agreed", "is": True},
    {"all": [{"question": "one", "is": "no"}, {"not": {"question": "many", "is": "a"}}]},
    {"any": [{"question": "d0", "answered": True}, {"question": "count", "at_least": 100}]},
)


def asking() -> Any:
    base = [
        question("one", "yesno"),
        question("many", "multiple"),
        question("count", "number"),
        question("grid", "matrix"),
        question("agreed", "consent"),
    ]
    resting = [question(f"d{place}", "short", show_if=condition) for place, condition in enumerate(CONDITIONS)]
    return from_table({"title": {"en": "T"}, "pages": [{"questions": [*base, *resting]}]})


def opened_page(browser: Any, live_server: Any, **options: Any) -> Any:
    return browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 800}, **options).new_page()


def test_the_browser_hides_and_shows_what_the_site_would(browser: Any, live_server: Any) -> None:
    whole = asking()
    page = opened_page(browser, live_server)
    page.goto(f"/en/surveys/a/{begin(opened(questionnaire=whole), language='en')}/")
    cases = product(([], ["yes"], ["no"]), ([], ["a"], ["b", "c"]), ([], ["2,5"], ["7"]), ([], ["4"]), ([], ["yes"]))
    for one, many, count, row, agreed in cases:
        raw = {"one": one, "many": many, "count": count, "grid.r1": row, "agreed": agreed, "d0": ["x"] if one else []}
        page.evaluate(
            """(raw) => {
                const form = document.getElementById('survey');
                for (const control of form.elements) {
                    if (!(control.name in raw)) continue;
                    if (control.type === 'radio' || control.type === 'checkbox') control.checked = raw[control.name].includes(control.value);
                    else control.value = raw[control.name][0] || '';
                }
                form.dispatchEvent(new Event('input'));
            }""",
            raw,
        )
        there = page.evaluate("[...document.querySelectorAll('[data-question]')].filter(one => !one.hidden).map(one => one.dataset.question)")
        answers, _wrong = read_questions(list(whole.questions()), raw)
        assert there == shown(whole, answers)[0][0], raw


def test_answers_outlive_a_lost_log_in(browser: Any, live_server: Any, make_user: Any) -> None:
    member = make_user("member")
    PersonFactory(user=member, email=member.email)
    survey = opened(audience=states.MEMBERS, is_anonymous=False)
    page = opened_page(browser, live_server)
    log_in(page, member)
    page.goto(f"/en/surveys/{survey.code}/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Why not?").fill("Too far away")
    address = page.url
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send the answers").click()
    assert seen(page.get_by_text("The site does not know this page any more."))
    assert not Response.objects.filter(state=Response.COMPLETE).exists()
    log_in(page, member)
    page.goto(address)
    assert seen(page.get_by_text("Everything is answered"))
    page.get_by_role("button", name="Send the answers").click()
    assert seen(page.get_by_text("Your answers are in."))
    assert Response.objects.get().answers == {"goes": "no", "why": "Too far away"}
