"""The register of grants given, and how it is published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.lab.funding.giving import ORG_ID
from sextant.lab.funding.words import names
from sextant.society.ledger.models import Line
from sextant.work.projects.models import GrantGiven, Publication


@transaction.atomic
def save_grant(grant: GrantGiven | None, *, by: User | None, lines: list[Line] | None = None, is_demo: bool = False, **values: Any) -> GrantGiven:
    """Writes a grant into the register; `lines` are the lines of the books by which it was paid. Of a person only the key is recorded."""
    row = grant or GrantGiven(is_demo=is_demo)
    before = {name: _plain(getattr(row, name)) for name in values} if grant else {}
    for name, value in values.items():
        setattr(row, name, value)
    _check(row)
    row.changed_at = timezone.now()
    row.save()
    if lines is not None:
        row.lines.set(lines)
    record(verb="projects.save_grant", obj=row, by=by, before=before, after={name: _plain(value) for name, value in values.items()})
    return row


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _check(row: GrantGiven) -> None:
    if bool(row.organisation_id) == bool(row.person_id):
        raise ValidationError({"organisation": _("Name one recipient: an organisation, or a person.")})
    if row.amount_minor <= 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    if not row.title_ru and not row.title_en:
        raise ValidationError({"title_ru": _("Give it a title in one language at least.")})
    if row.person is not None and _names_person(row):
        raise ValidationError(
            {"title_ru": _("The text names the person who receives. Grants to persons are published without names; write it without the name.")}
        )
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first one.")})
    if GrantGiven.objects.filter(number=row.number).exclude(pk=row.pk).exists():
        raise ValidationError({"number": _("Another grant has this number.")})


def _names_person(row: GrantGiven) -> bool:
    """Whether a word of the person's name stands in a text that is public, whatever its ending."""
    text = " ".join((row.title_ru, row.title_en, row.description_ru, row.description_en))
    return row.person is not None and any(names(text, name) for name in (row.person.full_name, row.person.latin_name))


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
    record(verb="projects.save_publication", obj=row, by=by, after=values)
    return row
