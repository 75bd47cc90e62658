"""The directory of people: who is in it for whom, narrowed, sorted, and with everything a row shows in one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.base.search.matching import checked, matching
from sextant.base.search.models import Entry
from sextant.base.search.queries import matching_ids
from sextant.base.search.questions import question_of
from sextant.base.ui.paging import FromNearerEnd, Listed
from sextant.base.words.fields import in_language
from sextant.society.members import states
from sextant.society.members.models import Affiliation, FormerName, Membership, Person, Privacy, Region, Section, SectionMember
from sextant.society.members.rules import SECTION, SECTION_ROLES, is_fellow, may_see_email, may_see_phone, may_see_private_data, may_see_workplace

STATES = dict(Membership.STATES)
NAME = ("family_name", "given_name", "patronymic", "id")
ORDERS: dict[str, tuple[Any, ...]] = {
    "name": NAME,
    "-name": tuple(f"-{field}" for field in NAME),
    "city": ("city", *NAME),
    "newest": ("-created_at", "-id"),
}


@dataclass(frozen=True)
class Row:
    """One person as one viewer sees them in a list: what is closed to the viewer is empty."""

    key: int
    name: str
    speciality: str
    region: str
    city: str = ""
    work_key: int | None = None
    work: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    number: str = ""
    plan: str = ""
    state: str = ""
    tone: str = "quiet"


@dataclass(frozen=True)
class Wish:
    """What a reader asks of the directory; an empty field does not narrow it. Keys are those of the rows."""

    text: str = ""
    work: str = ""
    region: int | None = None
    section: int | None = None
    audience: str = ""
    state: str = ""
    order: str = "name"


def living() -> QuerySet[Person]:
    """People who were neither merged into another row nor erased."""
    return Person.objects.filter(merged_into=None, erased_at=None)


def _own(user: Any) -> Q:
    """The viewer's own row; no row at all for a visitor (whose key is None, as is that of people without a log-in)."""
    return Q(user=user) if user.is_authenticated else Q(pk__in=[])


def _opened_to(user: Any) -> QuerySet[Privacy]:
    """Entries that are open to the user: to everybody by a public page, to fellow members by the directory too."""
    opened = Q(in_directory=True) | Q(public_page=True) if is_fellow(user) else Q(public_page=True)
    return Privacy.objects.filter(opened)


def number_listed_for(user: Any) -> int:
    """How many `listed_for` lists, counted where the switches are; never looks up each of many people."""
    if is_office(user) or scopes_held(user, SECTION, *SECTION_ROLES):
        return listed_for(user).count()
    merged, erased = Person.objects.filter(merged_into__isnull=False), Person.objects.filter(erased_at__isnull=False)
    own = living().filter(_own(user)).order_by().values("pk")
    others = _opened_to(user).exclude(person__in=merged.order_by().values("pk")).exclude(person__in=erased.order_by().values("pk"))
    return others.exclude(person__in=own).order_by().values("person").union(own, all=True).count()


def listed_for(user: Any) -> QuerySet[Person]:
    """Everybody for the office; for members those who opened their entry; for officers also the people of their sections."""
    keys = sorted(scopes_held(user, SECTION, *SECTION_ROLES))
    mine = SectionMember.objects.filter(section_id__in=keys, until=None, person=OuterRef("pk"))
    people = living().annotate(in_my_section=Exists(mine) if keys else Value(False))
    if is_office(user):
        return people
    seen = Q(Exists(_opened_to(user).filter(person=OuterRef("pk")))) | _own(user)
    return people.filter(seen | Q(in_my_section=True) if keys else seen)


def public_people() -> QuerySet[Person]:
    """People who opened a public page."""
    return living().filter(privacy__public_page=True)


def _found(people: QuerySet[Any, Any], text: str, user: Any) -> QuerySet[Any, Any]:
    """Answers to a text by the site's search; for the office also by e-mail address and by former name."""
    if is_office(user) and "@" in text:
        return people.filter(email__icontains=text.strip().lower())
    answers: QuerySet[Any, Any] = matching_ids("person", text, user, many=True)
    if is_office(user):
        former = Q(name__icontains=text) | Q(name__icontains=text.capitalize())
        answers = answers.union(FormerName.objects.filter(former).values("person"))
    return people.filter(checked_key__in=answers)


def _organisations(text: str) -> QuerySet[Entry, Any]:
    """Keys of the organisations that answer a text in any inflection, as a subquery; typing mistakes are not forgiven here, to save queries."""
    question = question_of(text)
    found = Entry.objects.filter(matching(question.groups()), kind="organisation") if question.words else Entry.objects.none()
    return found.annotate(key=Cast("object_id", BigIntegerField())).values("key")


