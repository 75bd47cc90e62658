"""The change of a questionnaire: opened by the office, followed from its proposals to the version in force, or given up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.documents.rules import may_read as may_read_text
from sextant.society.documents.rules import may_see_vote
from sextant.society.members.forms.refusals import attempt
from sextant.work.returns import rules
from sextant.work.returns.actions.changes import give_up_change, open_change
from sextant.work.returns.answering import said
from sextant.work.returns.forms.questionnaires import GiveUpForm, OpenChangeForm
from sextant.work.returns.models import QuestionnaireChange
from sextant.work.returns.queries.changes import texts_of, way_of
from sextant.work.returns.queries.codebooks import shown_changes
from sextant.work.returns.queries.drafts import draft_of, draft_or_fault
from sextant.work.returns.queries.questionnaires import Held, rules_changed
from sextant.work.returns.views.questionnaires import newest_at

CHANGES = QuestionnaireChange.objects.select_related("document", "result")


@decided_by(rules.is_office, newest_at)
def open_next(request: UserRequest, held: Held) -> HttpResponse:
    """Opens the change: the newest version becomes the draft of a document."""
    form = OpenChangeForm(request.POST or None, initial={"valid_from": max(held.since, timezone.localdate().year) + 1})
    if request.method == "POST" and form.is_valid():
        row = attempt(form, open_change, questionnaire=held.asked.code, by=request.user, **form.cleaned_data)
        if row is not None:
            messages.success(request, _("The draft of the next version is opened. Take proposals up, then open the consultation."))
            return redirect(row)
    return render(request, "returns/open_change.html", {"form": form, "held": held}, status=400 if form.errors else 200)


@decided_by(rules.may_see_change, CHANGES)
@require_safe
def change(request: UserRequest, row: QuestionnaireChange) -> HttpResponse:
    """Where the change is: its way, what it changes, proposals with what became of them, the document, the votes, the version."""
    versions = texts_of(row)
    text = next((one for one in versions if may_read_text(request.user, one)), None)
    asked, fault = draft_or_fault(row, text) if text is not None else (None, "")
    base = draft_of(row, None)
    may_propose = rules.may_propose(request.user)
    context = {
        "row": row,
        "title": said(base.title),
        "way": way_of(row, versions, lambda vote: may_see_vote(request.user, vote)),
        "text": text,
        "fault": fault,
        "rows": shown_changes(base, asked) if asked else [],
        "rules": rules_changed(base, asked) if asked else [],
        "proposals": row.proposals.all() if may_propose else [],
        "may_propose": may_propose,
        "is_office": rules.is_office(request.user),
    }
    return render(request, "returns/change.html", context)


@decided_by(rules.is_office, CHANGES)
def give_up(request: UserRequest, row: QuestionnaireChange) -> HttpResponse:
    """Asks for the reason, and ends a change that comes to nothing."""
    form = GiveUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, give_up_change, row, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("The change is given up; its proposals wait for a decision again."))
            return redirect(row)
    context = {
        "form": form,
        "title": _("Give the change up"),
        "sentence": _("The draft stays where it is and becomes no version. Proposals that were taken up wait for a decision again."),
        "verb": _("Give the change up"),
        "danger": True,
        "back": row.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context, status=400 if form.errors else 200)
