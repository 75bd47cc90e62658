"""The register of grants given, and how it is published."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.lab.funding.giving import ORG_ID
from sextant.society.grants import states
from sextant.society.grants.actions.promising import check_words
from sextant.society.grants.models import Grant, Publication
from sextant.society.ledger.models import Line

OWN_NUMBER = re.compile(r"(D-)?G-\d{4}-\d+")
DESCRIBED = {"title_ru", "title_en", "description_ru", "description_en", "recipient_id", "open_call", "kind"}
"""What the register says of a grant that is run here, and may be put better at any time."""


@transaction.atomic
def save_grant(grant: Grant | None, *, by: User | None, lines: list[Line] | None = None, is_demo: bool = False, **values: Any) -> Grant:
    """Describes a grant that was given before, or elsewhere; `lines` are the lines of the books by which it was paid.

    Of a person only the key is recorded. The amount of a grant whose money is booked here changes by an agreed change alone.
    """
    row = Grant.objects.select_for_update().get(pk=grant.pk) if grant else Grant(is_demo=is_demo, state=states.RECORDED)
    if row.is_managed and set(values) - DESCRIBED:
        raise ValidationError(_("This grant is run here: its amount, days and recipient change by its agreement."))
    before = {name: _plain(getattr(row, name)) for name in values} if grant else {}
    for name, value in values.items():
        setattr(row, name, value)
    _check(row)
    row.changed_at = timezone.now()
    row.save()
    if lines is not None:
        row.lines.set(lines)
    record(verb="grants.save_grant", obj=row, by=by, before=before, after={name: _plain(value) for name, value in values.items()})
    return row


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _check(row: Grant) -> None:
    if bool(row.organisation_id) == bool(row.person_id):
        raise ValidationError({"organisation": _("Name one recipient: an organisation, or a person.")})
    if row.amount_minor <= 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    check_words(row)
    if not row.is_managed and OWN_NUMBER.fullmatch(row.number):
        raise ValidationError({"number": _("Numbers of this form are given to grants that are promised here. Choose another one.")})
    if Grant.objects.filter(number=row.number).exclude(pk=row.pk).exists():
        raise ValidationError({"number": _("Another grant has this number.")})


@transaction.atomic
def save_publication(*, by: User | None, is_demo: bool = False, **values: str) -> Publication:
    """Under which identifiers and licence grants are published."""
    row = Publication.objects.first() or Publication(is_demo=is_demo)
    for name, value in values.items():
        setattr(row, name, value)
    if not ORG_ID.fullmatch(row.org_id):
        raise ValidationError({"org_id": _("Write the code of a register, a dash and the number in it, such as RU-INN-7707083893.")})
    if not row.prefix.startswith("360G-") or not row.prefix.removeprefix("360G-").isalnum():
        raise ValidationError({"mark": _("Write 360G- and one word of Latin letters and digits.")})
    row.save()
    record(verb="grants.save_publication", obj=row, by=by, after=values)
    return row
