"""Lists of gifts from elsewhere: uploaded, columns named, then every row stored, merged with what is known, or refused with its reason."""

import hashlib
import json
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.society.ledger.models import Fund
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.members.sheets.reading import read_sheet
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.booking import receive_gift
from sextant.work.fundraising.actions.donors import donor_for, set_consent
from sextant.work.fundraising.actions.gifts import Wish, enter_gift
from sextant.work.fundraising.actions.thanks import NOT_WANTED
from sextant.work.fundraising.models import Appeal, Consent, Donor, Gift, GiftImport, Part
from sextant.work.fundraising.sheets import FIELDS, Row, guess, rows_of


@transaction.atomic
def upload_gifts(*, name: str, content: bytes, by: User | None) -> GiftImport:
    """Takes a file in; it must be a spreadsheet, whatever its name says. The columns are guessed."""
    sheet = read_sheet(content)
    sample = json.loads(json.dumps([cells for _line, cells in sheet.rows[:5]], cls=DjangoJSONEncoder, default=str))
    work = GiftImport.objects.create(
        name=name.replace("\x00", "")[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        header=sheet.header,
        sample=sample,
        columns=guess(sheet.header),
        read=len(sheet.rows),
        made_by=by,
    )
    record(verb="fundraising.upload_gifts", obj=work, by=by, after={"rows": work.read, "sha256": work.sha256})
    return work


@transaction.atomic
def name_columns(work: GiftImport, *, columns: dict[str, str], appeal: Appeal | None, fund: Fund | None, books: bool, by: User | None) -> GiftImport:
    """Says which column holds what, and queues the reading."""
    work = GiftImport.objects.select_for_update().get(pk=work.pk)
    if work.state != "uploaded":
        raise ValidationError(_("This import has moved on meanwhile. Load the page again."))
    named = {place: field for place, field in columns.items() if field}
    if len(set(named.values())) < len(named):
        raise ValidationError(_("Two columns hold the same. Choose one of them."))
    missing = [str(FIELDS[field]) for field in ("amount", "day") if field not in named.values()]
    if missing:
        raise ValidationError(_("Say which column holds: %(missing)s.") % {"missing": ", ".join(missing)})
    if not {"name", "email"} & set(named.values()):
        raise ValidationError(_("Say which column holds the name or the e-mail of the donor."))
    work.columns, work.appeal, work.fund, work.books, work.state = named, appeal, fund, books, "waiting"
    work.job = after_commit("fundraising.import_gifts", by=by, import_id=work.pk)
    work.save()
    record(verb="fundraising.name_columns", obj=work, by=by, after={"columns": named, "books": books})
    return work


@transaction.atomic
def store_gifts(work: GiftImport, *, today: date) -> GiftImport:
    """Stores every row or says why not. Rows that were brought before are merged: they change nothing."""
    work = GiftImport.objects.select_for_update(of=("self",)).select_related("appeal", "fund", "made_by").get(pk=work.pk)
    if work.state != "waiting":
        return work
    rows = list(rows_of(read_sheet(bytes(work.content)).rows, work.columns, today))
    known = set(Gift.objects.exclude(import_key=None).values_list("import_key", flat=True))
    stored, merged, refused = 0, 0, []
    for row in rows:
        if isinstance(row, tuple):
            refused.append({"line": row[0], "reason": row[1]})
        elif row.key in known:
            merged += 1
        else:
            reason = _store(work, row)
            stored += not reason
            if reason:
                refused.append({"line": row.line, "reason": reason})
    work.read, work.stored, work.merged, work.refused, work.state = len(rows), stored, merged, refused, "done"
    work.content = b""
    work.save()
    record(verb="fundraising.store_gifts", obj=work, by=work.made_by, after={"stored": stored, "merged": merged, "refused": len(refused)})
    return work


def _store(work: GiftImport, row: Row) -> str:
    """Stores one row; returns the reason where it is refused."""
    try:
        with transaction.atomic():
            _store_row(work, row)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _store_row(work: GiftImport, row: Row) -> None:
    by, kind = work.made_by, Donor.Kind.ORGANISATION if row.is_organisation else Donor.Kind.PERSON
    if work.appeal is not None and work.appeal.currency != row.currency:
        raise ValidationError(_("The appeal is in %(one)s, the gift in %(other)s.") % {"one": work.appeal.currency, "other": row.currency})
    donor = donor_for(name=row.name or row.email, email=row.email, kind=kind, by=by)
    if row.letters is not None and not donor.consents.filter(purpose=Consent.Purpose.LETTERS).exists():
        set_consent(donor, purpose=Consent.Purpose.LETTERS, given=row.letters, way=Consent.Way.OFFICE, by=by, text_version="import")
    wish = Wish(name=row.name, email=row.email, language=donor.language, wants_receipt=False)
    fields: dict[str, Any] = {"appeal": work.appeal, "fund": work.fund, "currency": row.currency, "import_key": row.key}
    gift = enter_gift(donor=donor, amount_minor=row.amount_minor, on=row.day, by=by, source=Gift.Source.IMPORT, wish=wish, **fields)
    if work.books:
        reference = row.reference or gift.reference
        receive_gift(gift, amount_minor=row.amount_minor, day=row.day, account=account_for("bank"), reference=reference, by=by)
        gift.refresh_from_db()
        if gift.state != states.RECEIVED:
            raise ValidationError(_("The gift could not be booked. Look whether the books are closed on that day."))
        return
    Part.objects.create(gift=gift, amount_minor=row.amount_minor, day=row.day, thanked_how=NOT_WANTED)
    gift.booked_minor, gift.state, gift.is_booked = row.amount_minor, states.RECEIVED, False
    gift.save(update_fields=["booked_minor", "state", "is_booked"])
