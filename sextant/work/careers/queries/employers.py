"""Employers as everybody reads them: agreed facts, the region's pay beside their own, their open jobs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sextant.society.members.models import Organisation
from sextant.society.members.pay import RegionalPay, regional_pay
from sextant.work.careers import states
from sextant.work.careers.models import EmployerProfile


@dataclass(frozen=True)
class Compared:
    """The pay of an employer beside the median of its region; `percent` is None where either is not collected or currencies differ."""

    region: RegionalPay | None
    percent: float | None


def compared(profile: EmployerProfile) -> Compared:
    """How the employer's median pay stands to that of the region by the year of its facts."""
    region = profile.organisation.region
    found = regional_pay(region.code, profile.year) if region is not None else None
    if found is None or profile.pay_minor is None or found.currency != profile.currency:
        return Compared(found, None)
    return Compared(found, 100 * profile.pay_minor / found.amount_minor)


def employers_shown(today: date) -> QuerySet[Organisation]:
    """Organisations with agreed facts or an open job, by name, each with the number of its open jobs."""
    open_jobs = Q(jobs__state=states.PUBLISHED, jobs__apply_until__gte=today)
    rows = Organisation.objects.filter(merged_into=None).annotate(open_jobs=Count("jobs", filter=open_jobs, distinct=True))
    agreed = EmployerProfile.objects.filter(state=states.AGREED).values("organisation")
    return rows.filter(Q(open_jobs__gt=0) | Q(pk__in=agreed)).select_related("region").order_by("name_ru", "pk")


def agreed_profile(organisation: Organisation) -> EmployerProfile | None:
    """The facts everybody reads; None where nothing was agreed."""
    return EmployerProfile.objects.select_related("organisation__region").filter(organisation=organisation, state=states.AGREED).first()


def open_profile(organisation: Organisation) -> EmployerProfile | None:
    """The edition that waits for the office or was sent back."""
    return EmployerProfile.objects.filter(organisation=organisation, state__in=[states.SUBMITTED, states.RETURNED]).first()


def profiles_wanted(state: str = "") -> QuerySet[EmployerProfile]:
    rows = EmployerProfile.objects.select_related("organisation__region")
    return (rows.filter(state=state) if state else rows.exclude(state=states.REPLACED)).order_by("-sent_at", "-pk")
