"""What if: scenarios are made, compared, copied and deleted by the treasurer, and read by the board."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sextant.lab.finances.months import plus
from sextant.society.ledger.tests.factories import open_books, posted, restricted
from sextant.work.finances.actions.scenarios import add_change, copy_scenario, delete_scenario, make_scenario
from sextant.work.finances.models import Scenario, ScenarioChange
from sextant.work.finances.queries.books import moved
from sextant.work.finances.queries.runway import last_whole_month
from sextant.work.finances.queries.scenarios import basis, lines

pytestmark = pytest.mark.django_db
PAGE = "/en/finances/what-if/"
JANUARY = date(2020, 1, 1)


@pytest.fixture
def last():
    """Twelve whole months: dues 100 and rent 150 in each, 2000 at the start; restricted gifts that no path may use."""
    fund, last = open_books(), last_whole_month(timezone.localdate())
    posted(2000_00, date(*plus(last, -11), 1), fund, credit="opening")
    posted(77_000_00, date(*last, 1), restricted(), credit="gifts")
    for back in range(12):
        day = date(*plus(last, -back), 10)
        posted(100_00, day, fund, credit="dues")
        posted(150_00, day, fund, debit="office", credit="bank")
    return last


@pytest.fixture
def treasurer(client, make_user):
    user = make_user("treasurer")
    client.force_login(user)
    return user


def made(by=None, name="Dues rise", **change):
    scenario = make_scenario(name=name, currency="RUB", by=by)
    add_change(scenario, **{"key": "income:dues", "since": JANUARY, "permille": 100, **change}, by=by)
    return scenario


def test_a_path_begins_with_the_free_money_and_repeats_the_year(last):
    base = basis(moved(), "RUB", last)
    assert (base.opening_minor, base.other_minor) == (1400_00, 2000_00)
    assert base.pattern == {"income:dues": [100_00] * 12, "cost:5500": [-150_00] * 12}
    as_it_is, changed = lines(base, [made()])
    assert (as_it_is.after_one_year, changed.after_one_year) == (800_00, 920_00)


def test_scenarios_are_read_by_the_board_and_kept_by_the_treasurer(client, make_user, last):
    scenario = made(name="Secret plan")
    change = scenario.changes.get()
    own = f"{PAGE}{scenario.pk}/"
    posts = [f"{own}change/", f"{own}copy/", f"{own}delete/", f"{PAGE}changes/{change.pk}/remove/", f"{PAGE}new/"]
    assert [client.get(url).status_code for url in (PAGE, own)] == [302, 302]
    for role in ("director", "auditor"):
        client.force_login(make_user(role))
        assert [client.get(url).status_code for url in (PAGE, own)] == [200, 200]
        assert {client.post(url, {"name": "x", "currency": "RUB"}).status_code for url in posts} == {403}
    for role in ("secretary", "member"):
        client.force_login(make_user(role))
        for url in (PAGE, own):
            answer = client.get(url)
            assert (answer.status_code, b"Secret plan" in answer.content) == (403, False)
    assert (Scenario.objects.count(), ScenarioChange.objects.count()) == (1, 1)


def test_the_treasurer_makes_a_scenario_and_sees_what_it_changes(client, treasurer, last):
    answer = client.post(f"{PAGE}new/", {"name": "The dues end", "currency": "RUB"})
    client.post(f"{answer.url}change/", {"key": "income:dues", "value": "−100 %", "unit": "percent", "since": "2020-01", "until": ""})
    page = client.get(answer.url)
    assert [(one.name, one.difference_minor) for one in page.context["parts"]] == [
        ("Income: Membership dues", -2400_00),
        ("Costs: Rent and office", 0),
    ]
    assert "Income: Membership dues, −100%, from January 2020 on" in page.content.decode()
    assert [line.ends_on for line in page.context["lines"]][1] is not None


def test_every_part_opens_to_the_lines_that_repeat(client, treasurer, last):
    parts = client.get(f"{PAGE}{made().pk}/").context["parts"]
    assert [client.get(one.url).context["page"].count for one in parts] == [12, 12]


def test_an_amount_is_read_in_the_currency(client, treasurer, last):
    scenario = make_scenario(name="Rent", currency="RUB", by=treasurer)
    client.post(f"{PAGE}{scenario.pk}/change/", {"key": "cost:5500", "value": "1 000,50", "unit": "amount", "since": "06.2026", "until": "2026-12"})
    change = scenario.changes.get()
    assert (change.amount_minor, change.permille, change.since, change.until) == (1000_50, None, date(2026, 6, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": "ten"}, "Write per cent as a number"),
        ({"value": "NaN"}, "Write per cent as a number"),
        ({"value": "-101"}, "lies between"),
        ({"value": "0"}, "changes nothing"),
        ({"value": "5", "key": "cost:4000"}, "Select a valid choice"),
        ({"value": "many", "unit": "amount"}, "many"),
        ({"value": "5", "until": "2019-12"}, "ends before it begins"),
        ({"value": "5", "since": "soon"}, "Enter a valid date"),
    ],
)
def test_a_change_that_cannot_be_is_refused_beside_its_field(client, treasurer, last, given, sentence):
    scenario = make_scenario(name="Wrong", currency="RUB", by=treasurer)
    answer = client.post(f"{PAGE}{scenario.pk}/change/", {"key": "income:dues", "unit": "percent", "since": "2026-01", "until": "", **given})
    assert (answer.status_code, sentence in answer.content.decode(), scenario.changes.count()) == (400, True, 0)


def test_a_change_is_one_thing_and_of_something_there_is(treasurer):
    open_books()
    scenario = make_scenario(name="Wrong", currency="RUB", by=treasurer)
    for wrong in ({"permille": 5, "amount_minor": 5}, {}, {"key": "income:nothing", "permille": 5}):
        with pytest.raises(ValidationError):
            add_change(scenario, **{"key": "income:dues", "since": JANUARY, **wrong}, by=treasurer)


def test_a_copy_has_the_same_changes_and_goes_its_own_way(treasurer, last):
    scenario = made()
    copy = copy_scenario(scenario, by=treasurer)
    delete_scenario(scenario, by=treasurer)
    assert [(one.name, one.changes.get().permille) for one in Scenario.objects.all()] == [("Dues rise (copy)", 100)]
    assert copy.made_by == treasurer


def test_deleting_asks_first(client, treasurer, last):
    url = f"{PAGE}{made().pk}/delete/"
    assert ("Delete the scenario?" in client.get(url).content.decode(), Scenario.objects.count()) == (True, 1)
    client.post(url)
    assert Scenario.objects.count() == 0


def test_three_are_compared_and_a_fourth_is_said_to_be_too_many(client, treasurer, last):
    every = [made(name=f"No. {number}").pk for number in range(4)]
    page = client.get(PAGE, {"with": every})
    assert (len(page.context["lines"]), "Three scenarios are compared at most" in page.content.decode()) == (4, True)
    assert [line.name for line in client.get(PAGE, {"with": [every[3], "x"]}).context["lines"]] == ["As it is", "No. 3"]


def test_the_page_costs_the_same_for_one_scenario_and_for_three(client, treasurer, last):
    made()
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    made(name="B")
    made(name="C")
    with CaptureQueriesContext(connection) as three:
        client.get(PAGE)
    assert len(one) == len(three)
