"""The pattern book in a real browser: no axe violations by day or night, no CSP refusals, theme and keyboard work."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    return [(found["id"], found["nodes"][0]["html"][:120]) for found in Axe().run(page).response["violations"]]


def complaints(page):
    """What the browser refuses or stumbles over from now on; a policy's refusal is an error of the console."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pattern_book_has_no_axe_violations(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/ru/ui/")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/en/ui/", "/ru/accounts/login/", "/en/accounts/signup/", "/ru/accounts/password/reset/"])
def test_nothing_is_refused_by_the_content_security_policy(page, path):
    said = complaints(page)
    page.goto(path, wait_until="networkidle")
    assert (said, violations(page)) == ([], [])


def test_the_theme_is_switched_and_stays(page):
    page.goto("/en/ui/")
    page.get_by_role("link", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_css("background-color", "rgb(15, 24, 40)")


def test_the_first_key_leads_to_the_content(page):
    page.goto("/en/ui/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_a_segment_of_the_dial_is_reached_by_keyboard_and_shows_it(page):
    page.goto("/en/ui/")
    segment = page.get_by_role("link", name="1.1 Guideline, on course, 90%").first
    segment.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert segment.locator(".dial__edge").evaluate("edge => getComputedStyle(edge).strokeWidth") == "5px"


@pytest.mark.parametrize("path", ["email/", "password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "sessions/", "logout/"])
def test_the_pages_of_the_account_work_under_the_policy(page, make_user, path):
    user = make_user()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    page.goto("/ru/accounts/login/")
    page.get_by_label("Адрес электронной почты").fill(user.email)
    page.get_by_label("Пароль").fill("a long password")
    page.get_by_role("button", name="Войти", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)
    said = complaints(page)
    page.goto(f"/ru/accounts/{path}", wait_until="networkidle")
    if "reauthenticate" in page.url:
        page.get_by_label("Пароль").fill("a long password")
        page.get_by_role("button", name="Подтвердить").click()
        page.wait_for_url(lambda url: urlsplit(url).path == f"/ru/accounts/{path}")
    assert (said, violations(page), page.locator("h1").count()) == ([], [], 1)


SHOWN = """() => ['.main-nav__wide', '.main-nav__more'].map(part =>
  [...document.querySelectorAll(part + ' li')].filter(one => getComputedStyle(one).display != 'none').map(one => one.textContent.trim()))"""


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("width", [1280, 1024, 800])
def test_the_main_navigation_takes_one_row_and_more_holds_the_others(page, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{language}/ui/")
    doors = page.eval_on_selector_all(".main-nav__more li", "all => all.map(one => one.textContent.trim())")
    row, others = page.evaluate(SHOWN)
    assert (row + others, bool(row), bool(others)) == (doors, True, True)
    assert page.locator(".main-nav").bounding_box()["height"] < 60
    page.locator(".main-nav__more > summary").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == others[0]
    assert violations(page) == []


def test_a_phone_finds_every_door_under_contents(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/ru/ui/")
    row, _others = page.evaluate(SHOWN)
    page.get_by_text("Разделы", exact=True).click()
    assert page.locator(".main-nav__more li:visible").count() == len(row) > 9
    assert page.locator(".main-nav__wide").is_hidden()
