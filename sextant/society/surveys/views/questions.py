"""Questions of a draft: listed, written on the screen or as TOML, looked at as those who answer will see them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.lab.surveys.writing import to_table, to_toml
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.surveys import rules
from sextant.society.surveys.actions.questions import move_question, remove_question, save_question
from sextant.society.surveys.actions.surveys import change_questions
from sextant.society.surveys.forms.questions import KIND_NAMES, QuestionForm, TextForm, WordsForm, initial_of, words_of
from sextant.society.surveys.forms.settings import questions_of_text
from sextant.society.surveys.models import Survey
from sextant.society.surveys.queries.leaves import Reader, leaves
from sextant.society.surveys.views.public import survey_at

KINDS = dict(KIND_NAMES)


def question_at(code: str, question: str) -> Survey:
    survey = survey_at(code)
    for number, page in enumerate(survey.content["pages"], 1):
        for one in page["questions"]:
            if one["code"] == question:
                survey.asked_for = (one, number)  # type: ignore[attr-defined]
                return survey
    raise Http404


@decided_by(rules.may_keep, survey_at)
@require_safe
def questions(request: UserRequest, survey: Survey) -> HttpResponse:
    """All questions in order, with what can be done with each."""
    pages = [{"title": page.title, "questions": [(one, KINDS[one.kind]) for one in page.questions]} for page in survey.questionnaire.pages]
    return render(request, "surveys/questions.html", {"survey": survey, "pages": pages, "changes": rules.may_change(request.user, survey)})


@decided_by(rules.may_change, survey_at)
def add_question(request: UserRequest, survey: Survey) -> HttpResponse:
    """A new question at the end of a page."""
    form = QuestionForm(request.POST or None, table=survey.content, initial={"page": str(len(survey.content["pages"]))})
    if request.method == "POST" and form.is_valid():
        if attempt(form, save_question, survey, question=form.question(), page=form.cleaned_data["page"], by=request.user) is not None:
            return redirect("surveys:questions", survey.code)
    return render(request, "surveys/question.html", {"form": form, "survey": survey}, status=400 if form.errors else 200)


@decided_by(rules.may_change, question_at)
def edit_question(request: UserRequest, survey: Survey) -> HttpResponse:
    """One question, changed or moved to another page."""
    one, number = survey.asked_for  # type: ignore[attr-defined]
    form = QuestionForm(request.POST or None, table=survey.content, initial=initial_of(one, number))
    if request.method == "POST" and form.is_valid():
        made = form.question()
        if "show_if" in one and "question" not in one["show_if"] and "show_if" not in made:
            made["show_if"] = one["show_if"]
        if attempt(form, save_question, survey, question=made, page=form.cleaned_data["page"], before=one["code"], by=request.user) is not None:
            return redirect("surveys:questions", survey.code)
    return render(request, "surveys/question.html", {"form": form, "survey": survey, "one": one}, status=400 if form.errors else 200)


@decided_by(rules.may_change, question_at)
@require_POST
def move(request: UserRequest, survey: Survey) -> HttpResponse:
    """One place up or down."""
    one, _number = survey.asked_for  # type: ignore[attr-defined]
    step = -1 if request.POST.get("to") == "up" else 1
    carried_out(request, _("The question is moved."), move_question, survey, code=one["code"], step=step, by=request.user)
    return redirect("surveys:questions", survey.code)


@decided_by(rules.may_change, question_at)
@require_POST
def remove(request: UserRequest, survey: Survey) -> HttpResponse:
    """Takes a question out of a draft."""
    one, _number = survey.asked_for  # type: ignore[attr-defined]
    carried_out(request, _("The question is taken out."), remove_question, survey, code=one["code"], by=request.user)
    return redirect("surveys:questions", survey.code)


@decided_by(rules.may_change, survey_at)
def edit_words(request: UserRequest, survey: Survey) -> HttpResponse:
    """Title, introduction, privacy notice and thanks."""
    form = WordsForm(request.POST or None, initial=words_of(survey.content))
    if request.method == "POST" and form.is_valid():
        if attempt(form, change_questions, survey, table={**survey.content, **form.words()}, by=request.user) is not None:
            return redirect("surveys:questions", survey.code)
    return render(request, "surveys/edit_words.html", {"form": form, "survey": survey}, status=400 if form.errors else 200)


@decided_by(rules.may_change, survey_at)
def edit_text(request: UserRequest, survey: Survey) -> HttpResponse:
    """The whole questionnaire as text, with everything the screen does not offer."""
    form = TextForm(request.POST or None, initial={"text": to_toml(survey.questionnaire)})
    if request.method == "POST" and form.is_valid():
        whole = attempt(form, questions_of_text, form.cleaned_data["text"])
        if whole is not None and attempt(form, change_questions, survey, table=to_table(whole), by=request.user) is not None:
            return redirect("surveys:questions", survey.code)
    return render(request, "surveys/edit_text.html", {"form": form, "survey": survey}, status=400 if form.errors else 200)


@decided_by(rules.may_keep, survey_at)
@require_safe
def preview(request: UserRequest, survey: Survey) -> HttpResponse:
    """Every page as those who answer will see it; nothing can be sent."""
    reader = Reader((get_language() or "ru")[:2])
    return render(request, "surveys/preview.html", {"survey": survey, "leaves": leaves(survey.questionnaire, reader, 1)})


@decided_by(rules.may_read, survey_at)
@require_safe
def questions_text(request: UserRequest, survey: Survey) -> HttpResponse:
    """The questionnaire as TOML, to keep or to use elsewhere."""
    answer = HttpResponse(to_toml(survey.questionnaire), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{survey.code}.toml"'
    return answer
