"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import TransactionTestCase
from django.utils import translation

from sextant.base.accounts.models import User
from sextant.base.permissions.models import Grant
from sextant.config import schema
from tests import order
from tests.browser_setup import chromium
from tests.emptied import empty_tables

LONGEST = (
    *("tests/journeys/test_every_page_", "tests/house/test_migrations.py", "tests/roles/", "sextant/work/calls/tests/test_who_sees_what.py"),
    *("tests/house/test_demo.py", "tests/kill/", "tests/journeys/"),
)
"""Files that take longest begin, so that two workers end together."""


def _asks_the_database(item: pytest.Item) -> bool:
    """Whether a test has to do with the site's database: by its mark or fixtures, or in processes that it starts."""
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("databases")
    return bool(marked or fixtures) or item.nodeid.startswith("tests/kill/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files first; everything else in the order in which it was found. PostgreSQL is asked only what concerns a database."""
    if os.environ.get("TEST_DATABASE") == "postgres":
        kept = [item for item in items if _asks_the_database(item)]
        if len(kept) < len(items):
            config.hook.pytest_deselected(items=[item for item in items if not _asks_the_database(item)])
            items[:] = kept
    items.sort(key=lambda item: next((place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name)), len(LONGEST)))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences in tests are the English ones, whatever the test before chose."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database has all that a site's has. One that is used again is empty, even where the run before was killed in a test that commits."""
    with django_db_blocker.unblock():
        schema.complete_where_wanting()
        if User.objects.exists():
            empty_tables()


@pytest.fixture(autouse=True)
def _emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that commit empty their tables afterwards, which the guards of posted entries refuse; so all is emptied before with the guards lifted."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    empty_tables()


def _left_to_emptied(_case: TransactionTestCase) -> None:
    """Django would truncate every table once more: some seconds of PostgreSQL for three hundred tables that `_emptied` has emptied."""


order.watch()
TransactionTestCase._fixture_teardown = _left_to_emptied  # type: ignore[method-assign]


@pytest.fixture
def real_returns() -> Path:
    """The folder of real library returns, from SEXTANT_TEST_DATA."""
    folder = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"
    if not folder.is_dir():
        pytest.skip(f"no real library returns at {folder}; set SEXTANT_TEST_DATA")
    return folder


@pytest.fixture
def make_user(db: None) -> Any:
    """Makes a user with roles for the whole association: `make_user("secretary")`."""

    def make(*roles: str, email: str = "", **fields: Any) -> User:
        user = User.objects.create_user(email or f"user{User.objects.count() + 1}@example.org", "a long password", **fields)
        for role in roles:
            Grant.objects.create(user=user, role=role)
        return user

    return make


@pytest.fixture
def browser(chrome: Any) -> Iterator[Any]:
    """The one Chromium; what a test opened in it is closed with the test, for each kept connection holds one of the database."""
    yield chrome
    for context in list(chrome.contexts):
        context.close()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Any]:
    """A real Chromium, started once."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        quiet = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        started = playwright.chromium.launch(executable_path=path, args=quiet)
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A fresh page in English at the live server."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    yield opened
    context.close()