def directory(user: Any, wish: Wish) -> QuerySet[Person]:
    """The people the user may see who answer the wish, in the order asked for. `of_page` and `with_rows` add what a row shows."""
    people: QuerySet[Any, Any] = listed_for(user).alias(checked_key=checked("pk", BigIntegerField()))
    if wish.text:
        people = _found(people, wish.text, user)
    if wish.region:
        people = people.filter(region=wish.region)
    if wish.section:
        people = people.filter(checked_key__in=SectionMember.objects.filter(section=wish.section, until=None).values("person"))
    if wish.audience or wish.state:
        held = Membership.objects.exclude(person=None)
        held = held.filter(plan__audience=wish.audience) if wish.audience else held
        people = people.filter(checked_key__in=(held.filter(state=wish.state) if wish.state else held).order_by().values("person"))
    if wish.work:
        current = Affiliation.objects.filter(Q(until=None) | Q(until__gte=timezone.localdate()))
        people = people.filter(checked_key__in=current.filter(organisation__in=_organisations(wish.work)).order_by().values("person"))
        if not is_office(user):
            shown = Privacy.objects.filter(in_directory=True, person=OuterRef("pk"))
            people = people.filter(Q(Exists(shown)) | _own(user) | Q(in_my_section=True))
    return people.order_by(*ORDERS.get(wish.order, NAME))


def keys(user: Any, wish: Wish) -> Listed:
    """Keys of the people of `directory`, to be paged. What answers a text is sought once: all keys are read instead of counted and read."""
    found = directory(user, wish).values_list("pk", flat=True)
    if wish.text or wish.work:
        return list(found)
    return FromNearerEnd(found, number_listed_for(user) if wish == Wish(order=wish.order) else None)


def of_page(user: Any, keys: list[int]) -> list[Any]:
    """The people of one page by their keys, in the same order, with all that a row shows: one query, asked only for these fifty."""
    found = with_rows(listed_for(user).filter(pk__in=keys)).in_bulk()
    return [found[key] for key in keys if key in found]


def with_rows(people: QuerySet[Person]) -> QuerySet[Person]:
    """Each gets `workplace` and `standing`, dictionaries or None, and its region and privacy in the same query."""
    current = Affiliation.objects.filter(Q(until=None) | Q(until__gte=timezone.localdate()), person=OuterRef("pk"))
    place = current.order_by(F("since").desc(nulls_last=True), "-id").values(
        data=JSONObject(
            id="organisation_id",
            name_ru="organisation__name_ru",
            name_en="organisation__name_en",
            position_ru="position_ru",
            position_en="position_en",
        )
    )
    held = (
        Membership.objects.filter(person=OuterRef("pk"))
        .order_by(F("until").desc(nulls_last=True), "-id")
        .values(data=JSONObject(state="state", number="number", plan_ru="plan__name_ru", plan_en="plan__name_en", until="until"))
    )
    return people.annotate(workplace=Subquery(place[:1]), standing=Subquery(held[:1])).select_related("region", "privacy")


def _both(data: dict[str, Any] | None, name: str) -> str:
    return in_language({"ru": data[f"{name}_ru"] or "", "en": data[f"{name}_en"] or ""}) if data else ""


def row_of(user: Any, person: Any) -> Row:
    """What the viewer may see of a person of `directory`; asks the database nothing."""
    basics = {"key": person.pk, "name": person.full_name, "speciality": person.speciality, "region": str(person.region or "")}
    if may_see_workplace(user, person):
        place = person.workplace
        work_key = place["id"] if place else None
        basics |= {"city": person.city, "work_key": work_key, "work": _both(place, "name"), "position": _both(place, "position")}
    if may_see_email(user, person):
        basics["email"] = person.email or ""
    if may_see_phone(user, person):
        basics["phone"] = person.phone
    if may_see_private_data(user, person) and person.standing:
        held = person.standing
        basics |= {"number": held["number"] or "", "plan": _both(held, "plan")}
        basics |= {"state": str(STATES[held["state"]]), "tone": states.TONES.get(held["state"], "quiet")}
    return Row(**basics)


def choices() -> tuple[list[tuple[int, str, str]], list[tuple[int, str, str]]]:
    """(key, Russian name, English name) of regions and of sections for the filters, read in one query."""
    regions = Region.objects.order_by().values_list("pk", "name_ru", "name_en", Value(0, output_field=IntegerField()))
    sections = Section.objects.order_by().filter(closed_on=None).values_list("pk", "name_ru", "name_en", Value(1, output_field=IntegerField()))
    rows = list(regions.union(sections, all=True))
    return [row[:3] for row in rows if row[3] == 0], [row[:3] for row in rows if row[3] == 1]
