"""Donors as lists: what each gave in all, when first and last; filtered, taken away, searched for doubles."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Lower
from django.utils import timezone

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.fundraising.models import Analysis, Donor, Score
from sextant.work.fundraising.queries.titles import TITLES

CAME = Q(gifts__parts__taken_back_on=None, gifts__parts__isnull=False)


def latest_analysis() -> Analysis | None:
    """The latest computation that was finished."""
    return Analysis.objects.filter(state="done").first()


def with_sums(rows: QuerySet[Donor], currency: str = "RUB") -> QuerySet[Donor]:
    """Adds what came in: number of gifts, sum in a currency, first and last day."""
    here = CAME & Q(gifts__currency=currency)
    return rows.annotate(
        count=Count("gifts__parts", filter=CAME),
        total=Sum("gifts__parts__amount_minor", filter=here, default=0),
        first=Min("gifts__parts__day", filter=CAME),
        last=Max("gifts__parts__day", filter=CAME),
    )


def donors_wanted(wish: dict[str, Any], today: date) -> QuerySet[Donor]:
    """Donors of one filter with their sums and their segment; an empty wish is all of them, those who gave last first."""
    analysis = latest_analysis()
    rows = with_sums(Donor.objects.living())
    for part in (_named, _giving, _agreeing):
        rows = part(rows, wish, today)
    scores = Score.objects.filter(analysis=analysis, donor=OuterRef("pk"))
    if wish.get("segment"):
        rows = rows.filter(scores__analysis=analysis, scores__segment=wish["segment"])
    if wish.get("lapsing"):
        rows = rows.filter(scores__analysis=analysis, scores__is_lapsing=True)
    rows = rows.annotate(segment=Subquery(scores.values("segment")[:1]), expected=Subquery(scores.values("expected")[:1]))
    return rows.order_by(F("last").desc(nulls_last=True), "pk")


def _named(rows: QuerySet[Donor], wish: dict[str, Any], today: date) -> QuerySet[Donor]:
    text = (wish.get("q") or "").strip()
    if text:
        found = Q(email__icontains=text)
        for spelling in {text, text.capitalize(), text.title()}:
            found |= Q(name__icontains=spelling)
        rows = rows.filter(found)
    return rows.filter(kind=wish["kind"]) if wish.get("kind") else rows


def _giving(rows: QuerySet[Any], wish: dict[str, Any], today: date) -> QuerySet[Any]:
    """Conditions on what came in: to which appeal, how much at least, not since how many months, last year but not this."""
    if wish.get("appeal"):
        rows = rows.filter(pk__in=Donor.objects.filter(CAME, gifts__appeal=wish["appeal"]).values("pk"))
    if wish.get("least"):
        rows = rows.filter(total__gte=wish["least"])
    if wish.get("silent"):
        rows = rows.filter(last__lt=today - timedelta(days=30 * int(wish["silent"])))
    if wish.get("pattern") == "lybunt":
        rows = rows.filter(pk__in=_gave_in(today.year - 1)).exclude(pk__in=_gave_in(today.year))
    if wish.get("pattern") == "sybunt":
        rows = rows.filter(first__year__lt=today.year - 1, last__year__lt=today.year - 1)
    if wish.get("pattern") == "retained":
        rows = rows.filter(pk__in=_gave_in(today.year - 1)).filter(pk__in=_gave_in(today.year))
    if wish.get("pattern") == "new":
        rows = rows.filter(first__year=today.year)
    return rows


def _gave_in(year: int) -> QuerySet[Any]:
    return Donor.objects.filter(CAME, gifts__parts__day__year=year).values("pk")


def _agreeing(rows: QuerySet[Donor], wish: dict[str, Any], today: date) -> QuerySet[Donor]:
    return rows.filter(wants_letters=True).exclude(email="") if wish.get("letters") else rows


def donors_table(rows: QuerySet[Donor]) -> Table:
    columns = (
        Column("number", "No.", lambda one: one.pk),
        Column("donor", TITLES["donor"], str),
        Column("kind", TITLES["kind"], lambda one: one.kind),
        Column("email", TITLES["email"], lambda one: one.email),
        Column("language", TITLES["language"], lambda one: one.language),
        Column("letters", TITLES["letters"], lambda one: one.wants_letters),
        Column("first", TITLES["first"], lambda one: one.first),
        Column("last", TITLES["last"], lambda one: one.last),
        Column("gifts", TITLES["gifts"], lambda one: one.count),
        Column("total", TITLES["total"], lambda one: major(one.total, "RUB")),
        Column("segment", TITLES["segment"], lambda one: one.segment or ""),
        Column("expected", TITLES["expected"], lambda one: one.expected),
    )
    return Table("donors", columns, rows.iterator(chunk_size=2000))


def all_donors() -> Table:
    """Every living donor, for `sextant export`."""
    return donors_table(donors_wanted({}, timezone.localdate()))


def doubles() -> list[list[Donor]]:
    """Living donors of one kind that share an address or a person, in groups; at most a hundred groups."""
    living = Donor.objects.living()
    by_email = living.exclude(email="").annotate(low=Lower("email")).order_by().values("low", "kind").annotate(n=Count("pk")).filter(n__gt=1)[:100]
    by_person = living.exclude(person=None).order_by().values("person").annotate(n=Count("pk")).filter(n__gt=1)[:100]
    mails, people = {row["low"] for row in by_email}, {row["person"] for row in by_person}
    groups: dict[tuple[str, str], list[Donor]] = {}
    rows = with_sums(living.annotate(low=Lower("email")).filter(Q(low__in=mails) | Q(person__in=people))).order_by("pk")
    for donor in rows:
        key = ("person", str(donor.person_id)) if donor.person_id in people else (donor.kind, donor.email.lower())
        groups.setdefault(key, []).append(donor)
    return [group for group in groups.values() if len(group) > 1]
