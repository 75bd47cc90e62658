"""The parts of a call: categories, topics, rules of eligibility, questions, stages, criteria, prizes; one way to save and to remove each."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.calls import states
from sextant.work.calls.actions.calls import changeable
from sextant.work.calls.models import Answer, Call, Category, Condition, Criterion, EntryFile, Field, Prize, Review, Stage, Topic

PARTS: dict[str, type[models.Model]] = {
    "category": Category,
    "topic": Topic,
    "condition": Condition,
    "field": Field,
    "stage": Stage,
    "criterion": Criterion,
    "prize": Prize,
}
MOST = 60
"""Parts of one kind in a call."""


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _named(part: Any) -> bool:
    name = "label" if isinstance(part, Field) else "title"
    return not hasattr(part, f"{name}_ru") or bool(getattr(part, f"{name}_ru") or getattr(part, f"{name}_en"))


def _check(part: Any) -> None:
    name = "label" if isinstance(part, Field) else "title"
    if not isinstance(part, Stage) and not _named(part):
        raise ValidationError({f"{name}_ru": _("Give it a title in one language at least.")})
    if isinstance(part, Prize) and part.amount_minor < 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    if isinstance(part, Prize) and (part.kind == Prize.Kind.DIPLOMA) != (part.amount_minor == 0):
        raise ValidationError({"amount": _("A diploma has no amount, and a prize or grant has one.")})
    if isinstance(part, Prize) and part.first_percent < 100 and not part.report_days:
        raise ValidationError({"report_days": _("What is not paid on signing is paid after a report: say when it is due.")})
    if isinstance(part, Field) and part.kind == Field.Kind.CHOICE and sum(bool(line.strip()) for line in part.choices.splitlines()) < 2:
        raise ValidationError({"choices": _("Write the choices, one a line.")})
    if isinstance(part, Stage) and part.starts_on and part.ends_on and part.ends_on < part.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first.")})


@transaction.atomic
def save_part(call: Call, kind: str, part: Any, /, *, by: User | None, **values: Any) -> Any:
    """Adds a part of that kind to the call, or changes the one given."""
    call, model = changeable(call), PARTS[kind]
    rows: models.QuerySet[Any] = model._default_manager.filter(call=call)
    if part is None:
        if rows.count() >= MOST:
            raise ValidationError(_("A call has at most %(count)s of these.") % {"count": MOST})
        part = model(call=call)
    before = {name: _plain(getattr(part, name)) for name in values} if part.pk else {}
    if kind == "criterion" and not part.pk and Review.objects.filter(entry__call=call, state=states.REVIEWED).exists():
        raise ValidationError(_("Reviews are submitted already; a new criterion would leave them unfinished."))
    if isinstance(part, Stage) and part.is_frozen:
        raise ValidationError(_("The result of this stage is final."))
    for name, value in values.items():
        setattr(part, name, value)
    _check(part)
    if isinstance(part, Condition) and rows.filter(kind=part.kind).exclude(pk=part.pk).exists():
        raise ValidationError({"kind": _("There is such a rule already; change that one.")})
    if not before and hasattr(part, "place") and not part.place:
        part.place = rows.count() + 1
    part.save()
    after = {"part": kind, **{name: _plain(value) for name, value in values.items()}}
    record(verb="calls.save_part", obj=call, by=by, before=before, after=after)
    return part


def _why_kept(part: Any) -> str:
    if isinstance(part, Field) and (Answer.objects.filter(field=part).exists() or EntryFile.objects.filter(field=part).exists()):
        return _("Entries answer this question already. It can be changed, not removed.")
    if isinstance(part, Criterion) and part.scores.exists():
        return _("Jurors have scored this criterion already.")
    if isinstance(part, Category) and part.entries.exists():
        return _("There are entries in this category.")
    if isinstance(part, Stage) and part.entries.exists():
        return _("Entries are at this stage. It can be changed, not removed.")
    if isinstance(part, Stage) and (part.is_frozen or Review.objects.filter(stage=part).exists() or part.votes.exists()):
        return _("This stage has begun: it has reviews or votes.")
    if isinstance(part, Prize) and part.decisions.exists():
        return _("This prize is given already.")
    return ""


@transaction.atomic
def remove_part(call: Call, kind: str, part: Any, *, by: User | None) -> Call:
    """Takes a part out, as long as nothing hangs on it."""
    call = changeable(call)
    if why := _why_kept(part):
        raise ValidationError(why)
    record(verb="calls.remove_part", obj=call, by=by, before={"part": kind, "title": str(part)})
    part.delete()
    return call
