"""What waits for those who keep the path, for libraries, and for authors."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.work.practice import rules, states
from sextant.work.practice.models import Adoption, Answer, Brief, Finding, Invitation, Pilot, Recommendation

SHOWN = 10
GROUP = _("Science to practice")


def tasks_of(user: Any) -> Iterator[Task]:
    """Decisions for those who keep the path; invitations and pilots for libraries; what came back for authors."""
    if rules.is_keeper(user):
        yield from _of_keeper(user)
    if keys := rules.represented(user):
        yield from _of_library(keys)
    if user.is_authenticated:
        yield from _of_author(user)


def _of_keeper(user: Any) -> Iterator[Task]:
    if count := Finding.objects.filter(state=states.PROPOSED).count():
        words = ngettext("Decide about %(count)s finding", "Decide about %(count)s findings", count) % {"count": count}
        yield Task(words, reverse("practice:proposals"), None, GROUP)
    for brief in Brief.objects.filter(state=states.SUBMITTED).exclude(author=user).exclude(writers=user)[:SHOWN]:
        yield Task(gettext("Look over the brief “%(title)s”") % {"title": brief}, reverse("practice:brief", args=[brief.pk]), None, GROUP)
    waiting = Answer.objects.filter(pilot=None, invitation__state__in=states.READ_INVITATIONS)
    asked = waiting.filter(state=states.QUESTION, reply="").values_list("invitation", flat=True)
    for one in Invitation.objects.filter(pk__in=asked).select_related("brief")[:SHOWN]:
        yield Task(gettext("Answer questions about “%(title)s”") % {"title": one}, reverse("practice:invitation", args=[one.pk]), None, GROUP)
    willing = waiting.filter(state=states.YES, invitation__state=states.OPEN).values_list("invitation", flat=True)
    for one in Invitation.objects.filter(pk__in=willing).select_related("brief")[:SHOWN]:
        title = gettext("Agree pilots of “%(title)s” with libraries that said yes") % {"title": one}
        yield Task(title, reverse("practice:invitation", args=[one.pk]), None, GROUP)
    for pilot in Pilot.objects.with_all().filter(state=states.REPORTED).exclude(reported_by=user)[:SHOWN]:
        title = gettext("Look over the outcome of “%(title)s”") % {"title": pilot}
        yield Task(title, reverse("practice:pilot", args=[pilot.pk]), None, GROUP)
    if rules.may_approve(user):
        others = Recommendation.objects.filter(state=states.SUBMITTED).exclude(author=user).exclude(writers=user)
        for draft in others.select_related("finding")[:SHOWN]:
            title = gettext("Approve the recommendation on “%(title)s”") % {"title": draft.finding}
            yield Task(title, reverse("practice:recommendation", args=[draft.pk]), None, GROUP)
    if count := Adoption.objects.filter(state=states.DECLARED).exclude(declared_by=user).count():
        words = ngettext("Confirm %(count)s adoption", "Confirm %(count)s adoptions", count) % {"count": count}
        yield Task(words, reverse("practice:adoptions"), None, GROUP)


def _of_library(keys: set[int]) -> Iterator[Task]:
    today = timezone.localdate()
    invited = Answer.objects.filter(organisation__in=keys, state=states.INVITED, invitation__state=states.OPEN, invitation__open_until__gte=today)
    for answer in invited.select_related("invitation__brief")[:SHOWN]:
        title = gettext("Answer the invitation “%(title)s”") % {"title": answer.invitation}
        yield Task(title, reverse("practice:invitation", args=[answer.invitation_id]), answer.invitation.open_until, GROUP)
    own = Pilot.objects.with_all().filter(organisation__in=keys)
    for pilot in own.filter(state=states.PLANNED)[:SHOWN]:
        title = gettext("Write the protocol and start the pilot “%(title)s”") % {"title": pilot.finding}
        yield Task(title, reverse("practice:pilot", args=[pilot.pk]), pilot.planned_start, GROUP)
    for pilot in own.filter(state=states.RUNNING, planned_end__lte=today)[:SHOWN]:
        title = gettext("Report the outcome of the pilot “%(title)s”") % {"title": pilot.finding}
        yield Task(title, reverse("practice:pilot", args=[pilot.pk]), pilot.planned_end, GROUP)


def _of_author(user: Any) -> Iterator[Task]:
    for brief in Brief.objects.filter(author=user, state=states.DRAFT).exclude(reason="")[:SHOWN]:
        yield Task(gettext("Your brief “%(title)s” came back") % {"title": brief}, reverse("practice:brief", args=[brief.pk]), None, GROUP)
    for draft in Recommendation.objects.filter(author=user, state=states.DRAFT).exclude(reason="").select_related("finding")[:SHOWN]:
        title = gettext("Your recommendation on “%(title)s” came back") % {"title": draft.finding}
        yield Task(title, reverse("practice:recommendation", args=[draft.pk]), None, GROUP)
