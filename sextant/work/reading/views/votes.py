"""Young readers' votes: shown to everybody as they were given and as they count; reported by libraries; voting pages."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.security.limits import within
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.reading import rules
from sextant.work.reading.actions.votes import close_session, count_vote, open_session, remove_ballot, report_ballot
from sextant.work.reading.forms.votes import BallotForm, CodeForm, SessionForm
from sextant.work.reading.models import Ballot, Book, KioskSession, Season
from sextant.work.reading.queries.books import current_season, reading_rules
from sextant.work.reading.queries.tables import ballots_table
from sextant.work.reading.queries.votes import ballots_of, book_votes, sessions_of, totals
from sextant.work.reading.views.books import BOOKS

BALLOTS = Ballot.objects.select_related("book__season", "library")
SESSIONS = KioskSession.objects.select_related("season", "library")
GUESSES, PRESSES, MINUTE = 20, 60, 60
"""Wrong codes an hour and presses a minute from one address."""


@decided_by(anyone)
@require_safe
def votes(request: HttpRequest) -> HttpResponseBase:
    """All votes of the season by book, as given and as counted; `?format=` downloads every ballot."""
    season = current_season()
    if "format" in request.GET:
        rows = Ballot.objects.filter(book__season=season).select_related("book", "library__region").order_by("book__title", "library", "day", "pk")
        return download(ballots_table(rows), request.GET["format"])
    cap = reading_rules().library_cap
    page = paged(request, book_votes(season, cap)) if season else None
    shown = {
        "season": season,
        "page": page,
        "totals": totals(season) if season else None,
        "cap": cap,
        "library": rules.may_report_votes(request.user),
    }
    return render(request, "reading/votes.html", shown)


@decided_by(rules.may_report_votes)
@require_safe
def library(request: UserRequest) -> HttpResponse:
    """What one's library reported, its voting pages, and the books one can report on."""
    season, keys = current_season(), rules.represented(request.user)
    shown = {
        "season": season,
        "page": paged(request, ballots_of(keys, season)),
        "sessions": sessions_of(keys)[:20],
        "now": timezone.now(),
        "open": bool(season and season.takes_votes(timezone.localdate())),
        "books": season.books.filter(state="accepted") if season else [],
    }
    return render(request, "reading/library.html", shown)


@decided_by(rules.may_report_votes, BOOKS)
def report(request: UserRequest, book: Book) -> HttpResponse:
    """Numbers of one day, one age and one book."""
    form = BallotForm(request.POST or None, keys=rules.represented(request.user), season=book.season)
    if form.is_valid():
        given = form.cleaned_data
        values = {"band": given["band"], "day": given["day"], "counts": form.counts(), "by": request.user, "today": timezone.localdate()}
        if attempt(form, report_ballot, book, given["library"], **values) is not None:
            messages.success(request, _("The votes are counted."))
            return redirect("reading:library")
    return render(request, "reading/report.html", {"form": form, "book": book}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_ballot, BALLOTS)
def drop_ballot(request: UserRequest, ballot: Ballot) -> HttpResponse:
    """Asks once, then takes the numbers back."""
    if request.method == "POST":
        carried_out(request, _("The votes are taken back."), remove_ballot, ballot, by=request.user, today=timezone.localdate())
        return redirect("reading:library" if rules.may_report_votes(request.user) else "reading:votes")
    asked = {
        "title": _("Take these votes back?"),
        "sentence": _("“%(title)s”, %(library)s: %(voters)s voters.") % {"title": ballot.book, "library": ballot.library, "voters": ballot.voters},
        "verb": _("Take them back"),
        "danger": True,
        "back": reverse("reading:votes"),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_open_session)
