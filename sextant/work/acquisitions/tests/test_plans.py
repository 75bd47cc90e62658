"""A plan is the best list for the money: it keeps the demands, says why, is changed by hand, compared, and becomes an order."""

import tomllib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sextant.society.members import award_lists
from sextant.society.members.award_lists import AwardEntry, AwardList
from sextant.work.acquisitions.actions.plans import copy_plan, decide_title, mark_ordered, remove_plan, start_plan, take_order_back
from sextant.work.acquisitions.models import Plan
from sextant.work.acquisitions.queries.targets import as_toml, gaps_as_needs
from sextant.work.acquisitions.tests.factories import TARGETS, collection_of, planned, profiled, representative, worked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan():
    return planned(collection_of())


def test_a_list_keeps_budget_and_demands_and_says_why(plan):
    rows = list(plan.titles.filter(copies__gt=0))
    spent = sum(row.cost for row in rows)
    tatar = sum(row.cost for row in rows if row.language == "tat")
    assert (plan.state, spent, spent <= plan.budget, tatar >= 0.3 * spent) == ("made", plan.spent, True, True)
    assert plan.gap is not None
    assert plan.gap <= 0.01
    assert all(row.why and row.why[0]["ru"] != row.why[0]["en"] for row in rows)
    assert plan.titles.filter(copies=0, place__gt=0).exists()
    assert {one["name"] for one in plan.summary["demands"]} >= {"budget", "language=tat min"}
    assert plan.account["read"] == plan.account["taken"] + plan.account["merged"] + plan.account["refused"] == 40


def test_demands_that_contradict_each_other_are_named(plan):
    impossible = {"share": [{"field": "language", "value": "tat", "min": 0.7}, {"field": "language", "value": "rus", "min": 0.5}]}
    found = planned(plan.collection, targets=impossible)
    assert (found.state, found.spent, len(found.summary["conflicts"])) == ("impossible", None, 2)
    assert all(one["en"] != one["ru"] for one in found.summary["conflicts"])


def test_a_title_taken_out_is_gone_and_one_kept_in_is_bought(plan):
    out = plan.titles.filter(copies__gt=0).order_by("-copies", "pk")[0].key
    kept = plan.titles.filter(copies=0).order_by("-place")[0].key
    decide_title(plan, key=out, way="out", by=None)
    decide_title(plan, key=kept, way="in", by=None)
    start_plan(plan, by=None)
    worked()
    again = Plan.objects.get(pk=plan.pk)
    bought = dict(again.titles.filter(copies__gt=0).values_list("key", "by_hand"))
    assert (out in bought, bought.get(kept)) == (False, True)
    words = [one["en"] for one in again.summary["demands"]] + [why["en"] for row in again.titles.all() for why in row.why]
    assert any("keep in by hand are bought: 1" in word for word in words)
    assert not any("kept by hand" in word for word in words)


def test_titles_kept_in_that_cannot_be_paid_contradict_the_budget_in_words(plan):
    plan.kept_in = [f"t{number}" for number in range(20, 41)]
    plan.save()
    start_plan(plan, by=None)
    worked()
    found = Plan.objects.get(pk=plan.pk)
    assert found.state == "impossible"
    assert any("keep in by hand are bought: 21" in one["en"] for one in found.summary["conflicts"])


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"name;price\nA;1\n", b"<ONIXMessage release='2.1'/>"])
def test_an_offer_of_no_use_is_refused_with_a_sentence(plan, data):
    found = planned(plan.collection, data=data)
    assert (found.state, bool(found.sentence_en), found.sentence_en != found.sentence_ru) == ("refused", True, True)


def test_titles_that_a_list_names_count_as_awarded(monkeypatch):
    named = AwardList("medal-of-ours", "Наша медаль", "Our medal", "", (AwardEntry("", "Title 40", "Author 40", 2020),))
    monkeypatch.setattr(award_lists, "_providers", [lambda: [named]])
    plan = planned(collection_of(), targets={"number": [{"field": "awards", "value": "medal-of-ours", "min": 1}]})
    assert plan.titles.get(key="t40").copies >= 1


def test_an_order_stands_until_it_is_taken_back(plan):
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="still to come"):
        mark_ordered(plan, on=today.replace(year=today.year + 1), number="", by=None)
    mark_ordered(plan, on=today, number="A-7", by=None)
    for refused in (lambda: decide_title(plan, key="t1", way="out", by=None), lambda: start_plan(plan, by=None), lambda: remove_plan(plan, by=None)):
        with pytest.raises(ValidationError):
            refused()
    assert take_order_back(plan, by=None).state == "made"
    remove_plan(plan, by=None)
    assert not Plan.objects.exists()


