"""The thesaurus in a real browser: found while one types, and suggestions decided by keys."""

import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from sextant.society.concepts.actions.suggestions import keep
from sextant.society.concepts.models import Label, Suggestion
from sextant.society.concepts.tests.factories import stored_small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def waiting(term, weight, near):
    rows = (SimpleNamespace(concept=near),)
    keep([SimpleNamespace(term=term, language="en", frequency=3, works=3, c_value=weight, examples=(), near=rows)], source="Texts")


def log_in(page, user):
    cache.clear()
    user.emailaddress_set.get_or_create(email=user.email, defaults={"verified": True, "primary": True})
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill("a long password")
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def test_concepts_are_found_while_one_types(page):
    stored_small()
    page.goto("/en/concepts/")
    page.locator("main input[name=q]").press_sequentially("сельск")
    page.locator(".hits a", has_text="rural library").wait_for()
    expect(page.locator(".hits li")).to_have_count(1)


def test_suggestions_are_decided_and_undone_by_keys(page, make_user):
    stored_small()
    waiting("village library", 9.0, "c0003")
    waiting("general words", 5.0, "c0001")
    log_in(page, make_user("secretary"))
    page.goto("/en/concepts/suggestions/")
    page.get_by_role("link", name="Decide one by one").click()
    page.get_by_role("heading", name="village library").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("KeyS")
    page.get_by_role("heading", name="general words").wait_for()
    assert Label.objects.filter(text="village library").exists()
    page.wait_for_load_state()
    page.keyboard.press("KeyR")
    page.wait_for_url(re.compile("suggestions/$"))
    assert list(Suggestion.objects.order_by("term").values_list("state", flat=True)) == ["refused", "synonym"]
    page.goto(f"/en/concepts/suggestions/{Suggestion.objects.get(term='village library').pk}/")
    page.locator("main form", has_text="Undo the decision").locator("button").click()
    page.get_by_text("The decision is undone").wait_for()
    assert not Label.objects.filter(text="village library").exists()
