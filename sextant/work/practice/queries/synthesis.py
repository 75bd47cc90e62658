"""Several pilots of a finding seen together: what a recommendation stands on."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sextant.lab.trials.effects import Together, effect, together
from sextant.work.practice import states
from sextant.work.practice.models import Finding, Pilot, Recommendation
from sextant.work.practice.queries.path import path_rules


@dataclass(frozen=True)
class Synthesis:
    """Published pilots with their effects in per cent, how many there are of each verdict (code, words, number, tone), and whether they are fewer than the rules ask."""

    pilots: list[tuple[Pilot, Decimal | None]]
    verdicts: list[tuple[str, str, int, str]]
    together: Together
    least: int

    @property
    def too_few(self) -> bool:
        return len(self.pilots) < self.least

    def frozen(self) -> dict[str, Any]:
        """The figures as they are kept with an approved recommendation."""
        return {
            "pilots": [one.pk for one, _effect in self.pilots],
            "verdicts": {code: number for code, _label, number, _tone in self.verdicts},
            "measured": self.together.measured,
            "median": str(self.together.median.normalize()) if self.together.median is not None else None,
            "least": self.least,
        }


def effect_of(pilot: Pilot) -> Decimal | None:
    """Change in the direction of good, in per cent; None where it was not measured so, or the verdict is that it cannot be told."""
    return None if pilot.verdict == Pilot.Verdict.UNCLEAR else effect(pilot.measured)


def _synthesis(pilots: list[Pilot], least: int) -> Synthesis:
    rows = [(one, effect_of(one)) for one in pilots]
    counts = Counter(one.verdict for one in pilots)
    verdicts = [(one.value, str(one.label), counts[one.value], Pilot.VERDICT_TONES[one]) for one in Pilot.Verdict]
    return Synthesis(rows, verdicts, together([found for _one, found in rows]), least)


def synthesis_of(finding: Finding) -> Synthesis:
    """Over all pilots of the finding that are published today, those that did not work included."""
    rows = finding.pilots.with_all().filter(state=states.PUBLISHED).order_by("published_on", "pk")
    return synthesis_over(list(rows))


def synthesis_over(pilots: list[Pilot]) -> Synthesis:
    """Over these published pilots, by the rules of today."""
    return _synthesis(pilots, path_rules().least_pilots)


def synthesis_behind(recommendation: Recommendation) -> Synthesis:
    """Over the pilots the recommendation was approved on; while it is not approved, over those there are."""
    if not recommendation.synthesis:
        return synthesis_of(recommendation.finding)
    rows = Pilot.objects.with_all().filter(pk__in=recommendation.synthesis["pilots"]).order_by("published_on", "pk")
    return _synthesis(list(rows), recommendation.synthesis["least"])
