"""What the office must not read while a call is decided in which one of it takes part: the record and the letters of its jury."""

from typing import Any

from django.db.models import Q

from sextant.work.calls import rules, states
from sextant.work.calls.models import Award, Call, Entry, Juror, LatePass

RUNNING = (states.DRAFT, states.PUBLISHED, states.DECIDED)
KINDS = {"calls.entry": Entry, "calls.juror": Juror, "calls.latepass": LatePass, "calls.award": Award}


def takes_part(user: Any, call: Call) -> bool:
    """Has an entry in a call that is not announced, or sits in its double-blind jury."""
    return call.state in RUNNING and not rules.may_judge_the_judges(user, call) and rules.may_run(user, call)


def sealed_letters(user: Any) -> Q:
    """Letters about entries, jurors, awards and later deadlines of the calls in which an officer takes part."""
    calls = [call.pk for call in Call.objects.filter(state__in=RUNNING).select_related("section") if takes_part(user, call)]
    found = Q()
    if not calls:
        return found
    for kind, model in KINDS.items():
        path = "entry__call__in" if model is Award else "call__in"
        keys = [str(key) for key in model._default_manager.filter(**{path: calls}).values_list("pk", flat=True)]
        found |= Q(about_kind=kind, about_id__in=keys)
    return found
