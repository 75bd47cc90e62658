"""Lists of this house as tables for downloads and for the rows behind a figure."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.society.members.models import FOREVER, Membership, Organisation, Person, Section


def streamed(rows: Any) -> Iterable[Any]:
    """Rows read in pieces, so that a long list is never held at once."""
    return rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows


def memberships_table(rows: Any) -> Table:
    """Memberships with holder and plan."""
    columns = (
        Column("number", _("Number"), lambda one: one.number or ""),
        Column("holder", _("Member"), lambda one: str(one.holder)),
        Column("kind", _("Kind"), lambda one: one.plan.get_audience_display()),
        Column("plan", _("Plan"), lambda one: one.plan.name),
        Column("state", _("State"), lambda one: one.get_state_display()),
        Column("applied_on", _("Applied on"), lambda one: one.applied_on),
        Column("since", _("Since"), lambda one: one.since),
        Column("until", _("Until"), lambda one: None if one.until == FOREVER else one.until),
        Column("paid_on", _("Paid on"), lambda one: one.paid_on),
        Column("reference", _("Reference"), lambda one: one.payment_reference),
    )
    return Table("memberships", columns, streamed(rows))


def organisations_table(rows: QuerySet[Organisation]) -> Table:
    """Organisations with their region, as the directory shows them."""
    columns = (
        Column("id", _("Number"), lambda one: one.pk),
        Column("name_ru", _("Name in Russian"), lambda one: one.name_ru),
        Column("name_en", _("Name in English"), lambda one: one.name_en),
        Column("kind", _("Kind"), lambda one: one.get_kind_display()),
        Column("region", _("Region"), lambda one: str(one.region or "")),
        Column("city", _("City"), lambda one: one.city),
        Column("isil", _("ISIL"), lambda one: one.isil),
        Column("website", _("Website"), lambda one: one.website),
    )
    return Table("organisations", columns, streamed(rows))


def people_table(rows: QuerySet[Person]) -> Table:
    """People as the rows behind a figure: by key, so that the rows never change their order."""
    columns = (
        Column("id", _("Number"), lambda one: one.pk),
        Column("name", _("Name"), lambda one: one.full_name),
        Column("region", _("Region"), lambda one: one.region.code if one.region else ""),
    )
    return Table("people", columns, streamed(rows.select_related("region").order_by("pk")))


def all_memberships() -> Table:
    """Every membership, for an export."""
    return memberships_table(Membership.objects.with_holder().order_by("pk"))


def all_members() -> Table:
    """Who is a member today: memberships in good standing, of people and of organisations."""
    return memberships_table(Membership.objects.good_on(timezone.localdate()).with_holder().order_by("pk"))


def all_organisations() -> Table:
    """Every organisation that was not merged into another."""
    return organisations_table(Organisation.objects.filter(merged_into=None).select_related("region").order_by("pk"))


def all_sections() -> Table:
    """Every section with the code of the one above it."""
    columns = (
        Column("code", _("Code"), lambda one: one.code),
        Column("kind", _("Kind"), lambda one: one.get_kind_display()),
        Column("name_ru", _("Name in Russian"), lambda one: one.name_ru),
        Column("name_en", _("Name in English"), lambda one: one.name_en),
        Column("above", _("Stands under"), lambda one: one.parent.code if one.parent else ""),
        Column("founded_on", _("Founded on"), lambda one: one.founded_on),
        Column("closed_on", _("Closed on"), lambda one: one.closed_on),
    )
    return Table("sections", columns, streamed(Section.objects.select_related("parent").order_by("code")))
