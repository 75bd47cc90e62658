"""For editors: a document begun, its draft clause by clause, the next version, and who edits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.documents import rules, states
from sextant.society.documents.actions import clauses as writing
from sextant.society.documents.actions import drafting
from sextant.society.documents.forms.documents import ClauseForm, EditorsForm, HeadForm, NewDocumentForm
from sextant.society.documents.models import Clause, Document, Version
from sextant.society.documents.queries.documents import document_at
from sextant.society.members.forms.refusals import attempt, carried_out

CLAUSES = Clause.objects.select_related("version__document", "part_of")


def draft_of(code: str) -> Version:
    """The newest version of a document; the editor shows it whether it is a draft or frozen."""
    document = get_object_or_404(Document, code=code)
    return document.versions.select_related("document").order_by("-number")[0]


@decided_by(rules.may_draft)
def new_document(request: UserRequest) -> HttpResponse:
    """Kind and title; the clauses are written afterwards."""
    form = NewDocumentForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, drafting.draft_document, by=request.user, editors=[request.user], **form.cleaned_data)
        if made is not None:
            return redirect("documents:edit", made.code)
    return render(request, "documents/new.html", {"form": form}, status=400 if form.errors else 200)


@decided_by(rules.may_edit_version, draft_of)
def edit(request: UserRequest, version: Version) -> HttpResponse:
    """The draft: its head as a form, its clauses as a list to write, move and remove."""
    form = HeadForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        if attempt(form, drafting.save_head, version, revision=revision, by=request.user, **form.words()) is not None:
            messages.success(request, _("Title and summary are saved."))
            return redirect("documents:edit", version.document.code)
        version.refresh_from_db()
    shown = {
        "document": version.document,
        "version": version,
        "clauses": version.ordered_clauses,
        "form": form,
        "may_revise": version.document.state in states.REVISABLE and not version.is_draft,
        "overwritten": bool(form.errors) and form.data.get("revision") != str(version.revision),
    }
    return render(request, "documents/edit.html", shown, status=400 if form.errors else 200)


@decided_by(rules.may_edit_version, draft_of)
def new_clause(request: UserRequest, version: Version) -> HttpResponse:
    """A clause at the end of a chapter, or of the text."""
    form = ClauseForm(request.POST or None, version=version, initial={"part_of": request.GET.get("part_of")})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, writing.add_clause, version, by=request.user, **form.words())
        if made is not None:
            return redirect(f"{_editor(version)}#{made.anchor}")
    return render(request, "documents/edit_clause.html", {"version": version, "form": form}, status=400 if form.errors else 200)


def _editor(version: Version) -> str:
    return str(redirect("documents:edit", version.document.code).url)


@decided_by(rules.may_edit_clause, CLAUSES)
def edit_clause(request: UserRequest, clause: Clause) -> HttpResponse:
    """One clause. What somebody else saved meanwhile is not overwritten: it stands beside the form, and one saves again."""
    form = ClauseForm(request.POST or None, version=clause.version, clause=clause)
    shown = {"version": clause.version, "clause": clause, "form": form}
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        saved = attempt(form, writing.save_clause, clause, revision=revision, by=request.user, **form.words())
        if saved is not None:
            return redirect(f"{_editor(clause.version)}#{saved.anchor}")
        shown["clause"] = theirs = get_object_or_404(CLAUSES, pk=clause.pk)
        shown["theirs"] = theirs if theirs.revision != revision else None
        form.data = {**request.POST.dict(), "revision": str(theirs.revision)}
    return render(request, "documents/edit_clause.html", shown, status=400 if form.errors else 200)


@decided_by(rules.may_edit_clause, CLAUSES)
@require_POST
def move_clause(request: UserRequest, clause: Clause) -> HttpResponse:
    """Up or down among its neighbours."""
    step = writing.UP if request.POST.get("to") == "up" else writing.DOWN
    carried_out(request, _("The clause has moved."), writing.move_clause, clause, step=step, by=request.user)
    return redirect(f"{_editor(clause.version)}#{clause.anchor}")


@decided_by(rules.may_edit_clause, CLAUSES)
def remove_clause(request: UserRequest, clause: Clause) -> HttpResponse:
    """Asks, then takes a clause out of the draft."""
    if request.method == "POST":
        carried_out(request, _("The clause is removed from the draft."), writing.remove_clause, clause, by=request.user)
        return redirect("documents:edit", clause.version.document.code)
    asked = {
        "title": _("Remove “%(clause)s” from the draft?") % {"clause": clause},
        "sentence": _("In earlier versions it stays. Its comments stay with the version that they were written on."),
        "verb": _("Remove the clause"),
        "danger": True,
        "back": _editor(clause.version),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_edit, document_at)
@require_POST
def revise(request: UserRequest, document: Document) -> HttpResponse:
    """Begins the next version and opens its draft."""
    carried_out(request, _("The next version is begun as a copy of the last one."), drafting.revise, document, by=request.user)
    return redirect("documents:edit", document.code)


@decided_by(rules.may_edit, document_at)
def editors(request: UserRequest, document: Document) -> HttpResponse:
    """Who edits beside those whom the kind names."""
    form = EditorsForm(request.POST or None, initial={"editors": "\n".join(one.email for one in document.editors.all())})
    if request.method == "POST" and form.is_valid():
        if attempt(form, drafting.name_editors, document, editors=form.cleaned_data["editors"], by=request.user) is not None:
            messages.success(request, _("The editors are named."))
            return redirect("documents:edit", document.code)
    asked = {
        "title": _("Editors of “%(document)s”") % {"document": document},
        "sentence": _("They write drafts, settle comments, open votes and publish, beside those who may do so for this kind of document."),
        "verb": _("Save"),
        "back": document.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/confirm.html", asked, status=400 if form.errors else 200)
