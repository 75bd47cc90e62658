"""For those who keep the radar: watch lists, what they have found, and what becomes of it."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.trends import rules
from sextant.work.trends.actions.watching import bring_feed, close_watch_list, dismiss, look_over, save_watch_list, take_up, undo_decision
from sextant.work.trends.forms.watching import FeedForm, WatchListForm
from sextant.work.trends.models import Find, WatchList
from sextant.work.trends.queries.finds import reason_of, span_words
from sextant.work.trends.queries.watching import extent_of, finds_of, watch_lists

LISTS = WatchList.objects.select_related("owner")
FINDS = Find.objects.select_related("watch_list__owner", "signal", "decided_by")


@decided_by(rules.may_keep)
@require_safe
def lists(request: UserRequest) -> HttpResponse:
    """All watch lists, with what waits in each."""
    return render(request, "trends/watch_lists.html", {"page": paged(request, watch_lists(), 30)})


def _form(request: Any, watch_list: WatchList | None) -> HttpResponse:
    form = WatchListForm(request.POST or None, instance=watch_list)
    if form.is_valid():
        given = {"by": request.user, "today": timezone.localdate(), **form.cleaned_data}
        saved = attempt(form, save_watch_list, LISTS.get(pk=watch_list.pk) if watch_list else None, **given)
        if saved is not None:
            messages.success(request, _("The watch list is saved and has been looked over."))
            return redirect(saved)
    return render(request, "trends/edit_watch_list.html", {"form": form, "watch_list": watch_list}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep)
def new_list(request: UserRequest) -> HttpResponse:
    """Draws up a watch list of one's own."""
    return _form(request, None)


@decided_by(rules.may_tend, LISTS)
def edit_list(request: UserRequest, watch_list: WatchList) -> HttpResponse:
    """Changes what is watched."""
    return _form(request, watch_list)


def _terms(watch_list: WatchList) -> list[dict[str, Any]]:
    """Every watched term as last looked at, with its spans in words."""
    told = []
    for one in watch_list.report.get("terms", []):
        first, second, last = (date.fromisoformat(day) for day in one["spans"])
        told.append({**one, "span": span_words(watch_list, second, last), "earlier": span_words(watch_list, first, second - timedelta(days=1))})
    return told


def list_page(request: HttpRequest, watch_list: WatchList, **bound: Any) -> HttpResponse:
    """What it has found, and every term with its numbers."""
    page = paged(request, finds_of(watch_list), 20)
    for one in page:
        one.watch_list, one.why = watch_list, reason_of(one)
    tends = rules.may_tend(request.user, watch_list)
    context = {
        "watch_list": watch_list,
        "page": page,
        "terms": _terms(watch_list),
        "tends": tends,
        "concepts": watch_list.concepts.all(),
        "extent": extent_of(watch_list),
        "feed_form": FeedForm() if tends and watch_list.takes_files and not watch_list.closed_on else None,
        **bound,
    }
    return render(request, "trends/watch_list.html", context, status=400 if bound else 200)


@decided_by(rules.may_keep, LISTS)
@require_safe
def one_list(request: UserRequest, watch_list: WatchList) -> HttpResponse:
    """One watch list."""
    return list_page(request, watch_list)


@decided_by(rules.may_tend, LISTS)
@require_POST
def look(request: UserRequest, watch_list: WatchList) -> HttpResponse:
    """Looks it over now instead of tonight."""
    found = look_over(watch_list, today=timezone.localdate(), by=request.user)
    messages.success(request, found_words(found))
    return redirect(watch_list)


def found_words(found: int) -> str:
    """What came of a look."""
    if not found:
        return _("Looked over; nothing has come up that was not there before.")
    words = ngettext("%(number)s term is new or rises.", "%(number)s terms are new or rise.", found)
    return words % {"number": found}


@decided_by(rules.may_tend, LISTS)
@require_POST
def bring(request: UserRequest, watch_list: WatchList) -> HttpResponse:
    """Adds the entries of a file."""
    form = FeedForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        told = attempt(form, bring_feed, watch_list, data=file.read(), name=file.name, today=timezone.localdate(), by=request.user)
        if told is not None:
            words = ngettext("%(number)s new entry was taken in", "%(number)s new entries were taken in", told["entries"]) % {
                "number": told["entries"]
            }
            left = _("left out without a title or a day: %(number)s") % {"number": told["left_out"]}
            messages.success(request, f"{words}; {left}. {found_words(told['found'])}")
            return redirect(watch_list)
    return list_page(request, watch_list, feed_form=form)


@decided_by(rules.may_tend, LISTS)
@require_POST
def close_list(request: UserRequest, watch_list: WatchList) -> HttpResponse:
    """Watches no longer, or again."""
    closed = request.POST.get("closed") == "1"
    done = _("The list is closed; what it has found stays.") if closed else _("The list is watched again.")
    carried_out(request, done, close_watch_list, watch_list, closed=closed, today=timezone.localdate(), by=request.user)
    return redirect(watch_list)


@decided_by(rules.may_see_find, FINDS)
@require_safe
def find(request: HttpRequest, find: Find) -> HttpResponse:
    """What was found, why, and the entries that were counted."""
    context = {
        "find": find,
        "why": reason_of(find),
        "entries": paged(request, find.entries.all(), 30),
        "keeps": rules.may_keep(request.user),
        "tends": rules.may_decide(request.user, find),
        "shows_signal": find.signal is not None and rules.may_see_signal(request.user, find.signal),
    }
    return render(request, "trends/find.html", context)


@decided_by(rules.may_decide, FINDS)
@require_POST
def take(request: UserRequest, find: Find) -> HttpResponse:
    """Makes a signal of it."""
    carried_out(
        request, _("It is among the signals to decide, with its reason and rows."), take_up, find, today=timezone.localdate(), by=request.user
    )
    return redirect(find.watch_list)


@decided_by(rules.may_decide, FINDS)
@require_POST
def put_aside(request: UserRequest, find: Find) -> HttpResponse:
    """Dismisses it."""
    carried_out(request, _("Dismissed. It comes again only when it is met more often."), dismiss, find, today=timezone.localdate(), by=request.user)
    return redirect(find.watch_list)


@decided_by(rules.may_decide, FINDS)
@require_POST
def undo(request: UserRequest, find: Find) -> HttpResponse:
    """Takes the decision back."""
    carried_out(request, _("It waits again for a decision."), undo_decision, find, by=request.user)
    return redirect(find.watch_list)
