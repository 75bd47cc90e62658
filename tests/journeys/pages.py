"""What every journey does in the browser: log in, look for violations."""

from typing import Any

PASSWORD = "a long password"


def log_in(page: Any, user: Any) -> None:
    """Logs the user in through the log-in page, in English."""
    user.emailaddress_set.get_or_create(email=user.email, defaults={"verified": True, "primary": True})
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def seen(locator: Any) -> bool:
    """Waits until the part is there to be read; a page may still be on its way."""
    locator.first.wait_for()
    return True


def violations(page: Any) -> list[tuple[str, str]]:
    """What axe has against the page: the rule and the first place."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_load_state("load")
    return [(found["id"], found["nodes"][0]["html"][:160]) for found in Axe().run(page).response["violations"]]


def violations_by_day_and_night(page: Any) -> list[tuple[str, str]]:
    """The same in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += violations(page)
    return found
