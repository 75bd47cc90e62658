"""Purchase plans: begun from an offer, watched, read, changed by hand, compared, ordered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out, put_on
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.actions import plans as planning
from sextant.work.acquisitions.forms.plans import CompareForm, CopyForm, ListForm, OfferForm, OrderForm
from sextant.work.acquisitions.models import Collection, Plan
from sextant.work.acquisitions.queries.pictures import shares_chart
from sextant.work.acquisitions.queries.plans import demands_beside, list_wanted, order_table, side_by_side, tongue
from sextant.work.acquisitions.views.collections import COLLECTIONS

PLANS = Plan.objects.select_related("collection__organisation", "collection__profile", "offer", "job", "by")


@decided_by(rules.may_keep, COLLECTIONS)
def new_plan(request: UserRequest, collection: Collection) -> HttpResponse:
    """Takes an offer, or one that is here, and the budget; demands come next."""
    form = OfferForm(request.POST or None, request.FILES or None, collection=collection)
    if request.method == "POST" and form.is_valid():
        plan = _begun(request, form, collection)
        if plan is not None:
            return redirect("acquisitions:targets", plan.pk)
    return render(request, "acquisitions/new_plan.html", {"form": form, "collection": collection})


def _begun(request: UserRequest, form: OfferForm, collection: Collection) -> Plan | None:
    given = form.cleaned_data
    try:
        offer = given["earlier"] or planning.keep_offer(collection, file=given["file"], by=request.user)
    except ValidationError as refusal:
        put_on(form, refusal)
        return None
    wish = {"name": given["name"], "budget": given["budget"], "currency": collection.currency}
    made: Plan | None = attempt(form, planning.begin_plan, offer, by=request.user, **wish)
    return made


@decided_by(rules.may_keep_plan, PLANS)
@require_safe
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The list with its reasons, what it costs to keep each demand, what was just left out; or what contradicts."""
    if part_wanted(request) and plan.is_waiting:
        return render(request, "acquisitions/_plan_progress.html", {"plan": plan})
    form = ListForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = {
        "plan": plan,
        "collection": plan.collection,
        "form": form,
        "page": paged(request, list_wanted(plan, asked)),
        "tongue": tongue(),
        "kept_in": set(plan.kept_in),
        "taken_out": set(plan.taken_out),
    }
    if part_wanted(request):
        return render(request, "acquisitions/_plan_titles.html", shown)
    return render(request, "acquisitions/plan.html", {**shown, **_about(plan)})


def _about(plan: Plan) -> dict[str, Any]:
    """What the page of a plan shows beside its titles."""
    compare = CompareForm(plan=plan)
    others: Any = compare.fields["other"]
    return {
        "shares": shares_chart(plan) if plan.has_list else None,
        "left": list(plan.titles.filter(copies=0).order_by("place", "pk")[:10]),
        "compare_form": compare if plan.spent is not None and others.queryset.exists() else None,
        "copy_form": CopyForm(),
        "by_hand": len(plan.kept_in) + len(plan.taken_out),
        "remaining": None if plan.spent is None else plan.budget - plan.spent,
    }


@decided_by(rules.may_keep_plan, PLANS)
@require_safe
def plan_progress(request: HttpRequest, plan: Plan) -> HttpResponse:
    """How far the search is, to be asked again and again."""
    if not plan.is_waiting:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "acquisitions/_plan_progress.html", {"plan": plan})


@decided_by(rules.may_keep_plan, PLANS)
@require_POST
def start_plan(request: UserRequest, plan: Plan) -> HttpResponse:
    """Asks for the list; again, when something was changed."""
    carried_out(request, _("The list is being worked out; you may leave the page."), planning.start_plan, plan, by=request.user)
    return redirect(plan)


@decided_by(rules.may_keep_plan, PLANS)
@require_POST
def cancel_plan(request: UserRequest, plan: Plan) -> HttpResponse:
    """Stops the search."""
    carried_out(request, _("The search is being stopped."), planning.cancel_plan, plan, by=request.user)
    return redirect(plan)


