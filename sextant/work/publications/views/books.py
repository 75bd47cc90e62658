"""Handing a book in, one's own books, and one book with its checks."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.work.publications import rules
from sextant.work.publications.actions import checks as keeping
from sextant.work.publications.forms.books import BookForm, BooksFilter, NewBookForm, NormsForm
from sextant.work.publications.models import Book
from sextant.work.publications.queries.books import books_of

BOOKS = Book.objects.select_related("publisher", "handed_in_by")
COLUMNS = (
    Column("title", _("Title"), lambda one: one.title),
    Column("authors", _("Authors"), lambda one: one.authors),
    Column("isbn", "ISBN", lambda one: one.isbn),
    Column("publisher", _("Publishing house"), lambda one: one.published_by or str(one.publisher or "")),
    Column("age", _("Readers' age"), lambda one: one.age),
    Column("verdict", _("Verdict"), lambda one: one.verdict or ""),
    Column("checked_at", _("Checked on"), lambda one: one.checked_at),
    Column("mark", _("Has the mark"), lambda one: bool(one.marks_valid)),
)


@decided_by(rules.may_hand_in)
@require_safe
def books(request: UserRequest) -> HttpResponseBase:
    """Books that the user handed in or acts for; for the keepers all. `?format=` downloads what is on the screen."""
    form = BooksFilter(request.GET or None)
    rows = books_of(request.user, form.wish())
    if "format" in request.GET:
        return download(Table("books-checked", COLUMNS, rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows, 25), "asked": bool(form.wish()), "keeps": rules.is_keeper(request.user)}
    return render(request, "publications/_books.html" if part_wanted(request) else "publications/books.html", shown)


@decided_by(rules.may_hand_in)
def new_book(request: UserRequest) -> HttpResponse:
    """Describes a book, takes its file, and queues the first check."""
    form = NewBookForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = {"publisher": given["publisher"], "file": given["file"], "versions": list(given["norms"])}
        check = attempt(form, keeping.hand_in, by=request.user, **new, **form.values())
        if check is not None:
            return redirect(check)
    return render(request, "publications/new_book.html", {"form": form}, status=400 if form.errors else 200)


def _book_page(request: UserRequest, book: Book, norms: NormsForm) -> HttpResponse:
    shown = {
        "book": book,
        "checks": book.checks.select_related("job", "by").prefetch_related("versions__pack"),
        "marks": book.marks.all(),
        "norms": norms,
        "may_change": rules.may_change_book(request.user, book),
    }
    return render(request, "publications/book.html", shown, status=400 if norms.errors else 200)


@decided_by(rules.may_see_book, BOOKS)
@require_safe
def book(request: UserRequest, book: Book) -> HttpResponse:
    """One book: what it is, its checks and marks."""
    return _book_page(request, book, NormsForm())


@decided_by(rules.may_change_book, BOOKS)
def edit_book(request: UserRequest, book: Book) -> HttpResponse:
    """What is said of a book. Checks made before stay what they were."""
    form = BookForm(request.POST or None, instance=book, user=request.user)
    if request.method == "POST" and form.is_valid():
        kept = Book.objects.get(pk=book.pk)
        if attempt(form, keeping.save_book, kept, publisher=form.cleaned_data["publisher"], by=request.user, **form.values()) is not None:
            return redirect("publications:book", book.pk)
    return render(request, "publications/edit_book.html", {"form": form, "book": book}, status=400 if form.errors else 200)


@decided_by(rules.may_change_book, BOOKS)
@require_POST
def check_again(request: UserRequest, book: Book) -> HttpResponse:
    """Takes another file of the book, or the same one for other norms."""
    norms = NormsForm(request.POST, request.FILES)
    if norms.is_valid():
        given = norms.cleaned_data
        check = attempt(norms, keeping.check_file, book, file=given["file"], versions=list(given["norms"]), by=request.user)
        if check is not None:
            return redirect(check)
    return _book_page(request, book, norms)
