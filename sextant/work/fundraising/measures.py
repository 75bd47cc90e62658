"""The numbers that fundraising can be asked for, each with the gifts behind it, and what waits for the fundraiser."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import SMALL_CELL, Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.work.fundraising import rules
from sextant.work.fundraising.models import Gift, Part, Score
from sextant.work.fundraising.queries.donor_lists import latest_analysis
from sextant.work.fundraising.queries.gifts import parts_of_period, parts_table, thanked_in_time, unthanked


def _only_association(scope: Scope) -> Figure | None:
    if scope.kind != "association":
        return Figure(None, None, "not_collected", say("Gifts are counted for the association as a whole."))
    return None


def _money(period: Period, currency: str) -> QuerySet[Part]:
    return parts_of_period(period.start, period.end).filter(gift__currency=currency, gift__kind=Gift.Kind.MONEY)


def raised(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Gifts of money that came in within the period, in thousands of the currency."""
    if (none := _only_association(scope)) is not None:
        return none
    rows = _money(period, currency)
    source = Source(lambda: parts_table(_money(period, currency)))
    total = sum(rows.values_list("amount_minor", flat=True))
    if not total:
        return Figure(None, source, "missing", say("No gift came in within the period."))
    return Figure(total / 100_000, source)


def _givers(period: Period) -> set[int]:
    return set(parts_of_period(period.start, period.end).order_by().values_list("gift__donor", flat=True))


def _before(period: Period) -> Period:
    return Period(period.year - 1, period.start.replace(year=period.start.year - 1), _a_year_earlier(period))


def _a_year_earlier(period: Period) -> Any:
    end = period.end
    return end.replace(year=end.year - 1, day=min(end.day, 28) if end.month == 2 else end.day)


def _retained_table(period: Period) -> Table:
    """A row for each donor of the year before: the number, and whether there was a gift in this year too."""
    again = _givers(period)
    columns = (Column("donor", _("Donor"), lambda key: key), Column("again", _("Gave again"), lambda key: key in again))
    return Table("donors-retained", columns, sorted(_givers(_before(period))))


def donors_retained(period: Period, scope: Scope) -> Figure:
    """Share of the donors of the year before who gave in this year as well, in per cent; withheld below five donors."""
    if (none := _only_association(scope)) is not None:
        return none
    earlier, source = _givers(_before(period)), Source(lambda: _retained_table(period), persons=True)
    if not earlier:
        return Figure(None, source, "missing", say("Nobody gave in the year before."))
    if len(earlier) < SMALL_CELL:
        return Figure(None, source, "suppressed", say("Fewer than five donors gave in the year before."))
    return Figure(100 * len(earlier & _givers(period)) / len(earlier), source)


def thanked_within_a_day(period: Period, scope: Scope) -> Figure:
    """Share of gifts that were thanked for within a day of their booking, in per cent."""
    if (none := _only_association(scope)) is not None:
        return none
    rows = parts_of_period(period.start, period.end)
    source = Source(lambda: parts_table(parts_of_period(period.start, period.end)))
    in_time, wanted = thanked_in_time(rows)
    if not wanted:
        return Figure(None, source, "missing", say("No gift that was to be thanked for came in within the period."))
    return Figure(100 * in_time / wanted, source)


def measures() -> list[Measure]:
    """Everything this house can count."""
    see, percent = rules.may_see_donors, _("per cent")
    came = _("Gifts of money that came in within the period, less what was given back, in thousands of the currency.")
    again = _("Donors of the year before who gave in this year as well, as a share of all donors of the year before.")
    thanks = _("Gifts for which a letter of thanks or a receipt was written within a day of the booking; donors who wanted no letter do not count.")
    return [
        Measure("fundraising.raised", _("Gifts that came in"), came, _("thousands"), raised, see, 0, ("currency",)),
        Measure("fundraising.donors_retained", _("Donors who gave again"), again, percent, donors_retained, see, 1),
        Measure("fundraising.thanked_within_a_day", _("Gifts thanked for within a day"), thanks, percent, thanked_within_a_day, see, 1),
    ]


def tasks_of(user: Any) -> Iterable[Task]:
    """Gifts nobody was thanked for, and donors who may be lapsing."""
    if not rules.may_see_donors(user):
        return
    group = _("Fundraising")
    if count := unthanked().count():
        words = ngettext("%(count)s gift waits to be thanked for", "%(count)s gifts wait to be thanked for", count) % {"count": count}
        yield Task(words, reverse("fundraising:unthanked"), group=group)
    analysis = latest_analysis()
    lapsing = Score.objects.filter(analysis=analysis, is_lapsing=True).count() if analysis else 0
    if lapsing:
        words = ngettext("%(count)s donor may be lapsing", "%(count)s donors may be lapsing", lapsing) % {"count": lapsing}
        yield Task(words, reverse("fundraising:donors") + "?lapsing=on", group=group)
