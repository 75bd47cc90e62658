"""Who may take which plan, with a sentence for those who may not."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.society.members.models import Organisation, Person, Plan


def why_not_for_person(plan: Plan, person: Person, first_day: date) -> str:
    """Why the person cannot take the plan for a period that begins on that day; empty when nothing stands against it."""
    if plan.is_institutional:
        return _("“%(plan)s” is a plan for organisations. Choose a plan for persons.") % {"plan": plan.name}
    if plan.audience == Plan.Audience.STUDENT and not person.is_student:
        return _("“%(plan)s” is for students. Mark in the form that you study, or choose another plan.") % {"plan": plan.name}
    if plan.max_age is None:
        return ""
    age = person.age_on(first_day)
    if age is None:
        return _("“%(plan)s” depends on age. Fill in the date of birth.") % {"plan": plan.name}
    if age > plan.max_age:
        sentence = ngettext(
            "“%(plan)s” is for people up to %(limit)s year; on %(day)s the age is %(age)s. Choose another plan.",
            "“%(plan)s” is for people up to %(limit)s years; on %(day)s the age is %(age)s. Choose another plan.",
            plan.max_age,
        )
        return sentence % {"plan": plan.name, "limit": plan.max_age, "day": date_format(first_day), "age": age}
    return ""


def why_not_for_organisation(plan: Plan, organisation: Organisation) -> str:
    """Why the organisation cannot take the plan; empty when nothing stands against it."""
    if not plan.is_institutional:
        return _("“%(plan)s” is a plan for persons. Choose a plan for organisations.") % {"plan": plan.name}
    if plan.kinds and organisation.kind not in plan.kinds:
        return _("“%(plan)s” is not open to this kind of organisation (%(kind)s). Choose another plan.") % {
            "plan": plan.name,
            "kind": organisation.get_kind_display(),
        }
    return ""


def why_not(plan: Plan, holder: Person | Organisation, first_day: date) -> str:
    """The same for whoever holds a membership."""
    if isinstance(holder, Person):
        return why_not_for_person(plan, holder, first_day)
    return why_not_for_organisation(plan, holder)
