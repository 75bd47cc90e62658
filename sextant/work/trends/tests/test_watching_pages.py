"""Pages of watch lists: drawn up, fed, decided, refused to others; the same for programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sextant.work.trends.actions.watching import bring_feed, dismiss, take_up
from sextant.work.trends.models import Find, Signal, WatchList
from sextant.work.trends.tests.factories import a_feed, a_watch_list, on_radar, rated
from sextant.work.trends.tests.test_watching import OTHERS
from sextant.work.trends.tests.test_watching import on_radar as find_on_radar

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ROBOTS = ("A robot", 12, 5)
FORM = {"title": "Machines", "source": "files", "concepts": "", "words": "robots", "least": "5", "times": "1.5"}


def page(name, *args):
    return reverse(f"trends:{name}", args=args)


def found(by, words="robots"):
    watch_list = a_watch_list(by, words)
    bring_feed(watch_list, data=a_feed(ROBOTS, *OTHERS), name="feed.csv", today=TODAY, by=by)
    return Find.objects.get(watch_list=watch_list)


def test_from_a_new_list_over_a_file_to_a_signal(client, make_user):
    client.force_login(make_user("analyst"))
    client.post(page("new_watch_list"), FORM)
    watch_list = WatchList.objects.get()
    file = SimpleUploadedFile("feed.csv", a_feed(ROBOTS, *OTHERS))
    answer = client.post(page("bring_feed", watch_list.pk), {"file": file}, follow=True)
    assert "92 new entries were taken in; left out without a title or a day: 0. 1 term is new or rises." in answer.content.decode()
    find = Find.objects.get()
    shown = client.get(page("find", find.pk)).content.decode()
    assert ("12 of 52" in shown, shown.count('href="https://example.org/5/')) == (True, 12)
    client.post(page("take_up", find.pk))
    assert "New: robots" in client.get(page("queue")).content.decode()
    assert "Watch lists" in client.get(Signal.objects.get().get_absolute_url()).content.decode()
    client.post(page("undo_find", find.pk))
    client.post(page("dismiss", find.pk))
    assert (Signal.objects.count(), Find.objects.get().state) == (0, "dismissed")
    client.post(page("look", watch_list.pk))
    client.post(page("close_watch_list", watch_list.pk), {"closed": "1"})
    assert WatchList.objects.get().closed_on == TODAY


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, "Name at least one concept or one word"),
        ({"least": "1"}, "greater than or equal to 2"),
        ({"times": "0"}, "greater than or equal to 1.1"),
        ({"concepts": "no such thing"}, "no such thing"),
        ({"source": "elsewhere"}, "Select a valid choice"),
    ],
)
def test_a_list_is_refused_with_a_sentence_beside_the_field(client, make_user, wrong, sentence):
    client.force_login(make_user("analyst"))
    answer = client.post(page("new_watch_list"), FORM | wrong)
    assert (answer.status_code, sentence in answer.content.decode(), WatchList.objects.count()) == (400, True, 0)


@pytest.mark.parametrize(("data", "sentence"), [(b"<html/>", "neither RSS nor Atom"), (b"", "needs a column"), (b"<rss>", "not well-formed")])
def test_a_file_is_refused_with_a_sentence(client, make_user, data, sentence):
    keeper = make_user("analyst")
    client.force_login(keeper)
    answer = client.post(page("bring_feed", a_watch_list(keeper).pk), {"file": SimpleUploadedFile("feed.xml", data)})
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)


def test_others_see_no_watch_list_and_another_analyst_decides_nothing_on_it(client, make_user):
    find = found(make_user("analyst"))
    reads = [page("watch_lists"), page("watch_list", find.watch_list_id), page("find", find.pk)]
    writes = [page(name, find.pk) for name in ("take_up", "dismiss", "undo_find")]
    writes += [page(name, find.watch_list_id) for name in ("edit_watch_list", "look", "bring_feed", "close_watch_list")]
    client.force_login(make_user("member"))
    answers = [client.get(one) for one in reads] + [client.post(one) for one in writes]
    assert [(one.status_code, b"robots" in one.content) for one in answers] == [(403, False)] * 10
    client.force_login(make_user("analyst"))
    assert [client.get(one).status_code for one in reads] + [client.post(one).status_code for one in writes] == [200] * 3 + [403] * 7
    assert b"Take up as a signal" not in client.get(reads[1]).content
    client.force_login(make_user("secretary"))
    assert client.post(page("dismiss", find.pk)).status_code == 302


def test_what_was_found_is_public_once_its_signal_is_on_the_radar(client, make_user):
    keeper = make_user("analyst")
    find = found(keeper)
    take_up(find, today=TODAY, by=keeper)
    assert client.get(page("find", find.pk)).status_code == 302
    client.force_login(keeper)
    client.post(page("undo_find", find.pk))
    find_on_radar(find, keeper)
    client.logout()
    shown = client.get(page("find", find.pk)).content.decode()
    assert ("12 of 52" in shown, "Machines" in shown, "Undo" in shown) == (True, False, False)


def test_a_list_asks_as_often_for_one_find_as_for_three(client, make_user, django_assert_max_num_queries):
    keeper = make_user("analyst")
    client.force_login(keeper)
    one, three = found(keeper).watch_list, a_watch_list(keeper, "robots\nrobot 1\nrobot 2")
    bring_feed(three, data=a_feed(("A robot 1", 12, 5), ("A robot 2", 12, 6), *OTHERS), name="feed.csv", today=TODAY, by=keeper)
    take_up(three.finds.first(), today=TODAY, by=keeper)
    dismiss(three.finds.last(), today=TODAY, by=keeper)
    assert three.finds.count() == 3
    for watch_list in (one, three):
        with django_assert_max_num_queries(15):
            assert client.get(watch_list.get_absolute_url()).status_code == 200


def test_programs_of_those_who_keep_the_radar_read_lists_and_finds(client, make_user):
    keeper = make_user("analyst")
    find = found(keeper)
    for user, status in ((None, 401), (make_user("member"), 403)):
        if user:
            client.force_login(user)
        answers = [client.get(f"/api/trends/{part}") for part in ("watch-lists", f"watch-lists/{find.watch_list_id}/finds")]
        assert [(one.status_code, b"robots" in one.content) for one in answers] == [(status, False)] * 2
    client.force_login(keeper)
    told = client.get("/api/trends/watch-lists").json()["items"]
    assert [(one["title"], one["source"], one["words"], one["waiting"]) for one in told] == [("Machines", "files", ["robots"], 1)]
    told = client.get(f"/api/trends/watch-lists/{find.watch_list_id}/finds").json()["items"]
    assert [(one["name_en"], one["recent"], one["is_new"], one["state"], one["signal"]) for one in told] == [("robots", 12, True, "open", None)]


def test_programs_read_the_radar_and_not_what_waits_for_it(client, make_user):
    people = [make_user("member") for _number in range(3)]
    rated(on_radar(people[0], title_en="Robots on the radar"), people, (2, 4, 3), (2, 5, 4), (3, 4, 5))
    take_up(found(make_user("analyst")), today=TODAY, by=people[0])
    told = client.get("/api/trends/signals").json()["items"]
    numbers = [(one["title_en"], one["direction"], one["rated_by"], one["horizon"], one["impact"], one["certainty"]) for one in told]
    assert numbers == [("Robots on the radar", "I", 3, 2, 4, 4)]
    assert client.get("/api/trends/signals?state=proposed").json()["total"] == 0
