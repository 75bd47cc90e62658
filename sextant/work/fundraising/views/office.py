"""The fundraiser's desk: what came this year, what waits, the appeals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sextant.base.permissions.pages import decided_by
from sextant.base.words.money import money
from sextant.work.fundraising import rules, states
from sextant.work.fundraising.models import Appeal, Gift
from sextant.work.fundraising.queries.drawings import raised_by_year
from sextant.work.fundraising.queries.gifts import parts_of_period, sums_by_currency, thanked_in_time, unthanked
from sextant.work.fundraising.queries.progress import progress_of


@decided_by(rules.may_keep)
def office(request: HttpRequest) -> HttpResponse:
    """Figures of the year, what is to be done, and every appeal with its progress."""
    today = timezone.localdate()
    rows = list(Appeal.objects.select_related("fund")[:100])
    progress = progress_of(rows)
    year = parts_of_period(today.replace(month=1, day=1), today)
    in_time, wanted = thanked_in_time(year)
    shown = {
        "appeals": [(appeal, progress[appeal.pk]) for appeal in rows],
        "raised": [money(total, currency) for currency, total in sorted(sums_by_currency(year).items())],
        "donors": year.order_by().values("gift__donor").distinct().count(),
        "thanked": in_time / wanted if wanted else None,
        "unthanked": unthanked().count(),
        "pledged": Gift.objects.filter(state=states.PROMISED, source__in=[Gift.Source.OFFICE, Gift.Source.IMPORT]).count(),
        "chart": raised_by_year(today),
        "year": today.year,
    }
    return render(request, "fundraising/office.html", shown)
