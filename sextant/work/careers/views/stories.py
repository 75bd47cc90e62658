"""Career stories: for everybody, and for their authors."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.words.markdown import as_html
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.careers import rules, states
from sextant.work.careers.actions.stories import reopen_story, save_story, submit_story, withdraw_story
from sextant.work.careers.forms.jobs import ReasonForm
from sextant.work.careers.forms.stories import ConsentForm, StoryForm
from sextant.work.careers.models import CareerStory
from sextant.work.careers.uploads import TYPES

WITH_ALL = CareerStory.objects.select_related("person", "organisation")
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}


@decided_by(anyone)
@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """Careers and days in the life; `?kind=` shows one of them."""
    rows, kind = WITH_ALL.filter(state=states.PUBLISHED), request.GET.get("kind", "")
    if kind in CareerStory.Kind.values:
        rows = rows.filter(kind=kind)
    return render(request, "careers/stories.html", {"page": paged(request, rows, 24), "kind": kind, "writes": rules.has_entry(request.user)})


def story_page(request: HttpRequest, story: CareerStory, **bound: Any) -> HttpResponse:
    """One story; for its author and the office with what they may do."""
    own, reviews = rules.is_author(request.user, story), rules.may_review(request.user)
    shown = {
        "story": story,
        "text": as_html(story.text),
        "own": own,
        "consent_form": ConsentForm() if own and story.state == states.DRAFT else None,
        "may_publish": reviews and story.state == states.SUBMITTED,
        "return_form": ReasonForm() if reviews and story.state == states.SUBMITTED else None,
        "may_withdraw": own and story.state in (states.SUBMITTED, states.PUBLISHED),
        "may_reopen": own and story.state in (states.SUBMITTED, states.WITHDRAWN),
        **bound,
    }
    return render(request, "careers/story.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_story, WITH_ALL)
@require_safe
def story(request: HttpRequest, story: CareerStory) -> HttpResponse:
    """A career, or a day at work, told by the person."""
    return story_page(request, story)


@decided_by(rules.may_see_story, WITH_ALL)
@require_safe
def photo(request: HttpRequest, story: CareerStory) -> HttpResponseBase:
    """The photo, as long as the story may be read; it can run nothing on this site."""
    if not story.photo:
        raise Http404
    try:
        content = story.photo.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(content, content_type=TYPES[story.photo_kind], headers=SAFE)


@decided_by(rules.has_entry)
@require_safe
def my_stories(request: UserRequest) -> HttpResponse:
    """What one wrote, in every state."""
    rows = CareerStory.objects.filter(person__user=request.user).select_related("organisation").order_by("-made_at", "-pk")
    return render(request, "careers/my_stories.html", {"stories": rows})


def _form(request: Any, story: CareerStory | None) -> HttpResponse:
    person = request.user.person
    form = StoryForm(request.POST or None, request.FILES or None, instance=story, person=person)
    if form.is_valid():
        saved = attempt(form, save_story, story, person=person, by=request.user, **form.cleaned_data)
        if saved is not None:
            messages.success(request, _("The draft is saved. Read it, then hand it in with your consent."))
            return redirect("careers:story", saved.pk)
    return render(request, "careers/edit_story.html", {"form": form, "story": story}, status=400 if form.is_bound else 200)


@decided_by(rules.has_entry)
def new_story(request: UserRequest) -> HttpResponse:
    """Begins a story."""
    return _form(request, None)


@decided_by(rules.is_author, WITH_ALL)
def edit_story(request: UserRequest, story: CareerStory) -> HttpResponse:
    """Changes a draft."""
    return _form(request, story)


@decided_by(rules.is_author, WITH_ALL)
@require_POST
def submit(request: UserRequest, story: CareerStory) -> HttpResponse:
    """Hands the story in, with the consent."""
    form = ConsentForm(request.POST)
    given = {"agreed": form.is_valid(), "on": timezone.localdate(), "by": request.user}
    if form.is_valid() and attempt(form, submit_story, story, **given) is not None:
        messages.success(request, _("The story is handed in. The office reads it and writes to you."))
        return redirect("careers:story", story.pk)
    return story_page(request, story, consent_form=form)


@decided_by(rules.is_author, WITH_ALL)
@require_POST
def withdraw(request: UserRequest, story: CareerStory) -> HttpResponse:
    """Takes the consent back; the story is gone at once."""
    done = _("Your consent is taken back. Nobody but you can read the story any more.")
    carried_out(request, done, withdraw_story, story, on=timezone.localdate(), by=request.user)
    return redirect("careers:story", story.pk)


@decided_by(rules.is_author, WITH_ALL)
@require_POST
def reopen(request: UserRequest, story: CareerStory) -> HttpResponse:
    """Makes a draft of it again."""
    carried_out(request, _("The story is a draft again."), reopen_story, story, by=request.user)
    return redirect("careers:story", story.pk)
