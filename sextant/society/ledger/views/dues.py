"""Runs of dues: drawn up, looked through, confirmed; reminders of single invoices."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.states import QUEUED, RUNNING
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules
from sextant.society.ledger.actions.dues_runs import confirm_run, drop_run, leave_out, open_run
from sextant.society.ledger.actions.dunning import resume_reminders, stop_reminders
from sextant.society.ledger.forms.dues import ItemFilter, LeaveOutForm, RunForm, StopForm
from sextant.society.ledger.letters import INVOICE, tell
from sextant.society.ledger.models import DuesItem, DuesRun, Invoice
from sextant.society.ledger.queries.dues import items_of, items_table, outcomes_of, totals_of
from sextant.society.members.forms.refusals import attempt

WITH_JOB = DuesRun.objects.select_related("job", "made_by", "confirmed_by")


@decided_by(rules.may_run_dues)
def runs(request: HttpRequest) -> HttpResponse:
    """Runs so far, and a new one."""
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        fields = {**given, "plans": [plan.code for plan in given["plans"]]}
        made = attempt(form, open_run, by=request.user, **fields)
        if made is not None:
            return redirect("ledger:dues_run", made.pk)
    rows = WITH_JOB.annotate(charged=Count("items", filter=Q(items__outcome="charge"))).order_by("-pk")
    return render(request, "ledger/dues_runs.html", {"form": form, "page": paged(request, rows)}, status=422 if form.errors else 200)


@decided_by(rules.may_run_dues, WITH_JOB)
def dues_run(request: HttpRequest, run: DuesRun) -> HttpResponseBase:
    """The preview or what became of it; `?format=` downloads what is on screen."""
    form = ItemFilter(request.GET or None)
    rows = items_of(run, form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(items_table(run, rows), request.GET["format"])
    shown = {"run": run, "is_running": run.job is not None and run.job.state in (QUEUED, RUNNING)}
    if getattr(request, "htmx", False) and request.GET.get("progress"):
        response = render(request, "ledger/_dues_progress.html", shown)
        if not shown["is_running"]:
            response["HX-Refresh"] = "true"
        return response
    language = (get_language() or "ru")[:2]
    totals = [{**row, "plan": row[f"membership__plan__name_{language}"] or row["membership__plan__name_ru"]} for row in totals_of(run)]
    shown |= {"form": form, "page": paged(request, rows), "totals": totals, "outcomes": outcomes_of(run), "leave_out_form": LeaveOutForm()}
    return render(request, "ledger/_dues_items.html" if part_wanted(request) else "ledger/dues_run.html", shown)


@decided_by(rules.may_run_dues, DuesItem.objects.select_related("run", "membership"))
@require_POST
def leave_item_out(request: HttpRequest, item: DuesItem) -> HttpResponse:
    """Leaves a membership out, or puts it back in."""
    try:
        leave_out(item, reason=request.POST.get("reason", ""), by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    back = redirect("ledger:dues_run", item.run_id)
    back["Location"] += f"?{request.POST.get('back', '')}#item-{item.pk}"
    return back


@decided_by(rules.may_run_dues, WITH_JOB)
@require_POST
def confirm(request: HttpRequest, run: DuesRun) -> HttpResponse:
    """Issues what the preview shows."""
    try:
        confirm_run(run, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The invoices are being issued."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("ledger:dues_run", run.pk)


@decided_by(rules.may_run_dues, WITH_JOB)
@require_POST
def drop(request: HttpRequest, run: DuesRun) -> HttpResponse:
    """Drops a preview."""
    try:
        drop_run(run, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The run is dropped; nobody was charged."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("ledger:dues_runs")


@decided_by(rules.may_run_dues, WITH_JOB)
def paper(request: HttpRequest, run: DuesRun) -> HttpResponseBase:
    """The ZIP of invoices to print: made by a job when it is asked for (POST), then downloaded."""
    if request.method == "POST":
        run.job = after_commit("ledger.print_dues", by=request.user, run_id=run.pk, language=(get_language() or "ru")[:2])  # type: ignore[arg-type]
        DuesRun.objects.filter(pk=run.pk).update(job=run.job)
        return redirect("ledger:dues_run", run.pk)
    if not run.paper:
        raise Http404
    return FileResponse(run.paper.open(), as_attachment=True, filename=f"dues-{run.pk}.zip")


@decided_by(rules.may_invoice_payer, Invoice.objects.select_related("person", "organisation"))
@require_POST
def send_invoice(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """Sends the invoice to the payer by e-mail, with the link to pay."""
    key = f"by-hand:{timezone.localdate()}"
    count = tell(invoice, INVOICE, key, by=request.user) if invoice.open_minor else 0  # type: ignore[arg-type]
    if count:
        messages.success(request, _("The letter with the invoice is on its way."))
    else:
        messages.error(request, _("No letter was sent: the payer has no e-mail address, nothing is open, or it is a demo invoice."))
    return redirect("ledger:invoice", invoice.pk)


@decided_by(rules.may_invoice_payer, Invoice)
@require_POST
def reminders(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """Stops the reminders of an invoice, for a reason, or lets them go on."""
    try:
        if invoice.dunning_stopped:
            resume_reminders(invoice, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Reminders go on."))
        else:
            form = StopForm(request.POST)
            stop_reminders(invoice, reason=form.data.get("reason", ""), by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("No reminder is sent any more."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("ledger:invoice", invoice.pk)
