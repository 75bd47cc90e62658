"""The site by keyboard alone: Tab and Enter reach everything a mouse reaches, and one always sees where one is."""

from typing import Any

import pytest
from playwright.sync_api import expect

from sextant.society.agenda.actions import load_agenda
from sextant.society.agenda.models import Guideline
from sextant.society.agenda.tests.factories import InitiativeFactory

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
SEEN = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.type !== 'hidden' && !one.disabled && one.tabIndex >= 0).length"""
WHERE = """() => {
    const one = document.activeElement
    if (one === document.body) return null
    const style = getComputedStyle(one)
    const edge = one.querySelector('.dial__edge, .dial__band')
    const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
        || (edge !== null && parseFloat(getComputedStyle(edge).strokeWidth) >= 3)
    one.dataset.reached = 'yes'
    return [(one.getAttribute('aria-label') || one.textContent || one.name || one.id).trim().replace(/\\s+/g, ' ').slice(0, 60), seen]
}"""


def walk(page: Any) -> list[tuple[str, bool]]:
    """Presses Tab until the page is walked through; what was focused, and whether that can be seen."""
    walked: list[tuple[str, bool]] = []
    for _press in range(300):
        page.keyboard.press("Tab")
        where = page.evaluate(WHERE)
        if where is None:
            break
        walked.append(tuple(where))
    return walked


def tab_to(page: Any, selector: str) -> None:
    """Tabs until the first element of the selector has the focus, and fails if it never comes."""
    for _press in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement === document.querySelector(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


def enter(page: Any, selector: str, address: str) -> None:
    """Goes to an element by Tab, presses Enter, and arrives."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


@pytest.fixture
def small_agenda() -> Any:
    """The agenda with one initiative under way, in guideline IV.2."""
    agenda = load_agenda("alma_2019").agenda
    return InitiativeFactory(home=Guideline.objects.get(direction__agenda=agenda, direction__code="IV", number=2), is_public=True, state="running")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_on_the_front_page_is_reached_and_the_focus_is_seen(page: Any, small_agenda: Any, language: str) -> None:
    page.goto(f"/{language}/")
    walked = walk(page)
    hidden = page.evaluate("() => document.querySelectorAll('[data-reached]').length")
    assert (hidden, [name for name, seen in walked if not seen]) == (page.evaluate(SEEN), [])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_piece_of_the_dial_leads_to_its_guideline_its_initiative_and_back(page: Any, small_agenda: Any, language: str) -> None:
    page.goto(f"/{language}/")
    enter(page, f"svg a[href='/{language}/agenda/iv/2/']", f"/{language}/agenda/iv/2/")
    enter(page, f"main a[href='/{language}/agenda/initiatives/{small_agenda.pk}/']", f"/{language}/agenda/initiatives/{small_agenda.pk}/")
    enter(page, f"main a[href='/{language}/agenda/iv/2/']", f"/{language}/agenda/iv/2/")
    enter(page, "a.wordmark", f"/{language}/")
    expect(page).to_have_url(f"/{language}/")


def test_skip_link_search_language_and_log_in_work_by_keyboard(page: Any, small_agenda: Any) -> None:
    page.goto("/ru/")
    tab_to(page, ".skip-link")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.goto("/ru/")
    tab_to(page, "#site-search")
    page.keyboard.type("конкурс")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/search/?q=*")
    enter(page, "a.switch[hreflang=en]", "/en/search/?q=*")
    enter(page, "a[href^='/en/accounts/login/']", "/en/accounts/login/**")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_of_the_main_navigation_is_walked_through(page: Any, small_agenda: Any, language: str) -> None:
    page.goto(f"/{language}/")
    doors = page.eval_on_selector_all(".main-nav__wide a", "links => links.map(link => link.getAttribute('href'))")
    lost = {}
    for door in doors:
        page.goto(door)
        walked, reached = walk(page), page.evaluate("() => document.querySelectorAll('[data-reached]').length")
        unseen = [name for name, seen in walked if not seen]
        if unseen or reached != page.evaluate(SEEN):
            lost[door] = (unseen, reached, page.evaluate(SEEN))
    assert (bool(doors), lost) == (True, {})
