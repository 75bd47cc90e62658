"""Reading the ledger: for the pages, for a person's data, and for the job that sends."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sextant.base.jobs import states as job_states
from sextant.base.jobs.models import Job
from sextant.base.letters import states
from sextant.base.letters.models import Letter


def letters_found(*, state: str = "", template: str = "", search: str = "", since: date | None = None, until: date | None = None) -> QuerySet[Letter]:
    """The ledger, newest first, narrowed by state, template, words of the address or subject, and days (both included)."""
    found = Letter.objects.select_related("recipient")
    if state:
        found = found.filter(state=state)
    if template:
        found = found.filter(template=template)
    if since:
        found = found.filter(created_at__date__gte=since)
    if until:
        found = found.filter(created_at__date__lte=until)
    for word in search.split():
        found = found.filter(Q(to_address__icontains=word) | Q(subject__icontains=word) | Q(subject__icontains=word.capitalize()))
    return found


def letters_by_state() -> dict[str, int]:
    """How many letters stand in each state; states without letters are zero."""
    counted = dict(Letter.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: counted.get(state, 0) for state, _name in Letter.STATES}


def letters_to(address: str) -> QuerySet[Letter]:
    """Every letter to an address, whatever its case."""
    return Letter.objects.filter(to_address__iexact=address)


def due_letters(now: datetime) -> QuerySet[Letter]:
    """Letters that may be sent now, oldest first."""
    return Letter.objects.filter(state=states.QUEUED, not_before__lte=now).order_by("not_before", "id")


def next_due() -> datetime | None:
    """When the next waiting letter may be sent."""
    return Letter.objects.filter(state=states.QUEUED).order_by("not_before").values_list("not_before", flat=True).first()


def left_in_hand() -> list[Letter]:
    """Letters being sent by nobody any more: their job ended, or another attempt at it has begun, or its lease ran out."""
    letters = list(Letter.objects.filter(state=states.SENDING).order_by("id"))
    alive = Job.objects.filter(pk__in={letter.job_id for letter in letters}, state=job_states.RUNNING, lease_until__gte=timezone.now())
    at_work = set(alive.values_list("pk", "attempts"))
    return [letter for letter in letters if (letter.job_id, letter.job_attempt) not in at_work]
