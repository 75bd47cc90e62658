"""Grants given: the register, lines of the books that are not in it yet, and the package of open data."""

from datetime import date

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.fields import in_language
from sextant.base.words.money import major
from sextant.lab.funding import giving
from sextant.lab.funding.findings import FundingError
from sextant.lab.funding.granted import GrantMade, Individual, Organisation, Programme, Publisher
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Line, Payee
from sextant.work.projects.models import GrantGiven, Publication


def grants() -> QuerySet[GrantGiven]:
    """The register, latest first, with what a row shows and what of it the books have."""
    rows = GrantGiven.objects.select_related("organisation__region", "person", "programme", "fund")
    return rows.annotate(booked=Sum("lines__amount_minor")).order_by("-awarded_on", "-id")


def unregistered() -> QuerySet[Line]:
    """Posted debits on the account of grants awarded that no grant of the register names."""
    named = GrantGiven.lines.through.objects.values("line_id")
    lines = Line.objects.filter(entry__state=books.POSTED, account__use="grants_awarded", amount_minor__gt=0).exclude(pk__in=named)
    return lines.select_related("entry", "fund", "programme").order_by("-entry__day", "-id")


def recipient_name(grant: GrantGiven) -> str:
    """The organisation; of a person only that it is one."""
    return grant.organisation.name if grant.organisation else str(_("a person"))


def grants_table(rows: QuerySet[GrantGiven]) -> Table:
    """The register as a file; persons are not named."""
    columns = (
        Column("number", _("Number"), lambda one: one.number),
        Column("title", _("Title"), lambda one: one.title),
        Column("recipient", _("Recipient"), recipient_name),
        Column("awarded_on", _("Awarded on"), lambda one: one.awarded_on),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("amount", _("Amount"), lambda one: major(one.amount_minor, one.currency)),
        Column("programme", _("Programme"), lambda one: one.programme.code if one.programme else ""),
        Column("fund", _("Fund"), lambda one: one.fund.code if one.fund else ""),
    )
    return Table("grants-given", columns, rows)


def changed_on() -> date | None:
    """The day on which the register changed last: the package's date, so that the same grants give the same bytes."""
    last = GrantGiven.objects.order_by("-changed_at").first()
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


def _made(grant: GrantGiven, funder: Organisation) -> GrantMade:
    programme = Programme(grant.programme.code, grant.programme.name) if grant.programme else None
    return GrantMade(
        id=grant.number,
        title=grant.title,
        description=grant.description,
        currency=grant.currency,
        amount=grant.amount_minor,
        awarded_on=grant.awarded_on,
        funder=funder,
        recipient=_recipient(grant),
        programme=programme,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        open_call=grant.open_call,
        modified=grant.changed_at,
    )


def _recipient(grant: GrantGiven) -> Organisation | Individual:
    if grant.organisation is None:
        names = grant.person.full_name.split() if grant.person else []
        return Individual(f"{grant.pk:06d}", tuple(names))
    one = grant.organisation
    region = one.region
    country = region.country if region else ""
    return Organisation(grant.recipient_id, one.name, country, region.name if region else "", one.city)
