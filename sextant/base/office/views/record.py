"""The whole record of changes, and the proof that it is whole."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.audit.models import Entry
from sextant.base.audit.registry import kind_of, verb_in_words
from sextant.base.audit.rules import may_see_record
from sextant.base.exports.tables import Column, Table, download
from sextant.base.jobs.actions import after_commit
from sextant.base.office.forms import RecordFilters
from sextant.base.office.queries import VERIFY, last_check, record_lines, words_of_record
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged


def _personal(entry: Entry, name: str) -> Any:
    return getattr(getattr(entry, "personal", None), name, None)


def _values(values: dict[str, Any] | None) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""


COLUMNS = (
    Column("number", gettext_lazy("Line"), lambda entry: entry.number),
    Column("at", gettext_lazy("When"), lambda entry: entry.at),
    Column("actor", gettext_lazy("By whom"), lambda entry: entry.actor.email if entry.actor else entry.actor_key),
    Column("address", gettext_lazy("From what address"), lambda entry: _personal(entry, "address")),
    Column("verb", gettext_lazy("What was done"), lambda entry: entry.verb),
    Column("sentence", gettext_lazy("In words"), lambda entry: str(verb_in_words(entry.verb))),
    Column("kind", gettext_lazy("To what kind of thing"), lambda entry: entry.object_kind),
    Column("key", gettext_lazy("Its number"), lambda entry: entry.object_id),
    Column("before", gettext_lazy("Before"), lambda entry: _values({**entry.before, **(_personal(entry, "before") or {})})),
    Column("after", gettext_lazy("After"), lambda entry: _values({**entry.after, **(_personal(entry, "after") or {})})),
    Column("digest", gettext_lazy("Digest"), lambda entry: entry.digest),
)


@decided_by(may_see_record)
@require_safe
def record(request: HttpRequest) -> HttpResponseBase:
    """Every line, narrowed by what, to what, by whom and when."""
    verbs, labels = words_of_record()
    kinds = [(label, str(known.title) if (known := kind_of(label)) else label) for label in labels]
    form = RecordFilters(request.GET, verbs=verbs, kinds=kinds)
    lines = record_lines(form.cleaned_data if form.is_valid() else {})
    if "format" in request.GET:
        return download(Table("record", COLUMNS, lines.iterator(chunk_size=2000)), request.GET["format"])
    return render(request, "office/record.html", {"form": form, "page": paged(request, lines), "check": last_check()})


@decided_by(may_see_record)
@require_POST
def verify_record(request: UserRequest) -> HttpResponse:
    """Queues the check of the chain."""
    after_commit(VERIFY, by=request.user)
    messages.info(request, _("The record is being checked; the result will stand on this page."))
    return redirect("office:record")
