"""Briefs: written, read, printed, looked over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.base.words.fields import LANGUAGES
from sextant.lab.readability.lix import readability
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.practice import rules, states
from sextant.work.practice.actions.briefs import FIELDS, publish_brief, return_brief, save_brief, submit_brief
from sextant.work.practice.forms.briefs import BriefForm, ReasonForm
from sextant.work.practice.models import Brief, Finding
from sextant.work.practice.printed import brief_pdf

BRIEFS = Brief.objects.select_related("finding", "author", "reviewed_by").prefetch_related("writers")


def readable(brief: Brief) -> list[dict[str, Any]]:
    """How hard the brief is to read in each language."""
    names = {"ru": _("Russian"), "en": _("English")}
    return [{"language": names[language], "found": readability(brief.text(language))} for language in LANGUAGES]


def sections_of(brief: Brief) -> list[tuple[str, str]]:
    """Heading and text of each section in the reader's language."""
    return [(str(title), getattr(brief, name)) for name, title in Brief.SECTIONS]


def brief_page(request: HttpRequest, brief: Brief, **bound: Any) -> HttpResponse:
    """One version; for those who write and look over, with what they may do."""
    words = rules.words_for_brief(request.user, brief)
    may = {target for target in states.BRIEF_MOVES[brief.state] if may_move(states.BRIEF_MOVES, brief.state, target, words)}
    keeper, own = rules.is_keeper(request.user), rules.is_author(request.user, brief)
    versions = brief.finding.briefs.all() if keeper else brief.finding.briefs.filter(state__in=states.READ_BRIEFS)
    shown = {
        "brief": brief,
        "finding": brief.finding,
        "sections": sections_of(brief),
        "readable": readable(brief),
        "versions": versions,
        "keeper": keeper,
        "own": own,
        "may_edit": brief.state == states.DRAFT and rules.may_write_brief(request.user, brief.finding),
        "may_submit": states.SUBMITTED in may,
        "may_publish": states.PUBLISHED in may,
        "may_take_back": states.DRAFT in may and own,
        "return_form": ReasonForm() if states.DRAFT in may and not own else None,
        **bound,
    }
    return render(request, "practice/brief.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_brief, BRIEFS)
@require_safe
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """What was found, for whom, how sure, what one needs, what it costs, what may go wrong."""
    return brief_page(request, brief)


@decided_by(rules.may_see_brief, BRIEFS)
@require_safe
def printed(request: HttpRequest, brief: Brief) -> HttpResponse:
    """The brief as PDF in the reader's language."""
    name = f"{slugify(brief.title_en or brief.title)[:60] or 'brief'}-{brief.number}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(brief_pdf(brief, sections_of(brief)), content_type="application/pdf", headers=headers)


@decided_by(rules.may_write_brief, Finding)
def write_brief(request: UserRequest, finding: Finding) -> HttpResponse:
    """The draft of the next version, begun from the one that is read."""
    known = list(finding.briefs.all())
    draft = next((one for one in known if one.state in (states.DRAFT, states.SUBMITTED)), None)
    begun = draft or next((one for one in known if one.state == states.PUBLISHED), None)
    first = {name: getattr(begun, name) for name in FIELDS} if begun else {name: getattr(finding, name) for name in ("title_ru", "title_en")}
    form = BriefForm(request.POST or None, initial=first)
    if form.is_valid():
        made = attempt(form, save_brief, finding, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The draft is saved. Read it once as a visitor would, then hand it in."))
            return redirect("practice:brief", made.pk)
    shown = {"form": form, "finding": finding, "draft": draft, "readable": readable(begun) if begun else None}
    return render(request, "practice/edit_brief.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_change_brief, BRIEFS)
@require_POST
def submit(request: UserRequest, brief: Brief) -> HttpResponse:
    """Hands the brief in."""
    carried_out(request, _("The brief is handed in. Somebody else looks it over."), submit_brief, brief, by=request.user)
    return redirect("practice:brief", brief.pk)


@decided_by(rules.may_review_brief, BRIEFS)
@require_POST
def publish(request: UserRequest, brief: Brief) -> HttpResponse:
    """Publishes the brief."""
    carried_out(request, _("The brief is published."), publish_brief, brief, by=request.user, on=timezone.localdate())
    return redirect("practice:brief", brief.pk)


@decided_by(rules.may_change_brief, BRIEFS)
@require_POST
def send_back(request: UserRequest, brief: Brief) -> HttpResponse:
    """Makes a draft of it again: taken back by its author, or sent back with a reason."""
    if rules.is_author(request.user, brief):
        carried_out(request, _("The brief is a draft again."), return_brief, brief, reason="", by=request.user)
        return redirect("practice:brief", brief.pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, return_brief, brief, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The brief went back, and its author is told why."))
        return redirect("practice:brief", brief.pk)
    return brief_page(request, brief, return_form=form)
