"""The history of one object."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.audit.queries import Subject, lines_about, subject_of
from sextant.base.audit.rules import may_see_history, may_see_personal_values
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged


@decided_by(may_see_history, subject_of)
@require_safe
def history(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Every line about one object, newest first."""
    page = paged(request, lines_about(subject.kind, subject.key))
    return render(request, "audit/history.html", {"subject": subject, "page": page, "personal": may_see_personal_values(request.user)})
