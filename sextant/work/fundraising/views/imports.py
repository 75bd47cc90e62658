"""Lists of gifts brought in: upload, columns, what became of the rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt
from sextant.work.fundraising import rules
from sextant.work.fundraising.actions import imports as actions
from sextant.work.fundraising.forms.segments import ColumnsForm, UploadForm
from sextant.work.fundraising.models import GiftImport
from sextant.work.fundraising.views.answers import answer

PLAIN = GiftImport.objects.defer("content").select_related("job", "made_by", "appeal", "fund")


@decided_by(rules.may_keep)
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, latest first."""
    return render(request, "fundraising/imports.html", {"page": paged(request, PLAIN)})


@decided_by(rules.may_keep)
def upload(request: UserRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)

    def act() -> GiftImport:
        file = form.cleaned_data["file"]
        return actions.upload_gifts(name=file.name, content=file.read(10 * 1024 * 1024 + 1), by=request.user)

    lead = _("Gifts of earlier years or of another system. The same file brought twice changes nothing.")
    to = lambda made: reverse("fundraising:gift_import", args=[made.pk])  # noqa: E731
    return answer(request, form, act, title=_("Bring in a list of gifts"), lead=lead, done=_("Say now which column holds what."), to=to)


@decided_by(rules.may_keep, PLAIN)
def gift_import(request: UserRequest, work: GiftImport) -> HttpResponse:
    """Names the columns of an upload; later, the counts and every refused row with its reason."""
    form = ColumnsForm(request.POST or None, work=work) if work.state == "uploaded" else None
    if form is not None and form.is_bound and form.is_valid():
        given = form.cleaned_data
        fields = {"appeal": given["appeal"], "fund": given["fund"], "books": given["books"] == "yes"}
        if attempt(form, actions.name_columns, work, columns=form.columns(), by=request.user, **fields) is not None:
            return redirect("fundraising:gift_import", work.pk)
    bad = form is not None and form.is_bound
    return render(request, "fundraising/gift_import.html", {"work": work, "form": form}, status=400 if bad else 200)
