"""From an application to a second year: a reader joins, the office decides and records the fee, a year goes by, the fee of the next year comes in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.members.models import Membership, MembershipPeriod
from sextant.society.members.queries.invariants import invariants
from sextant.society.members.queries.periods import months_later
from sextant.society.members.queries.verification import token_of
from sextant.society.members.tests.factories import PlanFactory
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(browser: Any, live_server: Any) -> Any:
    """Opens a browser window of a user of its own: `window(user)`."""
    contexts = []

    def open_for(user: Any) -> Any:
        contexts.append(browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}))
        opened = contexts[-1].new_page()
        log_in(opened, user)
        return opened

    yield open_for
    for context in contexts:
        context.close()


def apply_as_a_person(reader: Any) -> None:
    reader.goto("/en/members/join/")
    assert violations_by_day_and_night(reader) == []
    reader.get_by_role("link", name="Apply").click()
    reader.get_by_label("Family name").fill("Читалкина")
    reader.get_by_label("Given name").fill("Анна")
    reader.get_by_label("I agree").check()
    assert violations_by_day_and_night(reader) == []
    reader.get_by_role("button", name="Send the application").click()
    reader.get_by_text("Your application has come in.").wait_for()
    assert violations_by_day_and_night(reader) == []


def approve_from_the_desk(office: Any) -> None:
    office.goto("/en/desk/")
    office.get_by_role("link", name="Decide 1 application").click()
    assert violations_by_day_and_night(office) == []
    office.locator("main table a", has_text="Читалкина").click()
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Approve").click()
    office.get_by_text("The application is approved; a letter says what to pay.").wait_for()


def record_fee(office: Any, reference: str) -> None:
    office.get_by_label("Reference").fill(reference)
    office.get_by_role("button", name="Record the payment").click()
    office.get_by_text("The fee is recorded and the membership is active.").wait_for()
    assert violations_by_day_and_night(office) == []


def let_time_pass(days: int) -> None:
    """Everything that happened lies so many days further back; then the daily job looks at the calendar."""
    by = timedelta(days=days)
    Membership.objects.update(**{name: F(name) - by for name in ("applied_on", "approved_on", "since", "until", "paid_on")})
    MembershipPeriod.objects.update(**{name: F(name) - by for name in ("since", "until", "good_until")})
    after_commit("members.daily", day=str(timezone.localdate()))
    run_waiting()


def verification(visitor: Any) -> str:
    visitor.goto(f"/en/members/verify/{token_of(Membership.objects.get())}/")
    assert violations_by_day_and_night(visitor) == []
    return str(visitor.locator("main h2").first.inner_text()).strip()


def periods() -> list[tuple[date, date]]:
    return list(MembershipPeriod.objects.order_by("since").values_list("since", "until"))


def test_a_reader_joins_is_approved_pays_and_renews_without_losing_a_day(page: Any, window: Any, make_user: Any) -> None:
    PlanFactory(about_en="For everybody who works in a library.")
    reader, office = window(make_user(email="anna@library.example")), window(make_user("secretary"))
    apply_as_a_person(reader)
    approve_from_the_desk(office)
    reader.goto("/en/desk/")
    reader.get_by_role("link", name="Pay the fee").click()
    assert seen(reader.get_by_text("Next: pay the fee"))
    record_fee(office, "order 17")
    today = timezone.localdate()
    assert periods() == [(today, months_later(today, 12) - timedelta(days=1))]
    reader.goto("/en/members/my/")
    assert seen(reader.get_by_text("You are a member in good standing."))
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Card (PDF)").click()
    assert (download.value.path().read_bytes()[:5], verification(page)) == (b"%PDF-", "valid today")

    let_time_pass(days=(periods()[0][1] - today).days + 3)
    ended = today - timedelta(days=3)
    reader.goto("/en/members/my/")
    assert (periods()[0][1], seen(reader.get_by_text("Next: renew by paying the fee"))) == (ended, True)
    assert (violations_by_day_and_night(reader), verification(page)) == ([], "valid today")
    office.reload()
    record_fee(office, "order 18")
    assert periods()[1] == (ended + timedelta(days=1), months_later(ended + timedelta(days=1), 12) - timedelta(days=1))
    letters = list(Letter.objects.order_by("pk").values_list("template", flat=True))
    assert letters == ["members.applied", "members.approved", "members.activated", "members.reminder", "members.activated"]
    assert invariants() == []
