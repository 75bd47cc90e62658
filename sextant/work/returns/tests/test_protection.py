"""Figures of small groups are withheld where the owner of the data asks: on pages, in files, for programs, in charts that leave the site."""

import json

import pytest

from sextant.base.measures.registry import Period, Scope
from sextant.work.returns import measures
from sextant.work.returns.actions import publish_year
from sextant.work.returns.actions.protection import lift_protection, protect_groups
from sextant.work.returns.models import Aggregate, Collection, GroupProtection
from sextant.work.returns.tests.factories import command, run_import, write_table
from sextant.work.returns.tests.rounds import worked

pytestmark = pytest.mark.django_db
COLUMNS = "STABR,FSCSKEY,LIBNAME,POPU_LSA,VISITS,TOTCIR,TOTOPEXP"
ROWS = (
    *(f"WY,WY000{number},WYOMING {number},{20_000 + number},{40_000 + number},60000,90000" for number in range(6)),
    *(f"AK,AK000{number},ALASKA {number},{10_000 + number},{30_000 + number},20000,50000" for number in range(3)),
    "AL,AL0001,BIRMINGHAM,90000,271828,270000,1350000",
)
SECRETS = ("271828", "271,828", "271\u202f828", "3.0203", "3.02")
"""Visits of the only library of Alabama, as written in files and on pages, and its visits per head."""
RULE = {"asked_by": "The ministry", "least": 3, "largest": 2, "share": None, "within": None}


@pytest.fixture
def collection(tmp_path):
    run_import(write_table(tmp_path, rows=ROWS, columns=COLUMNS))
    worked()
    return Collection.objects.get()


def figures():
    rows = Aggregate.objects.order_by("is_variable", "indicator", "group_kind", "group")
    return list(rows.values_list("is_variable", "indicator", "group_kind", "group", "n", "value", "median", "q1", "q3", "status", "missing"))


def everything(client) -> dict[str, str]:
    """All that tells figures of regions, by where it stands."""
    addresses = (
        *("/en/returns/collections/pls/regions/AL/", "/en/returns/collections/pls/2018/", "/en/returns/collections/pls/"),
        *("/en/returns/embed/pls/visits_per_head/regions/", "/en/returns/embed/pls/visits_per_head/regions/chart.svg"),
        *("/api/returns/collections/pls/2018/groups?by=region", "/en/returns/collections/pls/indicators/visits_per_head/embed/"),
    )
    told = {address: client.get(address).content.decode() for address in addresses}
    page = client.get("/en/returns/collections/pls/indicators/visits_per_head/").content.decode()
    told["indicator"] = page.split("Libraries in order")[0]
    for shape in ("json", "csv"):
        told[shape] = command("indicators", "--year", "2018", "--by", "region", "--format", shape)[1]
    return told


def test_a_region_of_one_library_is_told_without_a_rule(client, collection):
    told = everything(client)
    assert [place for place, text in told.items() if not any(secret in text for secret in SECRETS)] == [
        "/en/returns/collections/pls/2018/",
        "/en/returns/collections/pls/",
    ]


def test_under_the_rule_it_stands_nowhere_and_the_reason_is_told_in_words(client, collection):
    protect_groups(collection, by=None, **RULE)
    worked()
    told = everything(client)
    assert {place: secret for place, text in told.items() for secret in SECRETS if secret in text} == {}
    assert "Withheld: too few libraries of the group have it." in told["/en/returns/collections/pls/regions/AL/"]
    assert (
        "Скрыто: показатель есть у слишком малого числа библиотек группы." in client.get("/ru/returns/collections/pls/regions/AL/").content.decode()
    )
    rows = {row["unit_id"]: row for row in json.loads(told["json"]) if row["indicator"] == "visits_per_head"}
    assert {key: row["status"] for key, row in rows.items()} == {"AK": "suppressed", "AL": "suppressed", "WY": "ok"}
    assert [rows["AL"][name] for name in ("value", "median", "q1", "q3")] == [None] * 4


def test_a_withheld_region_does_not_follow_from_the_total_and_the_others(collection):
    protect_groups(collection, by=None, **RULE)
    worked()
    visits = Aggregate.objects.filter(indicator="visits", is_variable=True)
    assert visits.get(group_kind="all").value == sum(int(row.split(",")[4]) for row in ROWS)
    hidden = visits.filter(group_kind="region", value=None)
    assert dict(hidden.values_list("group", "missing")) == {"AL": ["few"], "AK": ["complementary"]}
    assert Aggregate.objects.filter(indicator="visits_per_head", group="AK").get().value is None


def test_a_year_that_comes_in_under_the_rule_is_withheld_before_any_job_has_run(collection, tmp_path):
    GroupProtection.objects.create(collection=collection, **RULE)
    run_import(write_table(tmp_path, "pls_fy2019.csv", rows=ROWS, columns=COLUMNS))
    assert set(Aggregate.objects.filter(release__year=2019, group="AL").values_list("value", "median")) == {(None, None)}


def test_dominance_withholds_what_two_libraries_make_nearly_alone(collection):
    protect_groups(collection, by=None, **{**RULE, "least": 2, "share": 60.0})
    worked()
    held = Aggregate.objects.filter(indicator="visits", is_variable=True, group_kind="region")
    assert dict(held.values_list("group", "missing")) == {"AL": ["few"], "AK": ["dominated"], "WY": []}


def test_lifting_the_rule_brings_back_exactly_what_was_there(collection):
    before = figures()
    protect_groups(collection, by=None, **RULE)
    worked()
    assert figures() != before
    lift_protection(collection, by=None)
    worked()
    assert figures() == before


def test_the_agenda_reads_nothing_that_is_withheld_and_says_why(collection):
    protect_groups(collection, by=None, **RULE)
    worked()
    figure = measures.indicator(Period.of_year(2018), Scope("region", "AL"), indicator="visits_per_head")
    assert (figure.value, figure.status, "too few libraries" in str(figure.reason)) == (None, "suppressed", True)


def test_only_the_office_sets_and_lifts_the_rule(client, collection, make_user):
    address = "/en/returns/collections/pls/protection/"
    given = {"asked_by": "The ministry", "least": "3", "largest": "2"}
    client.force_login(make_user("treasurer"))
    assert [client.post(address, given).status_code, client.post(f"{address}lift/").status_code, GroupProtection.objects.count()] == [403, 403, 0]
    client.force_login(make_user("analyst"))
    assert client.post(address, {**given, "least": "1"}).status_code == 400
    assert client.post(address, given).status_code == 302
    assert GroupProtection.objects.get().rule.least == 3
    assert "The ministry" in client.get(address).content.decode()
    assert client.post(f"{address}lift/").status_code == 302
    assert GroupProtection.objects.count() == 0


def test_other_forms_tell_withheld_totals_as_withheld(client, collection):
    publish_year(collection.years.get(), by=None)
    protect_groups(collection, by=None, **{**RULE, "least": 11})
    worked()
    rows = json.loads(client.get("/en/returns/collections/pls/2018/forms/pls/?format=json").getvalue())
    visits = next(row for row in rows if row["cell"] == "VISITS")
    assert (visits["value"], visits["status"], "withheld" in visits["why"]) == (None, "suppressed", True)
