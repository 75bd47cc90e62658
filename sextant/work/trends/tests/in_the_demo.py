"""What the demo must show: a radar with old and new, moved and unrated signals, and a published report beside a real signal."""

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.work.trends.models import Find, Signal, TrendReport, WatchList
from sextant.work.trends.queries.radar import radar_at
from sextant.work.trends.tests.factories import a_signal


def before():
    a_signal(User.objects.create_user("teller@example.org"))


def shown(_real):
    places = radar_at(timezone.localdate())
    assert len(places) >= 12
    found = {kind: any(getattr(one, kind) for one in places) for kind in ("is_new", "has_moved", "is_rated")}
    assert (found, all(one.is_rated for one in places)) == ({"is_new": True, "has_moved": True, "is_rated": True}, False)
    assert {one.state for one in Find.objects.filter(watch_list__is_demo=True)} == {"open", "taken", "dismissed"}
    report = TrendReport.objects.get(is_demo=True)
    assert (report.state, len(report.content["passages"]), len(report.content["radar"]["places"])) == ("published", 2, len(places))
    assert {one["chapter"] for one in report.content["told"]} >= {"experts"}


def after():
    assert (Signal.objects.count(), WatchList.objects.count()) == (1, 0)
