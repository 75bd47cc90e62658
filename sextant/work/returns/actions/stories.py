"""Stories told in charts: written, given charts in order, published, taken back; and how a collection is cited."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.returns import states
from sextant.work.returns.models import Citation, Collection, Story, StoryChart

MOST_CHARTS = 8
TEXTS = ("title_ru", "title_en", "text_ru", "text_en")


@transaction.atomic
def set_citation(collection: Collection, *, by: User | None, **fields: str) -> Citation:
    """Whose figures the collection's are, and under which licence."""
    kept, _made = Citation.objects.update_or_create(collection=collection, defaults=fields)
    record(verb="returns.set_citation", obj=collection, by=by, after={"source": kept.source_en or kept.source_ru})
    return kept


@transaction.atomic
def make_story(*, slug: str, by: User | None, is_demo: bool = False, **texts: str) -> Story:
    """A draft without charts."""
    if Story.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("There is a story at this address already; choose another.")})
    story = Story.objects.create(slug=slug, by=by, is_demo=is_demo, **texts)
    record(verb="returns.make_story", obj=story, by=by, after={"title": str(story)})
    return story


@transaction.atomic
def edit_story(story: Story, *, by: User | None, **texts: str) -> Story:
    """Changes the words; a published story must keep them in both languages."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    for name, text in texts.items():
        setattr(story, name, text)
    if story.is_published:
        _check_complete(story)
    story.save(update_fields=list(texts))
    record(verb="returns.edit_story", obj=story, by=by, after={"title": str(story)})
    return story


@transaction.atomic
def add_story_chart(story: Story, *, by: User | None, **fields: Any) -> StoryChart:
    """One more chart at the end."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.charts.count() >= MOST_CHARTS:
        raise ValidationError(_("A story has at most %(most)d charts; take one out first.") % {"most": MOST_CHARTS})
    last = story.charts.aggregate(last=Max("position"))["last"] or 0
    chart = StoryChart.objects.create(story=story, position=last + 1, **fields)
    record(verb="returns.add_story_chart", obj=story, by=by, after={"indicator": chart.indicator})
    return chart


@transaction.atomic
def remove_story_chart(chart: StoryChart, *, by: User | None) -> None:
    """Takes a chart out; a published story keeps at least one."""
    story = Story.objects.select_for_update().get(pk=chart.story_id)
    if story.is_published and story.charts.count() == 1:
        raise ValidationError(_("A published story keeps at least one chart; take the story back to a draft first."))
    chart.delete()
    record(verb="returns.remove_story_chart", obj=story, by=by, before={"indicator": chart.indicator})


@transaction.atomic
def move_story_chart(chart: StoryChart, *, by: User | None) -> None:
    """Puts a chart before the one above it; the first stays where it is."""
    story = Story.objects.select_for_update().get(pk=chart.story_id)
    above = story.charts.filter(position__lt=chart.position).last()
    if above is None:
        return
    StoryChart.objects.filter(pk=chart.pk).update(position=0)
    place, other = chart.position, above.position
    StoryChart.objects.filter(pk=above.pk).update(position=place)
    StoryChart.objects.filter(pk=chart.pk).update(position=other)
    record(verb="returns.move_story_chart", obj=story, by=by, after={"indicator": chart.indicator, "position": other})


@transaction.atomic
def publish_story(story: Story, *, by: User | None) -> Story:
    """Opens a story to everybody; it needs its words in both languages and a chart."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    _may_become(story, states.PUBLISHED_STORY)
    _check_complete(story)
    if not story.charts.exists():
        raise ValidationError(_("A story without a chart cannot be published; add one."))
    story.state, story.published_at = states.PUBLISHED_STORY, timezone.now()
    story.save(update_fields=["state", "published_at"])
    record(verb="returns.publish_story", obj=story, by=by, after={"title": str(story)})
    return story


@transaction.atomic
def take_story_back(story: Story, *, by: User | None) -> Story:
    """Makes a published story a draft again; frames that show it elsewhere are empty from then on."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    _may_become(story, states.DRAFT_STORY)
    story.state, story.published_at = states.DRAFT_STORY, None
    story.save(update_fields=["state", "published_at"])
    record(verb="returns.take_story_back", obj=story, by=by)
    return story


def _may_become(story: Story, state: str) -> None:
    if state not in states.STORY_FOLLOWS[story.state]:
        raise ValidationError(_("The story is %(state)s already.") % {"state": story.get_state_display()})


def _check_complete(story: Story) -> None:
    lacking = {name: _("A published story has this in both languages.") for name in TEXTS if not getattr(story, name).strip()}
    if lacking:
        raise ValidationError(lacking)
