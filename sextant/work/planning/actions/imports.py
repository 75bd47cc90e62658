"""Bringing a file into the register: taking it in, and storing in one step what was read."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.lab.funding import calls as lab
from sextant.lab.funding.findings import FundingError
from sextant.work.planning.actions.calls import BATCH, keep_calls
from sextant.work.planning.models import CallImport, PastGrant, Refusal
from sextant.work.planning.rules import is_office

OTHERS = (
    "Somebody else entered this call, and it says something else there. The office can change it.",
    "Этот конкурс внёс в реестр другой человек, и там написано иное. Изменить запись может офис.",
)
COPIED = ("title", "description", "funder", "funder_id", "recipient", "recipient_id", "amount", "currency", "awarded_on", "country", "region")


@transaction.atomic
def start_import(*, file: File, layout: str, by: User | None, is_demo: bool = False) -> CallImport:
    """Takes a file in; it is read by a job. `layout` is one of the layouts of the house, or nothing where it is to be recognised."""
    path = Path((file.name or "file").replace("\\", "/"))
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    if path.suffix.lower() not in (".csv", ".json", ".xlsx", ".ods", ".xls"):
        raise ValidationError({"file": _("This kind of file is not read here. Bring CSV, XLSX, ODS or JSON.")})
    name = f"{path.stem[:80]}{path.suffix[:8]}"
    work = CallImport(file_name=name, sha256=digest.hexdigest(), layout=layout, by=by, is_demo=is_demo)
    work.file.save(name, file, save=False)
    work.save()
    work.job = after_commit("planning.import_calls", by=by, import_id=work.pk)
    work.save(update_fields=["job"])
    record(verb="planning.start_import", obj=work, by=by, after={"file": name, "sha256": work.sha256})
    return work


@transaction.atomic
def store_reading(work: CallImport, reading: lab.Reading[Any], layout: str) -> CallImport:
    """Keeps what was read, whole or not at all: read = stored + merged + refused."""
    today = timezone.localdate()
    rows = list(reading.taken)
    turned_away: list[lab.FundingCall] = []
    if rows and isinstance(rows[0], lab.PastGrant):
        work.stored, work.merged, work.changed = _keep_past(rows, is_demo=work.is_demo)
    else:
        work.stored, work.merged, work.changed, turned_away = keep_calls(
            rows, by=work.by, on=today, may_change=is_office(work.by), is_demo=work.is_demo
        )
    work.read, work.refused = reading.read, len(reading.refused) + len(turned_away)
    work.layout, work.ended_at = layout, timezone.now()
    Refusal.objects.bulk_create(_refusals(work, reading, turned_away), batch_size=BATCH)
    work.save()
    counts = {name: getattr(work, name) for name in ("read", "stored", "merged", "changed", "refused")}
    record(verb="planning.store_import", obj=work, by=work.by, after={"file": work.file_name, **counts})
    return work


@transaction.atomic
def refuse_import(work: CallImport, refusal: FundingError) -> CallImport:
    """Ends an import whose file cannot be used; nothing of it was kept."""
    work.ended_at = timezone.now()
    work.trouble_ru, work.trouble_en = refusal.sentence("ru")[:600], refusal.sentence("en")[:600]
    work.save(update_fields=["ended_at", "trouble_ru", "trouble_en"])
    record(verb="planning.refuse_import", obj=work, by=work.by, after={"code": refusal.code})
    return work


def _refusals(work: CallImport, reading: lab.Reading[Any], turned_away: Sequence[lab.FundingCall]) -> list[Refusal]:
    found = []
    for refused in reading.refused:
        russian, english = (" ".join(one.sentence(language) for one in refused.findings)[:700] for language in ("ru", "en"))
        found.append(Refusal(call_import=work, number=refused.findings[0].number, text_ru=russian, text_en=english))
    for call in turned_away:
        found.append(Refusal(call_import=work, number=0, text_ru=f"{call.title}: {OTHERS[1]}"[:700], text_en=f"{call.title}: {OTHERS[0]}"[:700]))
    return found


def _keep_past(grants: Sequence[lab.PastGrant], *, is_demo: bool) -> tuple[int, int, int]:
    known: dict[tuple[str, str], PastGrant] = {}
    for start in range(0, len(grants), BATCH):
        keys = [grant.id[:200] for grant in grants[start : start + BATCH]]
        known |= {(row.source, row.key): row for row in PastGrant.objects.filter(key__in=keys)}
    new, renewed, merged = [], [], 0
    for grant in grants:
        values = _past_values(grant)
        row = known.get((grant.source[:120], grant.id[:200]))
        if row is None:
            new.append(PastGrant(source=grant.source[:120], key=grant.id[:200], is_demo=is_demo, **values))
            continue
        merged += 1
        if row.fingerprint != values["fingerprint"]:
            for name, value in values.items():
                setattr(row, name, value)
            renewed.append(row)
    PastGrant.objects.bulk_create(new, batch_size=BATCH)
    PastGrant.objects.bulk_update(renewed, [*COPIED, "programme", "individual", "fingerprint"], batch_size=100)
    return len(new), merged, len(renewed)


def _past_values(grant: lab.PastGrant) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(grant, name) for name in (*COPIED, "programme", "individual")}
    longest = {"title": 400, "funder": 300, "recipient": 300, "funder_id": 120, "recipient_id": 120, "region": 120, "programme": 300, "country": 2}
    values |= {name: values[name][:length] for name, length in longest.items()}
    values["fingerprint"] = hashlib.sha256(json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
    return values
