"""Saved lists of donors, the letters sent to them, and what came after the letters."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.words.fields import in_language
from sextant.base.words.money import money
from sextant.lab.donors import appeals
from sextant.lab.donors.findings import DonorsError
from sextant.work.fundraising.models import Mailing, MailingDonor, Part, Segment
from sextant.work.fundraising.queries.donor_lists import latest_analysis

WINDOW = timedelta(days=60)
"""How long after the letter a gift is counted as given after it, in both groups alike."""


def segment_names() -> dict[str, str]:
    """The segments of the latest analysis by code, in the reader's language."""
    analysis = latest_analysis()
    found = analysis.parts.get("segments", []) if analysis else []
    return {one["code"]: in_language({"ru": one["name_ru"], "en": one["name_en"]}) for one in found}


def segment_choices() -> list[tuple[str, str]]:
    """The segments of the latest analysis with how many donors each has."""
    analysis = latest_analysis()
    sizes = {one["code"]: one["size"] for one in analysis.parts.get("segments", [])} if analysis else {}
    return [(code, f"{name} ({sizes[code]})") for code, name in segment_names().items()]


def segments() -> QuerySet[Segment]:
    """Every saved list, the latest first, with how many donors it has, and how many of them may be written to."""
    writable = Q(members__donor__wants_letters=True, members__donor__merged_into=None) & ~Q(members__donor__email="")
    return Segment.objects.annotate(count=Count("members"), writable=Count("members", filter=writable)).order_by("-id")


@dataclass(frozen=True)
class Group:
    """One of the two groups of a mailing: how many donors, how many of them gave within the window, how much."""

    donors: int
    gave: int
    amount_minor: int
    amounts: list[int]

    @property
    def share(self) -> float | None:
        return self.gave / self.donors if self.donors else None

    @property
    def amount(self) -> str:
        return money(self.amount_minor, "RUB")


@dataclass(frozen=True)
class Outcome:
    """Written to and held back, each over the same days."""

    since: date
    until: date
    is_over: bool
    written: Group
    held: Group


def amounts_of(mailing: Mailing, *, held: bool) -> list[int]:
    """What each donor of a group gave within the window, minor units of RUB; zero for whoever gave nothing."""
    assert mailing.sent_on is not None
    donors = list(MailingDonor.objects.filter(mailing=mailing, is_held=held).values_list("donor_id", flat=True))
    parts = Part.objects.filter(gift__donor__in=donors, taken_back_on=None, gift__currency="RUB", gift__kind="money")
    parts = parts.filter(day__gt=mailing.sent_on, day__lte=mailing.sent_on + WINDOW)
    came = dict.fromkeys(donors, 0)
    for donor, amount in parts.values_list("gift__donor", "amount_minor"):
        came[donor] += amount
    return [came[key] for key in sorted(came)]


def _group(amounts: list[int]) -> Group:
    return Group(len(amounts), sum(amount > 0 for amount in amounts), sum(amounts), amounts)


def outcome_of(mailing: Mailing, today: date) -> Outcome | None:
    """What came after a letter in both groups; None before it is sent."""
    if mailing.sent_on is None:
        return None
    until = mailing.sent_on + WINDOW
    written, held = amounts_of(mailing, held=False), amounts_of(mailing, held=True)
    return Outcome(mailing.sent_on, until, today > until, _group(written), _group(held))


def sentences_of(outcome: Outcome) -> list[str]:
    """What the two groups tell together, in the reader's language, with the interval of the difference; nothing without a control group."""
    language = (get_language() or "ru")[:2]
    quoted = "«{}»" if language == "ru" else "“{}”"
    names = (quoted.format(_("written to")), quoted.format(_("held back")))
    written, held = (appeals.Group(name, one.donors, one.gave) for name, one in zip(names, (outcome.written, outcome.held), strict=True))
    if not written.asked or not held.asked:
        return []
    try:
        compared = appeals.compare(written, held)
    except DonorsError as refusal:
        return [refusal.sentence(language)]
    return [one.sentence(language) for one in compared.said]
