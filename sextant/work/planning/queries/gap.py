"""The money a plan lacks, year by year, with the rows behind every figure."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.lab.funding.gap import Expected, GapPart, Secured, YearGap, funding_gap
from sextant.lab.funding.needs import Need
from sextant.work.planning import states
from sextant.work.planning.models import Application, Plan
from sextant.work.planning.queries.content import Content, content_of, cost_by_year, initiatives_in, words


@dataclass(frozen=True)
class Year:
    """One year of a plan, in minor units. `missing` is what is needed and not secured, `left` what would still be missing
    if the applications brought what is expected of them; a surplus is nought."""

    year: int
    needed: int
    secured: int
    expected: int
    parts: tuple[GapPart, ...]

    @property
    def missing(self) -> int:
        return max(self.needed - self.secured, 0)

    @property
    def left(self) -> int:
        return max(self.missing - self.expected, 0)

    @property
    def won(self) -> int:
        """What applications have brought."""
        return sum(part.counted for part in self.parts if part.kind == "secured" and part.key.startswith("w"))


def need_of(plan: Plan, content: Content, initiative: dict[str, Any]) -> Need:
    """One initiative as a need of the plan's owner; the whole cost by year."""
    return Need(
        key=f"n{initiative['key']}",
        title=words(initiative),
        amounts=cost_by_year(initiative),
        currency=content["currency"],
        text=" ".join(initiative[f"{name}_{language}"] for name in ("title", "about") for language in ("ru", "en")),
        themes=tuple(theme.strip() for theme in initiative["themes"].split(",") if theme.strip()),
        country=content["country"],
        legal_form=content["legal_form"],
        kind="library" if plan.organisation_id else "",
        cofunding=content["cofunding_minor"],
        in_parts=initiative["in_parts"],
    )


def gap_of(plan: Plan, content: Content | None = None) -> list[Year]:
    """Every year of the plan in order; without `content` of the rows as they are written now."""
    content = content or content_of(plan)
    needs = [need_of(plan, content, one) for one in initiatives_in(content)]
    secured = [
        Secured(f"w{row.application_id}" if row.application_id else f"s{row.pk}", row.source, row.year, row.amount_minor, content["currency"])
        for row in plan.secured.all()
    ]
    hoped = [_expected(one, content["currency"]) for one in plan.applications.filter(state__in=states.HOPED)]
    found = {gap.year: gap for gap in funding_gap(needs, secured, hoped, states.LIKELIHOOD)}
    years = sorted({*range(content["first_year"], content["last_year"] + 1), *found})
    return [_year(year, found.get(year)) for year in years]


def _expected(one: Application, currency: str) -> Expected:
    return Expected(f"a{one.pk}", f"{one.funder}: {one.title}", one.year, one.asked_minor, currency, one.state)


def _year(year: int, gap: YearGap | None) -> Year:
    return Year(year, gap.needed, gap.secured, gap.expected, gap.parts) if gap else Year(year, 0, 0, 0, ())


def parts_of(plan: Plan, years: list[Year], year: int | None = None, kind: str = "") -> list[dict[str, Any]]:
    """The rows behind the figures, each with where it is kept; narrowed to a year or a kind."""
    return [
        {"year": one.year, "part": part, "url": _place(plan, part)}
        for one in years
        for part in one.parts
        if (year is None or one.year == year) and kind in ("", part.kind)
    ]


def _place(plan: Plan, part: GapPart) -> str:
    if part.key[0] in "wa":
        return reverse("planning:application", args=[part.key[1:]])
    return f"{reverse('planning:plan', args=[plan.pk])}#{part.key}"


def gap_table(plan: Plan, rows: list[dict[str, Any]]) -> Table:
    """The same as a file."""
    columns = (
        Column("year", _("Year"), lambda row: row["year"]),
        Column("kind", _("Kind"), lambda row: row["part"].kind),
        Column("title", _("What"), lambda row: row["part"].title),
        Column("stage", _("Stage"), lambda row: row["part"].stage),
        Column("currency", _("Currency"), lambda row: plan.currency),
        Column("amount", _("Amount"), lambda row: major(row["part"].amount, plan.currency)),
        Column("probability", _("Likelihood"), lambda row: row["part"].probability),
        Column("counted", _("Counted"), lambda row: major(row["part"].counted, plan.currency)),
    )
    return Table(f"gap-{plan.pk}", columns, rows)
