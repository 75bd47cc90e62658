"""What is computed of donors, and what waits to be thanked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.fundraising import rules
from sextant.work.fundraising.actions.analysis import ask_analysis
from sextant.work.fundraising.models import Analysis
from sextant.work.fundraising.queries.gifts import unthanked as waiting
from sextant.work.fundraising.queries.results import shown_results


@decided_by(rules.may_see_donors)
def results(request: HttpRequest) -> HttpResponse:
    """Segments, donors who may be lapsing, gifts to expect; with what it was computed from."""
    latest = Analysis.objects.select_related("job", "made_by").first()
    done = Analysis.objects.filter(state="done").select_related("made_by").first()
    shown = {"latest": latest, "done": done, **(shown_results(done) if done else {})}
    return render(request, "fundraising/results.html", shown)


@decided_by(rules.may_see_donors)
@require_POST
def compute(request: UserRequest) -> HttpResponse:
    """Asks for a new computation; it runs by itself."""
    ask_analysis(until=timezone.localdate(), by=request.user)
    return redirect("fundraising:results")


@decided_by(rules.may_see_donors)
def unthanked(request: HttpRequest) -> HttpResponse:
    """What came in and nobody was thanked for."""
    return render(request, "fundraising/unthanked.html", {"page": paged(request, waiting())})
