"""Purchase plans: drawn up, worked out by a job, changed by hand and worked out again, ordered."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit, cancel_job
from sextant.work.acquisitions import states
from sextant.work.acquisitions.actions.imports import plain_name
from sextant.work.acquisitions.models import Collection, Offer, Plan, PlanTitle

MOST_BY_HAND = 2000
BATCH = 1000


@dataclass(slots=True)
class WorkedOut:
    """What came of a plan: `state`, its rows, the summary, the account of the offer, and a sentence where there is no list."""

    state: str
    titles: list[dict[str, Any]] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)
    spent: int | None = None
    sentence: dict[str, str] = field(default_factory=lambda: {"en": "", "ru": ""})
    marc: bytes = b""


def keep_offer(collection: Collection, *, file: File, by: User | None) -> Offer:
    """Keeps a supplier's list; it is read when a plan is worked out."""
    offer = Offer(collection=collection, file_name=plain_name(file), by=by)
    offer.file.save(plain_name(file)[-100:], file, save=False)
    try:
        with transaction.atomic():
            offer.save()
            record(verb="acquisitions.keep_offer", obj=offer, by=by, after={"file": offer.file_name})
    except Exception:
        offer.file.delete(save=False)
        raise
    return offer


@transaction.atomic
def begin_plan(offer: Offer, *, name: str, budget: int, currency: str, by: User | None, targets: dict[str, Any] | None = None) -> Plan:
    """Begins a plan of an offer, with demands or without."""
    plan = Plan(collection=offer.collection, offer=offer, name=name, budget=budget, currency=currency, targets=targets or {}, by=by)
    plan.full_clean(exclude=["job"])
    plan.save()
    record(verb="acquisitions.begin_plan", obj=plan, by=by, after={"name": name, "budget": budget, "currency": currency})
    return plan


@transaction.atomic
def save_targets(plan: Plan, *, by: User | None, targets: dict[str, Any], **values: Any) -> Plan:
    """Writes the demands, the budget and the time; a list that was worked out with others is no longer shown as theirs."""
    plan = _locked(plan)
    _refuse_unless(plan.may_change)
    plan.targets = targets
    for name, value in values.items():
        setattr(plan, name, value)
    plan.full_clean(exclude=["job"])
    plan.save()
    record(verb="acquisitions.save_targets", obj=plan, by=by, after={"budget": plan.budget, "targets": targets})
    return plan


@transaction.atomic
def start_plan(plan: Plan, *, by: User | None) -> Plan:
    """Asks for the list."""
    plan = _locked(plan)
    _refuse_unless(plan.may_change)
    _move(plan, states.MAKING)
    plan.job = after_commit("acquisitions.work_out_plan", by=by, plan_id=plan.pk)
    plan.by, plan.sentence_en, plan.sentence_ru = by, "", ""
    plan.save()
    record(verb="acquisitions.start_plan", obj=plan, by=by, after={"budget": plan.budget})
    return plan


def keep_plan(plan: Plan, found: WorkedOut) -> None:
    """Writes what came out; inside the last step of its job: the old list goes and the new one stands, or neither."""
    plan.titles.all().delete()
    PlanTitle.objects.bulk_create([PlanTitle(plan=plan, **row) for row in found.titles], batch_size=BATCH)
    _move(plan, found.state)
    plan.summary, plan.account, plan.spent, plan.made_at = found.summary, found.account, found.spent, timezone.now()
    plan.sentence_en, plan.sentence_ru = found.sentence["en"][:1200], found.sentence["ru"][:1200]
    _forget_file(plan)
    if found.marc:
        plan.order_file.save("order.mrc", ContentFile(found.marc), save=False)
    plan.save()
    record(verb="acquisitions.keep_plan", obj=plan, by=plan.by, after={"state": found.state, "spent": found.spent})


@transaction.atomic
def cancel_plan(plan: Plan, *, by: User | None) -> None:
    """Stops the search; the plan and its demands stay."""
    plan = _locked(plan)
    if plan.job is None or not plan.is_waiting:
        raise ValidationError(_("This plan is not being worked out; there is nothing to stop."))
    cancel_job(plan.job, by=by)
    record(verb="acquisitions.cancel_plan", obj=plan, by=by)


