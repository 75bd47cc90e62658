"""Entering calls by hand, and keeping what a file said."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index, index_many
from sextant.lab.funding.calls import FundingCall
from sextant.lab.funding.words import fold, stems
from sextant.work.planning.models import Call

LISTS = ("countries", "regions", "legal_forms", "applicant_kinds", "themes")
PLAIN = ("title", "funder", "award_min", "award_max", "currency", "cofunding_share", "opens_on", "closes_on", "rolling", "status", "url", "text")
BY_HAND = "by hand"
BATCH = 500


def values_of(call: FundingCall) -> dict[str, Any]:
    """The columns of a call, cut to what they hold, with the words that lists are searched by and the fingerprint of what it says."""
    values: dict[str, Any] = {name: list(getattr(call, name)) for name in LISTS} | {name: getattr(call, name) for name in PLAIN}
    values["title"], values["funder"] = call.title[:400], call.funder[:300]
    values["url"] = call.url if call.url.startswith(("http://", "https://")) and len(call.url) <= 1000 else ""
    values["fingerprint"] = hashlib.sha256(json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
    values["words"] = " ".join(dict.fromkeys(stems(" ".join((call.title, call.funder, call.text, *call.themes)))))
    values["country_words"] = f"|{'|'.join(call.countries)}|"[:600]
    values["theme_words"] = f"|{'|'.join(fold(theme) for theme in call.themes)}|"
    return values


def _check(call: FundingCall) -> None:
    if not call.title.strip():
        raise ValidationError({"title": _("Give the call a title.")})
    if call.opens_on and call.closes_on and call.closes_on < call.opens_on:
        raise ValidationError({"closes_on": _("The last day is before the first one.")})
    if call.award_min is not None and call.award_max is not None and call.award_min > call.award_max:
        raise ValidationError({"award_max": _("The largest award is below the smallest one.")})


@transaction.atomic
def save_call(call: Call | None, said: FundingCall, *, by: User | None, is_demo: bool = False) -> Call:
    """Enters a call by hand, or changes one; it counts as seen today."""
    _check(said)
    today, values = timezone.localdate(), values_of(said)
    if call is None:
        if Call.objects.filter(source=said.source, key=said.id).exists():
            raise ValidationError(_("There is a call with this number from this source already; change that one."))
        call = Call(source=said.source, key=said.id, first_seen_on=today, entered_by=by, is_demo=is_demo)
    before = {name: getattr(call, name) for name in (*PLAIN, *LISTS)} if call.pk else {}
    for name, value in values.items():
        setattr(call, name, value)
    call.seen_on = today
    call.save()
    record(verb="planning.save_call", obj=call, by=by, before=before, after={name: values[name] for name in (*PLAIN, *LISTS)})
    index(call)
    return call


@transaction.atomic
def remove_call(call: Call, *, by: User | None) -> None:
    """Takes a call out of the register; one for which money is asked stays."""
    if call.applications.exists():
        raise ValidationError(_("An application stands on this call; it stays in the register."))
    record(verb="planning.remove_call", obj=call, by=by, before={"source": call.source, "key": call.key, "title": call.title})
    call.delete()


Kept = tuple[int, int, int, list[FundingCall]]
"""Stored, merged, of these changed, and those that were refused because somebody else entered them."""


def keep_calls(calls: Sequence[FundingCall], *, by: User | None, on: date, may_change: bool, is_demo: bool = False) -> Kept:
    """Stores new calls and renews those that are known, in the caller's transaction; the same file twice changes nothing.

    Without `may_change` calls that somebody else entered are left as they are where they say something else.
    """
    known = {(row.source, row.key): row for chunk in _chunks(calls) for row in _known(chunk)}
    new: list[Call] = []
    renewed: list[Call] = []
    seen: list[Call] = []
    refused: list[FundingCall] = []
    for call in calls:
        values, row = values_of(call), known.get((call.source[:120], call.id[:200]))
        if row is None:
            new.append(Call(source=call.source[:120], key=call.id[:200], first_seen_on=on, seen_on=on, entered_by=by, is_demo=is_demo, **values))
            continue
        differs = row.fingerprint != values["fingerprint"]
        if differs and not may_change and (by is None or row.entered_by_id != by.pk):
            refused.append(call)
            continue
        if differs:
            for name, value in values.items():
                setattr(row, name, value)
        row.seen_on = max(row.seen_on, on)
        (renewed if differs else seen).append(row)
    _write(new, renewed, list(values_of(calls[0])) if calls else [])
    Call.objects.bulk_update(seen, ["seen_on"], batch_size=BATCH)
    return len(new), len(renewed) + len(seen), len(renewed), refused


def _write(new: list[Call], renewed: list[Call], names: list[str]) -> None:
    Call.objects.bulk_create(new, batch_size=BATCH)
    Call.objects.bulk_update(renewed, [*names, "seen_on"], batch_size=100)
    for chunk in _chunks([*new, *renewed]):
        index_many(chunk)


def _known(calls: Iterable[FundingCall]) -> Iterable[Call]:
    given = list(calls)
    return Call.objects.filter(source__in={call.source[:120] for call in given}, key__in=[call.id[:200] for call in given])


def _chunks(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
