"""For everybody: the register, one dissertation, the register in numbers."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Point, Series, line_chart
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.work.scholarship import rules, states
from sextant.work.scholarship.forms.dissertations import MoveForm, RegisterFilter
from sextant.work.scholarship.models import Dissertation
from sextant.work.scholarship.models.dissertations import STATES
from sextant.work.scholarship.queries.register import counted, names_of, wanted, with_names
from sextant.work.scholarship.queries.tables import dissertations_table

WITH_ALL = Dissertation.objects.with_all()
PER_PAGE = 25


@decided_by(anyone)
@require_safe
def dissertations(request: HttpRequest) -> HttpResponseBase:
    """The register with its filters; `?format=` downloads what is on screen, with the names that this reader may read."""
    form = RegisterFilter(request.GET or None)
    rows = wanted(request.user, form.wish())
    if "format" in request.GET:
        return download(dissertations_table(request.user, rows), request.GET["format"])
    page = paged(request, rows, PER_PAGE)
    shown = {
        "form": form,
        "page": page,
        "rows": with_names(request.user, page),
        "asked": bool(form.wish()),
        "registers": rules.may_register(request.user),
        "keeps": rules.may_keep_register(request.user),
    }
    return render(request, "scholarship/_dissertations.html" if part_wanted(request) else "scholarship/dissertations.html", shown)


def dissertation_page(request: HttpRequest, one: Dissertation, **bound: Any) -> HttpResponse:
    """One dissertation; for those who keep it, with what they may do."""
    words = rules.words_for(request.user, one)
    targets = states.moves_of(one.state, words)
    everything = rules.sees_names(request.user, one)
    person = rules.person_of(request.user)
    alike = one.resemblances.select_related("other__school").prefetch_related("other__supervisions") if words else []
    shown = {
        "dissertation": one,
        "names": names_of(one, everything=everything),
        "keeps": bool(words),
        "is_author": rules.is_author(request.user, one),
        "steps": one.steps.all(),
        "move_form": MoveForm(targets=targets) if targets else None,
        "guiding": [each for each in one.supervisions.all() if words or (person is not None and each.person_id == person.pk)],
        "alike": [(each, rules.may_see(request.user, each.other)) for each in alike],
        "suggestions": one.suggestions.all(),
        **bound,
    }
    return render(request, "scholarship/dissertation.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see, WITH_ALL)
@require_safe
def dissertation(request: HttpRequest, one: Dissertation) -> HttpResponse:
    """Topic, school, what became of it; names as far as they may be read."""
    return dissertation_page(request, one)


@decided_by(anyone)
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The register by year, school, concept and state."""
    found = counted()
    years = range(min([*found.registered, *found.defended], default=0), max([*found.registered, *found.defended], default=-1) + 1)
    listed = reverse("scholarship:dissertations")
    names = dict(STATES)
    shown = {
        "total": sum(found.states.values()),
        "running": sum(found.states[state] for state in states.RUNNING),
        "defended": found.states[states.DEFENDED],
        "years": line_chart(
            [
                Series(_("registered"), [Point(year, found.registered.get(year, 0)) for year in years]),
                Series(_("defended"), [Point(year, found.defended.get(year, 0)) for year in years]),
            ],
            title=_("Dissertations by year"),
            from_zero=True,
            decimals=0,
        ),
        "states": bar_chart(
            [Point(str(names[state]), number, f"{listed}?state={state}") for state, number in found.states.items()], title=_("By state"), decimals=0
        ),
        "schools": bar_chart([Point(name, number) for name, number in found.schools], title=_("By school"), decimals=0),
        "concepts": bar_chart(
            [Point(name, number, f"{listed}?concept={code}") for code, name, number in found.concepts], title=_("By concept"), decimals=0
        ),
    }
    return render(request, "scholarship/numbers.html", shown)