@decided_by(rules.may_keep_plan, PLANS)
@require_POST
def decide_title(request: UserRequest, plan: Plan) -> HttpResponse:
    """Takes a title out, keeps it in, or sets it free again; the list is worked out anew when that is asked for."""
    key, way = request.POST.get("key", "")[:80], request.POST.get("way", "")
    if way not in ("in", "out", "free"):
        raise Http404
    done = {
        "in": _("The title is kept in. Work the list out again when you have decided everything."),
        "out": _("The title is taken out. Work the list out again when you have decided everything."),
        "free": _("The title is free again."),
    }
    carried_out(request, done[way], planning.decide_title, plan, key=key, way=way, by=request.user)
    return redirect(f"{plan.get_absolute_url()}?{request.GET.urlencode()}#titles" if request.GET else f"{plan.get_absolute_url()}#titles")


@decided_by(rules.may_keep_plan, PLANS)
@require_POST
def copy_plan(request: UserRequest, plan: Plan) -> HttpResponse:
    """Another plan of the same offer and demands."""
    form = CopyForm(request.POST)
    if form.is_valid():
        made = attempt(form, planning.copy_plan, plan, name=form.cleaned_data["name"], by=request.user)
        if made is not None:
            return redirect("acquisitions:targets", made.pk)
    messages.error(request, _("Give the other plan a name of at most 120 signs."))
    return redirect(plan)


@decided_by(rules.may_keep_plan, PLANS)
def order_plan(request: UserRequest, plan: Plan) -> HttpResponse:
    """Marks the list as ordered."""
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, planning.mark_ordered, plan, on=given["on"], number=given["number"], by=request.user) is not None:
            messages.success(request, _("The list is marked as ordered; it stands as it is now."))
            return redirect(plan)
    shown = {
        "title": _("Mark “%(plan)s” as ordered") % {"plan": plan},
        "sentence": _("From then on neither the demands nor the list change. If the supplier declines, you can take the order back."),
        "verb": _("Mark as ordered"),
        "form": form,
        "back": plan.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", shown)


@decided_by(rules.may_keep_plan, PLANS)
@require_POST
def take_order_back(request: UserRequest, plan: Plan) -> HttpResponse:
    """The order was not placed after all."""
    carried_out(request, _("The order is taken back; the plan may be changed again."), planning.take_order_back, plan, by=request.user)
    return redirect(plan)


@decided_by(rules.may_keep_plan, PLANS)
def remove_plan(request: UserRequest, plan: Plan) -> HttpResponse:
    """Asks, then takes the plan away."""
    if request.method == "POST":
        if carried_out(request, _("The plan is removed."), planning.remove_plan, plan, by=request.user):
            return redirect("acquisitions:collection", plan.collection_id)
        return redirect(plan)
    shown = {
        "title": _("Remove the plan “%(plan)s”?") % {"plan": plan},
        "sentence": _("Its demands and its list go with it. This cannot be taken back."),
        "verb": _("Remove"),
        "danger": True,
        "back": plan.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", shown)


@decided_by(rules.may_keep_plan, PLANS)
@require_safe
def order_file(request: HttpRequest, plan: Plan) -> HttpResponseBase:
    """The order as CSV, XLSX, JSON or MARC 21, by `?format=`."""
    if not plan.has_list:
        raise Http404
    wanted = request.GET.get("format", "csv")
    if wanted == "marc":
        if not plan.order_file:
            raise Http404
        return FileResponse(plan.order_file.open("rb"), as_attachment=True, filename=f"order-{plan.pk}.mrc", content_type="application/marc")
    return download(order_table(plan), wanted)


@decided_by(rules.may_keep_plan, PLANS)
@require_safe
def compare(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Two plans side by side: figures, demands, and the titles in which they differ."""
    form = CompareForm(request.GET or None, plan=plan)
    if not form.is_valid():
        return redirect(plan)
    other: Plan = form.cleaned_data["other"]
    differ, alike = side_by_side(plan, other)
    shown = {
        "plan": plan,
        "other": other,
        "collection": plan.collection,
        "form": form,
        "page": paged(request, differ),
        "alike": alike,
        "demands": demands_beside(plan, other),
        "here": reverse("acquisitions:compare", args=[plan.pk]),
    }
    return render(request, "acquisitions/compare.html", shown)
