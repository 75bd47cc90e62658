"""Pages behind the links of letters: a gift, its receipt, a standing gift, the choice of letters; no log-in is needed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.ledger.payables import pay_url
from sextant.society.members.forms.refusals import carried_out
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.donors import set_consent, set_language
from sextant.work.fundraising.actions.gifts import cancel_gift
from sextant.work.fundraising.actions.standing import move_standing
from sextant.work.fundraising.forms.donors import PreferencesForm
from sextant.work.fundraising.models import Consent, Donor, Gift, Part, StandingGift
from sextant.work.fundraising.printed import receipt_pdf, statement_pdf
from sextant.work.fundraising.queries.awaited import next_due
from sextant.work.fundraising.queries.gifts import parts_of
from sextant.work.fundraising.queries.tokens import (
    donor_of,
    gift_of,
    part_of,
    standing_of,
    token_of_donor,
    token_of_gift,
    token_of_part,
    token_of_standing,
)


@decided_by(anyone, gift_of)
@never_cache
def gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    """Where a gift stands: how to pay it, what came of it, its receipts."""
    amount, due_on = next_due(gift)
    parts = [(part, token_of_part(part)) for part in gift.parts.filter(taken_back_on=None).select_related("payment", "gift")]
    shown = {
        "gift": gift,
        "token": token_of_gift(gift),
        "to_pay": amount if gift.kind == Gift.Kind.MONEY else 0,
        "due_on": due_on,
        "pay_page": pay_url(gift) if gift.kind == Gift.Kind.MONEY else "",
        "parts": parts,
        "standing_token": token_of_standing(gift.standing) if gift.standing else "",
        "instalments": list(gift.instalments.all()),
        "may_call_off": gift.state == states.PROMISED,
    }
    return render(request, "fundraising/gift.html", shown)


@decided_by(anyone, gift_of)
@require_POST
def call_off(request: HttpRequest, gift: Gift) -> HttpResponse:
    """The donor has changed their mind: nothing more is awaited, and no reminder is sent."""
    carried_out(request, _("Nothing more is expected of you. Thank you for having thought of us."), cancel_gift, gift, by=None, reason="donor")
    return redirect("fundraising:gift", token_of_gift(gift))


@decided_by(anyone, part_of)
def receipt(request: HttpRequest, part: Part) -> HttpResponse:
    """The receipt of what came, in the language of the gift."""
    with translation.override(part.gift.language):
        content = receipt_pdf(part)
    name = f'attachment; filename="receipt-{part.receipt_number}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone, standing_of)
@never_cache
def standing(request: HttpRequest, standing: StandingGift) -> HttpResponse:
    """A standing gift as its donor sees it: what comes next, and how to pause or stop."""
    shown = {"standing": standing, "token": token_of_standing(standing), "moves": states.STANDING_MOVES[standing.state]}
    return render(request, "fundraising/standing.html", shown)


@decided_by(anyone, standing_of)
@require_POST
def change_standing(request: HttpRequest, standing: StandingGift) -> HttpResponse:
    """Pauses, stops or takes up a standing gift again."""
    said = {states.PAUSED: _("It rests. Take it up again here at any time."), states.STOPPED: _("It is stopped. Thank you for everything you gave.")}
    to = request.POST.get("to", "")
    done = said.get(to, _("It goes on. We shall write before the next gift."))
    if to in states.STANDING_TONES and to != states.LAPSED:
        carried_out(request, done, move_standing, standing, to=to, today=timezone.localdate(), by=None)
    else:
        messages.error(request, _("Choose what is to happen with the standing gift."))
    return redirect("fundraising:standing", token_of_standing(standing))


@decided_by(anyone, lambda token, year: (donor_of(token), year))
def donor_statement(request: HttpRequest, asked: tuple[Donor, int]) -> HttpResponse:
    """The statement of a year that a letter leads to, in the donor's language."""
    donor, year = asked
    parts = parts_of(donor, year)
    if not parts:
        raise Http404
    with translation.override(donor.language):
        content = statement_pdf(donor, year, parts)
    name = f'attachment; filename="gifts-{year}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone, donor_of)
@never_cache
def preferences(request: HttpRequest, donor: Donor) -> HttpResponse:
    """What a donor wants to be sent, from the foot of a letter; it shows neither name nor gifts."""
    form = PreferencesForm(request.POST or None, donor=donor)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        for purpose, name in ((Consent.Purpose.LETTERS, "letters"), (Consent.Purpose.REMINDERS, "reminders")):
            set_consent(donor, purpose=purpose, given=given[name], way=Consent.Way.SELF, by=None)
        set_language(donor, language=given["language"], by=None)
        messages.success(request, _("Your wishes are saved."))
        return redirect("fundraising:preferences", token_of_donor(donor))
    return render(request, "fundraising/preferences.html", {"form": form}, status=400 if form.is_bound else 200)
