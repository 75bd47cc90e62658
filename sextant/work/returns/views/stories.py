"""Stories told in charts: the list, one of them, in a frame on another site, and the office's pages."""

from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.links import full_url
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.returns import rules
from sextant.work.returns.actions import stories as actions
from sextant.work.returns.forms.stories import NewStoryForm, StoryChartForm, StoryForm
from sextant.work.returns.models import ChartKind, Story, StoryChart
from sextant.work.returns.queries import charts, words
from sextant.work.returns.views.embedding import FRAME_HEIGHT, FRAME_WIDTH, themed


def story_at(slug: str) -> Story:
    return get_object_or_404(Story, slug=slug)


def chart_at(slug: str, pk: int) -> StoryChart:
    return get_object_or_404(StoryChart.objects.select_related("story"), pk=pk, story__slug=slug)


def _drawn(story: Story) -> list[dict[str, Any]]:
    """The charts of a story in order, with the words above each."""
    rows = list(story.charts.select_related("collection"))
    shown = charts.charts([charts.Wanted(row.collection, row.indicator, row.kind, row.year) for row in rows]) if rows else []
    return [{"words": row.words, "shown": one} for row, one in zip(rows, shown, strict=True)]


@decided_by(rules.may_read)
@require_safe
def stories(request: UserRequest) -> HttpResponse:
    """Published stories, latest first; the office sees drafts, too."""
    office = rules.is_office(request.user)
    rows = Story.objects.all() if office else Story.objects.filter(state="published")
    return render(request, "returns/stories.html", {"page": paged(request, rows), "is_office": office})


@decided_by(rules.may_see_story, story_at)
@require_safe
def story(request: UserRequest, story: Story) -> HttpResponse:
    """A story with its charts, and what to paste into another page."""
    context = {
        "story": story,
        "parts": _drawn(story),
        "is_office": rules.is_office(request.user),
        "frame": full_url(reverse("returns:embed_story", args=[story.slug])),
        "width": FRAME_WIDTH,
        "height": FRAME_HEIGHT,
    }
    return render(request, "returns/story.html", context)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@decided_by(rules.is_published_story, story_at)
@require_safe
def embed_story(request: UserRequest, story: Story) -> HttpResponse:
    """A published story without the site around it, for a frame on another site."""
    return render(request, "returns/embed_story.html", {"story": story, "parts": _drawn(story), **themed(request)})


@decided_by(rules.is_office)
def new_story(request: UserRequest) -> HttpResponse:
    """Begins a draft."""
    form = NewStoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.make_story, by=request.user, **form.cleaned_data)
        if made is not None:
            return redirect("returns:edit_story", made.slug)
    return render(request, "returns/new_story.html", {"form": form}, status=400 if form.errors else 200)


@decided_by(rules.is_office, story_at)
def edit_story(request: UserRequest, story: Story) -> HttpResponse:
    """The words of a story, and its charts in order."""
    form = StoryForm(request.POST or None, initial={name: getattr(story, name) for name in actions.TEXTS})
    if request.method == "POST" and form.is_valid() and attempt(form, actions.edit_story, story, by=request.user, **form.cleaned_data):
        messages.success(request, _("The words are kept."))
        return redirect("returns:edit_story", story.slug)
    return _editing(request, story, form, StoryChartForm())


def _editing(request: UserRequest, story: Story, form: StoryForm, adding: StoryChartForm) -> HttpResponse:
    rows = story.charts.select_related("collection")
    listed = [{"row": row, "name": words.indicator_name(row.indicator), "kind": ChartKind(row.kind).label} for row in rows]
    context = {"story": story, "form": form, "adding": adding, "charts": listed}
    return render(request, "returns/edit_story.html", context, status=400 if form.errors or adding.errors else 200)


@decided_by(rules.is_office, story_at)
@require_POST
def add_story_chart(request: UserRequest, story: Story) -> HttpResponse:
    """One more chart at the end."""
    form = StoryChartForm(request.POST)
    if form.is_valid() and attempt(form, actions.add_story_chart, story, by=request.user, **form.cleaned_data):
        return redirect("returns:edit_story", story.slug)
    return _editing(request, story, StoryForm(initial={name: getattr(story, name) for name in actions.TEXTS}), form)


@decided_by(rules.is_office, chart_at)
@require_POST
def remove_story_chart(request: UserRequest, chart: StoryChart) -> HttpResponse:
    """Takes a chart out."""
    carried_out(request, _("The chart is taken out."), actions.remove_story_chart, chart, by=request.user)
    return redirect("returns:edit_story", chart.story.slug)


@decided_by(rules.is_office, chart_at)
@require_POST
def move_story_chart(request: UserRequest, chart: StoryChart) -> HttpResponse:
    """Puts a chart before the one above it."""
    carried_out(request, _("The order is changed."), actions.move_story_chart, chart, by=request.user)
    return redirect("returns:edit_story", chart.story.slug)


@decided_by(rules.is_office, story_at)
@require_POST
def publish_story(request: UserRequest, story: Story) -> HttpResponse:
    """Opens a story to everybody."""
    done = carried_out(request, _("The story is published."), actions.publish_story, story, by=request.user)
    return redirect("returns:story" if done else "returns:edit_story", story.slug)


@decided_by(rules.is_office, story_at)
@require_POST
def take_story_back(request: UserRequest, story: Story) -> HttpResponse:
    """Makes a published story a draft again."""
    carried_out(request, _("The story is a draft again."), actions.take_story_back, story, by=request.user)
    return redirect("returns:edit_story", story.slug)
