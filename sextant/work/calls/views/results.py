"""The ranking of a stage, decisions, the final result, the announcement, diplomas."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.jobs.models import Job
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.calls import rules, states
from sextant.work.calls.actions.results import announce, ask_ranking, decide, freeze_stage, next_stage, reopen_decision, revoke_award
from sextant.work.calls.forms.calls import ReasonForm
from sextant.work.calls.forms.jury import DecisionForm, FreezeForm
from sextant.work.calls.models import Award, Call, Decision, Entry, Stage
from sextant.work.calls.printed import diploma_pdf
from sextant.work.calls.queries.results import fingerprint_of, latest_ranking, placed, scores_of, votes_of
from sextant.work.calls.queries.shown_ranking import ranking_in_words
from sextant.work.calls.queries.tables import ranking_table
from sextant.work.calls.views.judging import LARGEST_KEY, stage_of

CALLS = Call.objects.select_related("section", "fund")
ENTRIES = Entry.objects.select_related("call__section", "stage__call", "category", "person")
AWARDS = Award.objects.select_related("entry__call__section", "entry__category", "person__user", "prize")


def _stage(slug: str, stage: int) -> Call:
    return get_object_or_404(CALLS, slug=slug, stages__in=Stage.objects.filter(pk=min(stage, LARGEST_KEY)))


def ranking_page(request: HttpRequest, call: Call, stage: Stage, **bound: Any) -> HttpResponseBase:
    """Places with intervals, raw and calibrated side by side; what it hangs on; decisions."""
    ranking = latest_ranking(stage)
    rows = placed(stage, ranking)
    if "format" in request.GET:
        return download(ranking_table(rows, blind=call.is_double_blind and not rules.may_judge_the_judges(request.user, call)), request.GET["format"])
    shown = {
        "call": call,
        "stage": stage,
        "ranking": ranking,
        "stale": ranking is not None and ranking.fingerprint != fingerprint_of(scores_of(stage), call),
        "words": ranking_in_words(stage, ranking, rows),
        "page": paged(request, rows),
        "votes": votes_of(stage) if stage.kind == Stage.Kind.VOTE else {},
        "chosen": sum(one.is_chosen for one in rows),
        "runs": rules.may_judge_the_judges(request.user, call),
        "open": call.state == states.PUBLISHED and not stage.is_frozen,
        "last": next_stage(stage) is None,
        "freeze_form": FreezeForm(),
        "reason_form": ReasonForm(),
        **bound,
    }
    return render(request, "calls/_ranking_rows.html" if part_wanted(request) else "calls/ranking.html", shown, status=400 if bound else 200)


@decided_by(rules.may_decide, _stage)
@require_safe
def ranking(request: HttpRequest, call: Call) -> HttpResponseBase:
    """The ranking of a stage."""
    return ranking_page(request, call, stage_of(request))


@decided_by(rules.may_decide, _stage)
@require_POST
def rank(request: UserRequest, call: Call) -> HttpResponse:
    """Queues the reckoning."""
    stage = stage_of(request)
    if carried_out(request, _("The ranking is being reckoned."), ask_ranking, stage, by=request.user):
        return redirect("jobs:detail", Job.objects.filter(created_by=request.user).latest("pk").pk)
    return redirect("calls:ranking", call.slug, stage.pk)


def decision_page(request: HttpRequest, entry: Entry, stage: Stage, data: Any = None) -> DecisionForm:
    """The form of one decision with what is decided so far."""
    known = Decision.objects.filter(stage=stage, entry=entry).select_related("prize").first()
    outcome = "none"
    if known is not None:
        outcome = "on" if known.goes_on else str(known.prize_id or "none")
    initial = {"outcome": outcome, "reason": known.reason if known else ""}
    prizes = list(entry.call.prizes.all())
    return DecisionForm(data, stage=stage, entry=entry, prizes=prizes, last=next_stage(stage) is None, initial=initial)


@decided_by(lambda user, entry: rules.may_decide(user, entry.call), ENTRIES.exclude(stage=None).exclude(state=states.DRAFT))
def decision(request: UserRequest, entry: Entry) -> HttpResponse:
    """Decides about one entry."""
    assert entry.stage is not None
    form = decision_page(request, entry, entry.stage, request.POST or None)
    if form.is_valid() and attempt(form, decide, entry.stage, entry, by=request.user, **form.values()) is not None:
        return redirect("calls:ranking", entry.call.slug, entry.stage_id)
    row = next((one for one in placed(entry.stage, latest_ranking(entry.stage)) if one.entry.pk == entry.pk), None)
    shown = {"form": form, "entry": entry, "call": entry.call, "stage": entry.stage, "row": row}
    return render(request, "calls/decision.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_decide, _stage)
@require_POST
def freeze(request: UserRequest, call: Call) -> HttpResponseBase:
    """Makes the result of a stage final."""
    stage, form = stage_of(request), FreezeForm(request.POST)
    if form.is_valid() and attempt(form, freeze_stage, stage, now=timezone.now(), by=request.user, **form.cleaned_data) is not None:
        return redirect("calls:ranking", call.slug, stage.pk)
    return ranking_page(request, call, stage, freeze_form=form)


@decided_by(rules.may_decide, CALLS)
@require_POST
def reopen(request: UserRequest, call: Call) -> HttpResponse:
    """Takes the decision up again."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    carried_out(request, _("The decision is open again."), reopen_decision, call, reason=reason, by=request.user)
    return redirect("calls:desk", call.slug)


@decided_by(rules.may_judge_the_judges, CALLS)
@require_POST
def announce_results(request: UserRequest, call: Call) -> HttpResponse:
    """Announces the winners to everybody."""
    now = timezone.now()
    done = carried_out(
        request, _("The results are announced; every author gets a letter."), announce, call, on=timezone.localdate(), now=now, by=request.user
    )
    return redirect("calls:protocol" if done else "calls:desk", call.slug)


@decided_by(rules.may_see_award, AWARDS)
@require_safe
def diploma(request: HttpRequest, award: Award) -> HttpResponse:
    """The diploma as PDF in the language of the page."""
    if award.revoked_because:
        raise Http404
    answer = HttpResponse(diploma_pdf(award), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{award.shown_number}.pdf"'
    return answer


@decided_by(rules.may_change_award, AWARDS)
def revoke(request: UserRequest, award: Award) -> HttpResponse:
    """Takes an award back, with the reason everybody reads who checks the diploma."""
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, revoke_award, award, reason=form.cleaned_data["reason"], by=request.user) is not None:
        return redirect("calls:protocol", award.entry.call.slug)
    return render(request, "calls/revoke.html", {"form": form, "award": award, "call": award.entry.call}, status=400 if form.is_bound else 200)