def new_session(request: UserRequest) -> HttpResponse:
    """Opens a voting page."""
    season = current_season()
    if season is None:
        raise Http404
    form = SessionForm(request.POST or None, keys=rules.represented(request.user), season=season)
    if form.is_valid():
        given = dict(form.cleaned_data)
        made = attempt(form, open_session, season, given.pop("library"), by=request.user, now=timezone.now(), **given)
        if made is not None:
            return redirect(made.get_absolute_url())
    return render(request, "reading/new_session.html", {"form": form, "season": season}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_session, SESSIONS)
@require_safe
def session(request: UserRequest, session: KioskSession) -> HttpResponse:
    """The code of a voting page, and how many have voted on each book."""
    tallies = [(tally.book, sum(tally.counts)) for tally in session.tallies.select_related("book")]
    address = request.build_absolute_uri(reverse("reading:kiosk", args=[session.code]))
    shown = {"session": session, "tallies": tallies, "address": address, "is_open": session.is_open(timezone.now())}
    return render(request, "reading/session.html", shown)


@decided_by(rules.may_keep_session, SESSIONS)
@require_POST
def end_session(request: UserRequest, session: KioskSession) -> HttpResponse:
    """Closes the page; its numbers become ballots."""
    carried_out(request, _("The voting page is closed, and its votes are counted."), close_session, session, by=request.user, now=timezone.now())
    return redirect("reading:library")


@decided_by(anyone)
@require_safe
def enter_code(request: HttpRequest) -> HttpResponse:
    """Where the code of a voting page is typed."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("reading:kiosk", form.cleaned_data["code"].strip() or "-")
    return render(request, "reading/enter_code.html", {"form": form})


class TooMany(Exception):
    """Wrong codes, one after another."""


def _session_of(request: HttpRequest, code: str) -> KioskSession | None:
    """The voting page of that code; raises `TooMany` after many wrong ones from one address."""
    found = SESSIONS.filter(code=code).first()
    if found is None and not within("reading.codes", GUESSES, request=request):
        raise TooMany
    return found


@csrf_exempt
@decided_by(anyone)
@never_cache
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """The voting page for a room: books, and one press for one reader. Nobody logs in, and nothing is kept of who pressed.

    It carries no CSRF cookie: the code in the address is all there is to protect.
    """
    if not within("reading.kiosk", PRESSES * 4, request=request, seconds=MINUTE):
        return render(request, "reading/kiosk_over.html", {"sentence": _("Too many presses in a minute. Wait a little.")}, status=429)
    try:
        session = _session_of(request, code)
    except TooMany:
        return render(request, "reading/kiosk_over.html", {"sentence": _("Too many wrong codes. Come back in an hour.")}, status=429)
    if session is None:
        return render(request, "reading/kiosk_over.html", {"sentence": _("There is no voting page with this code. Ask the librarian.")}, status=404)
    sentence = ""
    if request.method == "POST":
        sentence = _press(request, session)
        if not sentence:
            return redirect(f"{request.path}?thanks={request.POST['book']}#book-{request.POST['book']}")
    if not session.is_open(timezone.now()):
        return render(request, "reading/kiosk_over.html", {"sentence": _("The voting is over. Thank you!")}, status=410)
    stars = (5, 1) if session.season.scale == Season.Scale.THUMBS else (5, 4, 3, 2, 1)
    shown = {"session": session, "books": session.books.all(), "stars": stars, "sentence": sentence, "thanks": request.GET.get("thanks", "")}
    return render(request, "reading/kiosk.html", shown, status=400 if sentence else 200)


def _press(request: HttpRequest, session: KioskSession) -> str:
    """Counts one press; a sentence where it does not count."""
    book, star = request.POST.get("book", ""), request.POST.get("star", "")
    if not (book.isdecimal() and len(book) < 19 and star in ("1", "2", "3", "4", "5")):
        return _("Choose one of the answers.")
    try:
        count_vote(session, get_object_or_404(Book, pk=book), int(star), now=timezone.now())
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@decided_by(anyone)
@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How books are nominated, reviewed, voted on, scored and chosen; what is never recorded."""
    shown: dict[str, Any] = {"rules": reading_rules()}
    return render(request, "reading/method.html", shown)
