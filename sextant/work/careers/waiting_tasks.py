"""What waits for the office, for who acts for an employer, and for authors."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.careers import rules, states
from sextant.work.careers.models import CareerStory, EmployerProfile, Job
from sextant.work.careers.queries.board import board_rules

SHOWN = 10


def tasks_of(user: Any) -> Iterator[Task]:
    """Reviews for the office; for employers what came back, and what is about to expire; for authors what came back."""
    if rules.may_review(user):
        yield from _of_office()
    if keys := rules.represented(user):
        yield from _of_employer(keys)
    person = getattr(user, "person", None)
    if person is not None:
        for story in CareerStory.objects.filter(person=person, state=states.DRAFT).exclude(reason=""):
            title = gettext("Your story “%(title)s” came back") % {"title": story.title}
            yield Task(title, reverse("careers:edit_story", args=[story.pk]), None, _("Careers"))


def _of_office() -> Iterator[Task]:
    group = _("Careers")
    if count := Job.objects.filter(state=states.SUBMITTED).count():
        words = ngettext("Look over %(count)s job", "Look over %(count)s jobs", count) % {"count": count}
        yield Task(words, f"{reverse('careers:kept_jobs')}?state={states.SUBMITTED}", None, group)
    if count := EmployerProfile.objects.filter(state=states.SUBMITTED).count():
        words = ngettext("Look over %(count)s employer's profile", "Look over %(count)s employers' profiles", count) % {"count": count}
        yield Task(words, f"{reverse('careers:profiles')}?state={states.SUBMITTED}", None, group)
    if count := CareerStory.objects.filter(state=states.SUBMITTED).count():
        words = ngettext("Look over %(count)s career story", "Look over %(count)s career stories", count) % {"count": count}
        yield Task(words, reverse("careers:stories_waiting"), None, group)


def _of_employer(keys: set[int]) -> Iterator[Task]:
    today, group = timezone.localdate(), _("Careers")
    own = Job.objects.filter(organisation__in=keys)
    for job in own.filter(state=states.DRAFT).exclude(reason="")[:SHOWN]:
        title = gettext("The job “%(title)s” came back") % {"title": job.title}
        yield Task(title, reverse("careers:job", args=[job.pk]), None, group)
    near = today + timedelta(days=board_rules().warn_days)
    for job in own.filter(state=states.PUBLISHED, apply_until__lte=near).order_by("apply_until")[:SHOWN]:
        title = gettext("The job “%(title)s” is about to expire") % {"title": job.title}
        yield Task(title, reverse("careers:job", args=[job.pk]), job.apply_until, group)
    for job in own.filter(state=states.EXPIRED).order_by("apply_until")[:SHOWN]:
        title = gettext("Say what became of the job “%(title)s”") % {"title": job.title}
        yield Task(title, reverse("careers:job", args=[job.pk]), None, group)
    for profile in EmployerProfile.objects.filter(organisation__in=keys, state=states.RETURNED).select_related("organisation"):
        title = gettext("The facts about %(organisation)s came back") % {"organisation": profile.organisation}
        yield Task(title, reverse("careers:my_employer", args=[profile.organisation_id]), None, group)
