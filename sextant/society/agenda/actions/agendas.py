"""Loading agendas: a file becomes rows, the same file again changes nothing, and no initiative loses its guideline."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index_many
from sextant.society.agenda import agenda_file, states
from sextant.society.agenda.models import Agenda, Contribution, Direction, Guideline, Indicator, Initiative, Target

WORDS = ("title", "motto", "about", "adopted_by", "source")
Key = tuple[str, int]


@dataclass
class Loaded:
    """What a load did: the agenda, whether anything changed, and counts of rows made."""

    agenda: Agenda
    changed: bool
    counts: dict[str, int] = field(default_factory=dict)


def load_agenda(source: str | Path, *, by: User | None = None, make_current: bool = True) -> Loaded:
    """Loads the agenda of a file or of a shipped name. Refuses a wrong file, and one that would orphan initiatives."""
    return apply_agenda(agenda_file.read(source), by=by, make_current=make_current)


@transaction.atomic
def apply_agenda(draft: agenda_file.AgendaDraft, *, by: User | None = None, make_current: bool = True) -> Loaded:
    """Makes the rows of a file that was found right; rows are known by their codes."""
    agenda = Agenda.objects.select_for_update().filter(code=draft.code).first()
    if agenda is not None and agenda.fingerprint == draft.fingerprint:
        return Loaded(agenda, changed=False)
    before = {"fingerprint": agenda.fingerprint} if agenda else None
    earlier = Agenda.objects.filter(is_current=True).exclude(code=draft.code).first() if agenda is None and make_current else None
    agenda = _write_agenda(agenda or Agenda(code=draft.code), draft)
    guidelines = _write_directions(agenda, draft.data["direction"])
    _drop_guidelines(agenda, guidelines, draft.data.get("takes_over", {}))
    if earlier is not None:
        _take_over(earlier, guidelines, draft.data.get("takes_over", {}))
    if make_current and not agenda.is_current and (before is None or not Agenda.objects.filter(is_current=True).exists()):
        _make_current(agenda)
    _index(agenda, earlier)
    counts = {
        "directions": agenda.directions.count(),
        "guidelines": len(guidelines),
        "indicators": Indicator.objects.filter(guideline__direction__agenda=agenda, is_active=True).count(),
    }
    record(verb="agenda.load", obj=agenda, by=by, before=before, after={"code": agenda.code, "fingerprint": agenda.fingerprint, **counts})
    return Loaded(agenda, changed=True, counts=counts)


@transaction.atomic
def make_agenda_current(agenda: Agenda, *, by: User | None = None) -> Agenda:
    """Makes an earlier agenda the current one again; nothing of the other is lost."""
    if agenda.is_current:
        return agenda
    left = Agenda.objects.filter(is_current=True).first()
    _make_current(agenda)
    _index(agenda, left)
    record(verb="agenda.make_current", obj=agenda, by=by, before={"current": left.code if left else None}, after={"current": agenda.code})
    return agenda


def load_shipped_agenda() -> None:
    """Gives a new site the agenda that comes with the product; a site that has one keeps it."""
    if not Agenda.objects.exists():
        load_agenda("alma_2019")


def _index(*agendas: Agenda | None) -> None:
    """Guidelines and indicators of the current agenda can be found, those of the others cannot."""
    keys = [agenda.pk for agenda in agendas if agenda is not None]
    index_many(Guideline.objects.filter(direction__agenda__in=keys).select_related("direction__agenda"))
    index_many(Indicator.objects.filter(guideline__direction__agenda__in=keys).select_related("guideline__direction__agenda"))


def _make_current(agenda: Agenda) -> None:
    Agenda.objects.filter(is_current=True).update(is_current=False)
    agenda.is_current = True
    agenda.save(update_fields=["is_current"])


def _texts(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {f"{name}_{code}": row.get(f"{name}_{code}", "") for name in names for code in ("ru", "en")}


def _write_agenda(agenda: Agenda, draft: agenda_file.AgendaDraft) -> Agenda:
    for name, value in _texts(draft.data, WORDS).items():
        setattr(agenda, name, value)
    agenda.version = draft.data.get("version", "1")
    agenda.adopted_on = draft.data.get("adopted_on")
    agenda.fingerprint = draft.fingerprint
    agenda.save()
    return agenda


def _write_directions(agenda: Agenda, rows: list[dict[str, Any]]) -> dict[Key, Guideline]:
    guidelines: dict[Key, Guideline] = {}
    for position, row in enumerate(rows):
        values = {"position": position, **_texts(row, ("title", "about"))}
        direction, _made = Direction.objects.update_or_create(agenda=agenda, code=row["code"], defaults=values)
        for inner in row["guideline"]:
            words = {**_texts(inner, ("title", "text", "who")), "capabilities": inner.get("capabilities", [])}
            guideline, _made = Guideline.objects.update_or_create(direction=direction, number=inner["number"], defaults=words)
            guidelines[row["code"], inner["number"]] = guideline
            _write_indicators(agenda, guideline, inner.get("indicator", []))
    return guidelines


def _write_indicators(agenda: Agenda, guideline: Guideline, rows: list[dict[str, Any]]) -> None:
    """Indicators that the file no longer has stay with their values, but rest."""
    for position, row in enumerate(rows):
        measure: str = row.get("measure", "")
        parameters: dict[str, Any] = row.get("parameters", {})
        if measure.startswith("agenda."):
            parameters = dict(parameters, guideline=parameters.get("guideline") or f"{agenda.code}/{guideline.code}")
        values: dict[str, Any] = {
            "position": position,
            "is_active": True,
            "measure": measure,
            "parameters": parameters,
            **_texts(row, ("title", "definition", "unit")),
            **{name: row[name] for name in ("kind", "good", "decimals", "baseline_year", "baseline_value") if name in row},
        }
        indicator, _made = Indicator.objects.update_or_create(guideline=guideline, code=row["code"], defaults=values)
        for year, value in row.get("targets", {}).items():
            Target.objects.get_or_create(indicator=indicator, year=int(year), defaults={"value": value, "adopted_by": agenda.code})
    guideline.indicators.exclude(code__in=[row["code"] for row in rows]).update(is_active=False)


def _drop_guidelines(agenda: Agenda, kept: dict[Key, Guideline], mapped: dict[str, str]) -> None:
    """Takes away guidelines that the file no longer has; what hangs on them moves to the guideline that `takes_over` names."""
    gone = Guideline.objects.filter(direction__agenda=agenda).exclude(pk__in=[guideline.pk for guideline in kept.values()])
    by_code = {guideline.code: guideline for guideline in kept.values()}
    for old in gone.select_related("direction"):
        home = by_code.get(mapped.get(old.code, ""))
        hanging = old.contributions.count()
        if home is None and (hanging or old.indicators.filter(values__isnull=False).exists()):
            raise ValidationError(_orphans(old.code, hanging))
        if home is not None:
            _move_contributions(old, home)
            for indicator in old.indicators.filter(values__isnull=False).distinct():
                indicator.guideline, indicator.is_active = home, False
                indicator.code = f"{old.code.lower().replace('.', '-')}-{indicator.code}"[:60]
                indicator.save(update_fields=["guideline", "is_active", "code"])
        old.delete()
    Direction.objects.filter(agenda=agenda, guidelines=None).delete()


def _move_contributions(old: Guideline, home: Guideline) -> None:
    for contribution in old.contributions.all():
        twin = Contribution.objects.filter(initiative_id=contribution.initiative_id, guideline=home).first()
        if twin is None:
            contribution.guideline = home
            contribution.save(update_fields=["guideline"])
            continue
        contribution.delete()
        if contribution.is_home:
            twin.is_home = True
            twin.save(update_fields=["is_home"])


def _take_over(earlier: Agenda, guidelines: dict[Key, Guideline], mapped: dict[str, str]) -> None:
    """Open initiatives of the earlier agenda serve the new one from now on, too; `"IV.2" = ""` leaves them where they are."""
    by_code = {guideline.code: guideline for guideline in guidelines.values()}
    open_ones = Initiative.objects.filter(state__in=states.OPEN)
    for old in Guideline.objects.filter(direction__agenda=earlier).select_related("direction"):
        homes = Contribution.objects.filter(guideline=old, is_home=True, initiative__in=open_ones)
        if not homes.exists() or mapped.get(old.code) == "":
            continue
        target = by_code.get(mapped.get(old.code, ""))
        if target is None:
            raise ValidationError(_orphans(old.code, homes.count()))
        for contribution in homes:
            contribution.is_home = False
            contribution.save(update_fields=["is_home"])
            Contribution.objects.update_or_create(initiative_id=contribution.initiative_id, guideline=target, defaults={"is_home": True})


def _orphans(code: str, count: int) -> str:
    said = ngettext(
        "Guideline %(code)s carries %(count)s initiative, which would lose its place.",
        "Guideline %(code)s carries %(count)s initiatives, which would lose their place.",
        count,
    ) % {"code": code, "count": count}
    way = _('Name the guideline that takes them over in the file: [takes_over] "%(code)s" = "…".') % {"code": code}
    return f"{said} {way}"
