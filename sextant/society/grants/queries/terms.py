"""What is agreed about a grant, as plain values that can be kept with the agreement."""

from typing import Any

from sextant.society.grants.models import Grant


def terms_of(grant: Grant) -> dict[str, Any]:
    """Recipient, titles, amounts in minor units, days as ISO 8601, instalments, milestones, reports and budget as they are now."""
    organisation, person = grant.organisation, grant.person
    return {
        "title_ru": grant.title_ru,
        "title_en": grant.title_en,
        "description_ru": grant.description_ru,
        "description_en": grant.description_en,
        "recipient_ru": person.full_name if person else organisation.name_ru or organisation.name_en,  # type: ignore[union-attr]
        "recipient_en": (person.latin_name or person.full_name) if person else organisation.name_en or organisation.name_ru,  # type: ignore[union-attr]
        "tax_number": organisation.tax_number if organisation else "",
        "amount_minor": grant.amount_minor,
        "currency": grant.currency,
        "awarded_on": _day(grant.awarded_on),
        "starts_on": _day(grant.starts_on),
        "ends_on": _day(grant.ends_on),
        "instalments": [[one.amount_minor, _day(one.due_on), one.condition] for one in grant.instalments.all()],
        "milestones": [[one.title_ru, one.title_en, _day(one.due_on)] for one in grant.milestones.all()],
        "reports": [[_day(one.due_on), one.is_final] for one in grant.reports.all()],
        "budget": [[one.title, one.amount_minor] for one in grant.budget.all()],
    }


def _day(value: Any) -> str:
    return value.isoformat() if value else ""
