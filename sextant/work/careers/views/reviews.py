"""Stories that wait for the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.careers import rules, states
from sextant.work.careers.actions.stories import publish_story, return_story
from sextant.work.careers.forms.jobs import ReasonForm
from sextant.work.careers.models import CareerStory
from sextant.work.careers.views.stories import WITH_ALL, story_page

READABLE = WITH_ALL.filter(state__in=[states.SUBMITTED, states.PUBLISHED])


@decided_by(rules.may_review)
@require_safe
def stories_waiting(request: HttpRequest) -> HttpResponse:
    """What was handed in, the oldest first."""
    rows = WITH_ALL.filter(state=states.SUBMITTED).order_by("consented_on", "pk")
    return render(request, "careers/stories_waiting.html", {"stories": rows})


@decided_by(rules.may_review, READABLE)
@require_POST
def publish(request: UserRequest, story: CareerStory) -> HttpResponse:
    """Publishes the story."""
    carried_out(request, _("The story is published."), publish_story, story, on=timezone.localdate(), by=request.user)
    return redirect("careers:story", story.pk)


@decided_by(rules.may_review, READABLE)
@require_POST
def send_back(request: UserRequest, story: CareerStory) -> HttpResponse:
    """Sends the story back with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, return_story, story, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The story went back, and its author is told why."))
        return redirect("careers:stories_waiting")
    return story_page(request, story, return_form=form)
