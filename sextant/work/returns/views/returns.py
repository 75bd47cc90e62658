"""The returns of a round: the list with its filters and downloads, and what is done to all that it shows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.models import Region
from sextant.work.returns import rules
from sextant.work.returns.actions import moves
from sextant.work.returns.forms import CertifyManyForm, ReturnsFilter
from sextant.work.returns.models import Round
from sextant.work.returns.queries import rounds as held

ROUNDS = Round.objects.select_related("collection")
COLUMNS = (
    Column("key", gettext_lazy("Key"), lambda row: row.library.key),
    Column("library", gettext_lazy("Library"), lambda row: row.library.name),
    Column("region", gettext_lazy("Region"), lambda row: str(row.region) if row.region else ""),
    Column("state", gettext_lazy("State"), lambda row: row.get_state_display()),
    Column("answered", gettext_lazy("Items answered"), lambda row: row.answered),
    Column("errors", gettext_lazy("Errors"), lambda row: row.hard),
    Column("questions", gettext_lazy("Questions without an answer"), lambda row: row.unanswered),
    Column("certified", gettext_lazy("Certified"), lambda row: row.certified_at is not None),
    Column("sent", gettext_lazy("Sent"), lambda row: timezone.localdate(row.sent_at) if row.sent_at else None),
    Column("reminders", gettext_lazy("Reminders"), lambda row: row.reminded),
    Column("has_address", gettext_lazy("Can be written to"), lambda row: row.organisation_id is not None),
)


def _filter(request: UserRequest, work: Round) -> ReturnsFilter:
    kept = Region.objects.filter(return_submissions__round=work).distinct()
    if not rules.is_office(request.user):
        kept = kept.filter(pk__in=rules.regions_kept(request.user))
    return ReturnsFilter(request.GET or None, regions=kept)


@decided_by(rules.may_check_round, ROUNDS)
@require_safe
def returns(request: UserRequest, work: Round) -> HttpResponseBase:
    """Libraries with the state of their return. `?format=` downloads what is on the screen."""
    form = _filter(request, work)
    rows = held.narrowed(held.returns_for(request.user, work), **form.asked()).defer("answers", "flags")
    if "format" in request.GET:
        return download(Table(f"returns-{work.collection.code}-{work.year}", COLUMNS, rows.iterator(chunk_size=500)), request.GET["format"])
    context = {"work": work, "form": form, "page": paged(request, rows), "asked": bool(form.asked()), "question": request.GET.urlencode()}
    return render(request, "returns/_returns.html" if part_wanted(request) else "returns/returns.html", context)


def round_and_verb(pk: int, verb: str) -> Round:
    """The round, carrying what is to be done to its returns."""
    if verb not in WISHED:
        raise Http404
    work: Round = get_object_or_404(ROUNDS, pk=pk)
    work.verb = verb  # type: ignore[attr-defined]
    return work


WISHED = {"send": "ready", "certify": "uncertified", "accept": "clean"}
"""What may be done to many returns, and which of a list it is done to."""


@decided_by(rules.may_check_round, round_and_verb)
def move_returns(request: UserRequest, work: Round) -> HttpResponse:
    """Asks, and sends, certifies or accepts all returns that the list shows and that are ready for it."""
    verb: str = work.verb  # type: ignore[attr-defined]
    asked = _filter(request, work).asked() | {"wish": WISHED[verb]}
    keys = list(held.narrowed(held.returns_for(request.user, work), **asked).order_by("pk").values_list("pk", flat=True))
    form = CertifyManyForm(request.POST or None) if verb == "certify" else None
    if request.method == "POST" and (form is None or form.is_valid()):
        _tell(request, *_done(verb, keys, form, request.user))
        return redirect("returns:returns", work.pk)
    titles = {"send": _("Send returns"), "certify": _("Certify returns"), "accept": _("Accept returns")}
    sentence = ngettext("This concerns %(count)d return of the list.", "This concerns %(count)d returns of the list.", len(keys))
    context = {"title": titles[verb], "verb": titles[verb], "sentence": sentence % {"count": len(keys)}, "form": form}
    context["back"] = redirect("returns:returns", work.pk).url
    return render(request, "ui/confirm.html", context, status=400 if form is not None and form.errors else 200)


def _done(verb: str, keys: list[int], form: Any, user: Any) -> tuple[int, dict[str, int]]:
    if verb == "certify":
        return moves.certify_returns(keys, name=form.cleaned_data["name"], position=form.cleaned_data["position"], by=user)
    move: Callable[..., tuple[int, dict[str, int]]] = moves.send_returns if verb == "send" else moves.accept_returns
    return move(keys, by=user)


def _tell(request: UserRequest, moved: int, left: dict[str, int]) -> None:
    """How many were moved, and why others were left."""
    done = ngettext("%(count)d return was moved on.", "%(count)d returns were moved on.", moved) % {"count": moved}
    (messages.success if moved else messages.warning)(request, done)
    for sentence, count in left.items():
        words = ngettext("%(count)d return was left: %(why)s", "%(count)d returns were left: %(why)s", count)
        messages.warning(request, words % {"count": count, "why": sentence})
