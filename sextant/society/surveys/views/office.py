"""Keeping surveys: the list, a new one, settings, opening, closing, publishing, invitations."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.permissions.queries import holds, scopes_held
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Section
from sextant.society.members.rules import SECTION, SECTION_ROLES
from sextant.society.surveys import rules, states
from sextant.society.surveys.actions import surveys as keeping
from sextant.society.surveys.actions.findings import publish as publish_results
from sextant.society.surveys.actions.inviting import invite, remind
from sextant.society.surveys.forms.settings import InviteForm, NewSurveyForm, OpenSettingsForm, ReasonForm, SettingsForm
from sextant.society.surveys.models import Response, Survey
from sextant.society.surveys.queries.audiences import number_asked, unanswered
from sextant.society.surveys.queries.lists import kept_by, surveys_table
from sextant.society.surveys.views.public import survey_at


@decided_by(rules.may_make)
@require_safe
def kept(request: UserRequest) -> HttpResponseBase:
    """Surveys that the user keeps. `?format=` downloads the list."""
    rows = kept_by(request.user)
    if "format" in request.GET:
        return download(surveys_table(rows), request.GET["format"])
    return render(request, "surveys/kept.html", {"page": paged(request, rows, 25)})


@decided_by(rules.may_make)
def new_survey(request: UserRequest) -> HttpResponse:
    """A draft from a shipped questionnaire, from a file, or from nothing."""
    free = holds(request.user, *rules.OFFICE)
    rows = Section.objects.filter(closed_on=None)
    sections = rows if free else rows.filter(pk__in=[int(key) for key in scopes_held(request.user, SECTION, *SECTION_ROLES)])
    form = NewSurveyForm(request.POST or None, request.FILES or None, sections=sections, free=free)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        template = "" if given["file"] else given["template"]
        new = {"code": given["code"], "template": template, "section": given["section"]}
        survey = attempt(form, keeping.make_survey, questionnaire=form.questionnaire(), by=request.user, **new)
        if survey is not None:
            return redirect("surveys:manage", survey.code)
    return render(request, "surveys/new_survey.html", {"form": form}, status=400 if form.errors else 200)


def counts_of(survey: Survey) -> dict[str, Any]:
    """How many began and sent, of how many asked."""
    sent = survey.responses.filter(state=Response.COMPLETE).count()
    asked = survey.asked if survey.state in (states.CLOSED, states.PUBLISHED) else number_asked(survey)
    return {"sent": sent, "begun": survey.responses.count() - sent, "asked": asked, "rate": sent / asked if asked else None}


@decided_by(rules.may_keep, survey_at)
@require_safe
def manage(request: UserRequest, survey: Survey) -> HttpResponse:
    """One survey as those who keep it see it."""
    shown = {
        "survey": survey,
        **counts_of(survey),
        "address": request.build_absolute_uri(survey.get_absolute_url()),
        "may_open": rules.may_open(request.user, survey),
        "may_close": rules.may_close(request.user, survey),
        "may_publish": rules.may_publish(request.user, survey),
        "may_invite": rules.may_invite(request.user, survey),
        "works": rules.may_work_on(request.user, survey),
        "questions": list(survey.questionnaire.questions()),
        "releases": survey.releases.all(),
    }
    return render(request, "surveys/manage.html", shown)


@decided_by(rules.may_keep, survey_at)
def settings(request: UserRequest, survey: Survey) -> HttpResponse:
    """Whom it asks and how long; of an open one only its end."""
    form_class = SettingsForm if survey.state == states.DRAFT else OpenSettingsForm
    form = form_class(request.POST or None, instance=survey)
    if request.method == "POST" and form.is_valid():
        if attempt(form, keeping.change_settings, survey, by=request.user, **form.values()) is not None:
            return redirect("surveys:manage", survey.code)
    return render(request, "surveys/settings.html", {"form": form, "survey": survey}, status=400 if form.errors else 200)


def _asked_first(
    request: UserRequest, survey: Survey, title: str, sentence: str, verb: str, *, danger: bool = False, form: Any = None
) -> HttpResponse:
    back = f"{survey.get_absolute_url()}office/"
    shown = {"title": title, "sentence": sentence, "verb": verb, "danger": danger, "form": form, "back": back}
    return render(request, "ui/confirm.html", shown, status=400 if form is not None and form.errors else 200)


@decided_by(rules.may_open, survey_at)
def open_survey(request: UserRequest, survey: Survey) -> HttpResponse:
    """Asks, then opens."""
    if request.method == "POST":
        carried_out(request, _("The survey is open."), keeping.open_survey, survey, by=request.user, now=timezone.now())
        return redirect("surveys:manage", survey.code)
    sentence = _("From now on the questions stay as they are, and people can answer. Look at the preview first.")
    return _asked_first(request, survey, _("Open “%(survey)s”?") % {"survey": survey}, sentence, _("Open the survey"))


@decided_by(rules.may_close, survey_at)
def close_survey(request: UserRequest, survey: Survey) -> HttpResponse:
    """Asks, then closes."""
    if request.method == "POST":
        carried_out(request, _("The survey is closed."), keeping.close_survey, survey, by=request.user, now=timezone.now())
        return redirect("surveys:manage", survey.code)
    sentence = _("No answers are taken any more; what was begun and not sent is deleted, and so is who has answered an anonymous survey.")
    return _asked_first(request, survey, _("Close “%(survey)s”?") % {"survey": survey}, sentence, _("Close the survey"))


@decided_by(rules.may_change, survey_at)
def discard(request: UserRequest, survey: Survey) -> HttpResponse:
    """Asks, then deletes a draft."""
    if request.method == "POST":
        carried_out(request, _("The draft is deleted."), keeping.discard_draft, survey, by=request.user)
        return redirect("surveys:kept")
    sentence = _("The questions are lost. Download them as TOML first, if you may need them.")
    return _asked_first(request, survey, _("Delete the draft “%(survey)s”?") % {"survey": survey}, sentence, _("Delete the draft"), danger=True)


@decided_by(rules.may_publish, survey_at)
def publish(request: UserRequest, survey: Survey) -> HttpResponse:
    """Asks for a note, then freezes and publishes the results."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, publish_results, survey, note=form.cleaned_data["note"], by=request.user) is not None:
            return redirect("surveys:results", survey.code)
    sentence = _(
        "Everybody will read the results as they stand now, with small groups withheld. A release never changes; a correction is the next one."
    )
    return _asked_first(
        request, survey, _("Publish the results of “%(survey)s”?") % {"survey": survey}, sentence, _("Publish the results"), form=form
    )


@decided_by(rules.may_invite, survey_at)
def invitations(request: UserRequest, survey: Survey) -> HttpResponse:
    """Who is invited, and more of them."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        added = attempt(form, invite, survey, addresses=given["addresses"], language=given["language"], by=request.user)
        if added is not None:
            return redirect("surveys:invitations", survey.code)
    waiting = unanswered(survey) if survey.state == states.OPEN else []
    shown = {
        "form": form,
        "survey": survey,
        "page": paged(request, survey.invitations.all(), 50),
        "unanswered": len(waiting),
        "to_remind": sum(one.reminded_at is None for one in waiting),
    }
    return render(request, "surveys/invitations.html", shown, status=400 if form.errors else 200)


@decided_by(rules.may_invite, survey_at)
@require_POST
def remind_invited(request: UserRequest, survey: Survey) -> HttpResponse:
    """Writes one reminder to everybody who has not answered."""
    count = len([one for one in unanswered(survey) if one.reminded_at is None])
    done = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", count) % {"count": count}
    carried_out(request, done, remind, survey, by=request.user, now=timezone.now())
    return redirect("surveys:invitations", survey.code)