def test_the_order_is_a_table_and_marc_records(client, make_user, plan):
    from pymarc import MARCReader

    client.force_login(make_user("secretary"))
    address = f"/en/acquisitions/plans/{plan.pk}/order/file/"
    listed = plan.titles.filter(copies__gt=0).count()
    lines = b"".join(client.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig").splitlines()
    assert (lines[0], len(lines)) == ("id,isbn,title,author,publisher,copies,price,currency,sum,why", listed + 1)
    records = list(MARCReader(b"".join(client.get(f"{address}?format=marc").streaming_content)))
    assert sorted(record["001"].data for record in records) == sorted(plan.titles.filter(copies__gt=0).values_list("key", flat=True))
    assert client.get(f"{address}?format=xlsx")["content-type"].startswith("application/vnd.openxml")


def test_demands_are_written_line_by_line_and_a_line_is_added_without_saving(client, make_user, plan):
    client.force_login(make_user("secretary"))
    address = f"/en/acquisitions/plans/{plan.pk}/targets/"
    form = client.get(address).context
    data = {"name": "Spring", "budget": "6000.00", "seconds": "20", "demand-TOTAL_FORMS": "1", "demand-INITIAL_FORMS": "0"}
    data |= {"need-TOTAL_FORMS": "1", "need-INITIAL_FORMS": "0", "demand-0-field": "age", "demand-0-value": "7-10", "demand-0-kind": "number"}
    data |= {"demand-0-least": "3", "need-0-field": "language", "need-0-value": "tat", "need-0-copies": "12"}
    added = client.post(address, data | {"add": "demand"}, HTTP_HX_REQUEST="true")
    assert (form["demands"].total_form_count(), added.context["demands"].total_form_count(), "<html" in added.content.decode()) == (1, 2, False)
    assert Plan.objects.get(pk=plan.pk).targets == TARGETS
    client.post(address, data | {"save": "1"})
    saved = Plan.objects.get(pk=plan.pk)
    assert saved.targets["number"] == [{"field": "age", "value": "7-10", "min": 3}]
    assert saved.targets["need"] == [{"field": "language", "value": "tat", "copies": 12}]
    assert saved.budget == 600_000


def test_a_demand_that_cannot_be_is_refused_beside_the_form(client, make_user, plan):
    client.force_login(make_user("secretary"))
    data = {"name": "Spring", "budget": "6000", "seconds": "20", "demand-TOTAL_FORMS": "1", "demand-INITIAL_FORMS": "0", "need-TOTAL_FORMS": "0"}
    data |= {"need-INITIAL_FORMS": "0", "demand-0-field": "age", "demand-0-value": "7-10", "demand-0-kind": "spending", "demand-0-least": "60"}
    answer = client.post(f"/en/acquisitions/plans/{plan.pk}/targets/", data | {"demand-0-most": "20", "work_out": "1"})
    assert answer.status_code == 400
    assert Plan.objects.get(pk=plan.pk).targets == TARGETS


def test_the_demands_go_out_as_a_file_and_come_back_the_same(client, make_user, plan):
    client.force_login(make_user("secretary"))
    text = client.get(f"/en/acquisitions/plans/{plan.pk}/targets.toml").content.decode()
    assert tomllib.loads(text)["share"] == TARGETS["share"]
    other = copy_plan(plan, name="Other", by=None)
    Plan.objects.filter(pk=other.pk).update(targets={})
    client.post(f"/en/acquisitions/plans/{other.pk}/targets/load/", {"file-table": SimpleUploadedFile("t.toml", text.encode())})
    assert Plan.objects.get(pk=other.pk).targets == TARGETS
    broken = client.post(f"/en/acquisitions/plans/{other.pk}/targets/load/", {"file-table": SimpleUploadedFile("t.toml", b"[[share]]\nfield=1")})
    assert broken.status_code == 400


def test_toml_keeps_strange_signs():
    plan = Plan(budget=100, currency="RUB", targets={"share": [{"field": "class", "value": 'a"b\\c\n', "min": 0.1}]})
    assert tomllib.loads(as_toml(plan))["share"][0]["value"] == 'a"b\\c\n'


def test_the_gap_map_gives_needs():
    needs = gaps_as_needs(profiled())
    assert needs
    assert all(need["field"] == "age" and need["copies"] >= 1 for need in needs)


def test_two_plans_side_by_side(client, make_user, plan):
    other = planned(plan.collection, targets={})
    client.force_login(make_user("secretary"))
    page = client.get(f"/en/acquisitions/plans/{plan.pk}/compare/?other={other.pk}")
    mine, theirs = (set(one.titles.filter(copies__gt=0).values_list("key", "copies")) for one in (plan, other))
    assert page.context["alike"] == len(mine & theirs)
    assert page.context["page"].count == len({key for key, _copies in mine ^ theirs})


def test_a_stranger_sees_no_plan_and_moves_none(client, make_user, plan):
    name = plan.titles.filter(copies__gt=0)[0].title
    user = make_user("member")
    representative(user)
    client.force_login(user)
    for address in ("", "targets/", "order/", "remove/", "order/file/?format=csv", "targets.toml", f"compare/?other={plan.pk}"):
        answer = client.get(f"/en/acquisitions/plans/{plan.pk}/{address}")
        assert (answer.status_code, name in answer.content.decode()) == (403, False), address
    for address in ("start/", "cancel/", "decide/", "copy/", "order/", "order/take-back/", "remove/", "targets/load/"):
        assert client.post(f"/en/acquisitions/plans/{plan.pk}/{address}", {"key": "t1", "way": "out"}).status_code == 403, address
    assert Plan.objects.get(pk=plan.pk).taken_out == []


def test_a_plan_asks_the_database_as_often_for_many_titles_as_for_few(client, make_user, plan):
    client.force_login(make_user("secretary"))
    few = planned(plan.collection, budget=60_000)
    asked = []
    for one in (few, plan):
        client.get(f"/en/acquisitions/plans/{one.pk}/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/acquisitions/plans/{one.pk}/").status_code == 200
        asked.append(len(queries))
    assert (asked[0] == asked[1], asked[0] <= 15) == (True, True), asked
