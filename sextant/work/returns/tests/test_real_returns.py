"""The real Public Libraries Survey, brought in by the command and checked by arithmetic of its own."""

import csv
import gzip
import json

import pytest

from sextant.lab.returns import indicators
from sextant.work.returns.models import Library, LibraryReturn
from sextant.work.returns.tests.factories import command

pytestmark = [pytest.mark.real_data, pytest.mark.once, pytest.mark.django_db]
COUNTY = "CA0061"


def _by_hand(path):
    """Visits and people of every library that gave both, straight from the file: key to (visits, people)."""
    with gzip.open(path, "rt", encoding="utf-8-sig", errors="replace") as lines:
        rows = {row["FSCSKEY"]: (int(row["VISITS"]), int(row["POPU_LSA"])) for row in csv.DictReader(lines)}
    return {key: pair for key, pair in rows.items() if min(pair) >= 0}


def test_two_years_of_the_survey_are_imported_shown_and_agree_with_the_file(client, real_returns):
    assert [command("import", real_returns / f"pls_fy{year}.csv.gz")[0] for year in (2017, 2018)] == [0, 0]
    assert [LibraryReturn.objects.filter(year=year).count() for year in (2017, 2018)] == [9245, 9261]
    hand = _by_hand(real_returns / "pls_fy2018.csv.gz")
    code, printed, _complaint = command("indicators", "--year", "2018", "--indicator", "visits_per_head", "--format", "json")
    told = {row["unit_id"]: row["value"] for row in json.loads(printed) if row["status"] == "ok"}
    assert (code, told) == (0, {key: visits / people for key, (visits, people) in hand.items() if people})
    whole = sum(visits for visits, _people in hand.values()) / sum(people for _visits, people in hand.values())
    page = client.get("/en/returns/collections/pls/indicators/visits_per_head/?year=2018").content.decode()
    assert f"{whole:.2f}" in page
    visits, people = hand[COUNTY]
    page = client.get(f"/en/returns/libraries/{Library.objects.get(key=COUNTY).pk}/").content.decode()
    assert (f"{visits:,}".replace(",", "\u202f") in page or f"{visits:,}" in page, f"{visits / people:.2f}" in page) == (True, True)
    page = client.get("/en/returns/collections/pls/2018/").content.decode()
    assert "Not collected in 2018: “Operating spending”." in page
    spending = json.loads(command("indicators", "--year", "2018", "--indicator", "spending_per_head", "--by", "region", "--format", "json")[1])
    assert {row["status"] for row in spending} == {"not_collected"}
    assert indicators.definitions()["spending_per_head"].inputs == ("spending", "population")
