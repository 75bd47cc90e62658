"""A watch list finds what is new or rises, and what it finds is taken up, dismissed, and either undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.registry import recurring
from sextant.base.measures import counted
from sextant.base.measures import radar as telling
from sextant.base.measures.waiting import tasks_of
from sextant.society.concepts.models import Concept, Label
from sextant.work.trends.actions.radar import keep_told, put_on_radar, save_signal
from sextant.work.trends.actions.watching import bring_feed, close_watch_list, dismiss, look_over, save_watch_list, take_up, undo_decision
from sextant.work.trends.jobs import look_over_all
from sextant.work.trends.models import Find, Signal, WatchList
from sextant.work.trends.queries.finds import reason_of
from sextant.work.trends.queries.watching import Line
from sextant.work.trends.tests.factories import a_feed, a_watch_list, an_agenda, series

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OTHERS = (("Something else", 40, 10), ("Something else", 40, 120))
"""As many entries in either span."""


def page(name, *args):
    return reverse(f"trends:{name}", args=args)


def brought(watch_list, *counts, **more):
    return bring_feed(watch_list, data=a_feed(*counts, *OTHERS, **more), name="feed.csv", today=TODAY, by=watch_list.owner)


@pytest.fixture
def keeper(make_user):
    return make_user("analyst")


@pytest.fixture
def counts(monkeypatch):
    """What the site counts: nothing but what the test says."""

    def say(*rows):
        monkeypatch.setattr(counted, "_sources", {})
        counted.register("observatory", "Observatory", lambda: rows)

    return say


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Роботами заменили библиотекарей", "робот", True),
        ("A robot at the desk", "Robots", True),
        ("Искусственного интеллекта в библиотеке всё больше", "искусственный интеллект", True),
        ("Интеллект и искусственный снег", "искусственный интеллект", False),
        ("They lend it to AI people", "IT", False),
        ("They lend it to AI people", "AI", True),
        ("Роботизация", "бот", False),
    ],
)
def test_a_phrase_is_found_in_its_forms_and_capitals_only_as_they_are(text, phrase, found):
    assert Line(text).holds(phrase) is found


def test_what_is_met_more_often_in_a_feed_is_found_with_its_entries_and_reason(keeper):
    watch_list = a_watch_list(keeper, "robots\nquiet")
    told = brought(watch_list, ("A robot lends", 12, 5), ("Robots came", 2, 100), ("Quiet rooms", 3, 7), ("Quiet rooms", 3, 101))
    assert told == {"entries": 100, "left_out": 0, "found": 1}
    find = Find.objects.get()
    assert (find.name_ru, find.recent, find.recent_whole, find.before, find.before_whole) == ("robots", 12, 55, 2, 45)
    assert (find.until, find.since, find.before_since) == tuple(TODAY - timedelta(days=back) for back in (5, 94, 184))
    assert {one.title[:7] for one in find.entries.all()} == {"A robot"}
    assert "12 of 55" in reason_of(find)
    assert [(one["name"]["en"], one["recent"], one["rises"]) for one in watch_list.__class__.objects.get().report["terms"]] == [
        ("robots", [12, 55], True),
        ("quiet", [3, 55], False),
    ]


def test_entries_come_once_and_what_is_dated_ahead_is_not_counted(keeper):
    watch_list = a_watch_list(keeper)
    assert brought(watch_list, ("A robot", 2, 5), ("A robot", 9, -3))["entries"] == 91
    assert brought(watch_list, ("A robot", 2, 5)) == {"entries": 0, "left_out": 0, "found": 0}
    assert Find.objects.count() == 0


def test_a_feed_without_anything_before_finds_nothing(keeper):
    watch_list = a_watch_list(keeper)
    assert bring_feed(watch_list, data=a_feed(("A robot", 30, 5)), name="f.csv", today=TODAY, by=keeper)["found"] == 0


def test_concepts_are_watched_by_all_their_labels_in_both_languages(keeper):
    concept = Concept.objects.create(code="c0001", label_ru="роботы", label_en="robots")
    for language, text in (("ru", "роботы"), ("en", "robots"), ("ru", "механические помощники")):
        Label.objects.create(concept=concept, language=language, text=text, folded=text, kind="alt")
    watch_list = a_watch_list(keeper, "", concepts=(concept,))
    brought(watch_list, ("Робот у стойки", 4, 5), ("A robot", 4, 6), ("Механического помощника купили", 4, 7))
    assert (Find.objects.get().recent, Find.objects.get().is_new) == (12, True)


def test_concepts_and_words_are_watched_in_what_the_site_counts(keeper, counts):
    counts(
        series("c0001", "robots", 10, 40), series("c0002", "reading", 90, 92), series("c0003", "robot ethics", 0, 20), series("c0004", "maps", 1, 90)
    )
    concept = Concept.objects.create(code="c0001", label_en="robots")
    a_watch_list(keeper, "ethics\nreading", "counted", (concept,))
    found = [(one.name_en, one.before, one.recent, one.is_new, one.url_en) for one in Find.objects.order_by("key")]
    assert found == [("robots", 10, 40, False, "/c0001/"), ("robot ethics", 0, 20, True, "/c0003/")]
    find = Find.objects.get(key="observatory:corpus:c0001")
    assert (find.before_since.year, find.since.year, find.until.year, find.times) == (2020, 2023, 2025, 4.0)
    assert reason_of(find) == "Mentions in 2023–2025: 40 of 300; before, in 2020–2022: 10 of 300."


def test_thresholds_are_those_of_the_list(keeper, counts):
    counts(series("c0001", "robots", 10, 40))
    a_watch_list(keeper, "robots", "counted", least=41)
    a_watch_list(keeper, "robots", "counted", times=4.1)
    assert Find.objects.count() == 0
    a_watch_list(keeper, "robots", "counted", least=40, times=4)
    assert Find.objects.count() == 1


def test_a_find_is_brought_up_to_date_and_after_dismissal_comes_only_with_more_in_newer_data(keeper, counts):
    counts(series("c0001", "robots", 10, 40))
    watch_list = a_watch_list(keeper, "robots", "counted")
    counts(series("c0001", "robots", 10, 45))
    assert look_over(watch_list, today=TODAY, by=None) == 0
    find = Find.objects.get()
    assert find.recent == 45
    dismiss(find, today=TODAY, by=keeper)
    for row in (series("c0001", "robots", 10, 50), series("c0001", "robots", 10, 45, last=2026)):
        counts(row)
        assert look_over(watch_list, today=TODAY, by=None) == 0
    counts(series("c0001", "robots", 10, 46, last=2026))
    assert look_over(watch_list, today=TODAY, by=None) == 1
    assert [one.state for one in watch_list.finds.order_by("pk")] == ["dismissed", "open"]


def test_a_find_becomes_a_signal_with_reason_and_rows_and_back(keeper, counts):
    counts(series("c0001", "robots", 10, 40))
    a_watch_list(keeper, "robots", "counted")
    find = Find.objects.get()
    signal = take_up(find, today=TODAY, by=keeper)
    assert (signal.state, signal.source, signal.title_en, signal.title_ru) == (
        "proposed",
        "watch_lists",
        "Met more often: robots",
        "Встречается чаще: robots",
    )
    assert signal.about_en == "Mentions in 2023–2025: 40 of 300; before, in 2020–2022: 10 of 300."
    assert [(one.value, one.form, one.url_en) for one in signal.evidence.order_by("pk")] == [
        (40.0, "number", "/c0001/"),
        (0.1333, "share", "/c0001/"),
        (0.0333, "share", "/c0001/"),
    ]
    with pytest.raises(ValidationError, match="decided meanwhile"):
        take_up(find, today=TODAY, by=keeper)
    undo_decision(find, by=keeper)
    assert (Signal.objects.count(), Find.objects.get().state) == (0, "open")


def on_radar(find, keeper):
    an_agenda()
    signal = save_signal(take_up(find, today=TODAY, by=keeper), by=None, direction=an_agenda().directions.get(code="V"))
    return put_on_radar(signal, today=TODAY, by=None)


def test_a_signal_that_is_decided_stays_and_is_told_to_the_radar_only_then(keeper, counts, monkeypatch):
    monkeypatch.setattr(telling, "_sources", {name: one for name, one in telling._sources.items() if name == "watch_lists"})
    counts(series("c0001", "robots", 10, 40))
    a_watch_list(keeper, "robots", "counted")
    find = Find.objects.get()
    take_up(find, today=TODAY, by=keeper)
    assert telling.told() == []
    on_radar(undo_decision(find, by=keeper), keeper)
    assert [one.en.title for one in telling.told()] == ["Met more often: robots"]
    assert keep_told(telling.told(), today=TODAY, by=None) == {"signals": 0, "evidence": 0}
    with pytest.raises(ValidationError, match="stays taken up"):
        undo_decision(find, by=keeper)


def test_a_dismissal_is_not_undone_where_the_same_was_found_again(keeper, counts):
    counts(series("c0001", "robots", 10, 40))
    watch_list = a_watch_list(keeper, "robots", "counted")
    find = dismiss(Find.objects.get(), today=TODAY, by=keeper)
    counts(series("c0001", "robots", 10, 50, last=2026))
    look_over(watch_list, today=TODAY, by=None)
    with pytest.raises(ValidationError, match="found again"):
        undo_decision(find, by=keeper)


@pytest.mark.parametrize("words", ["", "\n \n", "a", "...", "\n".join(f"word{number}" for number in range(51))])
def test_a_list_watches_something_that_can_be_found(keeper, words):
    with pytest.raises(ValidationError):
        a_watch_list(keeper, words)
    assert WatchList.objects.count() == 0


@pytest.mark.parametrize(("name", "value"), [("least", 1), ("times", 1.0), ("title", "")])
def test_bounds_that_would_find_everything_are_refused(keeper, name, value):
    with pytest.raises(ValidationError) as refusal:
        a_watch_list(keeper, **{name: value})
    assert list(refusal.value.message_dict) == [name]


def test_a_list_of_counts_takes_no_files(keeper):
    with pytest.raises(ValidationError, match="takes no files"):
        brought(a_watch_list(keeper, source="counted"))


def test_every_night_lists_are_looked_over_except_closed_ones(keeper, counts):
    counts()
    a_watch_list(keeper, "robots", "counted")
    close_watch_list(a_watch_list(keeper, "robots", "counted"), closed=True, today=TODAY, by=keeper)
    counts(series("c0001", "robots", 10, 40))

    class Run:
        def progress(self, *_numbers):
            pass

    assert look_over_all(Run()) == {"lists": 1, "found": 1}
    assert [one.every for one in recurring() if one.name == "trends.look_over"] == [timedelta(days=1)]


def test_the_owner_is_told_what_waits_and_nobody_else(keeper, make_user, counts):
    counts(series("c0001", "robots", 10, 40))
    a_watch_list(keeper, "robots\nrobot", "counted")
    assert [one.title for one in tasks_of(keeper) if "Machines" in str(one.title)] == ["Machines: look at 1 find"]
    assert [one for one in tasks_of(make_user("analyst")) if "Machines" in str(one.title)] == []


def test_saving_again_keeps_the_owner(keeper, make_user):
    watch_list = a_watch_list(keeper)
    given = {"title": "Other", "words": "robots", "least": 5, "times": 2.0}
    save_watch_list(watch_list, concepts=(), by=make_user("secretary"), today=TODAY, **given)
    assert (WatchList.objects.get().owner, WatchList.objects.get().title) == (keeper, "Other")
