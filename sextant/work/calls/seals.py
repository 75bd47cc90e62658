"""What somebody of the office must not read of a call in which they take part: the record and the letters of its jury."""

from typing import Any

from django.db.models import Q, QuerySet

from sextant.work.calls import rules, states
from sextant.work.calls.models import Award, Call, Entry, Juror, LatePass

KINDS = {"calls.entry": Entry, "calls.juror": Juror, "calls.latepass": LatePass, "calls.award": Award}


def takes_part(user: Any, call: Call) -> bool:
    """Runs a call in which they have an entry, or in whose double-blind jury they sit; also when it is over: jurors stay unnamed."""
    return rules.may_run(user, call) and not rules.may_judge_the_judges(user, call)


def _perhaps(user: Any) -> QuerySet[Call]:
    """Calls in which the user may take part: those that go on, and earlier ones with an entry or a place in the jury of theirs."""
    person = getattr(user, "person", None)
    found = ~Q(state=states.ANNOUNCED)
    if person is not None:
        named = Q(entries__coauthors__name__icontains=person.family_name) if person.family_name else Q()
        found |= Q(entries__person=person) | Q(jurors__person=person) | named
    return Call.objects.filter(found).select_related("section").distinct()


def sealed_letters(user: Any) -> Q:
    """Letters about entries, jurors, awards and later deadlines of the calls in which an officer takes part."""
    calls = [call.pk for call in _perhaps(user) if takes_part(user, call)]
    found = Q()
    if not calls:
        return found
    for kind, model in KINDS.items():
        path = "entry__call__in" if model is Award else "call__in"
        keys = [str(key) for key in model._default_manager.filter(**{path: calls}).values_list("pk", flat=True)]
        found |= Q(about_kind=kind, about_id__in=keys)
    return found
