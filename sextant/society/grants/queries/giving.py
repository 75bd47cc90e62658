"""Grants given: the register, lines of the books that are not in it yet, and the package of open data."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.fields import in_language
from sextant.base.words.money import major
from sextant.lab.funding import giving
from sextant.lab.funding.findings import FundingError
from sextant.lab.funding.granted import GrantMade, Individual, Organisation, Programme, Publisher
from sextant.society.grants.models import Grant, Publication
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Line, Payee

GIVEN = F("amount_minor") - F("released_minor") - F("returned_minor")
OF_GRANTS = "grants.grant"


def grants() -> QuerySet[Grant]:
    """The register, latest first, with what a row shows: what came to nothing (withdrawn, cancelled, returned) is not in it.

    `given` is the amount less what was booked back or returned; `booked` what the lines of a described grant come to.
    """
    rows = Grant.objects.select_related("organisation__region", "person", "programme", "fund")
    rows = rows.annotate(given=GIVEN, booked=Sum("lines__amount_minor")).filter(given__gt=0)
    return rows.order_by("-awarded_on", "-id")


def grants_wanted(wish: dict[str, Any]) -> QuerySet[Grant]:
    """The register of one filter. Words are looked for in what is public: never in the name of a person."""
    rows = grants()
    rows = rows.filter(kind=wish["kind"]) if wish.get("kind") else rows
    rows = rows.filter(awarded_on__year=int(wish["year"])) if wish.get("year") else rows
    rows = rows.filter(organisation__isnull=wish["to"] == "persons") if wish.get("to") else rows
    text = (wish.get("q") or "").strip()
    asked = Q()
    for word in {text, text.lower(), text.capitalize()} - {""}:
        for name in ("number", "title_ru", "title_en", "description_ru", "description_en", "organisation__name_ru", "organisation__name_en"):
            asked |= Q(**{f"{name}__icontains": word})
    return rows.filter(asked)


def years_of_giving() -> list[int]:
    """The years in which something was given, the latest first."""
    return [day.year for day in Grant.objects.order_by().dates("awarded_on", "year", order="DESC")]


def totals_by_year(rows: QuerySet[Grant]) -> list[tuple[int, str, int, int]]:
    """(year, currency, how many, minor units), the latest year first."""
    keys = Grant.objects.filter(pk__in=rows.order_by().values("pk")).annotate(year_given=ExtractYear("awarded_on")).order_by()
    found = keys.values_list("year_given", "currency").annotate(count=Count("pk"), sum=Sum(GIVEN))
    return sorted(found, key=lambda row: (-row[0], row[1]))


def unregistered() -> QuerySet[Line]:
    """Posted debits on the account of grants awarded that no grant of the register names, and that no promise here has booked."""
    named = Grant.lines.through.objects.values("line_id")
    lines = Line.objects.filter(entry__state=books.POSTED, account__use="grants_awarded", amount_minor__gt=0).exclude(pk__in=named)
    lines = lines.exclude(entry__about_kind=OF_GRANTS)
    return lines.select_related("entry", "fund", "programme").order_by("-entry__day", "-id")


def recipient_name(grant: Grant) -> str:
    """The organisation; of a person only that it is one."""
    return grant.organisation.name if grant.organisation else str(_("a person"))


def grants_table(rows: QuerySet[Grant]) -> Table:
    """The register as a file; persons are not named."""
    columns = (
        Column("number", _("Number"), lambda one: one.number),
        Column("title", _("Title"), lambda one: one.title),
        Column("recipient", _("Recipient"), recipient_name),
        Column("kind", _("Kind"), lambda one: one.get_kind_display()),
        Column("awarded_on", _("Awarded on"), lambda one: one.awarded_on),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("amount", _("Amount"), lambda one: major(one.given_minor, one.currency)),
        Column("programme", _("Programme"), lambda one: one.programme.code if one.programme else ""),
        Column("fund", _("Fund"), lambda one: one.fund.code if one.fund else ""),
    )
    return Table("grants-given", columns, rows)


def changed_on() -> date | None:
    """The day on which the register changed last: the package's date, so that the same grants give the same bytes."""
    last = Grant.objects.order_by("-changed_at").first()
    return timezone.localdate(last.changed_at) if last else None


def publisher() -> Publisher | None:
    """Who publishes, from the requisites and the publication's own row; None where one of them is missing."""
    payee, row = Payee.objects.first(), Publication.objects.first()
    return Publisher(payee.name, row.org_id, row.prefix, row.website) if payee and row else None


def package(issued: date, title: str) -> giving.Package:
    """All grants as a package of the standard; a grant that would name a person is withheld. Raises `FundingError`."""
    who, row = publisher(), Publication.objects.first()
    if who is None or row is None:
        return giving.package([], Publisher("", "", ""), issued, title, "")
    funder = Organisation(who.id, who.name)
    made = [_made(grant, funder) for grant in grants().order_by("awarded_on", "id")]
    return giving.package(made, who, issued, title, row.licence)


def withheld(issued: date) -> dict[int | str, list[str]]:
    """The grants that are not published, by number, with every reason in the reader's language."""
    try:
        found = package(issued, "")
    except FundingError as refusal:
        return {"": [_said(refusal)]}
    return {one.grant.id: [_said(finding) for finding in one.findings] for one in found.withheld}


def _said(thing: object) -> str:
    sentences = {language: thing.sentence(language) for language in ("ru", "en")}  # type: ignore[attr-defined]
    return in_language(sentences)


def _made(grant: Grant, funder: Organisation) -> GrantMade:
    programme = Programme(grant.programme.code, grant.programme.name) if grant.programme else None
    return GrantMade(
        id=grant.number,
        title=grant.title,
        description=grant.description or grant.title,
        currency=grant.currency,
        amount=grant.given_minor,
        awarded_on=grant.awarded_on,
        funder=funder,
        recipient=_recipient(grant),
        programme=programme,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        open_call=grant.open_call,
        modified=grant.changed_at,
    )


def _recipient(grant: Grant) -> Organisation | Individual:
    if grant.organisation is None:
        names = grant.person.full_name.split() if grant.person else []
        return Individual(f"{grant.pk:06d}", tuple(names))
    one = grant.organisation
    region = one.region
    country = region.country if region else ""
    return Organisation(grant.recipient_id, one.name, country, region.name if region else "", one.city)