@transaction.atomic
def decide_title(plan: Plan, *, key: str, way: str, by: User | None) -> Plan:
    """Decides a title by hand: `in` (it is bought), `out` (it is not), or `free` again. The list changes when it is worked out again."""
    plan = _locked(plan)
    _refuse_unless(plan.may_change)
    if way != "free" and not plan.titles.filter(key=key).exists():
        raise ValidationError(_("This title is not on the list any more; look at the plan again."))
    kept, out = [one for one in plan.kept_in if one != key], [one for one in plan.taken_out if one != key]
    if len(kept) + len(out) >= MOST_BY_HAND:
        raise ValidationError(_("More than %(most)s titles are decided by hand; change the demands instead.") % {"most": MOST_BY_HAND})
    plan.kept_in = [*kept, key] if way == "in" else kept
    plan.taken_out = [*out, key] if way == "out" else out
    plan.save(update_fields=["kept_in", "taken_out"])
    record(verb="acquisitions.decide_title", obj=plan, by=by, after={"key": key, "way": way})
    return plan


@transaction.atomic
def copy_plan(plan: Plan, *, name: str, by: User | None) -> Plan:
    """Another plan of the same offer with the same demands, to change something in it and compare both."""
    made = begin_plan(plan.offer, name=name, budget=plan.budget, currency=plan.currency, by=by, targets=plan.targets)
    made.kept_in, made.taken_out, made.seconds = plan.kept_in, plan.taken_out, plan.seconds
    made.save()
    return made


@transaction.atomic
def mark_ordered(plan: Plan, *, on: date, number: str, by: User | None) -> Plan:
    """Says that the list was ordered; from then on it stands as it is."""
    plan = _locked(plan)
    if on > timezone.localdate():
        raise ValidationError({"on": _("A day that is still to come cannot be the day of the order.")})
    _move(plan, states.ORDERED)
    plan.ordered_on, plan.order_number = on, number
    plan.save(update_fields=["state", "ordered_on", "order_number"])
    record(verb="acquisitions.mark_ordered", obj=plan, by=by, after={"on": on, "order_number": number, "spent": plan.spent})
    return plan


@transaction.atomic
def take_order_back(plan: Plan, *, by: User | None) -> Plan:
    """The order was not placed, or was declined: the plan may be changed again."""
    plan = _locked(plan)
    if plan.state != states.ORDERED:
        raise ValidationError(_("This plan was not ordered."))
    _move(plan, states.MADE)
    before, plan.ordered_on, plan.order_number = plan.ordered_on, None, ""
    plan.save(update_fields=["state", "ordered_on", "order_number"])
    record(verb="acquisitions.take_order_back", obj=plan, by=by, before={"on": before})
    return plan


@transaction.atomic
def remove_plan(plan: Plan, *, by: User | None) -> None:
    """Takes a plan away, and its offer with it where no other plan uses it."""
    plan = _locked(plan)
    if plan.state == states.ORDERED or plan.is_waiting:
        raise ValidationError(_("A plan that is ordered, or is being worked out, is not removed."))
    offer = plan.offer
    record(verb="acquisitions.remove_plan", obj=plan, by=by, before={"name": plan.name, "spent": plan.spent})
    _forget_file(plan)
    plan.delete()
    if not offer.plans.exists():
        file = offer.file
        offer.delete()
        transaction.on_commit(lambda: file.storage.delete(str(file.name)))


def _forget_file(plan: Plan) -> None:
    """The order file of the list before goes when the new list stands."""
    if plan.order_file:
        file, plan.order_file = plan.order_file, ""
        transaction.on_commit(lambda: file.storage.delete(str(file.name)))


def _locked(plan: Plan) -> Plan:
    rows = Plan.objects.select_for_update(of=("self",)).select_related("collection__organisation", "offer", "job")
    return rows.get(pk=plan.pk)


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise ValidationError(_("The plan is being worked out, or was ordered; its demands stand."))


def _move(plan: Plan, to: str) -> None:
    if to not in states.PLAN_FOLLOWS[plan.state] and not (plan.state == to == states.MAKING):
        raise ValidationError(_("The plan is “%(state)s”; that cannot be done with it now.") % {"state": plan.state_name})
    plan.state = to
