"""The vote: opened, cast on a phone, counted before everybody's eyes; and the publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.society.documents import rules
from sextant.society.documents.actions import publishing, voting
from sextant.society.documents.forms.rounds import BallotForm, VoteForm
from sextant.society.documents.models import ApprovalVote, Ballot, Document, Elector
from sextant.society.documents.queries.documents import document_at
from sextant.society.documents.queries.votes import WITH_DOCUMENT, elector_of, electorate_counts
from sextant.society.members.forms.refusals import attempt, carried_out

BALLOTS = (
    Column("number", gettext_lazy("Number"), lambda one: one.number),
    Column("mark", gettext_lazy("Mark of the elector"), lambda one: one.mark),
    Column("choice", gettext_lazy("Choice"), lambda one: one.choice),
    Column("previous", gettext_lazy("Digest before"), lambda one: one.previous),
    Column("digest", gettext_lazy("Digest"), lambda one: one.digest),
)


@decided_by(rules.may_edit, document_at)
def open_vote(request: UserRequest, document: Document) -> HttpResponse:
    """Until when the newest version is voted on; it is frozen, and the electorate is written down."""
    form = VoteForm(request.POST or None, initial={"is_secret": document.rules_of_kind.secret})
    if request.method == "POST" and form.is_valid():
        vote = attempt(form, voting.open_vote, document, by=request.user, **form.cleaned_data)
        if vote is not None:
            return redirect(vote)
    asked = {
        "title": _("Put “%(document)s” to the vote") % {"document": document},
        "sentence": _(
            "The newest version is frozen, and those who may vote today are written down by name; nobody joins them later. They get a letter."
        ),
        "verb": _("Freeze the text and open the vote"),
        "back": document.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/confirm.html", asked, status=400 if form.errors else 200)


def own_ballot(vote: ApprovalVote, elector: Elector | None) -> Ballot | None:
    """The elector's own last ballot."""
    if elector is None or not elector.has_voted:
        return None
    return vote.ballots.filter(mark=voting.mark_of(elector, is_secret=vote.is_secret)).order_by("-number").first()


@decided_by(rules.may_see_vote, WITH_DOCUMENT)
def vote(request: UserRequest, vote: ApprovalVote) -> HttpResponse:
    """The question and three answers while it runs; the result with its arithmetic afterwards."""
    elector = elector_of(request.user, vote)
    running = vote.is_open and vote.closes_at > timezone.now()
    form = BallotForm(request.POST or None) if running and elector else None
    if request.method == "POST":
        ensure(form is not None)
        if form is not None and elector is not None and form.is_valid():
            choice = form.cleaned_data["choice"]
            if attempt(form, voting.cast, vote, person=elector.person, choice=choice, by=request.user) is not None:
                messages.success(request, _("Your vote is in the count. You may change it until the vote ends."))
                return redirect(vote)
    return render(request, "documents/vote.html", _shown(request.user, vote, elector, form), status=400 if form and form.errors else 200)


def _shown(user: Any, vote: ApprovalVote, elector: Elector | None, form: BallotForm | None) -> dict[str, Any]:
    counts = electorate_counts(vote)
    return {
        "vote": vote,
        "version": vote.version,
        "document": vote.version.document,
        "elector": elector,
        "ballot": own_ballot(vote, elector),
        "form": form,
        "outcome": vote.outcome,
        **counts,
        "sees_ballots": rules.may_see_ballots(user, vote),
        "sees_electorate": rules.may_see_electorate(user, vote),
        "may_close": vote.is_open and rules.may_close_vote(user, vote) and (vote.closes_at <= timezone.now() or counts["taken"] == vote.size),
    }


@decided_by(rules.may_close_vote, WITH_DOCUMENT)
@require_POST
def close_vote(request: UserRequest, vote: ApprovalVote) -> HttpResponse:
    """Counts, once the time is over or everybody has voted."""
    carried_out(request, _("The vote is counted."), voting.close_vote, vote, by=request.user)
    return redirect(vote)


@decided_by(rules.may_see_ballots, WITH_DOCUMENT)
@require_safe
def ballots(request: UserRequest, vote: ApprovalVote) -> HttpResponseBase:
    """The chain of ballots to count it again: CSV, or what `?format=` asks for."""
    table = Table(f"ballots-{vote.version.document.code}-{vote.version.number}", BALLOTS, vote.ballots.order_by("number"))
    return download(table, request.GET.get("format", "csv"))


@decided_by(rules.may_see_electorate, WITH_DOCUMENT)
@require_safe
def electorate(request: UserRequest, vote: ApprovalVote) -> HttpResponse:
    """Who may vote, by number and name, and who has; how, nobody reads here."""
    shown = {"vote": vote, "document": vote.version.document, "page": paged(request, vote.electorate.select_related("same_as"), 50)}
    return render(request, "documents/electorate.html", shown)


@decided_by(rules.may_edit, document_at)
def publish(request: UserRequest, document: Document) -> HttpResponse:
    """Asks, then lays the approved version open to everybody."""
    if request.method == "POST":
        carried_out(request, _("The document is published."), publishing.publish, document, by=request.user)
        return redirect(document)
    asked = {
        "title": _("Publish “%(document)s”?") % {"document": document},
        "sentence": _(
            "Everybody will read this version, and its address and clauses stay for good. A version published before is marked as replaced."
        ),
        "verb": _("Publish the document"),
        "back": document.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)
