"""The public register of quality marks, the page of one mark, and giving and withdrawing it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.codes import qr_svg
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.publications import rules
from sextant.work.publications.actions import marks as giving
from sextant.work.publications.forms.books import MarksFilter, ReasonForm
from sextant.work.publications.models import Check, QualityMark
from sextant.work.publications.queries.books import marks_wanted

COLUMNS = (
    Column("title", _("Title"), lambda one: one.book.title),
    Column("authors", _("Authors"), lambda one: one.book.authors),
    Column("isbn", "ISBN", lambda one: one.book.isbn),
    Column("publisher", _("Publishing house"), lambda one: one.book.published_by or str(one.book.publisher or "")),
    Column("age", _("Readers' age"), lambda one: one.book.age),
    Column("state", _("Quality mark"), lambda one: one.state),
    Column("given_on", _("Mark given on"), lambda one: one.given_on),
    Column("ended_on", _("Ended on"), lambda one: one.ended_on),
)


@decided_by(anyone)
@require_safe
def register(request: HttpRequest) -> HttpResponseBase:
    """Editions with the association's mark. `?format=` downloads what is on the screen."""
    form = MarksFilter(request.GET or None)
    rows = marks_wanted(form.wish())
    if "format" in request.GET:
        return download(Table("quality-marks", COLUMNS, rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows, 25), "asked": bool(form.wish()), "hands_in": rules.may_hand_in(request.user)}
    return render(request, "publications/_marks.html" if part_wanted(request) else "publications/register.html", shown)


def mark_at(code: str) -> QualityMark:
    return get_object_or_404(QualityMark.objects.select_related("book__publisher", "check_made"), code=code)


@decided_by(anyone, mark_at)
@require_safe
def mark(request: HttpRequest, mark: QualityMark) -> HttpResponse:
    """What stands behind the code printed in a book: whether the mark holds, for whom the book is, and by which norms it was checked."""
    shown = {
        "mark": mark,
        "book": mark.book,
        "versions": mark.check_made.versions.select_related("pack").order_by("pack__code"),
        "may_withdraw": rules.may_withdraw_mark(request.user, mark),
        "sees_check": rules.may_see_check(request.user, mark.check_made),
    }
    return render(request, "publications/mark.html", shown)


@decided_by(anyone, mark_at)
@require_safe
def mark_code(request: HttpRequest, mark: QualityMark) -> HttpResponse:
    """The QR code that is printed in the book, as SVG."""
    response = HttpResponse(qr_svg(request.build_absolute_uri(mark.get_absolute_url())), content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="{mark.code}.svg"'
    return response


@decided_by(rules.may_give_mark, Check.objects.select_related("book__publisher"))
def give_mark(request: UserRequest, check: Check) -> HttpResponse:
    """Asks, then gives the mark."""
    if request.method == "POST":
        carried_out(request, _("The mark is given; its page is public."), giving.give_mark, check, by=request.user, today=timezone.localdate())
        return redirect("publications:book", check.book_id)
    asked = {
        "title": _("Give “%(book)s” the quality mark?") % {"book": check.book},
        "sentence": _("Everybody will read on a public page that this edition met the norms. The mark ends by itself when one of them changes."),
        "verb": _("Give the mark"),
        "back": check.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_withdraw_mark, QualityMark.objects.select_related("book__publisher"))
def withdraw_mark(request: UserRequest, mark: QualityMark) -> HttpResponse:
    """Asks for the reason, then withdraws the mark."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, giving.withdraw_mark, mark, reason=reason, by=request.user, today=timezone.localdate()) is not None:
            return redirect(mark)
    asked = {
        "title": _("Withdraw the mark of “%(book)s”?") % {"book": mark.book},
        "sentence": _("The page behind its code will say that the mark was withdrawn, and why."),
        "verb": _("Withdraw the mark"),
        "danger": True,
        "back": mark.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/confirm.html", asked)
