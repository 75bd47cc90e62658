"""The rows behind what a plan lacks, and the calls that fit it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.lab.funding.gap import KINDS
from sextant.lab.funding.matching import Match
from sextant.work.planning import rules
from sextant.work.planning.models import Plan
from sextant.work.planning.queries.content import content_of, initiatives_in, words
from sextant.work.planning.queries.gap import gap_of, gap_table, parts_of
from sextant.work.planning.queries.matching import key_of, matches_of, missing_part
from sextant.work.planning.queries.shown import gap_chart
from sextant.work.planning.views.plans import WITH_OWNER

SHOWN = 10


@decided_by(rules.may_edit_plan, WITH_OWNER)
def gap(request: HttpRequest, plan: Plan) -> HttpResponseBase:
    """Every row of the gap, of all years or of one; `?format=` downloads what is on screen."""
    years = gap_of(plan)
    asked, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    rows = parts_of(plan, years, year, kind if kind in KINDS else "")
    if "format" in request.GET:
        return download(gap_table(plan, rows), request.GET["format"])
    context = {"plan": plan, "years": years, "rows": rows, "year": year, "kind": kind, "chart": gap_chart(plan, years)}
    return render(request, "planning/gap.html", context)


@decided_by(rules.may_edit_plan, WITH_OWNER)
def matches(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The open calls for one initiative that lacks money; those that failed a gate stand below with the sentence why."""
    content, today = content_of(plan), timezone.localdate()
    years = gap_of(plan, content)
    lacking = [one for one in initiatives_in(content) if missing_part(plan, content, one, years, today)]
    keys = {one["key"]: words(one) for one in lacking}
    asked = request.GET.get("initiative", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) in keys else next(iter(keys), None)
    found = matches_of(plan, content, chosen, years, today) if chosen is not None else None
    context: dict[str, Any] = {"plan": plan, "initiatives": keys, "chosen": chosen, "found": None}
    if found is not None:
        matching, registered = found
        context |= {
            "found": matching,
            "fitting": [_shown(one, registered) for one in matching.fitting[:SHOWN]],
            "excluded": [_shown(one, registered) for one in matching.excluded[:SHOWN]],
            "more_fitting": max(len(matching.fitting) - SHOWN, 0),
            "more_excluded": max(len(matching.excluded) - SHOWN, 0),
            "missing": sum(matching.need.amounts.values()),
        }
    return render(request, "planning/matches.html", context)


def _shown(found: Match, registered: dict[str, int]) -> dict[str, Any]:
    """A match in the reader's language: reasons that speak for it, gates that failed, gates nobody could answer."""
    language = (get_language() or "ru")[:2]
    return {
        "call": found.call,
        "key": key_of(found, registered),
        "percent": found.score,
        "reasons": [part.said.sentence(language) for part in found.parts],
        "passed": [gate.said.sentence(language) for gate in found.gates if gate.answer == "passed"],
        "failed": [gate.said.sentence(language) for gate in found.gates if gate.answer == "failed"],
        "unknown": [gate.said.sentence(language) for gate in found.gates if gate.answer == "unknown"],
    }
