"""Guests: those without an account read, comment and vote by a personal link. The link is the key; it names the document, too."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import anyone, decided_by, ensure
from sextant.base.ui.parts import part_wanted
from sextant.society.documents import rules
from sextant.society.documents.actions import consulting, voting
from sextant.society.documents.forms.rounds import BallotForm, CommentForm
from sextant.society.documents.models import ApprovalVote, Clause, Version
from sextant.society.documents.queries.comments import WITH_ALL, threads_of
from sextant.society.documents.queries.documents import counts_of_comments
from sextant.society.documents.queries.guests import Visit, line_of, visit_at
from sextant.society.documents.queries.votes import electorate_counts
from sextant.society.documents.views.talking import ids_of, shown_comments
from sextant.society.documents.views.voting import own_ballot
from sextant.society.members.forms.refusals import attempt, carried_out


def _version(visit: Visit) -> Version:
    """What the guest may read; before anything was laid before guests there is nothing here."""
    found = visit.version
    if found is None:
        raise Http404
    return found


@decided_by(anyone, visit_at)
def guest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The text, and what this guest may do with it now: comment, vote, read the result."""
    version, vote = _version(visit), visit.vote
    line = line_of(visit.guest, vote) if vote is not None else None
    running = vote is not None and vote.is_open and vote.closes_at > timezone.now()
    form = BallotForm(request.POST or None) if running and line is not None else None
    if request.method == "POST":
        ensure(form is not None)
        if form is not None and form.is_valid():
            given = {"guest": visit.guest.key, "choice": form.cleaned_data["choice"], "by": None}
            if attempt(form, voting.cast, vote, **given) is not None:
                messages.success(request, _("Your vote is in the count. You may change it until the vote ends."))
                return redirect(request.path)
    shown = {
        **_head(visit, version),
        **(_of_vote(vote, line) if vote is not None else {}),
        "clauses": _clauses(version),
        "talks": bool(version.consultations.all()),
        "form": form,
        "both": request.GET.get("languages") == "both",
        "consultation": next((one for one in version.consultations.all() if one.closed_at is None), None),
    }
    return render(request, "documents/guest.html", shown, status=400 if form and form.errors else 200)


def _head(visit: Visit, version: Version) -> dict[str, Any]:
    return {
        "visit": visit,
        "token": visit.token,
        "document": visit.document,
        "version": version,
        "may_comment": rules.guest_comments(version),
    }


def _of_vote(vote: ApprovalVote, line: Any) -> dict[str, Any]:
    return {"vote": vote, "elector": line, "ballot": own_ballot(vote, line), "outcome": vote.outcome, **electorate_counts(vote)}


def _clauses(version: Version) -> list[tuple[Clause, int]]:
    counts = counts_of_comments(version) if version.consultations.all() else {}
    return [(clause, counts.get(clause.pk, 0)) for clause in version.ordered_clauses]


def _clause(request: HttpRequest, version: Version) -> Clause | None:
    """The clause of `?clause=`, None for the whole document; 404 for one that is not of this version."""
    key = request.GET.get("clause", "")
    if not key:
        return None
    found = next((one for one in version.ordered_clauses if one.key == key), None)
    if found is None:
        raise Http404
    found.version = version
    return found


@decided_by(anyone, visit_at)
def guest_comments(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The thread of a clause (`?clause=key`) or of the whole; while a consultation runs, the guest writes there."""
    version = _version(visit)
    clause, may_comment = _clause(request, version), rules.guest_comments(version)
    form = CommentForm(request.POST or None, clause=clause, auto_id=ids_of(clause)) if may_comment else None
    if request.method == "POST":
        ensure(may_comment)
        if form is not None and form.is_valid() and _written(request, form, visit, clause):
            if not part_wanted(request):
                return redirect(request.get_full_path())
            form = CommentForm(clause=clause, auto_id=ids_of(clause))
    lines = shown_comments(request.user, threads_of(version).get(clause.pk if clause else None, []))
    for one in lines:
        comment = one["comment"]
        one["may_withdraw"] = comment.guest == visit.guest.key and comment.state == "open"
    shown = {**_head(visit, version), "clause": clause, "form": form, "lines": lines, "named": False, "path": request.get_full_path()}
    bad = bool(form and form.errors)
    template = "documents/_talk.html" if part_wanted(request) else "documents/guest_talk.html"
    return render(request, template, shown, status=200 if part_wanted(request) or not bad else 400)


def _written(request: HttpRequest, form: CommentForm, visit: Visit, clause: Clause | None) -> bool:
    """Writes the comment; false where it was refused, with the sentence on the form."""
    given = {name: form.cleaned_data.get(name, "") for name in ("text", "wording", "language")}
    if not given["language"]:
        given["wording"] = ""
    made = attempt(form, consulting.comment, _version(visit), guest=visit.guest, by=None, clause=clause, **given)
    if made is not None:
        messages.success(request, _("Your comment is written. What becomes of it, you will read here and in a letter."))
    return made is not None


def own_comment_at(token: str, pk: int) -> tuple[Visit, Any]:
    """A comment that the guest of the link wrote; 404 for anybody else's."""
    visit = visit_at(token)
    found = WITH_ALL.filter(pk=pk, version__document=visit.document, guest=visit.guest.key).first()
    if found is None:
        raise Http404
    return visit, found


@decided_by(anyone, own_comment_at)
def withdraw_as_guest(request: HttpRequest, found: tuple[Visit, Any]) -> HttpResponse:
    """Asks, then takes the guest's own comment back."""
    visit, comment = found
    query = f"?clause={comment.clause.key}" if comment.clause else ""
    back = f"{reverse('documents:guest_comments', args=[visit.token])}{query}"
    if request.method == "POST":
        carried_out(request, _("Your comment is withdrawn."), consulting.withdraw_comment, comment, by=None)
        return redirect(back)
    asked = {
        "title": _("Withdraw your comment?"),
        "sentence": _("That there was a comment stays visible; its words are shown no more, and it needs no disposition."),
        "verb": _("Withdraw the comment"),
        "danger": True,
        "back": back,
    }
    return render(request, "ui/confirm.html", asked)
