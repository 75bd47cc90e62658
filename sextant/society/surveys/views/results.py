"""Results: as they stand for those who keep a survey, as they were frozen for everybody; weights, free texts, downloads."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.surveys.crossing import CROSSED, crossing
from sextant.lab.surveys.questionnaires import WRITTEN, Question
from sextant.lab.surveys.reading import from_table
from sextant.society.members.forms.refusals import attempt
from sextant.society.surveys import rules
from sextant.society.surveys.actions.findings import code_text, weigh
from sextant.society.surveys.forms.findings import CodeForm, TargetsForm
from sextant.society.surveys.forms.results import ResultsFilter
from sextant.society.surveys.models import Response, Survey, TextCode, Weighting
from sextant.society.surveys.queries.display import blocks
from sextant.society.surveys.queries.results import concepts_named, newest_release, people_of, texts_of, weighting_of
from sextant.society.surveys.queries.results import results as summed
from sextant.society.surveys.queries.tables import answers_table, codebook, results_table
from sextant.society.surveys.views.public import survey_at


@decided_by(rules.may_see_results, survey_at)
@require_safe
def answers(request: UserRequest, survey: Survey) -> HttpResponseBase:
    """What was answered so far, narrowed and crossed as asked. `?format=` downloads the figures on the screen."""
    whole, weighting = survey.questionnaire, weighting_of(survey)
    form = ResultsFilter(request.GET or None, questions=whole.background)
    by, where = form.by(), form.where()
    people = people_of(survey, weighting)
    if where is not None:
        people = people.where(*where)
    found = summed(whole, people)
    if "format" in request.GET:
        return download(results_table(f"{survey.code}-results", found), request.GET["format"])
    crossed = {one.code: crossing(one, by, people) for one in whole.questions() if by and one.kind in CROSSED and one.code != by.code} if by else {}
    shown = {"survey": survey, "form": form, "weighting": weighting if people.weights is not None else None, "count": len(people.answers)}
    shown |= {"blocks": blocks(whole, found, crossed, by), "by": _heads(by), "live": True}
    shown["concepts"] = concepts_named(survey) if where is None else []
    return render(request, "surveys/_results.html" if part_wanted(request) else "surveys/answers.html", shown)


def _heads(by: Question | None) -> dict[str, Any] | None:
    language = (get_language() or "ru")[:2]
    return {"text": by.words.said(language), "heads": [one.words.said(language) for one in by.choices]} if by else None


@decided_by(rules.may_read_release, survey_at)
@require_safe
def results(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """The newest release, from what was frozen and nothing else. `?by=` shows a frozen crossing; `?format=` downloads the figures."""
    release = newest_release(survey)
    if release is None:
        raise Http404
    content = release.content
    whole = from_table(content["questionnaire"])
    form = ResultsFilter(request.GET or None, questions=whole.background, narrows=False)
    if "format" in request.GET:
        return download(results_table(f"{survey.code}-{release.number}", content["results"]), request.GET["format"])
    by = form.by()
    shown = {"survey": survey, "release": release, "content": content, "form": form, "count": content["answers"], "by": _heads(by)}
    shown["blocks"] = blocks(whole, content["results"], content["crossings"].get(by.code, {}) if by else {}, by)
    shown["weighting"] = content["weighting"]
    shown["concepts"] = content["concepts"]
    margins = content["weighting"]["targets"]["margins"] if content["weighting"] else {}
    shown["sources"] = [(_name(whole.by_code[code]), one["source"]) for code, one in margins.items()]
    shown["rate"] = content["answers"] / content["asked"] if content["asked"] else None
    return render(request, "surveys/_results.html" if part_wanted(request) else "surveys/results.html", shown)


@decided_by(rules.may_read_release, survey_at)
@require_safe
def release_file(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The newest release as canonical JSON: its SHA-256 is the fingerprint on the page."""
    release = newest_release(survey)
    if release is None:
        raise Http404
    text = json.dumps(release.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{survey.code}-{release.number}.json"'
    return answer


@decided_by(rules.may_read, survey_at)
@require_safe
def codebook_file(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """What every column and code means, in both languages."""
    return download(codebook(survey), request.GET.get("format", "csv"))


@decided_by(rules.may_see_results, survey_at)
@require_safe
def answers_file(request: UserRequest, survey: Survey) -> HttpResponseBase:
    """The answers row by row, with weights where there are any."""
    return download(answers_table(survey, weighting_of(survey)), request.GET.get("format", "csv"))


@decided_by(rules.may_work_on, survey_at)
def weights(request: UserRequest, survey: Survey) -> HttpResponse:
    """Targets given on the screen; the work is a job."""
    questions = survey.questionnaire.background
    form = TargetsForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        weighting = attempt(form, weigh, survey, targets=form.targets(), by=request.user)
        if weighting is not None:
            return redirect("surveys:weighting", weighting.pk)
    shown = {"form": form, "survey": survey, "weightings": survey.weightings.select_related("job")}
    return render(request, "surveys/weights.html", shown, status=400 if form.errors else 200)


@decided_by(rules.may_see_weighting, Weighting.objects.select_related("survey__section", "job"))
@require_safe
def weighting(request: UserRequest, weighting: Weighting) -> HttpResponse:
    """How a weighting goes or went: shares beside targets, design effect."""
    whole = weighting.survey.questionnaire
    rows = [
        {**one, "question": _name(whole.by_code[one["variable"]]), "label": _option(whole.by_code[one["variable"]], one["category"])}
        for one in weighting.report.get("margins", [])
    ]
    shown = {"weighting": weighting, "survey": weighting.survey, "rows": rows}
    return render(request, "surveys/_weighting.html" if part_wanted(request) else "surveys/weighting.html", shown)


def _name(question: Question) -> str:
    return question.words.said((get_language() or "ru")[:2])


def _option(question: Question, code: str) -> str:
    return next((one.words.said((get_language() or "ru")[:2]) for one in question.choices if one.code == code), code)


@decided_by(rules.may_see_results, survey_at)
@require_safe
def texts(request: UserRequest, survey: Survey) -> HttpResponse:
    """Free answers to one question, and what they are coded to."""
    written = [one for one in survey.questionnaire.questions() if one.kind in WRITTEN]
    chosen = next((one for one in written if one.code == request.GET.get("question")), written[0] if written else None)
    rows = paged(request, texts_of(survey, chosen.code) if chosen else [], 20)
    codes: dict[Any, list[Any]] = {}
    for code in TextCode.objects.filter(response__in=[one.pk for one, _text in rows], question=chosen.code if chosen else "").select_related(
        "concept"
    ):
        codes.setdefault(code.response_id, []).append(code.concept)
    shown = {
        "survey": survey,
        "page": rows,
        "tabs": [(one.code, _name(one)) for one in written],
        "chosen": chosen.code if chosen else "",
        "rows": [{"response": one, "text": text, "concepts": codes.get(one.pk, [])} for one, text in rows],
        "works": rules.may_work_on(request.user, survey),
    }
    return render(request, "surveys/texts.html", shown)


def text_at(code: str, pk: Any, question: str) -> Survey:
    survey = survey_at(code)
    survey.read = (get_object_or_404(Response, pk=pk, survey=survey, state=Response.COMPLETE), question)  # type: ignore[attr-defined]
    if question not in survey.questionnaire.by_code:
        raise Http404
    return survey


@decided_by(rules.may_work_on, text_at)
def code_answer(request: UserRequest, survey: Survey) -> HttpResponse:
    """One free answer, and the concepts of which it speaks."""
    response, question = survey.read  # type: ignore[attr-defined]
    held = [one.concept for one in response.codes.filter(question=question).select_related("concept")]
    form = CodeForm(request.POST or None, initial={"concepts": held})
    if request.method == "POST" and form.is_valid():
        code_text(response, question=question, concepts=form.cleaned_data["concepts"], by=request.user)
        return redirect(f"{survey.get_absolute_url()}office/texts/?question={question}")
    shown = {"form": form, "survey": survey, "text": response.answers.get(question, ""), "question": question}
    return render(request, "surveys/code_answer.html", shown, status=400 if form.errors else 200)
