"""Lists of donors and letters to them."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import carried_out
from sextant.work.fundraising import rules
from sextant.work.fundraising.actions import segments as actions
from sextant.work.fundraising.forms.donors import DonorFilter
from sextant.work.fundraising.forms.segments import MailingForm, SegmentForm
from sextant.work.fundraising.models import Donor, Mailing, Segment
from sextant.work.fundraising.queries.donor_lists import donors_table, donors_wanted
from sextant.work.fundraising.queries.segments import outcome_of, segment_names, segments, sentences_of
from sextant.work.fundraising.views.answers import answer


@decided_by(rules.may_see_donors)
def segment_list(request: HttpRequest) -> HttpResponse:
    """Every kept list, and the letters that were sent."""
    mailings = Mailing.objects.select_related("segment", "appeal")[:50]
    return render(request, "fundraising/segments.html", {"page": paged(request, segments()), "mailings": mailings})


@decided_by(rules.may_see_donors)
def new_segment(request: UserRequest) -> HttpResponse:
    """Keeps the donors of a filter, which stands in the address, under a name."""
    asked = DonorFilter(request.GET or None)
    rows = donors_wanted(asked.wish() if asked.is_bound else {}, timezone.localdate())
    form = SegmentForm(request.POST or None)
    wish = {name: value for name, value in request.GET.items() if value and name not in ("page", "format")}
    keep = lambda: actions.keep_segment(  # noqa: E731
        name=form.cleaned_data["name"], donors=rows.order_by("pk").values_list("pk", flat=True), wish=wish, by=request.user
    )
    lead = _("%(count)s donors answer the question. The list stays as it is now, whatever is given later.") % {"count": rows.count()}
    to = lambda made: reverse("fundraising:segment", args=[made.pk])  # noqa: E731
    return answer(request, form, keep, title=_("Keep as a list"), lead=lead, done=_("The list is kept."), to=to)


@decided_by(rules.may_see_donors, Segment)
def segment(request: HttpRequest, segment: Segment) -> HttpResponseBase:
    """The donors of a list as they are today."""
    rows = donors_wanted({}, timezone.localdate()).filter(pk__in=Donor.objects.filter(segments__segment=segment).values("pk"))
    if "format" in request.GET:
        return download(donors_table(rows), request.GET["format"])
    shown = {"segment": segment, "page": paged(request, rows), "names": segment_names(), "writable": len(actions.writable(segment))}
    return render(request, "fundraising/segment.html", {**shown, "mailings": segment.mailings.select_related("appeal")})


@decided_by(rules.may_see_donors, Segment)
@require_POST
def drop_segment(request: UserRequest, segment: Segment) -> HttpResponse:
    carried_out(request, _("The list is taken away."), actions.drop_segment, segment, by=request.user)
    return redirect("fundraising:segments")


@decided_by(rules.may_see_donors, Segment)
def new_mailing(request: UserRequest, segment: Segment) -> HttpResponse:
    form = MailingForm(request.POST or None)
    draw = lambda: actions.draw_up_mailing(segment, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = _("%(count)s donors of this list agreed to letters and have an address; the others are left alone. Nothing is sent yet.") % {
        "count": len(actions.writable(segment))
    }
    title = _("Letter to “%(segment)s”") % {"segment": segment}
    to = lambda made: reverse("fundraising:mailing", args=[made.pk])  # noqa: E731
    return answer(request, form, draw, title=title, lead=lead, done=_("The letter is drawn up. Read it once more, then send it."), to=to)


@decided_by(rules.may_see_donors, Mailing.objects.select_related("segment", "appeal", "job", "made_by"))
def mailing(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    """A letter: its words, to whom, who was held back, and what came after it in both groups."""
    rows = mailing.donors.select_related("donor").order_by("is_held", "donor__name", "pk")
    held = mailing.donors.filter(is_held=True).count()
    outcome = outcome_of(mailing, timezone.localdate())
    shown = {"mailing": mailing, "page": paged(request, rows), "held": held, "outcome": outcome}
    return render(request, "fundraising/mailing.html", {**shown, "sentences": sentences_of(outcome) if outcome else []})


@decided_by(rules.may_see_donors, Mailing)
@require_POST
def send_mailing(request: UserRequest, mailing: Mailing) -> HttpResponse:
    carried_out(request, _("The letters are on their way."), actions.send_mailing, mailing, on=timezone.localdate(), by=request.user)
    return redirect("fundraising:mailing", mailing.pk)
