"""For everybody: the list of surveys, one survey, beginning to answer, and published results."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.queries.people import person_of
from sextant.society.surveys import rules
from sextant.society.surveys.actions.answering import begin
from sextant.society.surveys.forms.settings import BeginForm, SurveysFilter
from sextant.society.surveys.links import invitation_at
from sextant.society.surveys.models import Invitation, Survey
from sextant.society.surveys.queries.audiences import has_answered
from sextant.society.surveys.queries.lists import readable, surveys_table, surveys_wanted

DONE, TICKETS = "surveys_done", "surveys_invited"
"""In the session: surveys answered with this browser, and the invitation by which one came, by survey."""


def survey_at(code: str) -> Survey:
    return get_object_or_404(Survey.objects.select_related("section", "plan"), code=code)


@decided_by(anyone)
@require_safe
def surveys(request: HttpRequest) -> HttpResponseBase:
    """Surveys that take answers, and those whose results are published. `?format=` downloads what is on the screen."""
    form = SurveysFilter(request.GET or None)
    rows = surveys_wanted(readable(), form.wish())
    if "format" in request.GET:
        return download(surveys_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows, 20), "asked": bool(form.wish()), "makes": rules.may_make(request.user)}
    return render(request, "surveys/_surveys.html" if part_wanted(request) else "surveys/surveys.html", shown)


def _start_page(request: HttpRequest, survey: Survey, form: BeginForm, invitation: Invitation | None = None) -> HttpResponse:
    person = person_of(request.user)
    shown = {
        "survey": survey,
        "form": form,
        "invitation": invitation,
        "takes": survey.takes_answers(timezone.now()),
        "is_asked": invitation is not None or rules.is_asked(request.user, survey),
        "answered": survey.pk in request.session.get(DONE, []) or has_answered(survey, person=person, invitation=invitation),
        "keeps": rules.may_keep(request.user, survey),
    }
    return render(request, "surveys/survey.html", shown, status=400 if form.errors else 200)


@decided_by(rules.may_read, survey_at)
@require_safe
def survey(request: HttpRequest, survey: Survey) -> HttpResponse:
    """What a survey is about, whom it asks, what happens with the answers; and the button to begin."""
    return _start_page(request, survey, BeginForm())


@decided_by(rules.may_begin, survey_at)
@require_POST
def begin_answers(request: UserRequest, survey: Survey) -> HttpResponse:
    """Begins one's answers, and leads to their page."""
    form = BeginForm(request.POST)
    key = attempt(form, begin, survey, language=get_language()[:2], person=person_of(request.user)) if form.is_valid() else None
    return redirect("surveys:answer", key) if key else _start_page(request, survey, form)


@decided_by(anyone, invitation_at)
def invited(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The same for whoever came by an invitation; the session remembers by which."""
    survey, form = invitation.survey, BeginForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _start_page(request, survey, form, invitation)
    key = attempt(form, begin, survey, language=get_language()[:2], invitation=invitation) if form.is_valid() else None
    if not key:
        return _start_page(request, survey, form, invitation)
    request.session[TICKETS] = {**request.session.get(TICKETS, {}), str(survey.pk): invitation.pk}
    return redirect("surveys:answer", key)
