"""The marks a booking needs, and which of them cannot be made yet."""

from dataclasses import dataclass

from sextant.base.words.fields import in_language
from sextant.work.advertising.models import Booking, LabelRule

NO_AGE_MARK = "none"
"""The manager's decision that what is advertised needs no age mark."""


@dataclass(frozen=True)
class Labels:
    """What stands beside the advertisement, the rules whose field is empty, and whether every rule was checked by a lawyer."""

    words: list[str]
    missing: list[LabelRule]
    checked: bool


def rules_in_force() -> list[LabelRule]:
    return list(LabelRule.objects.filter(is_on=True))


def labels_of(booking: Booking, language: str, rules: list[LabelRule] | None = None) -> Labels:
    """The labels of a booking in one language; `rules` where many bookings are asked about."""
    mine = [rule for rule in (rules_in_force() if rules is None else rules) if rule.holds_for(booking.place.country, booking.place.channel)]
    values = {"advertiser": booking.advertiser, "tax_id": booking.tax_id, "erid": booking.erid, "age_mark": booking.age_mark}
    words, missing = [], []
    for rule in mine:
        value = values.get(rule.needs, "")
        if rule.needs and not value:
            missing.append(rule)
        elif not (rule.needs == LabelRule.Needs.AGE_MARK and value == NO_AGE_MARK):
            template = in_language({"ru": rule.words_ru, "en": rule.words_en}, language)
            for name, text in values.items():
                template = template.replace(f"{{{name}}}", text)
            words.append(template)
    return Labels(words, missing, all(rule.checked_on for rule in mine))
