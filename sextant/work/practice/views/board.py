"""The board for everybody, the waits, what members brought in, the rules."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.charts import Point, Series, line_chart
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.trials.waiting import Waits, waits
from sextant.society.members.forms.refusals import attempt
from sextant.work.practice import rules
from sextant.work.practice.actions.outcomes import save_rules
from sextant.work.practice.forms.briefs import RulesForm
from sextant.work.practice.forms.findings import BoardFilter
from sextant.work.practice.queries.board import columns, findings_wanted, proposals_waiting
from sextant.work.practice.queries.lists import open_invitations
from sextant.work.practice.queries.path import path_rules
from sextant.work.practice.queries.tables import findings_table, waits_table
from sextant.work.practice.queries.times import ADOPTION, PILOT, waits_for

YEAR = 365.25
LONGEST = 15
"""Years that the curve shows at most."""


@decided_by(anyone)
@require_safe
def board(request: HttpRequest) -> HttpResponseBase:
    """Findings by stage; with `?stage=` one stage as a list; `?format=` downloads what is asked for."""
    form, today = BoardFilter(request.GET or None), timezone.localdate()
    wish = form.wish()
    if "format" in request.GET:
        return download(findings_table(findings_wanted(wish).order_by("decided_on", "pk")), request.GET["format"])
    asked = request.GET.copy()
    for name in ("page", "stage"):
        asked.pop(name, None)
    shown: dict[str, Any] = {"form": form, "today": today, "asked": asked.urlencode(), "wish": wish, "keeper": rules.is_keeper(request.user)}
    if wish.get("stage"):
        shown["page"] = paged(request, findings_wanted(wish).prefetch_related("concepts").order_by("-stage_since", "-pk"))
    else:
        shown["columns"] = columns(wish)
    if part_wanted(request):
        return render(request, "practice/_board.html", shown)
    shown |= {"may_propose": rules.may_propose(request.user), "open_invitations": open_invitations(today)[:5]}
    return render(request, "practice/board.html", shown)


def _curve(found: Waits, title: str) -> Any:
    """The share that has got there within so many years of publication, as the product-limit estimate has it."""
    last = max((step.days for step in found.steps), default=0)
    points = [Point(year, 100 * found.share_ended_by(int(year * YEAR))) for year in range(min(LONGEST, int(last / YEAR) + 2))]
    return line_chart([Series(title, points if found.steps else [])], title=title, unit="%", from_zero=True, decimals=0)


@decided_by(anyone)
@require_safe
def times(request: HttpRequest) -> HttpResponseBase:
    """How long it takes from publication to the first pilot and to adoption; `?format=` downloads the findings behind it (`?of=adoption`)."""
    today, of = timezone.localdate(), request.GET.get("of", PILOT)
    if "format" in request.GET:
        return download(waits_table(waits_for(ADOPTION if of == ADOPTION else PILOT, today)), request.GET["format"])
    titles = {PILOT: _("From publication to the first pilot"), ADOPTION: _("From publication to the first adoption")}
    parts = []
    for event, title in titles.items():
        rows = waits_for(event, today)
        found = waits([one.case for one in rows])
        parts.append({"event": event, "title": title, "waits": found, "chart": _curve(found, title), "rows": rows[:50]})
    return render(request, "practice/times.html", {"parts": parts})


@decided_by(rules.is_keeper)
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What members brought in."""
    return render(request, "practice/proposals.html", {"page": paged(request, proposals_waiting())})


@decided_by(rules.is_office)
def path_rules_page(request: UserRequest) -> HttpResponse:
    """Whose officers keep the path, and how many pilots are enough."""
    form = RulesForm(request.POST or None, instance=path_rules())
    if form.is_valid() and attempt(form, save_rules, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The rules are saved."))
        return redirect("practice:rules")
    return render(request, "practice/rules.html", {"form": form}, status=400 if form.is_bound else 200)
