"""For editors: a consultation opened and closed, and its comments settled one after another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.documents import rules
from sextant.society.documents.actions import consulting
from sextant.society.documents.forms.rounds import ConsultationForm, DispositionForm
from sextant.society.documents.models import Comment, Document
from sextant.society.documents.queries.comments import WITH_ALL, open_comments, with_replies
from sextant.society.documents.queries.documents import document_at
from sextant.society.documents.views.talking import shown_comments
from sextant.society.members.forms.refusals import attempt, carried_out


@decided_by(rules.may_edit, document_at)
def open_consultation(request: UserRequest, document: Document) -> HttpResponse:
    """Until when and by whom the newest version is commented on; it is frozen."""
    form = ConsultationForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        if attempt(form, consulting.open_consultation, document, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("The consultation is open."))
            return redirect(document)
    asked = {
        "title": _("Open a consultation on “%(document)s”") % {"document": document},
        "sentence": _("The newest version is frozen: everybody comments on the same text. What is changed afterwards is the next version."),
        "verb": _("Freeze the text and open the consultation"),
        "back": document.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/confirm.html", asked, status=400 if form.errors else 200)


@decided_by(rules.may_edit, document_at)
def close_consultation(request: UserRequest, document: Document) -> HttpResponse:
    """Asks, then closes the consultation before its time."""
    if request.method == "POST":
        if carried_out(request, _("The consultation is closed."), consulting.close_consultation, document, by=request.user):
            return redirect("documents:settle", document.code)
        return redirect(document)
    asked = {
        "title": _("Close the consultation on “%(document)s” now?") % {"document": document},
        "sentence": _("No more comments are taken. By itself it closes at the time that was told to everybody."),
        "verb": _("Close the consultation"),
        "danger": True,
        "back": document.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_edit, document_at)
@require_safe
def settle(request: UserRequest, document: Document) -> HttpResponse:
    """The way to the next comment without a disposition; where there is none left, to the list."""
    following = open_comments(document).order_by("clause__place", "id").first()
    if following is None:
        messages.success(request, _("Every comment has its disposition."))
        return redirect("documents:comments", document.code)
    return redirect("documents:settle_comment", following.pk)


@decided_by(rules.may_dispose, WITH_ALL)
def settle_comment(request: UserRequest, comment: Comment) -> HttpResponse:
    """One comment beside its clause: what becomes of it, and why; then the next one."""
    document, found = comment.version.document, getattr(comment, "disposition", None)
    form = DispositionForm(request.POST or None, initial={"outcome": found.outcome, "reason": found.reason} if found else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, consulting.dispose, comment, by=request.user, **form.cleaned_data) is not None:
            return redirect("documents:settle", document.code)
    shown = {
        "comment": comment,
        "document": document,
        "clause": comment.clause,
        "form": form,
        "lines": shown_comments(request.user, with_replies([comment])),
        "named": True,
        "left": open_comments(document).count(),
    }
    return render(request, "documents/settle.html", shown, status=400 if form.errors else 200)
