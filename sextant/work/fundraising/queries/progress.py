"""How far appeals have come: money that is booked, promises apart, things apart, and how many gave."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Sum

from sextant.base.measures.registry import SMALL_CELL
from sextant.base.words.money import money
from sextant.work.fundraising import states
from sextant.work.fundraising.models import Appeal, Gift, Part

PLEDGES = (Gift.Source.OFFICE, Gift.Source.IMPORT)
"""Only promises that the office wrote down are shown as promised: what a visitor typed is not yet a promise to count on."""
NAMES = 40


@dataclass(frozen=True)
class Progress:
    """Amounts in minor units of the appeal's currency; `donors` is how many gave."""

    goal_minor: int
    currency: str
    raised_minor: int = 0
    pledged_minor: int = 0
    in_kind_minor: int = 0
    donors: int = 0

    @property
    def share(self) -> float:
        return self.raised_minor / self.goal_minor

    @property
    def filled(self) -> str:
        """Hundredths of the scale that are raised, at most all of it; a decimal point whatever the language."""
        return f"{min(100.0, 100 * self.share):.2f}"

    @property
    def filled_with_pledges(self) -> str:
        return f"{min(100.0, 100 * (self.raised_minor + self.pledged_minor) / self.goal_minor):.2f}"

    @property
    def raised(self) -> str:
        return money(self.raised_minor, self.currency)

    @property
    def goal(self) -> str:
        return money(self.goal_minor, self.currency)

    @property
    def pledged(self) -> str:
        return money(self.pledged_minor, self.currency) if self.pledged_minor else ""

    @property
    def in_kind(self) -> str:
        return money(self.in_kind_minor, self.currency) if self.in_kind_minor else ""

    @property
    def lacking(self) -> str:
        rest = self.goal_minor - self.raised_minor
        return money(rest, self.currency) if rest > 0 else ""

    @property
    def donors_withheld(self) -> bool:
        """Below five the sum and the number together could tell what one of them gave."""
        return 0 < self.donors < SMALL_CELL


def progress_of(appeals: Iterable[Appeal]) -> dict[int, Progress]:
    """The progress of each appeal by its key, in two queries for any number of them."""
    rows = {appeal.pk: appeal for appeal in appeals}
    found: dict[int, dict[str, int]] = {key: {} for key in rows}
    parts = Part.objects.filter(taken_back_on=None, gift__appeal__in=rows).order_by().values("gift__appeal", "gift__kind")
    for row in parts.annotate(total=Sum("amount_minor"), givers=Count("gift__donor", distinct=True)):
        kept = found[row["gift__appeal"]]
        kept["in_kind_minor" if row["gift__kind"] == Gift.Kind.IN_KIND else "raised_minor"] = row["total"]
        kept["donors"] = kept.get("donors", 0) + row["givers"]
    promised = Gift.objects.filter(appeal__in=rows, state=states.PROMISED, source__in=PLEDGES).order_by().values_list("appeal")
    for key, total in promised.annotate(total=Sum(F("amount_minor") - F("booked_minor"))):
        found[key]["pledged_minor"] = total
    return {key: Progress(appeal.goal_minor, appeal.currency, **found[key]) for key, appeal in rows.items()}


def named_donors(appeal: Appeal, progress: Progress) -> list[str]:
    """Names of those who gave and did not ask to stay unnamed, latest first; none while there are fewer than five donors."""
    if progress.donors < SMALL_CELL:
        return []
    parts = Part.objects.filter(gift__appeal=appeal, taken_back_on=None, gift__is_anonymous=False).exclude(gift__name="")
    names: dict[str, None] = {}
    for name in parts.order_by("-day", "-id").values_list("gift__name", flat=True)[: 4 * NAMES]:
        names.setdefault(name)
    return list(names)[:NAMES]


def public_appeals() -> QuerySet[Appeal]:
    """Appeals that everybody may read, those that ask first."""
    return Appeal.objects.filter(state__in=states.SHOWN).select_related("fund").prefetch_related("pictures")
