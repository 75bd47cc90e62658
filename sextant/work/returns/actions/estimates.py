"""Asking for imputed values of a year and storing them, run by run; nothing that was stored is changed."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.following import REFUSED
from sextant.base.jobs.states import DONE
from sextant.work.returns.models import Collection, FilledVariable, Filling, ForecastRun, ImputedValue, Library, YearRelease
from sextant.work.returns.queries.estimates import filling_in_force, fingerprint_of_filling, latest_filling

if TYPE_CHECKING:
    from sextant.lab.returns.imputing.backtest import Judged, Score
    from sextant.work.returns.reckoning.estimating import MadeFilling

BATCH = 1000


@transaction.atomic
def ask_filling(release: YearRelease, *, by: User | None) -> Filling:
    """Queues a new run over the gaps of a year; earlier runs stay."""
    release = YearRelease.objects.select_for_update(of=("self",)).select_related("collection").get(pk=release.pk)
    if not release.libraries:
        raise ValidationError(_("This year has no figures yet; import them first."))
    last = latest_filling(release)
    if last is not None and last.is_waiting:
        raise ValidationError(_("The gaps of this year are being filled already; wait until that has ended."))
    filling = Filling.objects.create(release=release, number=last.number + 1 if last else 1, by=by)
    filling.job = after_commit("returns.fill_gaps", by=by, filling_id=filling.pk)
    filling.save(update_fields=["job"])
    record(verb="returns.ask_filling", obj=release, by=by, after={"number": filling.number})
    return filling


def fill_after_publishing(release: YearRelease, *, by: User | None) -> Filling | None:
    """Asks for a run over a year that was just published, unless one is under way or was made from the same figures."""
    last, done = latest_filling(release), filling_in_force(release)
    if (last is not None and last.is_waiting) or (done is not None and done.fingerprint == fingerprint_of_filling(release)):
        return None
    return ask_filling(release, by=by)


@transaction.atomic
def store_filling(filling: Filling, made: "MadeFilling") -> Filling:
    """Writes a run with all its values; a run that has ended is not written again."""
    filling = Filling.objects.select_for_update(of=("self",)).select_related("release__collection").get(pk=filling.pk)
    if filling.outcome:
        raise ValidationError(_("This run has ended already; ask for a new one."))
    cells = made.filled.cells
    keys = dict(Library.objects.filter(collection=filling.release.collection).values_list("key", "pk"))
    rows = (
        ImputedValue(
            filling=filling,
            library_id=keys[cell.library],
            variable=cell.variable,
            value=cell.value,
            method=cell.method,
            stratum=cell.stratum[:80],
            source_year=cell.source_year,
            donors=list(cell.donors),
        )
        for cell in cells
    )
    ImputedValue.objects.bulk_create(rows, batch_size=BATCH)
    FilledVariable.objects.bulk_create(_variables(filling, made))
    filling.years, filling.fingerprint, filling.absent = made.years, made.fingerprint, made.absent
    filling.cells, filling.libraries = len(cells), len({cell.library for cell in cells})
    filling.left = sum(effect.left for effect in made.filled.effects)
    filling.outcome, filling.made_at = DONE, timezone.now()
    filling.save()
    after = {"number": filling.number, "imputed": filling.cells, "libraries": filling.libraries, "fingerprint": filling.fingerprint}
    record(verb="returns.store_filling", obj=filling.release, by=filling.by, after=after)
    return filling


def _variables(filling: Filling, made: "MadeFilling") -> list[FilledVariable]:
    methods: dict[str, Counter[str]] = {}
    for cell in made.filled.cells:
        methods.setdefault(cell.variable, Counter())[cell.method] += 1
    found = []
    for effect in made.filled.effects:
        code = effect.variable
        first_with, first_without = made.filled.first(code)
        told: dict[str, Any] = _judged(made.filled.judged.get(code))
        row = FilledVariable(filling=filling, variable=code, methods=dict(methods.get(code, Counter()).most_common()), **told)
        row.first_with, row.first_without = first_with, first_without
        row.from_parts = code in (made.filled.plan.upward or ())
        row.cells, row.left, row.imputed = effect.cells, effect.left, effect.imputed
        row.reported, row.brought = made.sums.reported[code], made.sums.brought[code]
        found.append(row)
    return found


def _judged(judged: "Judged | None") -> dict[str, Any]:
    """Errors and biases as columns; nothing where no cell was hidden."""
    if judged is None:
        return {}
    named: dict[str, Score] = {"": judged.ours, "_official": judged.flagged, "_last": judged.last}
    told: dict[str, Any] = {"tried": judged.ours.cells}
    for name, score in named.items():
        told |= {f"error{name}": _number(score.absolute_error), f"bias{name}": _number(score.national_bias)}
    return told


def _number(value: float) -> float | None:
    return None if value != value else round(value, 4)


@transaction.atomic
def refuse_run(run: Filling | ForecastRun, sentence: dict[str, str]) -> None:
    """Ends a run that could not be made, with the reason in both languages."""
    run.outcome, run.made_at = REFUSED, timezone.now()
    run.sentence_en, run.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    run.save(update_fields=["outcome", "made_at", "sentence_en", "sentence_ru"])
    about: YearRelease | Collection = run.release if isinstance(run, Filling) else run.collection
    record(verb="returns.refuse_run", obj=about, by=run.by, after={"number": run.number})
