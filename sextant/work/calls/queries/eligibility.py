"""Who may enter a call: its rules as data, in words and held against what is known of a person.

Each rule is a pair: what is asked, and why a person does not meet it (an empty text when they do).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.society.members.models import Affiliation, Organisation, Person, Region
from sextant.society.members.queries.standing import people_in_good_standing
from sextant.work.calls.models import Award, Call, Condition


@dataclass(frozen=True)
class Finding:
    """One rule for one person: what is asked, and the sentence where it is not met."""

    kind: str
    asked: str
    sentence: str

    @property
    def ok(self) -> bool:
        return not self.sentence


def last_day(call: Call) -> date:
    """The last day of the call in its own zone."""
    return timezone.localdate(call.closes_at, call.zone)


def day_of(condition: Condition) -> date:
    """The day a rule of age looks at: its own, else the last day of the call."""
    text = condition.values.get("day")
    return date.fromisoformat(text) if text else last_day(condition.call)


def workplaces(person: Person, day: date) -> QuerySet[Affiliation]:
    """Where the person works on that day."""
    rows = Affiliation.objects.filter(person=person).filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))
    return rows.select_related("organisation")


def _age_asked(condition: Condition) -> str:
    limit = int(condition.values["years"])
    words = {"limit": limit, "day": date_format(day_of(condition))}
    return ngettext("Age up to %(limit)s year on %(day)s", "Age up to %(limit)s years on %(day)s", limit) % words


def _age(condition: Condition, person: Person) -> str:
    limit, day = int(condition.values["years"]), day_of(condition)
    age = person.age_on(day)
    if age is None:
        return _("Your date of birth is not known. Fill it in on your page; only the office sees it.")
    if age <= limit:
        return ""
    return _("On %(day)s your age is %(age)s; the call is for people up to %(limit)s.") % {"day": date_format(day), "age": age, "limit": limit}


def _member_asked(condition: Condition) -> str:
    return _("Member of the association in good standing on the day of submission")


def _member(condition: Condition, person: Person) -> str:
    if people_in_good_standing(timezone.localdate()).filter(pk=person.pk).exists():
        return ""
    return _("You are not a member in good standing today. Join or pay the fee; the entry stays here as a draft meanwhile.")


def _regions(condition: Condition) -> str:
    return ", ".join(str(region) for region in Region.objects.filter(code__in=condition.values["codes"]))


def _region_asked(condition: Condition) -> str:
    return _("Lives or works in: %(names)s") % {"names": _regions(condition)}


def _region(condition: Condition, person: Person) -> str:
    codes = condition.values["codes"]
    if person.region is not None and person.region.code in codes:
        return ""
    if workplaces(person, timezone.localdate()).filter(organisation__region__code__in=codes).exists():
        return ""
    return _("Neither you nor your place of work stands in one of these regions: %(names)s.") % {"names": _regions(condition)}


def _kinds(condition: Condition) -> str:
    return ", ".join(str(Organisation.Kind(kind).label) for kind in condition.values["kinds"])


def _library_asked(condition: Condition) -> str:
    return _("Works in one of: %(names)s") % {"names": _kinds(condition)}


def _library(condition: Condition, person: Person) -> str:
    if workplaces(person, timezone.localdate()).filter(organisation__kind__in=condition.values["kinds"]).exists():
        return ""
    return _("Your page names no place of work of these kinds: %(names)s. Add it there if you work in one.") % {"names": _kinds(condition)}


def _winner_asked(condition: Condition) -> str:
    years = int(condition.values["years"])
    return ngettext("No such prize in the last %(years)s year", "No such prize in the last %(years)s years", years) % {"years": years}


def _not_winner(condition: Condition, person: Person) -> str:
    call, day = condition.call, last_day(condition.call)
    since = date(day.year - int(condition.values["years"]), day.month, min(day.day, 28))
    won = Award.objects.filter(person=person, entry__call__kind=call.kind, given_on__gte=since, revoked_because="").exclude(entry__call=call)
    last = won.select_related("entry__call", "prize").order_by("-given_on").first()
    if last is None:
        return ""
    words = {"prize": last.prize.title, "call": last.entry.call.title, "day": date_format(last.given_on)}
    return _("You won “%(prize)s” of “%(call)s” on %(day)s. You may enter again later.") % words


def _student_asked(condition: Condition) -> str:
    return _("Student")


def _student(condition: Condition, person: Person) -> str:
    return "" if person.is_student else _("Your page does not say that you study. Mark it there if you do.")


Rule = tuple[Callable[[Condition], str], Callable[[Condition, Person], str]]
RULES: dict[str, Rule] = {
    Condition.Kind.AGE: (_age_asked, _age),
    Condition.Kind.MEMBER: (_member_asked, _member),
    Condition.Kind.REGION: (_region_asked, _region),
    Condition.Kind.LIBRARY: (_library_asked, _library),
    Condition.Kind.NOT_WINNER: (_winner_asked, _not_winner),
    Condition.Kind.STUDENT: (_student_asked, _student),
}


def conditions_of(call: Call) -> QuerySet[Condition]:
    """The rules of a call, each with its call at hand."""
    return call.conditions.select_related("call")


def eligibility(call: Call, person: Person) -> list[Finding]:
    """Every rule of the call held against the person, in the order of the rules."""
    found = []
    for condition in conditions_of(call):
        asked, why_not = RULES[condition.kind]
        found.append(Finding(condition.kind, asked(condition), why_not(condition, person)))
    return found


def conditions_in_words(call: Call) -> list[str]:
    """What the call asks of people, for its public page."""
    return [RULES[condition.kind][0](condition) for condition in conditions_of(call)]
