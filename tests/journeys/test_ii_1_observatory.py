"""II.1: literature is brought in, an edition is made, looked over and published; a reader finds a concept on the map, moves the weights,
opens a number to its works; a brief is written by one person and reviewed by another; the dial counts it."""

from random import Random

import pytest
from playwright.sync_api import expect

from sextant.base.jobs.worker import run_waiting
from sextant.society.concepts.actions.starting import load_starter
from sextant.work.observatory.demo.load import works_as_bibtex
from sextant.work.observatory.forms.briefs import PARTS
from sextant.work.observatory.models import Brief, Edition
from tests.journeys.pages import log_in, look_again, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _bring_in_and_publish(page, path):
    page.goto("/en/observatory/corpora/new/")
    page.get_by_label("Short name in the address").fill("field")
    page.get_by_label("Name in English").fill("The library field")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Bring the file in").click()
    page.wait_for_url("**/imports/*/")
    assert run_waiting() >= 1
    look_again(page)
    assert seen(page.get_by_text("records read"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="To the corpus").click()
    page.get_by_label("Last year").fill("2024")
    page.get_by_label("Resamplings for the intervals").fill("20")
    page.get_by_role("button", name="Make the edition").click()
    assert seen(page.get_by_text("Edition 1 is being made"))
    assert violations_by_day_and_night(page) == []
    assert run_waiting() >= 1
    look_again(page)
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish the edition").click()
    page.wait_for_url("**/observatory/field/1/")


def _read_the_map(page):
    page.get_by_role("link", name="Map", exact=True).click()
    assert seen(page.locator("svg[data-map][data-live]"))
    assert violations_by_day_and_night(page) == []
    chart, search = page.locator("svg[data-map]"), page.get_by_label("Find on the map")
    whole = chart.get_attribute("viewBox")
    name = page.locator("svg[data-map] a").first.get_attribute("data-name")
    search.fill(name)
    assert page.locator("svg[data-map] a.is-found").count() >= 1
    assert chart.get_attribute("viewBox") != whole
    page.get_by_role("button", name="Whole map").click()
    assert chart.get_attribute("viewBox") == whole
    page.get_by_role("button", name="Nearer").click()
    assert float(chart.get_attribute("viewBox").split()[2]) < float(whole.split()[2])
    search.fill("nothing is called so")
    assert seen(page.get_by_text("Nothing on the map is called so."))


def _move_the_weights(page):
    page.get_by_role("link", name="Priorities", exact=True).click()
    rows = page.locator("#priorities tbody tr th")
    assert seen(rows)
    assert violations_by_day_and_night(page) == []
    before = rows.all_inner_texts()
    for name in ("Growth", "Burst", "Citation uptake"):
        page.get_by_role("slider", name=name).fill("0")
    page.get_by_role("slider", name="Novelty").fill("5")
    page.wait_for_url("**novelty=5**")
    assert seen(rows)
    expect(rows).not_to_have_text(before, use_inner_text=True)
    page.locator("#priorities tbody td.number a").first.click()
    assert seen(page.locator("#works .works__title"))


def _write_and_review(page, reviewer):
    page.goto(Edition.objects.get().get_absolute_url().replace("/ru/", "/en/"))
    page.locator(".ranked a").first.click()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Write a brief").click()
    for name, label in PARTS:
        for tongue in ("in Russian", "in English"):
            page.get_by_label(f"{label} ({tongue})").fill(f"About {name}")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Send to review").click()
    assert seen(page.get_by_text("Another person than the one who wrote it"))
    page.context.clear_cookies()
    log_in(page, reviewer)
    page.goto(Brief.objects.get().get_absolute_url().replace("/ru/", "/en/"))
    page.get_by_role("button", name="Publish the brief").click()
    assert seen(page.get_by_role("button", name="Withdraw"))
    assert violations_by_day_and_night(page) == []


def test_literature_becomes_an_edition_a_ranking_and_a_brief(page, make_user, tmp_path, settings):
    settings.SEXTANT_HOME = tmp_path
    load_starter()
    (tmp_path / "works.bib").write_text(works_as_bibtex(Random(7), 2024), encoding="utf-8")
    log_in(page, make_user("analyst", email="analyst@example.org"))
    _bring_in_and_publish(page, tmp_path / "works.bib")
    assert violations_by_day_and_night(page) == []
    _read_the_map(page)
    _move_the_weights(page)
    for name in ("Themes", "Bursts", "Forecasts", "Concepts", "Works", "Method"):
        page.get_by_role("link", name=name, exact=True).first.click()
        assert violations_by_day_and_night(page) == [], name
    page.context.clear_cookies()
    log_in(page, make_user("analyst", email="writer@example.org"))
    reviewer = make_user("secretary", email="reviewer@example.org")
    _write_and_review(page, reviewer)
