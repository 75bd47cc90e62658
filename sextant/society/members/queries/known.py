"""Everybody and everything an import compares its rows with, read once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from sextant.society.members import states
from sextant.society.members.models import Affiliation, Membership, MembershipPeriod, Person, Plan, Region, Section, SectionMember
from sextant.society.members.models.imports import OrganisationAlias
from sextant.society.members.names import folded_name, russian_form
from sextant.society.members.queries.organisation_names import Names, names_of_organisations

PLAIN = (
    "family_name", "given_name", "patronymic", "latin_name", "email", "phone", "born_on", "city", "orcid",
    "speciality_ru", "speciality_en", "language", "is_student",
)  # fmt: skip
_REGION_WORDS = (("обл", "область"), ("респ", "республика"), ("г", ""), ("край", "край"), ("ао", "автономный округ"))


class Ambiguous(Exception):
    """A row may mean somebody known, or may not; the sentence says what would tell. `place` is the one it may mean."""

    def __init__(self, kind: str, place: int) -> None:
        super().__init__(kind)
        self.kind, self.place = kind, place


def full_name_of(values: dict[str, Any]) -> str:
    return " ".join(filter(None, (values.get("family_name", ""), values.get("given_name", ""), values.get("patronymic", ""))))


def _contradict(one: Any, other: Any) -> bool:
    return bool(one and other and one != other)


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Two names that may be one person's: equal, spelt nearly alike (85 of 100), or with another family name only."""
    first, second = russian_form(full_name_of(one)), russian_form(full_name_of(other))
    if first == second or fuzz.token_sort_ratio(first, second) >= 85:
        return True
    given = folded_name(one.get("given_name", "")) == folded_name(other.get("given_name", ""))
    return bool(given and one.get("given_name") and not _contradict(folded_name(one.get("patronymic", "")), folded_name(other.get("patronymic", ""))))


@dataclass
class Index:
    """People under their addresses, ORCID iDs and folded names. `workplaces` is a set of keys of organisations."""

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)
    by_orcid: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: int, values: dict[str, Any]) -> None:
        self.people[key] = values
        if values.get("email"):
            self.by_email.setdefault(values["email"].lower(), key)
        if values.get("orcid"):
            self.by_orcid.setdefault(values["orcid"], key)
        self.by_name.setdefault(folded_name(full_name_of(values)), []).append(key)

    def find(self, values: dict[str, Any], workplaces: set[Any]) -> int | None:
        """The key of the person a row means, None for nobody known; Ambiguous where the row does not tell."""
        for index, name in ((self.by_email, "email"), (self.by_orcid, "orcid")):
            key = index.get(values.get(name) or "")
            if key is not None:
                known = self.people[key]
                if alike(values, known) and not _contradict(values.get("born_on"), known.get("born_on")):
                    return key
                raise Ambiguous(name, key)
        return self._find_by_name(values, workplaces)

    def _find_by_name(self, values: dict[str, Any], workplaces: set[Any]) -> int | None:
        sure: list[int] = []
        unsure: list[int] = []
        for key in self.by_name.get(folded_name(full_name_of(values)), ()):
            known = self.people[key]
            born = bool(values.get("born_on")) and values.get("born_on") == known.get("born_on")
            apart = any(_contradict(values.get(name), known.get(name)) for name in ("email", "orcid"))
            if _contradict(values.get("born_on"), known.get("born_on")) or (apart and not born):
                continue
            places = known.get("workplaces") or set()
            elsewhere = bool(workplaces and places and not workplaces & places)
            (sure if born or (workplaces & places) or not elsewhere else unsure).append(key)
        if len(sure) == 1:
            return sure[0]
        if sure or unsure:
            raise Ambiguous("several" if len(sure) > 1 else "elsewhere", (sure or unsure)[0])
        return None


@dataclass
class Known:
    """The site as it is while rows are compared with it."""

    people: Index
    regions: dict[str, set[int]]
    sections: dict[str, set[int]]
    plans: dict[str, Plan]
    organisations: Names
    aliases: dict[str, int]
    affiliations: dict[tuple[int, int], str]
    parts: set[tuple[int, int]]
    memberships: dict[int, list[tuple[int, str]]]
    periods: dict[int, list[tuple[str, date]]]


def region_key(name: str) -> str:
    """A region's name as it is compared: «Московская обл.» as «Московская область», «г. Москва» as «Москва»."""
    words = folded_name(name).split()
    full = [next((long for short, long in _REGION_WORDS if word == short), word) for word in words]
    return " ".join(sorted(filter(None, " ".join(full).split())))


def _by_names(rows: Iterable[tuple[int, str, str, str]], key_of: Any) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for key, code, ru, en in rows:
        for name in {code.lower(), key_of(ru), key_of(en)} - {""}:
            found.setdefault(name, set()).add(key)
    return found


def _people() -> Index:
    index = Index()
    places: dict[int, set[int]] = {}
    for person, organisation in Affiliation.objects.filter(until=None).values_list("person_id", "organisation_id"):
        places.setdefault(person, set()).add(organisation)
    rows = Person.objects.filter(merged_into=None, erased_at=None).order_by("pk").values("pk", "region_id", *PLAIN)
    for row in rows.iterator(chunk_size=5000):
        row["workplaces"] = places.get(row["pk"], set())
        index.add(row["pk"], row)
    return index


def known_now() -> Known:
    """Reads everything in about ten queries, however many people there are."""
    memberships: dict[int, list[tuple[int, str]]] = {}
    for person, plan, state in Membership.objects.filter(person__isnull=False).values_list("person_id", "plan_id", "state"):
        if state in states.OPEN:
            memberships.setdefault(person, []).append((plan, state))
    periods: dict[int, list[tuple[str, date]]] = {}
    for person, reference, until in MembershipPeriod.objects.filter(membership__person__isnull=False).values_list(
        "membership__person_id", "reference", "until"
    ):
        periods.setdefault(person, []).append((reference, until))
    plans: dict[str, Plan] = {}
    for found in Plan.objects.all():
        plans |= {name: found for name in (found.code.lower(), folded_name(found.name_ru), folded_name(found.name_en)) if name}
    affiliations = Affiliation.objects.filter(until=None).values_list("person_id", "organisation_id", "position_ru", "position_en")
    return Known(
        people=_people(),
        regions=_by_names(Region.objects.values_list("pk", "code", "name_ru", "name_en"), region_key),
        sections=_by_names(Section.objects.filter(closed_on=None).values_list("pk", "code", "name_ru", "name_en"), folded_name),
        plans=plans,
        organisations=names_of_organisations(),
        aliases=dict(OrganisationAlias.objects.values_list("folded", "organisation_id")),
        affiliations={(person, organisation): ru or en for person, organisation, ru, en in affiliations},
        parts=set(SectionMember.objects.filter(until=None).values_list("person_id", "section_id")),
        memberships=memberships,
        periods=periods,
    )


def is_russian(text: str) -> bool:
    return bool(re.search("[а-яё]", text, re.I))
