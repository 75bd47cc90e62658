"""What is counted, and that nobody can be found in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.work.outreach.actions.campaigns import close_channel, open_channel
from sextant.work.outreach.actions.reach import count_act, forget_days_before, is_program
from sextant.work.outreach.models import DayCount, DaySalt, SeenToday
from sextant.work.outreach.queries.reach import days_of, totals_of, ways_of
from sextant.work.outreach.tests.factories import BROWSER, DAY, drawn_up, endorsed, running

pytestmark = pytest.mark.django_db


def told(campaign):
    return {way.channel.code if way.channel else "": way.row for way in ways_of(campaign) if any(way.row)}


def test_a_visitor_is_counted_once_a_day_and_every_opening_counts():
    campaign = running()
    way = open_channel(campaign, name="Letter", kind="letter", by=None)
    for address, agent in (("10.0.0.1", BROWSER), ("10.0.0.1", BROWSER), ("10.0.0.2", BROWSER), ("10.0.0.1", BROWSER + " b")):
        assert count_act(campaign, "seen", on=DAY, channel=way, address=address, agent=agent)
    count_act(campaign, "seen", on=DAY + timedelta(days=1), channel=way, address="10.0.0.1", agent=BROWSER)
    assert (told(campaign), days_of(campaign)) == ({"spring-letter": [5, 4, 0, 0, 0, 0, 0]}, [(DAY, 4, 3), (DAY + timedelta(days=1), 1, 1)])


def test_programs_are_not_counted_and_who_asks_not_to_be_followed_leaves_no_digest():
    campaign = running()
    assert [is_program(one) for one in ("", "Googlebot/2.1", "curl/8", "TelegramBot (like TwitterBot)", BROWSER)] == [True, True, True, True, False]
    assert count_act(campaign, "seen", on=DAY, agent="Googlebot/2.1", address="10.0.0.1") is False
    assert count_act(campaign, "seen", on=DAY, agent=BROWSER, address="10.0.0.1", quiet=True) is True
    assert (told(campaign), SeenToday.objects.count()) == ({"": [1, 0, 0, 0, 0, 0, 0]}, 0)


def test_nothing_kept_leads_back_to_an_address_and_the_day_is_forgotten():
    campaign = running()
    count_act(campaign, "seen", on=DAY, address="10.11.12.13", agent=BROWSER)
    kept = [str(row) for model in (DayCount, SeenToday) for row in model.objects.values()]
    assert not any("10.11.12.13" in row or "Firefox" in row for row in kept)
    assert (forget_days_before(DAY), DaySalt.objects.count()) == (0, 1)
    assert (forget_days_before(DAY + timedelta(days=1)), DaySalt.objects.count(), SeenToday.objects.count()) == (1, 0, 0)
    assert told(campaign) == {"": [1, 1, 0, 0, 0, 0, 0]}


def test_a_counted_link_leads_to_the_page_and_the_way_goes_on_with_the_reader(client):
    campaign = running()
    open_channel(campaign, name="Poster", kind="print", code="poster", by=None)
    link = reverse("outreach:go", args=["poster"])
    answer = client.get(link, headers={"user-agent": BROWSER})
    assert answer["Location"] == reverse("outreach:campaign", args=["spring"]) + "?from=poster"
    page = client.get(answer["Location"], headers={"user-agent": BROWSER})
    assert reverse("outreach:endorse", args=["spring"]) + "?from=poster" in page.content.decode()
    client.get(reverse("outreach:read", args=["spring"]) + "?from=poster", headers={"user-agent": BROWSER})
    client.get(reverse("outreach:share", args=["spring", "vk"]) + "?from=poster", headers={"user-agent": BROWSER})
    given = {"who": "person", "name": "Ann", "country": "GB", "email": "ann@example.org", "agreed": "on", "from": "poster"}
    assert client.post(reverse("outreach:endorse", args=["spring"]), given)["Location"] == reverse("outreach:asked")
    assert told(campaign) == {"poster": [1, 1, 1, 0, 1, 0, 0]}
    assert campaign.endorsements.get().channel.code == "poster"


def test_a_closed_way_still_leads_but_is_not_counted(client):
    campaign = running()
    way = open_channel(campaign, name="Poster", kind="print", code="poster", by=None)
    close_channel(way, today=timezone.localdate(), by=None)
    answer = client.get(reverse("outreach:go", args=["poster"]), headers={"user-agent": BROWSER})
    client.get(answer["Location"] + "?from=poster", headers={"user-agent": BROWSER})
    assert (answer["Location"], told(campaign)) == (reverse("outreach:campaign", args=["spring"]), {"": [1, 1, 0, 0, 0, 0, 0]})


def test_a_prefetched_page_a_draft_and_a_look_of_the_office_are_not_counted(client, make_user):
    campaign = running()
    client.get(reverse("outreach:campaign", args=["spring"]), headers={"user-agent": BROWSER, "sec-purpose": "prefetch"})
    draft = drawn_up(code="later")
    client.force_login(make_user("editor"))
    assert client.get(reverse("outreach:campaign", args=["later"]), headers={"user-agent": BROWSER}).status_code == 200
    client.get(reverse("outreach:campaign", args=["spring"]), headers={"user-agent": BROWSER})
    assert (told(campaign), told(draft)) == ({}, {})


def test_the_reach_has_the_same_number_of_queries_for_one_way_and_for_many(client, make_user, django_assert_max_num_queries):
    campaign = running()
    client.force_login(make_user("editor"))
    for place in range(9):
        way = open_channel(campaign, name=f"Way {place}", kind="letter", by=None)
        count_act(campaign, "seen", on=DAY, channel=way, address=str(place), agent=BROWSER)
    endorsed(campaign)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("outreach:reach", args=["spring"]))
    assert totals_of(ways_of(campaign)) == [9, 9, 0, 0, 0, 0, 0]
    assert "Way 8" in answer.content.decode()
