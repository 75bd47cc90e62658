"""Briefs on priority domains: the list, one page each, and for those who keep them writing and review."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.society.concepts.models import Concept
from sextant.society.members.forms.refusals import attempt
from sextant.work.observatory import rules, states
from sextant.work.observatory.actions import briefs as acting
from sextant.work.observatory.forms.briefs import PARTS, BriefForm, ReviewForm
from sextant.work.observatory.models import Brief, Edition
from sextant.work.observatory.queries.domains import PARTS as SCORED

ALL = Brief.objects.select_related("edition__corpus", "concept", "written_by", "reviewed_by")


@decided_by(rules.may_read)
@require_safe
def briefs(request: HttpRequest) -> HttpResponse:
    """What is published; for those who keep them, drafts too."""
    keeps = rules.may_keep(request.user)
    rows = ALL if keeps else ALL.filter(state=states.PUBLISHED)
    return render(request, "observatory/briefs.html", {"page": paged(request, rows), "keeps": keeps})


@decided_by(rules.may_read_brief, ALL)
@require_safe
def brief(request: HttpRequest, brief: Brief) -> HttpResponse:
    """One page: figures, what is known and missing, who, where, topics."""
    return _brief_page(request, brief)


def _brief_page(request: HttpRequest, brief: Brief, form: ReviewForm | None = None) -> HttpResponse:
    user = request.user
    parts = [(name, label, getattr(brief, name)) for name, label in PARTS if name != "topics"]
    scored = [(label, brief.figures["parts"].get(part)) for part, label in SCORED.items() if brief.figures.get("parts", {}).get(part) is not None]
    shown: dict[str, Any] = {
        "brief": brief,
        "parts": parts,
        "scored": scored,
        "topics": _topics(brief),
        "may_change": rules.may_change_brief(user, brief),
        "may_review": rules.may_review_brief(user, brief),
        "keeps": rules.may_keep(user),
        "form": form or ReviewForm(),
    }
    return render(request, "observatory/brief.html", shown, status=400 if form else 200)


def _topics(brief: Brief) -> list[tuple[str, str]]:
    """Each topic with the address of its page among the suggested topics, in the reader's language; empty where it is not offered."""
    lines = [line.strip() for line in brief.topics.splitlines() if line.strip()]
    offers = brief.offers if brief.state == states.PUBLISHED else []
    return [(line, translate_url(url, get_language() or "ru") if url else "") for line, url in zip_longest(lines, offers, fillvalue="") if line]


def place_for_brief(pk: int, concept: str) -> tuple[Edition, Concept]:
    edition = get_object_or_404(Edition.objects.select_related("corpus").exclude(state=states.MAKING), pk=pk)
    return edition, get_object_or_404(Concept.objects.living(), code=concept)


@decided_by(rules.may_keep, place_for_brief)
@require_POST
def new_brief(request: UserRequest, found: tuple[Edition, Concept]) -> HttpResponse:
    """Begins a brief, or opens the one that there is."""
    edition, concept = found
    held = Brief.objects.filter(edition=edition, concept=concept).first()
    if held is not None:
        return redirect("observatory:brief", held.pk)
    try:
        return redirect("observatory:edit_brief", acting.begin_brief(edition, concept, by=request.user).pk)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("observatory:concept", edition.corpus.code, edition.number, concept.code)


@decided_by(rules.may_change_brief, ALL)
def edit_brief(request: UserRequest, brief: Brief) -> HttpResponse:
    """The draft with all its parts."""
    form = BriefForm(request.POST or None, instance=brief)
    if request.method == "POST" and form.is_valid():
        if attempt(form, acting.save_brief, brief, form.cleaned_data, by=request.user) is not None:
            messages.success(request, _("The draft is saved."))
            return redirect("observatory:brief", brief.pk)
    return render(request, "observatory/edit_brief.html", {"form": form, "brief": brief})


@decided_by(rules.may_keep, ALL)
@require_POST
def move_brief(request: UserRequest, brief: Brief) -> HttpResponse:
    """To review, back, out, or away."""
    to, form = request.POST.get("to", ""), ReviewForm(request.POST)
    if to not in states.BRIEF_NAMES:
        raise Http404
    if brief.state == states.IN_REVIEW:
        ensure(rules.may_review_brief(request.user, brief))
    if form.is_valid() and attempt(form, acting.move_brief, brief, to, by=request.user, review=form.cleaned_data["review"]) is not None:
        return redirect("observatory:brief", brief.pk)
    return _brief_page(request, brief, form)
