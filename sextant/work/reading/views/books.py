"""Books of the season: read, nominated, decided about; what the list says of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.book_ways import ways_of
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.reading import rules, states
from sextant.work.reading.actions.books import accept_book, decline_book, save_book, save_note, withdraw_book
from sextant.work.reading.forms.awards import wished
from sextant.work.reading.forms.books import BookFilter, BookForm, NoteForm, ReasonForm, title_first
from sextant.work.reading.models import Book, Season
from sextant.work.reading.queries.awards import awards_of
from sextant.work.reading.queries.books import (
    books_wanted,
    current_season,
    nominations_waiting,
    own_nominations,
    publisher_named,
    reading_rules,
    seasons_open,
    twins_by_likeness,
)
from sextant.work.reading.queries.reviews import means_of, own_review, reviews_of
from sextant.work.reading.queries.tables import books_table
from sextant.work.reading.queries.votes import votes_by_band, votes_by_library

BOOKS = Book.objects.select_related("season", "publisher", "nominated_for", "nominated_by").prefetch_related("topics")


@decided_by(anyone)
@require_safe
def season(request: HttpRequest) -> HttpResponseBase:
    """Books of the latest season, narrowed; `?format=` downloads what is asked for."""
    now, form = current_season(), BookFilter(request.GET or None)
    rows = books_wanted(now, wished(form))
    if "format" in request.GET:
        return download(books_table(rows), request.GET["format"])
    shown: dict[str, Any] = {"season": now, "form": form, "page": paged(request, rows)}
    if part_wanted(request):
        return render(request, "reading/_books.html", shown)
    today = timezone.localdate()
    shown |= {
        "may_nominate": bool(now and now.takes_nominations(today)) and rules.may_nominate(request.user),
        "keeper": rules.is_keeper(request.user),
        "council": rules.sits_on_council(request.user),
        "library": rules.may_report_votes(request.user),
    }
    return render(request, "reading/season.html", shown)


def book_page(request: HttpRequest, book: Book, **bound: Any) -> HttpResponse:
    """A book with what is known of it; reviews for those who may read them by now."""
    user, today = request.user, timezone.localdate()
    keeper, words = rules.is_keeper(user), rules.words_for_book(user, book)
    may = {target for target in states.BOOK_MOVES[book.state] if may_move(states.BOOK_MOVES, book.state, target, words)}
    seen = rules.may_see_reviews(user, book)
    closed = not book.season.takes_reviews(today)
    seat, kept = rules.seat_of(user), reading_rules()
    shown: dict[str, Any] = {
        "book": book,
        "keeper": keeper,
        "own": rules.is_nominator(user, book),
        "awards": awards_of([book])[book.pk],
        "ways": ways_of(user, [book.isbn]).get(book.isbn, []),
        "means": means_of(book) if seen or closed else [],
        "reviews": list(reviews_of(book)) if seen or closed else [],
        "closed": closed,
        "seat": seat,
        "own_review": own_review(book, seat),
        "may_review": seat is not None and book.state == states.ACCEPTED and book.season.takes_reviews(today),
        "libraries": votes_by_library(book, kept.library_cap),
        "bands": votes_by_band(book),
        "cap": kept.library_cap,
        "may_vote": book.state == states.ACCEPTED and book.season.takes_votes(today) and rules.may_report_votes(user),
        "may_edit": rules.may_change_book(user, book),
        "may_accept": states.ACCEPTED in may,
        "may_withdraw": states.WITHDRAWN in may and (keeper or book.state == states.PROPOSED),
        "twins": twins_by_likeness(book) if keeper and book.state == states.PROPOSED else [],
        "decline_form": ReasonForm() if states.DECLINED in may else None,
        **bound,
    }
    return render(request, "reading/book.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_book, BOOKS)
@require_safe
def book(request: HttpRequest, book: Book) -> HttpResponse:
    """What the book is, who speaks for it, what the council and young readers say."""
    return book_page(request, book)


def _edit(request: UserRequest, season: Season | None, book: Book | None) -> HttpResponse:
    keeper = rules.is_keeper(request.user)
    first = {"language": "rus", "published": season.year if season else None}
    form = BookForm(request.POST or None, instance=book, keys=rules.represented(request.user), keeps=keeper, initial={} if book else first)
    if season is not None and form.is_valid():
        given = dict(form.cleaned_data)
        given["publisher"] = publisher_named(given["published_by"])
        made = attempt(form, save_book, season, book, by=request.user, today=timezone.localdate(), **given)
        if made is not None:
            messages.success(request, _("The nomination is sent. You will be told what is decided.") if book is None else _("The book is saved."))
            return redirect(made.get_absolute_url())
    shown = {"form": form, "season": season, "book": book}
    return render(request, "reading/edit_book.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_nominate)
def nominate(request: UserRequest) -> HttpResponse:
    """A book for the season that takes nominations."""
    return _edit(request, next(iter(seasons_open(timezone.localdate())), None), None)


@decided_by(rules.may_change_book, BOOKS)
def edit_book(request: UserRequest, book: Book) -> HttpResponse:
    """A nomination changed, or sent again."""
    return _edit(request, book.season, book)


@decided_by(logged_in)
@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """What the user nominated, and what became of it."""
    return render(
        request, "reading/mine.html", {"page": paged(request, own_nominations(request.user)), "may_nominate": rules.may_nominate(request.user)}
    )


@decided_by(rules.is_keeper)
@require_safe
def nominations(request: UserRequest) -> HttpResponse:
    """Nominations that wait for a decision."""
    return render(request, "reading/nominations.html", {"page": paged(request, nominations_waiting())})


@decided_by(rules.is_keeper, BOOKS)
@require_POST
def accept(request: UserRequest, book: Book) -> HttpResponse:
    """Takes the book into the season."""
    carried_out(request, _("The book is in the season."), accept_book, book, by=request.user, on=timezone.localdate())
    return redirect(book.get_absolute_url())


@decided_by(rules.is_keeper, BOOKS)
@require_POST
def decline(request: UserRequest, book: Book) -> HttpResponse:
    """Does not take it, and says why."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, decline_book, book, reason=reason, by=request.user, on=timezone.localdate()) is not None:
            messages.success(request, _("The book is not taken, and its nominator is told why."))
            return redirect(book.get_absolute_url())
    return book_page(request, book, decline_form=form)


@decided_by(rules.may_withdraw_book, BOOKS)
def withdraw(request: UserRequest, book: Book) -> HttpResponse:
    """Asks once, then takes the nomination back."""
    if request.method == "POST":
        done = carried_out(request, _("The nomination is withdrawn."), withdraw_book, book, by=request.user, on=timezone.localdate())
        return redirect("reading:season") if done else redirect(book.get_absolute_url())
    asked = {
        "title": _("Withdraw “%(title)s”?") % {"title": book.title},
        "sentence": _("It will not be reviewed, and nobody will vote on it."),
        "verb": _("Withdraw"),
        "danger": True,
        "back": book.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.is_keeper, BOOKS)
def note(request: UserRequest, book: Book) -> HttpResponse:
    """Title and annotation in both languages, for the list."""
    form = NoteForm(request.POST or None, instance=book, initial=title_first(book))
    if form.is_valid() and attempt(form, save_note, book, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The annotation is saved."))
        return redirect(book.get_absolute_url())
    return render(request, "reading/edit_note.html", {"form": form, "book": book}, status=400 if form.is_bound else 200)
