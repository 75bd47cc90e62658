"""Employers for everybody: agreed facts and open jobs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.words.markdown import as_html
from sextant.society.members.models import Organisation
from sextant.work.careers import rules, states
from sextant.work.careers.models import CareerStory, Job
from sextant.work.careers.queries.employers import agreed_profile, compared, employers_shown

ORGANISATIONS = Organisation.objects.filter(merged_into=None).select_related("region")


@decided_by(anyone)
@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """Organisations with agreed facts or an open job."""
    return render(request, "careers/employers.html", {"page": paged(request, employers_shown(timezone.localdate()))})


@decided_by(rules.may_see_employer, ORGANISATIONS)
@require_safe
def employer(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One employer: what was agreed about it, its open jobs, stories of those who work there."""
    profile, today = agreed_profile(organisation), timezone.localdate()
    shown = {
        "organisation": organisation,
        "profile": profile,
        "about": as_html(profile.about) if profile else "",
        "compared": compared(profile) if profile else None,
        "jobs": Job.objects.with_all().on_board(today).filter(organisation=organisation).order_by("-published_at", "-pk"),
        "stories": CareerStory.objects.filter(organisation=organisation, state=states.PUBLISHED).select_related("person")[:10],
        "acts": rules.acts_for(request.user, organisation),
    }
    return render(request, "careers/employer.html", shown)
