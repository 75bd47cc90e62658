"""The office's queue of memberships, one membership, and every move of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import ReadOnce, paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members import rules, states
from sextant.society.members.actions import memberships as moves
from sextant.society.members.actions.payments import record_payment, waive
from sextant.society.members.forms.fees import ExtraSeatsForm, ReductionForm
from sextant.society.members.forms.memberships import MembershipFilter, NoteForm, PaymentForm, PlanChoiceForm, ReasonForm
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.letters import payment_code
from sextant.society.members.models import Membership
from sextant.society.members.panels import panels_of
from sextant.society.members.queries.fees import FeeDue, fee_due
from sextant.society.members.queries.memberships import counts_by_state, memberships_wanted
from sextant.society.members.queries.tables import memberships_table

WITH_HOLDER = Membership.objects.with_holder().select_related("person__privacy", "waived_by")


@decided_by(rules.may_see_memberships)
def memberships(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = MembershipFilter(request.GET or None)
    wish = form.wish() if form.is_bound else {}
    rows = memberships_wanted(wish, request.user)
    if "format" in request.GET:
        return download(memberships_table(rows), request.GET["format"])
    counts = counts_by_state()
    tabs = [(code, name, counts.get(code, 0)) for code, name in Membership.STATES]
    listed = ReadOnce(rows, Membership.objects.with_holder()) if wish.get("q") else rows
    context = {"form": form, "page": paged(request, listed), "tabs": tabs, "chosen": request.GET.get("state", "")}
    return render(request, "members/_membership_rows.html" if part_wanted(request) else "members/memberships.html", context)


def _forms(membership: Membership, user: Any, due: FeeDue) -> dict[str, Any]:
    """The forms for what this user may do with the membership now, and nothing else."""
    allowed = states.moves_of(membership.state, rules.words_for(user, membership))
    forms: dict[str, Any] = {"moves": allowed}
    if states.APPROVED in allowed:
        forms["note_form"] = NoteForm()
    if states.ACTIVE in allowed and not (membership.is_for_life and membership.state == states.ACTIVE):
        forms["waive_form"] = ReasonForm(prefix="waive", initial={"reason": due.reduction_reason if due.is_exempt else ""})
        forms["payment_form"] = None if due.is_exempt else PaymentForm(due=due)
    if states.EXPELLED in allowed:
        forms["expel_form"] = ReasonForm(prefix="expel")
    if rules.may_decide_applications(user) and membership.state not in states.ENDED - {states.LAPSED}:
        forms["plan_form"] = PlanChoiceForm(membership=membership)
        forms["seats_form"] = ExtraSeatsForm(membership=membership) if membership.organisation_id else None
    if rules.may_reduce_fees(user) and membership.state not in states.ENDED - {states.LAPSED}:
        forms["reduction_form"] = ReductionForm(due=due)
    return forms


def page_of(request: HttpRequest, membership: Membership, **bound: Any) -> HttpResponse:
    """The page of one membership; forms that were refused come in as `bound` and are shown with what was wrong."""
    today = timezone.localdate()
    due = fee_due(membership, today)
    context = {
        "membership": membership,
        "due": due,
        "owes": membership.state not in states.ENDED - {states.LAPSED} and not (membership.is_for_life and membership.number),
        "reductions": membership.reductions.select_related("decided_by"),
        "today": today,
        "periods": membership.periods.all(),
        "reminders": membership.reminders.all()[:20],
        "is_staff": rules.is_staff(request.user),
        "payment_code": payment_code(membership),
        "panels": panels_of("membership", request.user, membership),
        "may_manage_seats": rules.may_manage_seats(request.user, membership),
        **_forms(membership, request.user, due),
        **bound,
    }
    return render(request, "members/membership.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_membership, WITH_HOLDER)
def membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Everything about one membership, with the moves this user may make."""
    return page_of(request, membership)


@decided_by(rules.may_decide_applications, WITH_HOLDER)
@require_POST
def approve(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid() and attempt(form, moves.approve_application, membership, note=form.cleaned_data["note"], by=request.user) is not None:
        messages.success(request, _("The application is approved; a letter says what to pay."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, note_form=form)


@decided_by(rules.may_decide_applications, WITH_HOLDER)
@require_POST
def decline(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid() and attempt(form, moves.decline_application, membership, note=form.cleaned_data["note"], by=request.user) is not None:
        messages.success(request, _("The application is declined; a letter gives the reason."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, note_form=form)


@decided_by(rules.may_record_payment, WITH_HOLDER)
@require_POST
def payment(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = PaymentForm(request.POST, due=fee_due(membership, timezone.localdate()))
    if form.is_valid() and attempt(form, record_payment, membership, **form.payment(), by=request.user) is not None:
        messages.success(request, _("The fee is recorded and the membership is active."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, payment_form=form)


@decided_by(rules.may_record_payment, WITH_HOLDER)
@require_POST
def waive_fee(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="waive")
    if form.is_valid() and attempt(form, waive, membership, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The fee is waived and the membership is active."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, waive_form=form)


@decided_by(rules.may_decide_applications, WITH_HOLDER)
@require_POST
def plan(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = PlanChoiceForm(request.POST, membership=membership)
    if form.is_valid() and attempt(form, moves.change_plan, membership, plan=form.cleaned_data["plan"], by=request.user) is not None:
        messages.success(request, _("The plan is changed from the next period on."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, plan_form=form)


@decided_by(rules.may_resign, WITH_HOLDER)
def resign_membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Asks first, because a membership that has ended cannot be continued."""
    if request.method != "POST":
        return render(request, "members/resign.html", {"membership": membership})
    carried_out(request, _("The membership has ended."), moves.resign, membership, by=request.user)
    if rules.is_holder(request.user, membership):
        return redirect("members:my_membership")
    return redirect("members:membership", membership.pk)


@decided_by(rules.may_expel, WITH_HOLDER)
@require_POST
def expel_member(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="expel")
    if form.is_valid() and attempt(form, moves.expel, membership, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The membership has ended by decision; a letter gives the grounds."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, expel_form=form)


@decided_by(rules.may_decide_applications, WITH_HOLDER)
@require_POST
def drop(request: HttpRequest, membership: Membership) -> HttpResponse:
    carried_out(request, _("The application is put aside."), moves.drop_application, membership, by=request.user)
    return redirect("members:membership", membership.pk)
