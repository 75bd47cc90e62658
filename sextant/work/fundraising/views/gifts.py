"""Gifts in the office: the list, one of them, entering, things given, money that came or goes back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger.payables import pay_url
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.fundraising import rules, states
from sextant.work.fundraising.actions import booking, gifts, in_kind, thanks
from sextant.work.fundraising.actions.donors import donor_for
from sextant.work.fundraising.forms.gifts import CameForm, EnteredGiftForm, GiftFilter, InKindForm, ReasonForm, ReturnForm, ThanksForm
from sextant.work.fundraising.models import Donor, Gift, Part
from sextant.work.fundraising.queries.awaited import next_due
from sextant.work.fundraising.queries.gifts import gifts_table, gifts_wanted
from sextant.work.fundraising.queries.tokens import token_of_gift, token_of_part
from sextant.work.fundraising.views.answers import answer

WITH_DONOR = Gift.objects.select_related("donor", "appeal", "fund", "standing", "entry", "made_by")
PARTS = Part.objects.select_related("gift__donor", "gift__fund", "payment")


@decided_by(rules.may_see_donors)
def gift_list(request: HttpRequest) -> HttpResponseBase:
    """All gifts with their filters; `?format=` downloads what is on screen."""
    form = GiftFilter(request.GET or None)
    rows = gifts_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(gifts_table(rows), request.GET["format"])
    template = "fundraising/_gift_rows.html" if part_wanted(request) else "fundraising/gift_list.html"
    return render(request, template, {"form": form, "page": paged(request, rows)})


def _page(gift: Gift) -> str:
    return reverse("fundraising:gift_office", args=[gift.pk])


def _shown(request: HttpRequest, gift: Gift, **bound: Any) -> HttpResponse:
    asked, due_on = next_due(gift)
    money = gift.kind == Gift.Kind.MONEY and gift.state != states.RETURNED
    shown = {
        "gift": gift,
        "due_on": due_on,
        "asked": asked,
        "parts": [(part, token_of_part(part)) for part in gift.parts.select_related("payment", "gift").order_by("-day", "-id")],
        "instalments": list(gift.instalments.all()),
        "public_token": token_of_gift(gift),
        "pay_page": pay_url(gift) if money else "",
        "came": CameForm(gift=gift, asked_minor=asked) if money and asked else None,
        "keeps": rules.may_keep(request.user),
        "returns": rules.holds(request.user, "treasurer"),
        "may_call_off": gift.state in (states.PROMISED, states.MISSED),
        **bound,
    }
    return render(request, "fundraising/gift_office.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_gift, WITH_DONOR)
def gift_office(request: HttpRequest, gift: Gift) -> HttpResponse:
    """Everything about one gift."""
    return _shown(request, gift)


@decided_by(rules.may_record_gift, WITH_DONOR)
@require_POST
def record_payment(request: UserRequest, gift: Gift) -> HttpResponse:
    """Writes down that money came for a gift."""
    form = CameForm(request.POST, gift=gift, asked_minor=next_due(gift)[0])
    if form.is_valid():
        given = form.cleaned_data
        act = attempt(
            form,
            booking.receive_gift,
            gift,
            amount_minor=given["amount"],
            day=given["day"],
            account=given["account"],
            reference=given["reference"],
            by=request.user,
        )
        if act is not None:
            return redirect(_page(gift))
    return _shown(request, gift, came=form)


def _donor_of(form: Any, request: UserRequest) -> Donor:
    if form.donor is not None:
        return form.donor
    given = form.cleaned_data
    return donor_for(name=given["name"], email=given["email"], kind=given["donor_kind"], language=given["language"], by=request.user)


def _asked_donor(request: HttpRequest) -> Donor | None:
    """The donor that the address names, where the form is opened from a donor's page."""
    key = request.GET.get("donor", "")
    return get_object_or_404(Donor.objects.living(), pk=int(key)) if key.isdecimal() and len(key) < 19 else None


@decided_by(rules.may_keep)
def new_gift(request: UserRequest) -> HttpResponse:
    """A gift or a pledge that came to the office."""
    form = EnteredGiftForm(request.POST or None, donor=_asked_donor(request))

    def enter() -> Gift:
        given = form.cleaned_data
        names = ("appeal", "fund", "currency", "instalments", "due_on")
        more = {name: given[name] for name in names}
        return gifts.enter_gift(
            donor=_donor_of(form, request), amount_minor=given["amount"], on=given["day"], wish=form.wish(), by=request.user, **more
        )

    lead = _("A gift is booked when its payment comes. Write a pledge down with the days on which it is expected.")
    title = _("New gift or pledge") if form.donor is None else _("New gift or pledge of %(donor)s") % {"donor": form.donor}
    return answer(request, form, enter, title=title, lead=lead, done=_("The gift is written down."), to=_page)


@decided_by(rules.may_keep)
def new_in_kind(request: UserRequest) -> HttpResponse:
    """A thing that was given."""
    form = InKindForm(request.POST or None, donor=_asked_donor(request))

    def enter() -> Gift:
        given = form.cleaned_data
        names = ("description", "basis", "appeal", "books", "booked_on")
        more = {name: given[name] for name in names}
        return in_kind.enter_in_kind(
            donor=_donor_of(form, request), value_minor=given["value"], on=given["day"], wish=form.wish(), by=request.user, **more
        )

    lead = _("Things are shown apart from money, with their assessed value and how it was assessed.")
    return answer(request, form, enter, title=_("New gift in kind"), lead=lead, done=_("The gift in kind is written down."), to=_page)


@decided_by(rules.may_change_gift, WITH_DONOR)
@require_POST
def cancel_gift(request: UserRequest, gift: Gift) -> HttpResponse:
    carried_out(request, _("The gift is called off; nothing more is awaited."), gifts.cancel_gift, gift, by=request.user, reason="office")
    return redirect(_page(gift))


@decided_by(rules.may_change_gift, WITH_DONOR)
def take_back_in_kind(request: UserRequest, gift: Gift) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    act = lambda: in_kind.take_back_in_kind(gift, on=timezone.localdate(), reason=form.cleaned_data["reason"], by=request.user)  # noqa: E731
    return answer(request, form, act, title=_("Take the gift in kind back"), done=_("It is taken back, in the books too."), to=_page, danger=True)


@decided_by(rules.may_return, PARTS)
def return_part(request: UserRequest, part: Part) -> HttpResponse:
    form = ReturnForm(request.POST or None, part=part)

    def act() -> Gift:
        given = form.cleaned_data
        return booking.return_part(part, amount_minor=given["amount"], day=given["day"], reference=given["reference"], by=request.user)

    lead = _("The booking is reversed, and the money goes back from the payment it came with. What is kept stays a smaller gift.")
    return answer(request, form, act, title=_("Give money back"), lead=lead, done=_("The money is booked as given back."), to=_page, danger=True)


@decided_by(rules.may_thank, PARTS)
def note_thanks(request: UserRequest, part: Part) -> HttpResponse:
    form = ThanksForm(request.POST or None)
    act = lambda: thanks.note_thanks(part, how=form.cleaned_data["how"], by=request.user)  # noqa: E731
    return answer(request, form, act, title=_("Thanked"), done=_("Noted."), to=lambda made: _page(part.gift))
