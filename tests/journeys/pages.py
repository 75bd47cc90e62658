"""What every journey does in the browser: log in, look for violations."""

from typing import Any

from playwright.sync_api import Error

PASSWORD = "a long password"


def log_in(page: Any, user: Any) -> None:
    """Logs the user in through the log-in page, in English."""
    user.emailaddress_set.get_or_create(email=user.email, defaults={"verified": True, "primary": True})
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def look_again(page: Any) -> None:
    """Loads the page once more; one that is just renewing itself is waited for."""
    try:
        page.reload()
    except Error as stopped:
        if "ERR_ABORTED" not in stopped.message:
            raise
        page.wait_for_load_state("load")


def seen(locator: Any) -> bool:
    """Waits until the part is there to be read; a page may still be on its way."""
    locator.first.wait_for()
    return True


BY_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules of axe that colours decide; all others say the same of a page by day and by night."""


def violations(page: Any, rules: list[str] | None = None, within: str | None = None) -> list[tuple[str, str]]:
    """What axe has against the page, or against the part `within`, by these rules or by all: the rule and the first place."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_load_state("load")
    options = {"resultTypes": ["violations"], **({"runOnly": {"type": "rule", "values": rules}} if rules else {})}
    return [(found["id"], found["nodes"][0]["html"][:160]) for found in Axe().run(page, within, options).response["violations"]]


def violations_by_day_and_night(page: Any) -> list[tuple[str, str]]:
    """All rules in light, those that colours decide in dark too."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + violations(page, BY_COLOUR)
