"""Comments: beside a clause or on the whole, answered, withdrawn; the list with what became of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.documents import rules
from sextant.society.documents.actions import consulting
from sextant.society.documents.forms.rounds import CommentFilter, CommentForm, ReplyForm
from sextant.society.documents.models import Clause, Comment, Document, Version
from sextant.society.documents.queries.comments import WITH_ALL, comments_wanted, threads_of, with_replies
from sextant.society.documents.queries.comparing import wording_compared
from sextant.society.documents.queries.documents import document_at, version_at, versions_readable
from sextant.society.documents.tables import comments_table
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.queries.people import person_of

CLAUSES = Clause.objects.select_related("version__document", "part_of")


def may_read_clause(user: Any, clause: Clause) -> bool:
    """Whoever may read the version."""
    return rules.may_read(user, clause.version)


def shown_comments(user: Any, rows: list[Comment]) -> list[dict[str, Any]]:
    """Comments as their part shows them: the change of a wording, and what this user may do."""
    found = []
    for one in rows:
        open_to_author = rules.may_withdraw(user, one) and one.state == "open"
        found.append({"comment": one, "segments": wording_compared(one), "answers": getattr(one, "answers", []), "may_withdraw": open_to_author})
    return found


def _talk(request: HttpRequest, version: Version, clause: Clause | None) -> HttpResponse:
    """The thread of a clause, or of the whole, with a form for those who may comment; with HTMX only this part."""
    user, may_comment = request.user, rules.may_comment(request.user, version)
    form = CommentForm(request.POST or None, clause=clause, auto_id=ids_of(clause)) if may_comment else None
    if request.method == "POST":
        ensure(may_comment)
        if form is not None and form.is_valid() and _written(request, form, version, clause):
            if not part_wanted(request):
                return redirect(request.path)
            form = CommentForm(clause=clause, auto_id=ids_of(clause))
    rows = threads_of(version).get(clause.pk if clause else None, [])
    shown = {
        "version": version,
        "document": version.document,
        "clause": clause,
        "form": form,
        "lines": shown_comments(user, rows),
        "may_comment": may_comment,
        "edits": rules.may_edit(user, version.document),
        "named": rules.sees_authors(user, version.document),
        "path": request.path,
    }
    bad = bool(form and form.errors)
    return render(
        request,
        "documents/_talk.html" if part_wanted(request) else "documents/talk.html",
        shown,
        status=200 if part_wanted(request) or not bad else 400,
    )


def ids_of(clause: Clause | None) -> str:
    """Names of controls that are a clause's own: several threads may be open on one page."""
    return f"id_{clause.key if clause else 'whole'}_%s"


def _written(request: HttpRequest, form: CommentForm, version: Version, clause: Clause | None) -> bool:
    """Writes the comment; false where it was refused, with the sentence on the form."""
    author: Any = person_of(request.user)
    given = {name: form.cleaned_data.get(name, "") for name in ("text", "wording", "language")}
    if not given["language"]:
        given["wording"] = ""
    made = attempt(form, consulting.comment, version, author=author, by=request.user, clause=clause, **given)
    if made is not None:
        messages.success(request, _("Your comment is written. What becomes of it, you will read here and in a letter."))
    return made is not None


@decided_by(may_read_clause, CLAUSES)
def clause_comments(request: HttpRequest, clause: Clause) -> HttpResponse:
    """Comments on one clause."""
    return _talk(request, clause.version, clause)


@decided_by(rules.may_read, version_at)
def version_comments(request: HttpRequest, version: Version) -> HttpResponse:
    """Comments on the whole."""
    return _talk(request, version, None)


def may_answer(user: Any, comment: Comment) -> bool:
    """Whoever may comment on the version."""
    return rules.may_comment(user, comment.version)


@decided_by(may_answer, WITH_ALL)
def answer(request: UserRequest, comment: Comment) -> HttpResponse:
    """Answers a comment."""
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        author: Any = person_of(request.user)
        given = {"author": author, "by": request.user, "text": form.cleaned_data["text"], "reply_to": comment}
        if attempt(form, consulting.comment, comment.version, **given) is not None:
            return redirect(talk_of(comment))
    document = comment.version.document
    named = rules.sees_authors(request.user, document)
    shown = {"comment": comment, "document": document, "form": form, "back": talk_of(comment), "named": named}
    return render(request, "documents/answer.html", shown, status=400 if form.errors else 200)


def talk_of(comment: Comment) -> str:
    """The address of the thread in which a comment stands."""
    if comment.clause_id:
        return f"{reverse('documents:clause_comments', args=[comment.clause_id])}#comment-{comment.pk}"
    return f"{reverse('documents:version_comments', args=[comment.version.document.code, comment.version.number])}#comment-{comment.pk}"


@decided_by(rules.may_withdraw, WITH_ALL)
def withdraw(request: UserRequest, comment: Comment) -> HttpResponse:
    """Asks, then takes one's comment back."""
    if request.method == "POST":
        carried_out(request, _("Your comment is withdrawn."), consulting.withdraw_comment, comment, by=request.user)
        return redirect("documents:comments", comment.version.document.code)
    asked = {
        "title": _("Withdraw your comment?"),
        "sentence": _("That there was a comment stays visible; its words are shown no more, and it needs no disposition."),
        "verb": _("Withdraw the comment"),
        "danger": True,
        "back": talk_of(comment),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_read_document, document_at)
def comments(request: HttpRequest, document: Document) -> HttpResponseBase:
    """All comments of the versions that the reader may see, with what became of them; `?format=` downloads what is on the screen."""
    versions = versions_readable(request.user, document)
    clauses = {one.key: str(one) for version in versions for one in version.clauses.all()}
    form = CommentFilter(request.GET or None, clauses=list(clauses.items()))
    rows = comments_wanted(document, form.wish()).filter(version__in=[one.pk for one in versions])
    if "format" in request.GET:
        return download(comments_table(rows, with_authors=rules.may_edit(request.user, document)), request.GET["format"])
    page = paged(request, rows, 25)
    shown = {
        "document": document,
        "form": form,
        "page": page,
        "lines": shown_comments(request.user, with_replies(page)),
        "edits": rules.may_edit(request.user, document),
        "drafted": any(one.is_draft for one in versions),
        "named": rules.sees_authors(request.user, document),
    }
    return render(request, "documents/_comments.html" if part_wanted(request) else "documents/comments.html", shown)
