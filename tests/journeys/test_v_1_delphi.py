"""A Delphi study in the browser: made, experts invited, answered without seeing the group, two rounds, at rest, published, its audit file read (V.1)."""

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.work.delphi.models import Answer, Item, Panelist, Round, Study
from sextant.work.delphi.tests.factories import said
from tests.journeys.by_http import path_of
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "How many libraries will lend games by 2035, in per cent?"
MEDIAN = "median"
"""Stands on the page of a question where the group is shown."""
EXPERTS = ("Ada Lovelace", "Berta Benz", "Clara Schumann", "Dora Maar", "Emmy Noether", "Frida Kahlo")


def makes_a_study(office: Any) -> Study:
    """Words, one question on a scale of per cent, and six experts."""
    office.goto("/en/delphi/new/")
    office.get_by_label("Title in English").fill("Games in libraries")
    office.get_by_label("Title in Russian").fill("Игры в библиотеках")
    office.get_by_role("button", name="Save").click()
    office.get_by_role("link", name="Add a question").first.click()
    office.get_by_label("Question in English").fill(QUESTION)
    office.get_by_label("Question in Russian").fill("Какая доля библиотек будет выдавать игры к 2035 году?")
    office.get_by_role("spinbutton", name="Lowest value").fill("0")
    office.get_by_role("spinbutton", name="Highest value").fill("100")
    office.get_by_label("Band around the median").fill("10")
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text(QUESTION))
    study = Study.objects.get()
    office.goto(f"/en/delphi/{study.pk}/panel/")
    for name in EXPERTS:
        office.get_by_label("Name").fill(name)
        office.get_by_label("E-mail").fill(f"{name.split()[0].lower()}@example.org")
        office.get_by_label("Language", exact=True).select_option("en")
        office.get_by_role("button", name="Invite").click()
        assert seen(office.get_by_text(name))
    assert violations_by_day_and_night(office) == []
    return study


def opens_a_round(office: Any, study: Study) -> None:
    office.goto(f"/en/delphi/{study.pk}/")
    office.get_by_role("button", name="Open the round and write to the panel").click()
    assert seen(office.get_by_text("The round is open, and the panel is written to."))


def closes_the_round(office: Any, study: Study) -> Round:
    """The office ends it; the report is reckoned in the job."""
    office.goto(f"/en/delphi/{study.pk}/")
    office.get_by_role("button", name="Close the round").click()
    assert seen(office.get_by_text("The round is closed"))
    one = study.rounds.get(outcome="")
    perform_here(one.job)
    return Round.objects.get(pk=one.pk)


def link_of(name: str) -> str:
    """The expert's own link, out of the latest letter."""
    letter = Letter.objects.filter(to_address=f"{name.split()[0].lower()}@example.org").latest("pk")
    return path_of(re.search(r"https?://\S*/place/\S*", letter.body).group())


def answers(expert: Any, home: str, value: str, *, before: bool, after: bool) -> None:
    """One answer; whether the group is shown before it and after it."""
    expert.goto(home)
    if expert.get_by_role("button", name="I take part").count():
        expert.get_by_role("button", name="I take part").click()
    expert.get_by_role("link", name=QUESTION).first.click()
    assert seen(expert.get_by_label("Your answer"))
    expert.wait_for_load_state("load")
    assert (expert.get_by_text(MEDIAN, exact=True).count() > 0, "Demand grows." in expert.content()) == (before, before)
    expert.get_by_label("Your answer").fill(value)
    expert.get_by_label(re.compile("^Why")).fill("Games bring families.")
    expert.get_by_role("button", name=re.compile("^(Answer|Keep this answer)$")).click()
    assert seen(expert.get_by_text("Your answer is kept."))
    expert.wait_for_load_state("load")
    assert (expert.get_by_text(MEDIAN, exact=True).count() > 0, "Demand grows." in expert.content()) == (after, after)


def reads_the_audit(page: Any, study: Study) -> None:
    """The file that everybody may download holds every answer of both rounds, numbers instead of names, and is the one that was published."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Audit file (ZIP)").first.click()
    raw = Path(download.value.path()).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == Study.objects.get(pk=study.pk).fingerprint
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        texts = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    assert not any(name in text for text in texts.values() for one in EXPERTS for name in (one, one.split()[0].lower() + "@"))
    rows = list(csv.DictReader(io.StringIO(texts["answers.csv"])))
    assert len(rows) == Answer.objects.filter(panelist__study=study).count() == 11
    assert {number: one["advice"] for number, one in json.loads(texts["rounds.json"]).items()} == {"1": "first", "2": "stop"}


def test_a_panel_comes_to_rest_and_its_audit_file_is_read(browser: Any, live_server: Any, make_user: Any) -> None:
    def page(width: int = 1280) -> Any:
        return browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": 900}).new_page()

    office, expert = page(), page(390)
    log_in(office, make_user("secretary"))
    study = makes_a_study(office)
    opens_a_round(office, study)
    home = link_of(EXPERTS[0])
    answers(expert, home, "40", before=False, after=False)
    assert seen(expert.get_by_text("You will see it when this round is closed."))
    assert expert.evaluate("document.documentElement.scrollWidth <= innerWidth")
    item = Item.objects.get()
    others = list(Panelist.objects.filter(name__in=EXPERTS[1:5]).order_by("pk"))
    Panelist.objects.filter(name__in=EXPERTS[1:5]).update(consented_on=timezone.localdate())
    said(others, item, [35, 45, 40, 90], argument="Demand grows.")
    assert closes_the_round(office, study).report["advice"] == "first"
    opens_a_round(office, study)
    answers(expert, home, "42", before=True, after=True)
    assert violations_by_day_and_night(expert) == []
    answers(page(390), link_of(EXPERTS[5]), "44", before=False, after=True)
    said(others, item, [36, 44, 41, 88], argument="Demand grows.")
    assert closes_the_round(office, study).report["advice"] == "stop"
    office.goto(f"/en/delphi/{study.pk}/")
    office.get_by_role("button", name="Ask no further round").click()
    office.get_by_role("button", name="Publish the results").click()
    assert seen(office.get_by_text("The results are public."))
    stranger = page()
    stranger.goto(f"/ru/delphi/{study.pk}/")
    assert seen(stranger.get_by_text("Игры в библиотеках"))
    stranger.goto(f"/en/delphi/{study.pk}/")
    assert violations_by_day_and_night(stranger) == []
    reads_the_audit(stranger, study)
    year = Period.of_year(timezone.localdate().year)
    assert [measure(f"delphi.{code}").function(year, ASSOCIATION).value for code in ("experts", "studies_published")] == [6, 1]
