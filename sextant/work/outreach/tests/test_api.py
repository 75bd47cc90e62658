"""Campaigns for programs: what their pages show; nobody's name or address, and the reach only to those who keep campaigns."""

import pytest
from django.urls import reverse

from sextant.work.outreach.actions.campaigns import open_channel
from sextant.work.outreach.actions.reach import count_act
from sextant.work.outreach.actions.support import confirm_support, decide_adoption, decide_endorsement, end_adoption
from sextant.work.outreach.tests.factories import BROWSER, DAY, adopted, an_agenda, drawn_up, endorsed, guidelines_of, running

pytestmark = pytest.mark.django_db


def shown(campaign, **fields):
    return decide_endorsement(confirm_support(endorsed(campaign, **fields)), show=True, by=None)


def registered(campaign, **fields):
    return decide_adoption(confirm_support(adopted(campaign, **fields)), register=True, today=DAY, by=None)


def test_drafts_are_told_only_to_those_who_keep_campaigns(client, make_user):
    running()
    drawn_up(code="secret", title_en="Still secret")
    keeper = make_user("editor")
    assert [one["code"] for one in client.get("/api/outreach/campaigns").json()["items"]] == ["spring"]
    assert client.get("/api/outreach/campaigns/secret/endorsements").status_code == 404
    client.force_login(keeper)
    assert {one["code"] for one in client.get("/api/outreach/campaigns").json()["items"]} == {"spring", "secret"}
    assert client.get("/api/outreach/campaigns/secret/endorsements").json() == []


def test_a_campaign_has_the_numbers_of_its_page(client, django_assert_max_num_queries):
    campaign = running()
    for number in range(3):
        shown(campaign, email=f"{number}@example.org", name=f"Person {number}")
    shown(campaign, email="o@example.org", name="Library", who="organisation", country="IE")
    endorsed(campaign, email="waits@example.org", name="Not confirmed", country="FR")
    registered(campaign)
    ended = registered(campaign, name="Gone")
    end_adoption(ended, reason="Given up", today=DAY, by=None)
    with django_assert_max_num_queries(4):
        told = client.get("/api/outreach/campaigns?agenda=spring_2026").json()["items"][0]
    assert {name: told[name] for name in ("title_ru", "title_en", "state", "endorsements", "organisations", "countries", "adoptions", "agenda")} == {
        "title_ru": "Повестка",
        "title_en": "The agenda",
        "state": "running",
        "endorsements": 4,
        "organisations": 1,
        "countries": 2,
        "adoptions": 1,
        "agenda": "spring_2026",
    }
    page = client.get(reverse("outreach:campaign", args=["spring"])).context
    assert (page["endorsed"], page["organisations"], page["countries"], page["adopted"]) == (4, 1, 2, 1)
    assert client.get("/api/outreach/campaigns?agenda=other").json()["total"] == 0


def test_endorsements_are_told_in_numbers_without_names_words_or_addresses(client):
    campaign = running()
    shown(campaign, name="Ann Example", words="I stand by it")
    shown(campaign, name="Bob Example", email="bob@example.org")
    confirm_support(endorsed(campaign, name="Waits", email="waits@example.org", country="FR"))
    answer = client.get("/api/outreach/campaigns/spring/endorsements")
    assert answer.json() == [{"who": "person", "country": "GB", "endorsements": 2}]
    assert not any(word in answer.content for word in (b"Ann", b"stand by", b"@example.org", b"FR"))


def test_the_register_tells_what_was_decided_and_not_who_told_of_it(client):
    campaign = running()
    registered(campaign, whole=False, guidelines=guidelines_of(an_agenda())[:1], contact="Cara Contact", plans="A week of reading")
    confirm_support(adopted(campaign, name="Being checked"))
    answer = client.get("/api/outreach/adoptions?country=IE&body=association&state=registered&agenda=spring_2026")
    assert [(one["number"], one["name"], one["guidelines"], one["plans"]) for one in answer.json()["items"]] == [
        (1, "Island Library Society", ["I.1"], "A week of reading")
    ]
    assert not any(word in answer.content for word in (b"Cara", b"office@example.org", b"Being checked"))
    assert client.get("/api/outreach/adoptions?state=waiting").json()["total"] == 0


def test_the_register_asks_as_often_for_three_entries_as_for_one(client, django_assert_num_queries):
    campaign, chosen = running(), {"whole": False, "guidelines": guidelines_of(an_agenda())}
    registered(campaign, **chosen)
    with django_assert_num_queries(4):
        client.get("/api/outreach/adoptions")
    for name in ("Second", "Third"):
        registered(campaign, name=name, **chosen)
    with django_assert_num_queries(4):
        assert client.get("/api/outreach/adoptions").json()["total"] == 3


@pytest.mark.parametrize("role", [None, "member", "analyst"])
def test_the_reach_is_refused_to_others(client, make_user, role):
    campaign = running()
    open_channel(campaign, name="Letter to ministers", kind="letter", by=None)
    if role:
        client.force_login(make_user(role))
    answer = client.get("/api/outreach/campaigns/spring/reach")
    assert (answer.status_code, b"ministers" in answer.content) == (403 if role else 401, False)


def test_the_reach_has_every_way_and_its_funnel(client, make_user):
    campaign = running()
    way = open_channel(campaign, name="Letter", kind="letter", by=None)
    for act in ("seen", "seen", "read"):
        count_act(campaign, act, on=DAY, channel=way, address="10.0.0.1", agent=BROWSER)
    count_act(campaign, "seen", on=DAY, address="10.0.0.2", agent=BROWSER)
    shown(campaign, channel=way)
    client.force_login(make_user("secretary"))
    told = client.get("/api/outreach/campaigns/spring/reach").json()
    kept = [(one["code"], one["seen"], one["visitors"], one["read"], one["taken"], one["endorsed"]) for one in told]
    assert kept[:2] == [("spring-letter", 2, 1, 1, 0, 1), ("", 1, 1, 0, 0, 0)]
