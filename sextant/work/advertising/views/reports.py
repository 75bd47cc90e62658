"""The report on a booking: what was shown, day by day, as page, table and PDF."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.work.advertising import rules
from sextant.work.advertising.actions.counting import buffer
from sextant.work.advertising.links import booking_at, token_of
from sextant.work.advertising.models import Booking
from sextant.work.advertising.printed import report_pdf
from sextant.work.advertising.queries.bookings import counts_table
from sextant.work.advertising.queries.drawings import days_chart
from sextant.work.advertising.queries.reports import delivery

WITH_ALL = Booking.objects.with_all()


def _page(request: HttpRequest, booking: Booking, office: bool) -> HttpResponseBase:
    buffer.write()
    told = delivery(booking, timezone.localdate())
    if "format" in request.GET:
        return download(counts_table(told.rows), request.GET["format"])
    shown = {"booking": booking, "told": told, "chart": days_chart(told.rows), "office": office, "token": token_of(booking)}
    return render(request, "advertising/report.html", shown)


def _file(booking: Booking) -> HttpResponse:
    buffer.write()
    name = f'attachment; filename="advertising-report-{booking.pk}.pdf"'
    made = report_pdf(booking, delivery(booking, timezone.localdate()))
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(rules.may_see_bookings, WITH_ALL)
@require_safe
def report(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    """For the manager and those who look after the money."""
    return _page(request, booking, True)


@decided_by(rules.may_see_bookings, WITH_ALL)
@require_safe
def report_file(request: HttpRequest, booking: Booking) -> HttpResponse:
    return _file(booking)


@decided_by(anyone, booking_at)
@require_safe
def my_report(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    """For the advertiser, by the link."""
    return _page(request, booking, False)


@decided_by(anyone, booking_at)
@require_safe
def my_report_file(request: HttpRequest, booking: Booking) -> HttpResponse:
    return _file(booking)
