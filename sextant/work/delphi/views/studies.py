"""For everybody: published studies. For those who keep them: what they may do."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.words.markdown import as_html
from sextant.work.delphi import rules, states
from sextant.work.delphi.drawings import drawn
from sextant.work.delphi.forms.studies import RoundForm
from sextant.work.delphi.models import Round, Study
from sextant.work.delphi.queries.audit import audit_file
from sextant.work.delphi.queries.group import group_of

ALL = Study.objects.select_related("guideline__direction__agenda")


@decided_by(anyone)
@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """Published studies; for those who keep them, all."""
    keeps = rules.may_keep(request.user)
    rows = ALL if keeps else ALL.filter(state=states.PUBLISHED)
    return render(request, "delphi/studies.html", {"studies": rows.all(), "keeps": keeps})


def study_page(request: HttpRequest, study: Study, **bound: Any) -> HttpResponse:
    """What was asked, in how many rounds, and what came of it."""
    keeps, rounds = rules.may_keep(request.user), list(study.rounds.select_related("job"))
    last = next((one for one in reversed(rounds) if one.report), None)
    context = {
        "study": study,
        "about": as_html(study.about),
        "items": study.items.all(),
        "rounds": rounds,
        "last": last,
        "advice": last.report["advice"] if last else "",
        "keeps": keeps,
        "panel": study.panel.count() if keeps or study.state == states.PUBLISHED else None,
        "round_form": RoundForm() if keeps and study.state in (states.DRAFT, states.BETWEEN) else None,
        "may_close_round": keeps and study.state == states.OPEN,
        "may_close": keeps and study.state == states.BETWEEN and last is not None and last == rounds[-1],
        "has_audit": study.state in states.ENDED,
        "may_publish": keeps and study.state == states.CLOSED and all(one.report for one in rounds),
        **bound,
    }
    return render(request, "delphi/study.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_study, ALL)
@require_safe
def study(request: HttpRequest, study: Study) -> HttpResponse:
    """One study."""
    return study_page(request, study)


@decided_by(rules.may_see_round, Round.objects.select_related("study"))
@require_safe
def round_report(request: HttpRequest, one: Round) -> HttpResponse:
    """The frozen report of a round: every item with its picture, agreement, rest, and what those who disagree say."""
    told = one.report.get("items", {})
    rows = []
    for item in one.study.items.all():
        group = group_of(item, one)
        found = told.get(str(item.pk), {})
        parts = [{**part, "name": _named(item, key)} for key, part in found.get("parts", {}).items()]
        chart = drawn(item, group)
        rows.append(
            {
                "item": item,
                "group": group,
                "parts": parts,
                "told": found,
                "chart": chart,
                "dissent": [] if group.withheld else found.get("dissent", []),
            }
        )
    between = one.report.get("between") or {}
    rest = {entry["item"]: entry for entry in between.get("stability", [])}
    for row in rows:
        row["rest"] = rest.get(str(row["item"].pk))
    context = {
        "one": one,
        "study": one.study,
        "rows": rows,
        "between": between,
        "advice": one.report.get("advice", ""),
        "keeps": rules.may_keep(request.user),
    }
    return render(request, "delphi/round.html", context)


def _named(item: Any, key: str) -> str:
    return dict(item.named_options).get(key.partition(":")[2], "")


@decided_by(rules.may_see_study, ALL)
@require_safe
def audit(request: HttpRequest, study: Study) -> HttpResponse:
    """Everything that was asked and answered, without names, as one ZIP; only of a study that is closed."""
    if study.state not in states.ENDED:
        raise Http404
    made = audit_file(study)
    name = f"delphi-{study.pk}-{hashlib.sha256(made).hexdigest()[:8]}.zip"
    return HttpResponse(made, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})
