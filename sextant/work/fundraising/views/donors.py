"""Donors: the list, one donor, what is noted and agreed, doubles, erasure."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import carried_out
from sextant.work.fundraising import rules
from sextant.work.fundraising.actions import donors as actions
from sextant.work.fundraising.actions import merges
from sextant.work.fundraising.forms.donors import DonorFilter, DonorForm, EraseForm, NoteForm
from sextant.work.fundraising.models import Consent, Donor, DonorMerge
from sextant.work.fundraising.printed import statement_pdf
from sextant.work.fundraising.queries.donor_lists import donors_table, donors_wanted, doubles
from sextant.work.fundraising.queries.donor_page import SHOWN_GIFTS, gifts_of, page_of
from sextant.work.fundraising.queries.drawings import given_by_year
from sextant.work.fundraising.queries.gifts import parts_of
from sextant.work.fundraising.queries.segments import segment_names
from sextant.work.fundraising.views.answers import answer

KNOWN: QuerySet[Donor] = Donor.objects.select_related("person", "organisation", "merged_into")


def _page(donor: Donor) -> str:
    return reverse("fundraising:donor", args=[donor.pk])


@decided_by(rules.may_see_donors)
def donors(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; it can be taken away, or kept as a list under a name."""
    form = DonorFilter(request.GET or None)
    rows = donors_wanted(form.wish() if form.is_bound else {}, timezone.localdate())
    if "format" in request.GET:
        return download(donors_table(rows), request.GET["format"])
    template = "fundraising/_donor_rows.html" if part_wanted(request) else "fundraising/donors.html"
    return render(request, template, {"form": form, "page": paged(request, rows), "names": segment_names(), "wish": request.GET.urlencode()})


@decided_by(rules.may_see_donors, KNOWN)
def donor(request: HttpRequest, donor: Donor) -> HttpResponse:
    """Everything about one donor; one that was merged leads to the donor it was merged into."""
    if donor.merged_into is not None:
        return redirect(_page(donor.merged_into))
    found = page_of(donor)
    shown = {
        "donor": donor,
        "found": found,
        "chart": given_by_year(found.years),
        "gifts": paged(request, gifts_of(donor), SHOWN_GIFTS),
        "consents": list(donor.consents.select_related("by")[:30]),
        "notes": list(donor.notes.select_related("by")[:30]),
        "note_form": NoteForm(),
        "merges": list(donor.merges.filter(undone_at=None).select_related("gone")),
        "names": segment_names(),
        "years": sorted({one.year for one in found.years}, reverse=True),
        "purposes": [(purpose, label) for purpose, label in Consent.Purpose.choices if purpose != Consent.Purpose.PROCESSING],
    }
    return render(request, "fundraising/donor.html", shown)


@decided_by(rules.may_see_donors, KNOWN)
def edit_donor(request: UserRequest, donor: Donor) -> HttpResponse:
    form = DonorForm(request.POST or None, donor=donor)
    act = lambda: actions.edit_donor(donor, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, form, act, title=str(donor), done=_("The donor is saved."), to=_page)


@decided_by(rules.may_see_donors, KNOWN)
def add_note(request: UserRequest, donor: Donor) -> HttpResponse:
    form = NoteForm(request.POST or None)
    act = lambda: actions.add_note(donor, text=form.cleaned_data["text"], by=request.user)  # noqa: E731
    return answer(request, form, act, title=_("Note about %(donor)s") % {"donor": donor}, done=_("Noted."), to=lambda made: _page(donor))


@decided_by(rules.may_see_donors, KNOWN)
@require_POST
def set_consent(request: UserRequest, donor: Donor) -> HttpResponse:
    """The office writes down what the donor said: yes or no to letters or reminders."""
    purpose, given = request.POST.get("purpose", ""), request.POST.get("given") == "yes"
    if purpose in (Consent.Purpose.LETTERS, Consent.Purpose.REMINDERS):
        carried_out(
            request,
            _("What the donor wishes is written down."),
            actions.set_consent,
            donor,
            purpose=purpose,
            given=given,
            way=Consent.Way.OFFICE,
            by=request.user,
        )
    return redirect(_page(donor))


@decided_by(rules.may_see_donors, KNOWN)
def erase_donor(request: UserRequest, donor: Donor) -> HttpResponse:
    form = EraseForm(request.POST or None)
    act = lambda: actions.erase_donor(donor, typed=form.cleaned_data["typed"], by=request.user)  # noqa: E731
    lead = _("Name, address, notes and letters go for good; amounts stay in the books. Type the number of the donor: %(number)s.") % {
        "number": donor.pk
    }
    title = _("Erase %(donor)s") % {"donor": donor}
    return answer(request, form, act, title=title, lead=lead, done=_("The donor is erased."), to=_page, label=_("Erase for good"), danger=True)


@decided_by(rules.may_see_donors, lambda pk, year: (get_object_or_404(KNOWN, pk=pk), year))
def statement(request: HttpRequest, asked: tuple[Donor, int]) -> HttpResponse:
    """The statement of a year as PDF, in the donor's language."""
    donor, year = asked
    with translation.override(donor.language):
        content = statement_pdf(donor, year, parts_of(donor, year))
    name = f'attachment; filename="gifts-{donor.pk}-{year}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(rules.may_see_donors)
def donor_doubles(request: HttpRequest) -> HttpResponse:
    """Donors that share an address or a person, and merges that can be undone."""
    undone = DonorMerge.objects.filter(undone_at=None).select_related("kept", "gone", "made_by")[:50]
    return render(request, "fundraising/doubles.html", {"groups": doubles(), "merges": undone})


@decided_by(rules.may_see_donors, KNOWN)
@require_POST
def merge(request: UserRequest, donor: Donor) -> HttpResponse:
    """Merges the donor whose number is sent into this one."""
    key = request.POST.get("gone", "").strip()
    gone = get_object_or_404(Donor, pk=int(key)) if key.isdecimal() and len(key) < 19 else donor
    carried_out(request, _("The two are one donor now. It can be undone."), merges.merge_donors, donor, gone, by=request.user)
    return redirect("fundraising:doubles")


@decided_by(rules.may_undo_merge, DonorMerge.objects.select_related("kept", "gone"))
@require_POST
def undo_merge(request: UserRequest, merge: DonorMerge) -> HttpResponse:
    carried_out(request, _("The two donors are parted again."), merges.undo_merge, merge, by=request.user)
    return redirect("fundraising:doubles")
