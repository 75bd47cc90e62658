"""What is computed of donors, and what waits to be thanked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.work.fundraising import rules
from sextant.work.fundraising.actions.analysis import ask_analysis
from sextant.work.fundraising.actions.statements import ask_statements
from sextant.work.fundraising.forms.segments import StatementsForm
from sextant.work.fundraising.models import Analysis
from sextant.work.fundraising.queries.gifts import unthanked as waiting
from sextant.work.fundraising.queries.results import shown_results
from sextant.work.fundraising.views.answers import answer


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


@decided_by(rules.may_see_donors)
def statements(request: UserRequest) -> HttpResponse:
    """Asks for the statements of a year: a letter for every donor who gave in it and agreed to letters."""
    form = StatementsForm(request.POST or None)
    lead = _("Every donor who gave in the year and agreed to letters gets one, with the link to the statement. Whoever has theirs gets no second.")
    return answer(
        request,
        form,
        lambda: ask_statements(year=form.cleaned_data["year"], by=request.user),
        title=_("Statements of a year"),
        lead=lead,
        label=_("Write the statements"),
        done=_("The statements are being written."),
        to=lambda made: reverse("fundraising:office"),
    )
