"""The board: accepted findings by stage, narrowed by concept, guideline, region and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, ExtractYear, RowNumber

from sextant.base.words.fields import in_language
from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Region
from sextant.work.practice import states
from sextant.work.practice.models import Finding, Pilot, Recommendation

FILTERS = ("concept", "guideline", "region", "year", "stage")
SHOWN = 12
"""Cards of a stage on the board; the rest is a press away."""


@dataclass(frozen=True)
class Column:
    """One stage: its word, its name, how many findings stand there, and the newest of them."""

    stage: str
    title: str
    count: int
    findings: list[Finding]

    @property
    def more(self) -> int:
        return self.count - len(self.findings)


def findings_wanted(wish: Mapping[str, Any]) -> QuerySet[Finding]:
    """Accepted findings that answer the filters. A region is that of a pilot everybody may read, or of a confirmed adoption."""
    rows = Finding.objects.accepted()
    if wish.get("concept"):
        rows = rows.filter(concepts__code=wish["concept"])
    if wish.get("guideline"):
        rows = rows.filter(guidelines=wish["guideline"])
    if wish.get("year"):
        rows = rows.filter(published_on__year=wish["year"])
    if wish.get("stage"):
        rows = rows.filter(stage=wish["stage"])
    if wish.get("region"):
        piloted = Finding.objects.filter(pilots__state__in=states.SHOWN_PILOTS, pilots__organisation__region=wish["region"]).values("pk")
        adopted = Finding.objects.filter(adoptions__state=states.CONFIRMED, adoptions__organisation__region=wish["region"]).values("pk")
        rows = rows.filter(Q(pk__in=piloted) | Q(pk__in=adopted))
    return rows


def columns(wish: Mapping[str, Any]) -> list[Column]:
    """Every stage in order with its newest findings, in two queries whatever their number."""
    by_stage = F("stage")
    place = Window(RowNumber(), order_by=(F("stage_since").desc(), F("pk").desc()), partition_by=by_stage)
    verdict = Recommendation.objects.filter(finding=OuterRef("pk"), state=states.APPROVED).values("verdict")[:1]
    pilots = Pilot.objects.shown().filter(finding=OuterRef("pk")).order_by().values("finding").annotate(number=Count("pk")).values("number")
    rows = findings_wanted(wish).annotate(
        place=place, in_stage=Window(Count("pk"), partition_by=by_stage), recommended=Subquery(verdict), pilots_shown=Coalesce(Subquery(pilots), 0)
    )
    shown: dict[str, list[Any]] = {stage: [] for stage in states.STAGES}
    for one in rows.filter(place__lte=SHOWN).prefetch_related("concepts").order_by("-stage_since", "-pk"):
        shown[one.stage].append(one)
    titles = dict(Finding.STAGES)
    return [Column(stage, str(titles[stage]), found[0].in_stage if found else 0, found) for stage, found in shown.items()]


def proposals_waiting() -> QuerySet[Finding]:
    """What members brought in and nobody has decided, the oldest first."""
    return Finding.objects.filter(state=states.PROPOSED).select_related("proposed_by").order_by("proposed_on", "pk")


def named(rows: QuerySet[Any]) -> list[tuple[Any, str]]:
    """Key and name in the reader's language, by name."""
    found = [(value, in_language({"ru": ru, "en": en})) for value, ru, en in rows]
    return sorted(found, key=lambda pair: pair[1].casefold())


def concepts_used() -> list[tuple[str, str]]:
    """Concepts of accepted findings, by label."""
    return named(Concept.objects.filter(findings__state=states.ACCEPTED).distinct().order_by("code").values_list("code", "label_ru", "label_en"))


def guidelines_used() -> list[tuple[int, str]]:
    """Guidelines of accepted findings, in the order of the agenda."""
    rows = Guideline.objects.filter(findings__state=states.ACCEPTED).select_related("direction").distinct()
    return [(one.pk, str(one)) for one in rows]


def regions_used() -> list[tuple[int, str]]:
    """Regions in which somebody pilots in the open or has adopted a finding."""
    piloting = Q(organisations__pilots__state__in=states.SHOWN_PILOTS)
    adopting = Q(organisations__adoptions__state=states.CONFIRMED)
    return named(Region.objects.filter(piloting | adopting).distinct().order_by("pk").values_list("pk", "name_ru", "name_en"))


def years_used() -> list[int]:
    """Years of publication of accepted findings, the latest first."""
    years = Finding.objects.accepted().annotate(year=ExtractYear("published_on")).order_by().values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)
