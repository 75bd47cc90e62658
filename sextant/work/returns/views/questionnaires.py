"""Questionnaires of the site: the list, one with its versions, what changed, files; and a file that the office brings in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt
from sextant.work.returns import rules, states
from sextant.work.returns.actions.questionnaires import bring_questionnaire
from sextant.work.returns.forms.questionnaires import QuestionnaireFileForm
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireProposal
from sextant.work.returns.queries import codebooks
from sextant.work.returns.queries import questionnaires as held
from sextant.work.returns.queries.questionnaires import Held


def newest_at(code: str) -> Held:
    """The newest version, carrying all of them as `versions`."""
    found = held.newest(code)
    if found is None:
        raise Http404
    return found


def version_at(code: str, version: str) -> Held:
    found = next((one for one in held.versions_of(code) if one.version == version), None)
    if found is None:
        raise Http404
    return found


@decided_by(rules.may_read)
@require_safe
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Every questionnaire with its newest version."""
    may_propose = rules.may_propose(request.user)
    context = {
        "rows": [(versions[-1], len(versions)) for versions in held.versions_by_code().values()],
        "may_propose": may_propose,
        "is_office": rules.is_office(request.user),
        "changes": QuestionnaireChange.objects.filter(state=states.UNDER_WAY).select_related("document") if may_propose else [],
    }
    return render(request, "returns/questionnaires.html", context)


@decided_by(rules.is_office)
def bring(request: UserRequest) -> HttpResponse:
    """Brings a questionnaire in as a file."""
    form = QuestionnaireFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        row = attempt(form, bring_questionnaire, form.cleaned_data["file"], by=request.user)
        if row is not None:
            messages.success(request, _("The version is stored. Rounds of its years offer it from now on."))
            return redirect(row)
    return render(request, "returns/bring_questionnaire.html", {"form": form}, status=400 if form.errors else 200)


@decided_by(rules.may_read, newest_at)
@require_safe
def questionnaire(request: HttpRequest, newest: Held) -> HttpResponse:
    """The newest version, its history, and for those who may propose what is under way."""
    return _page(request, newest)


@decided_by(rules.may_read, version_at)
@require_safe
def version(request: HttpRequest, one: Held) -> HttpResponseBase:
    """One version under its own address, which stays; as a codebook in `?format=`."""
    if request.GET.get("format"):
        return download(codebooks.codebook(one), request.GET["format"])
    return _page(request, one)


def _page(request: HttpRequest, one: Held) -> HttpResponse:
    code, user = one.asked.code, request.user
    versions = held.versions_of(code)
    may_propose = rules.may_propose(user)
    is_newest = versions[-1].version == one.version
    changes = QuestionnaireChange.objects.filter(questionnaire=code).select_related("document", "result")
    context = {
        "held": one,
        "code": code,
        "versions": list(reversed(versions)),
        "sections": codebooks.sections_of(one.asked),
        "forms": codebooks.forms_that_take(one.asked),
        "is_newest": is_newest,
        "may_propose": may_propose and is_newest,
        "is_office": rules.is_office(user),
        "changes": [change for change in changes if rules.may_see_change(user, change)],
        "waiting": QuestionnaireProposal.objects.filter(questionnaire=code, state=states.PROPOSED).count() if may_propose else 0,
    }
    return render(request, "returns/questionnaire.html", context)


@decided_by(rules.may_read, version_at)
@require_safe
def compared(request: HttpRequest, one: Held) -> HttpResponse:
    """What changed since the version before."""
    if one.earlier is None:
        raise Http404
    context = {
        "held": one,
        "earlier": one.earlier,
        "rows": codebooks.shown_changes(one.earlier.asked, one.asked),
        "rules": held.rules_changed(one.earlier.asked, one.asked),
    }
    return render(request, "returns/questionnaire_compared.html", context)


@decided_by(rules.may_read, version_at)
@require_safe
def as_file(request: HttpRequest, one: Held) -> HttpResponse:
    """The version as TOML, byte for byte as it is kept."""
    response = HttpResponse(one.text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{one.asked.code}-{one.version}.toml"'
    return response
