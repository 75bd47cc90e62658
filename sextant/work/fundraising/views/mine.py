"""One's own gifts, receipts, statements and preferences, for those who have logged in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.work.fundraising import rules
from sextant.work.fundraising.actions.donors import set_consent, set_language
from sextant.work.fundraising.forms.donors import PreferencesForm
from sextant.work.fundraising.models import Consent, Donor
from sextant.work.fundraising.printed import statement_pdf
from sextant.work.fundraising.queries.donor_page import gifts_of, page_of
from sextant.work.fundraising.queries.gifts import parts_of
from sextant.work.fundraising.queries.tokens import token_of_gift, token_of_part, token_of_standing


def _own(user: Any) -> Donor | None:
    """The donor that the person behind the log-in is."""
    person = getattr(user, "person", None)
    return Donor.objects.living().filter(person=person).order_by("pk").first() if person is not None else None


@decided_by(rules.may_see_mine)
def mine(request: UserRequest) -> HttpResponse:
    """Everything one has given and promised, and what one wants to be sent."""
    donor = _own(request.user)
    if donor is None:
        return render(request, "fundraising/mine.html", {"donor": None})
    form = PreferencesForm(request.POST or None, donor=donor)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        for purpose, name in ((Consent.Purpose.LETTERS, "letters"), (Consent.Purpose.REMINDERS, "reminders")):
            set_consent(donor, purpose=purpose, given=given[name], way=Consent.Way.SELF, by=request.user)
        set_language(donor, language=given["language"], by=request.user)
        messages.success(request, _("Your wishes are saved."))
        return redirect("fundraising:mine")
    rows = list(gifts_of(donor)[:200])
    found = page_of(donor)
    gifts = [(gift, token_of_gift(gift), [(part, token_of_part(part)) for part in gift.parts.all() if part.taken_back_on is None]) for gift in rows]
    standing = [(one, token_of_standing(one)) for one in found.standing]
    years = sorted({one.year for one in found.years}, reverse=True)
    shown = {"donor": donor, "found": found, "gifts": gifts, "standing": standing, "years": years, "form": form}
    return render(request, "fundraising/mine.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_see_mine)
def my_statement(request: HttpRequest, year: int) -> HttpResponse:
    """One's own statement of a year as PDF."""
    donor = _own(request.user)
    parts = parts_of(donor, year) if donor else []
    if donor is None or not parts:
        raise Http404
    name = f'attachment; filename="gifts-{year}.pdf"'
    return HttpResponse(statement_pdf(donor, year, parts), content_type="application/pdf", headers={"Content-Disposition": name})
