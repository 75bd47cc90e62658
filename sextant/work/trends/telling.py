"""What forecasts and watch lists tell the radar: series whose last known value lies outside the interval of the farthest year ahead, and what
was found and taken up.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from sextant.base.measures.outlooks import Outlook, outlooks
from sextant.base.measures.radar import Fact, Telling
from sextant.work.trends import states
from sextant.work.trends.models import Find
from sextant.work.trends.queries.finds import telling_of


def last_known(outlook: Outlook) -> tuple[int, float] | None:
    """The last year of a series with a value."""
    return next(((year, value) for year, value in reversed(outlook.past) if value is not None), None)


def told_by_forecasts() -> Iterator[Telling]:
    """Where a model that beat the naive forecast expects another level, beyond its own 80 % interval."""
    for one in outlooks():
        last, far = last_known(one), one.ahead[-1] if one.ahead else None
        if last is None or far is None or one.is_naive or far.low <= last[1] <= far.high:
            continue
        year, value = last
        words = {"series": one.title, "year": far.year}
        title = _("%(series)s is expected to rise by %(year)s") if far.value > value else _("%(series)s is expected to fall by %(year)s")
        facts = (
            Fact(_("last known, %(year)s") % {"year": year}, value, one.address, 1),
            Fact(_("expected, %(year)s") % {"year": far.year}, far.value, one.address, 1),
            Fact(_("lower end of the 80%% interval, %(year)s") % {"year": far.year}, far.low, one.address, 1),
            Fact(_("upper end of the 80%% interval, %(year)s") % {"year": far.year}, far.high, one.address, 1),
        )
        about = _("The last known value lies outside the interval in which the forecast expects it eight times in ten.")
        yield Telling(f"outlook:{one.code}", date(one.known_until, 12, 31), title % words, about, one.address, facts)


def told_by_watch_lists() -> Iterator[Telling]:
    """What was taken up, once its signal has stood on the radar: before that it is for those who keep it."""
    taken = Find.objects.filter(state=states.TAKEN, signal__state__in=states.PUBLIC)
    yield from map(telling_of, taken.select_related("watch_list").order_by("pk"))
