"""Sections: founded, changed, joined and left, and who holds which office."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.society.members.models import FOREVER, Office, Person, Section, SectionMember
from sextant.society.members.queries.standing import in_good_standing

FIELDS = ("code", "kind", "parent", "name_ru", "name_en", "about_ru", "about_en", "founded_on", "closed_on")


def _check(section: Section) -> None:
    if not (section.name_ru or section.name_en):
        raise ValidationError({"name_ru": _("Give the name in one language at least.")})
    if Section.objects.filter(code=section.code).exclude(pk=section.pk).exists():
        raise ValidationError({"code": _("Another section has this short name for its address.")})
    above = section.parent
    while above is not None:
        if above.pk == section.pk:
            raise ValidationError({"parent": _("A section cannot stand under itself.")})
        above = above.parent


@transaction.atomic
def save_section(section: Section | None = None, *, by: User | None, **values: Any) -> Section:
    """Founds a section, or changes one; its short name stands in the address of its page."""
    verb = "members.edit_section" if section is not None else "members.create_section"
    section = Section.objects.select_for_update(of=("self",)).get(pk=section.pk) if section is not None else Section()
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a section: {sorted(unknown)}")
    plain = {name: getattr(value, "pk", value) for name, value in values.items()}
    before = {name: getattr(getattr(section, name), "pk", getattr(section, name)) for name in values}
    for name, value in values.items():
        setattr(section, name, value)
    _check(section)
    section.save()
    record(verb=verb, obj=section, by=by, before=before, after=plain)
    index(section)
    return section


@transaction.atomic
def join_section(section: Section, *, person: Person, by: User | None) -> SectionMember:
    """The person takes part from today; only members in good standing may, and nobody twice."""
    today = timezone.localdate()
    if section.closed_on is not None:
        raise ValidationError(_("This section is closed."))
    if not in_good_standing(person, today).ok:
        raise ValidationError(_("Only members in good standing take part in sections. Renew the membership first."))
    here = SectionMember.objects.select_for_update().filter(section=section, person=person)
    if here.filter(until=None).exists():
        raise ValidationError(_("This person takes part in the section already."))
    member = here.filter(since=today).first() or SectionMember(section=section, person=person, since=today)
    member.until = None
    member.save()
    record(verb="members.join_section", obj=section, by=by, personal_after={"person": person.pk})
    return member


@transaction.atomic
def leave_section(section: Section, *, person: Person, by: User | None) -> SectionMember:
    """The person's last day in the section is today. Officers give back their office first."""
    today = timezone.localdate()
    member = SectionMember.objects.select_for_update().filter(section=section, person=person, until=None).first()
    if member is None:
        raise ValidationError(_("This person does not take part in the section."))
    if Office.objects.in_force(today).filter(section=section, person=person).exists():
        raise ValidationError(_("Officers of a section leave it after their term of office has ended."))
    member.until = today
    member.save(update_fields=["until"])
    record(verb="members.leave_section", obj=section, by=by, personal_after={"person": person.pk})
    return member


@transaction.atomic
def give_office(section: Section, *, person: Person, role: str, since: date | None = None, until: date | None = None, by: User | None) -> Office:
    """Writes down who was elected to which office for which term. A section has one chair and one secretary at a time."""
    since = since or timezone.localdate()
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day lies before the first one.")})
    if not in_good_standing(person, since).ok:
        raise ValidationError({"person": _("Only a member in good standing on the first day of the term can hold an office.")})
    Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    overlapping = Office.objects.filter(Q(until=None) | Q(until__gte=since), section=section, role=role, since__lte=until or FOREVER)
    single = role in {Office.Role.CHAIR, Office.Role.SECRETARY}
    held = (overlapping if single else overlapping.filter(person=person)).select_related("person").first()
    if held is not None:
        last = date_format(held.until) if held.until else _("no end set")
        raise ValidationError(_("%(person)s holds this office (last day: %(last)s). End that term first.") % {"person": held.person, "last": last})
    office = Office.objects.create(section=section, person=person, role=role, since=since, until=until)
    record(verb="members.give_office", obj=section, by=by, after={"role": role, "since": since, "until": until}, personal_after={"person": person.pk})
    return office


@transaction.atomic
def end_office(office: Office, *, last_day: date | None = None, by: User | None) -> Office:
    """Ends a term; the last day is yesterday unless said otherwise, so that the role is gone at once."""
    today = timezone.localdate()
    last_day = last_day or today - timedelta(days=1)
    office = Office.objects.select_for_update(of=("self",)).select_related("section").get(pk=office.pk)
    if office.until is not None and office.until <= last_day:
        raise ValidationError(_("This term has ended already."))
    record(verb="members.end_office", obj=office.section, by=by, before={"office": office.pk, "until": office.until}, after={"until": last_day})
    if office.since > last_day:
        office.delete()
        return office
    office.until = last_day
    office.save(update_fields=["until"])
    return office
