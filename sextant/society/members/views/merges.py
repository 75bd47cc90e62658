"""Entries that may be one person: looked at side by side, made one, parted again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members import rules
from sextant.society.members.actions import merges as actions
from sextant.society.members.actions.people import EDITABLE
from sextant.society.members.models import LikelyPair, MergeRecord, Person
from sextant.society.members.queries import merges

PAIRS = LikelyPair.objects.select_related("first__region", "second__region")
MERGES = MergeRecord.objects.select_related("kept", "gone")


@decided_by(rules.may_merge)
@require_http_methods(["GET", "POST"])
def merge_list(request: HttpRequest) -> HttpResponse:
    """Pairs that look like one person, the likeliest first; POST looks anew."""
    if request.method == "POST":
        after_commit("members.find_pairs", by=request.user)  # type: ignore[arg-type]
        messages.info(request, _("The entries are being compared. Load the page again in a moment."))
        return redirect("members:merges")
    shown = {"page": paged(request, merges.pairs_to_look_at()), "done": MERGES.all()[:20]}
    return render(request, "members/merge_list.html", shown)


def people_at(first: int, second: int) -> tuple[Person, Person]:
    """The two people of an address."""
    people = Person.objects.select_related("region", "privacy")
    return get_object_or_404(people, pk=first), get_object_or_404(people, pk=second)


@decided_by(rules.may_merge, people_at)
@require_http_methods(["GET", "POST"])
def merge_page(request: HttpRequest, pair: tuple[Person, Person]) -> HttpResponse:
    """Two entries side by side, field by field; the first is kept, and takes what is chosen from the second."""
    kept, gone = pair
    if request.method == "POST":
        chosen = {name for name in EDITABLE if request.POST.get(f"field_{name}") == "gone"}
        try:
            actions.merge_people(kept, gone, from_gone=chosen, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("The two entries are one now. The merge can be undone on the page of merges."))
            return redirect("members:person", kept.pk)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    known = LikelyPair.objects.filter(first_id=min(kept.pk, gone.pk), second_id=max(kept.pk, gone.pk)).first()
    shown = {"kept": kept, "gone": gone, "fields": merges.side_by_side(kept, gone, EDITABLE), "known": known}
    return render(request, "members/merge.html", shown)


@decided_by(rules.may_merge, PAIRS)
@require_POST
def merge_different(request: HttpRequest, pair: LikelyPair) -> HttpResponse:
    """These are two people."""
    actions.call_different(pair, by=request.user)  # type: ignore[arg-type]
    messages.info(request, _("The two stay two people; the pair is not shown again."))
    return redirect("members:merges")


@decided_by(rules.may_merge, MERGES)
@require_POST
def merge_undo(request: HttpRequest, merge: MergeRecord) -> HttpResponse:
    """The merge was a mistake."""
    try:
        actions.undo_merge(merge, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The merge was undone; there are two entries again."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("members:merges")
