"""A signal is told, decided, rated, and stands where people put it."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.measures import radar as telling
from sextant.base.measures.radar import Fact, Telling
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.work.trends.actions.radar import end_signal, keep_told, put_on_radar, rate_signal, save_signal, tell_signal
from sextant.work.trends.models import Evidence, Rating, Signal
from sextant.work.trends.queries.radar import place_of, radar_at, reading_of
from sextant.work.trends.tests.factories import a_signal, a_year_ago, an_agenda, on_radar, rated

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"trends:{name}", args=args)


def test_the_median_is_a_word_of_the_scale_and_few_ratings_spread_from_end_to_end():
    one = reading_of("certainty", [2, 5, 4, 4])
    assert (one.middle, one.word, one.low, one.high, one.spread_words) == (4, "likely", 2.0, 5.0, "rather unlikely – almost certain")


def test_five_ratings_spread_over_the_middle_half():
    # ordered 1 2 3 4 5: places 1 and 3 of 0 … 4
    one = reading_of("impact", [5, 1, 4, 2, 3])
    assert (one.middle, one.low, one.high) == (3, 2.0, 4.0)


def test_from_the_member_who_tells_to_the_place_on_the_radar(client, make_user):
    an_agenda()
    client.force_login(make_user("member"))
    sent = {"title_en": "Robots at the desk", "about_en": "In three towns.", "source_title": "A newspaper", "link": "https://example.org/a"}
    client.post(page("tell"), sent)
    signal = Signal.objects.get()
    assert "Robots" not in client.get(page("radar")).content.decode()
    client.force_login(make_user("secretary"))
    direction = an_agenda().directions.get(code="V")
    words = {"title_en": signal.title_en, "title_ru": "Роботы", "about_en": signal.about_en, "about_ru": "", "direction": direction.pk}
    client.post(page("edit_signal", signal.pk), {**words, "guidelines": [direction.guidelines.get().pk], "radar": "1"})
    shown = client.get(page("radar")).content.decode()
    assert ("Robots at the desk" in shown, "nobody has rated it yet" in shown, "chart__mark" in shown) == (True, True, False)
    for horizon, impact, certainty in ((2, 4, 3), (2, 5, 4), (3, 4, 5)):
        client.force_login(make_user("member"))
        client.post(page("rate", signal.pk), {"horizon": horizon, "impact": impact, "certainty": certainty})
    place = place_of(Signal.objects.get(), timezone.localdate())
    assert (place.people, place.horizon.middle, place.impact.middle, place.certainty.middle, place.is_new) == (3, 2, 4, 4, True)
    shown = client.get(page("radar")).content.decode()
    assert ("chart__mark" in shown, "in 1–3 years" in shown) == (True, True)


def test_a_signal_is_seen_by_its_teller_and_the_office_before_it_is_on_the_radar(client, make_user):
    teller = make_user()
    signal = a_signal(teller, title_en="A secret thing")
    answers = []
    for user in (None, make_user("member"), teller, make_user("analyst")):
        client.logout()
        if user:
            client.force_login(user)
        answer = client.get(page("signal", signal.pk))
        answers.append((answer.status_code, "A secret thing" in answer.content.decode()))
    assert answers == [(302, False), (403, False), (200, True), (200, True)]


def test_only_raters_rate_and_only_what_is_on_the_radar(client, make_user):
    member = make_user("member")
    waiting, standing = a_signal(member), on_radar(make_user())
    sent = {"horizon": 1, "impact": 1, "certainty": 1}
    client.force_login(make_user())
    assert client.post(page("rate", standing.pk), sent).status_code == 403
    client.force_login(member)
    assert [client.post(page("rate", one.pk), sent).status_code for one in (waiting, standing)] == [403, 302]
    assert client.post(page("rate", standing.pk), {**sent, "horizon": 9}).status_code == 400
    assert Rating.objects.get().signal == standing


def test_a_changed_rating_replaces_the_old_one_which_stays_in_the_history(make_user):
    signal, person = on_radar(make_user()), make_user("member")
    rated(signal, [person], (1, 1, 1), day=a_year_ago())
    rated(signal, [person], (3, 2, 2))
    assert (place_of(signal, timezone.localdate()).horizon.middle, place_of(signal, a_year_ago()).horizon.middle) == (3, 1)
    assert (Rating.objects.count(), Rating.objects.filter(replaced_on=None).count()) == (2, 1)


def test_the_radar_says_what_is_new_and_what_has_moved_since_last_year(make_user):
    people = [make_user("member") for _number in range(3)]
    old = rated(on_radar(people[0], day=a_year_ago(), title_en="Old"), people, (3, 1, 1), (3, 1, 1), (4, 1, 1), day=a_year_ago())
    rated(on_radar(people[0], title_en="New"), people[:1], (1, 1, 1))
    rated(old, people, (2, 1, 1), (2, 1, 1), (4, 1, 1))
    found = {place.signal.title_en: place for place in radar_at(timezone.localdate())}
    assert [(name, one.is_new, one.has_moved, one.has_come_nearer) for name, one in sorted(found.items())] == [
        ("New", True, False, False),
        ("Old", False, True, True),
    ]
    assert [place.signal.title_en for place in radar_at(a_year_ago())] == ["Old"]


def test_what_is_not_taken_or_taken_off_needs_a_reason_and_says_it(client, make_user):
    teller = make_user()
    waiting, standing = a_signal(teller), on_radar(teller, title_en="Stands")
    with pytest.raises(ValidationError, match="Say why"):
        end_signal(waiting, reason=" ", today=timezone.localdate(), by=None)
    for one in (waiting, standing):
        end_signal(one, reason="Seen before", today=timezone.localdate(), by=None)
    assert [one.state for one in Signal.objects.order_by("pk")] == ["refused", "retired"]
    assert radar_at(timezone.localdate()) == []
    assert "Seen before" in client.get(page("signal", standing.pk)).content.decode()
    with pytest.raises(ValidationError, match="changed meanwhile"):
        put_on_radar(waiting_again(waiting), today=timezone.localdate(), by=None)
    with pytest.raises(ValidationError, match="Only signals on the radar"):
        rate_signal(standing, horizon=1, impact=1, certainty=1, today=timezone.localdate(), by=teller)


def waiting_again(signal):
    """With all that the radar asks for, and yet refused."""
    return save_signal(signal, by=None, direction=an_agenda().directions.first())


def test_the_radar_needs_both_languages_and_a_direction(make_user):
    signal = a_signal(make_user(), title_ru="")
    with pytest.raises(ValidationError, match="both languages"):
        put_on_radar(signal, today=timezone.localdate(), by=None)
    save_signal(signal, by=None, title_ru="Роботы")
    with pytest.raises(ValidationError, match="direction of the agenda"):
        put_on_radar(signal, today=timezone.localdate(), by=None)
    with pytest.raises(ValidationError, match="title in one language"):
        tell_signal(by=signal.told_by, today=timezone.localdate(), source_title="A", link="https://example.org", about_en="Words")


def test_what_houses_tell_is_kept_once_and_new_numbers_are_added(monkeypatch):
    monkeypatch.setattr(telling, "_sources", {})
    works = {"value": 12.0}

    def tell():
        yield Telling("burst:ai", timezone.localdate(), "Burst", "Words", "/x/", (Fact("works", works["value"], "/x/works/"),))

    telling.register("test", "Test", telling.FIELD, tell)
    first = keep_told(telling.told(), today=timezone.localdate(), by=None)
    again = keep_told(telling.told(), today=timezone.localdate(), by=None)
    works["value"] = 15.0
    later = keep_told(telling.told(), today=timezone.localdate(), by=None)
    assert [first, again, later] == [{"signals": 1, "evidence": 1}, {"signals": 0, "evidence": 0}, {"signals": 0, "evidence": 1}]
    assert list(Evidence.objects.order_by("pk").values_list("title_en", "value")) == [("works", 12.0), ("works", 15.0)]


def test_the_radar_is_narrowed_and_taken_away_as_it_is_narrowed(client, make_user):
    people = [make_user("member")]
    rated(on_radar(people[0], title_en="First"), people, (1, 5, 5))
    rated(on_radar(people[0], direction="V", title_en="Second"), people, (4, 1, 1))
    on_radar(people[0], title_en="Unrated")
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get(page("radar") + "?format=csv").streaming_content).decode("utf-8-sig"))))
    assert [(row["title_en"], row["number"], row["horizon"], row["people"]) for row in rows] == [
        ("First", "1", "1", "1"),
        ("Unrated", "", "", "0"),
        ("Second", "2", "4", "1"),
    ]
    narrowed = client.get(page("radar") + "?direction=V&format=json")
    body = b"".join(narrowed.streaming_content)
    assert (b"Second" in body, b"First" in body) == (True, False)
    assert b"Unrated" not in client.get(page("radar") + "?format=svg").content
    assert client.get(page("radar") + "?format=png").content[:8] == b"\x89PNG\r\n\x1a\n"
    assert client.get(page("radar") + "?only=unrated&horizon=99999").status_code == 200


def test_a_radar_of_many_asks_no_more_than_one_of_few(client, make_user, django_assert_max_num_queries):
    people = [make_user("member") for _number in range(3)]
    for number in range(6):
        rated(on_radar(people[0], title_en=f"No. {number}"), people, (1, 1, 1), (2, 2, 2), (3, 3, 3))
    with django_assert_max_num_queries(15):
        client.get(page("radar"))


def test_signals_rated_are_counted_by_the_year_of_the_rating(make_user):
    person = make_user("member")
    rated(on_radar(person, day=a_year_ago()), [person], (1, 1, 1), day=a_year_ago())
    signal = rated(on_radar(person), [person], (1, 1, 1))
    rated(signal, [person], (2, 1, 1))
    count = measure("trends.signals_rated").function
    today = timezone.localdate()
    assert [count(Period.of_year(year), ASSOCIATION).value for year in (today.year - 1, today.year)] == [1, 1]
    assert count(Period.of_year(today.year), Scope("region", "1")).status == "not_collected"


def test_the_doors_of_the_office_are_shut_to_members_and_nothing_changes(client, make_user):
    member = make_user("member")
    waiting, standing = a_signal(member, title_en="Waits"), on_radar(member)
    client.force_login(member)
    sent = [("gather",), ("end_signal", waiting.pk), ("end_signal", standing.pk), ("add_evidence", standing.pk), ("edit_signal", waiting.pk)]
    assert {client.post(page(*one), {"reason": "No", "title_en": "X", "url": "https://example.org"}).status_code for one in sent} == {403}
    assert [client.get(page(*one)).status_code for one in (("queue",), ("edit_signal", standing.pk))] == [403, 403]
    assert list(Signal.objects.order_by("pk").values_list("state", "title_en")) == [("proposed", "Waits"), ("radar", "Robots at the desk")]
    assert Evidence.objects.count() == 2
