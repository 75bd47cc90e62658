"""What waits for those who take part, and for the coordinator."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.base.ordering import in_order
from sextant.work.mentoring import rules, states
from sextant.work.mentoring.models import Pair, Programme


def tasks_of(user: Any) -> Iterator[Task]:
    """Pairs to answer, reviews to write; for the coordinator suggestions to look over."""
    group, person = _("Mentoring"), getattr(user, "person", None)
    if person is not None:
        unanswered = Q(mentor=person, mentor_agreed_on=None) | Q(mentee=person, mentee_agreed_on=None)
        for pair in Pair.objects.filter(unanswered, state=states.PROPOSED).select_related("programme"):
            title = gettext("Answer the pair proposed in “%(programme)s”") % {"programme": pair.programme}
            yield Task(title, reverse("mentoring:pair", args=[pair.pk]), None, group)
        closing = Pair.objects.filter(Q(mentor=person) | Q(mentee=person), state=states.CLOSING).exclude(reviews__author=person)
        for pair in closing.select_related("programme"):
            title = gettext("Look back on your pair in “%(programme)s”") % {"programme": pair.programme}
            yield Task(title, reverse("mentoring:pair", args=[pair.pk]), None, group)
    if rules.coordinates_somewhere(user):
        yield from _of_coordinator(user)


def _of_coordinator(user: Any) -> Iterator[Task]:
    rows = Programme.objects.filter(state=states.OPEN)
    if not rules.is_office(user):
        rows = rows.filter(section__in=rules.coordinated_sections(user))
    counted = rows.annotate(count=Count("pairs", filter=Q(pairs__state=states.SUGGESTED))).filter(count__gt=0)
    for programme in in_order(counted):
        words = ngettext("Look over %(count)s suggested pair: %(programme)s", "Look over %(count)s suggested pairs: %(programme)s", programme.count)
        shown = {"count": programme.count, "programme": programme}
        yield Task(words % shown, reverse("mentoring:coordinate", args=[programme.pk]), None, _("Mentoring"))
