"""The tables for the matching: who takes part, and who may not be a pair."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import override

from sextant.lab.mentoring.people import Person as Someone
from sextant.society.members.models import Affiliation
from sextant.work.mentoring import states
from sextant.work.mentoring.models import Barred, Pair, Profile, Programme
from sextant.work.mentoring.models.programmes import LANGUAGES
from sextant.work.mentoring.queries.programmes import profiles_of

ANSWERED = (states.PROPOSED, *states.WORKING)
"""Pairs that take a place; suggestions are made anew by every matching."""


@dataclass(frozen=True)
class Tables:
    """What the laboratory asks for; keys are those of profiles, `names` are words for topics and languages."""

    mentors: list[Someone]
    mentees: list[Someone]
    barred: set[tuple[str, str]]
    names: dict[str, tuple[str, str]]
    profiles: dict[str, Profile]


def tables_for(programme: Programme) -> Tables:
    """Everybody with room for a pair: mentors with free places, mentees without a pair."""
    profiles = list(profiles_of(programme))
    taken = list(Pair.objects.filter(programme=programme, state__in=ANSWERED).values_list("mentor", "mentee"))
    busy = {mentee for _mentor, mentee in taken}
    works: dict[int, set[str]] = {}
    today = timezone.localdate()
    for place in Affiliation.objects.in_force(today).filter(person__in=[one.person_id for one in profiles]):
        works.setdefault(place.person_id, set()).add(str(place.organisation_id))
    mentors, mentees = [], []
    for profile in profiles:
        places = profile.places - sum(mentor == profile.person_id for mentor, _mentee in taken)
        someone = _someone(profile, frozenset(works.get(profile.person_id, ())), max(places, 0))
        if profile.role == Profile.Role.MENTOR:
            mentors.append(someone)
        elif profile.person_id not in busy:
            mentees.append(someone)
    kept = {str(profile.pk): profile for profile in profiles}
    return Tables(mentors, mentees, barred_in(programme, profiles), _names(programme), kept)


def _someone(profile: Profile, organisations: frozenset[str], places: int) -> Someone:
    return Someone(
        key=str(profile.pk),
        person=str(profile.person_id),
        topics={f"topic:{topic.pk}": 1.0 for topic in profile.topics.all()},
        languages=frozenset(f"language:{code}" for code in profile.languages),
        region=str(profile.person.region_id or ""),
        offset=float(profile.offset),
        organisations=organisations,
        places=places if profile.role == Profile.Role.MENTOR else 1,
    )


def barred_in(programme: Programme, profiles: list[Profile]) -> set[tuple[str, str]]:
    """Pairs that may not be: kept apart by the coordinator, named in “not with”, paired in whatever programme before.

    A family name in somebody's “not with” keeps everybody of that name away: rather one pair fewer than a wrong one.
    """
    mentors = [one for one in profiles if one.role == Profile.Role.MENTOR]
    mentees = [one for one in profiles if one.role == Profile.Role.MENTEE]
    people = [one.person_id for one in profiles]
    earlier = set(
        Pair.objects.filter(mentor__in=people, mentee__in=people)
        .exclude(state__in=(states.DROPPED, states.SUGGESTED))
        .values_list("mentor", "mentee")
    )
    found = {(str(mentor), str(mentee)) for mentor, mentee in Barred.objects.filter(mentor__programme=programme).values_list("mentor", "mentee")}
    for mentor in mentors:
        for mentee in mentees:
            known = (mentor.person_id, mentee.person_id) in earlier or (mentee.person_id, mentor.person_id) in earlier
            if known or _unwanted(mentor, mentee) or _unwanted(mentee, mentor):
                found.add((str(mentor.pk), str(mentee.pk)))
    return found


def _unwanted(one: Profile, other: Profile) -> bool:
    """Whether the family name, in whatever case of Russian, stands in the other's “not with”."""
    name = other.person.family_name.casefold()
    return bool(one.not_with) and name[: max(4, len(name) - 2)] in one.not_with.casefold()


def _names(programme: Programme) -> dict[str, tuple[str, str]]:
    names = {f"topic:{topic.pk}": (topic.title_en or topic.title_ru, topic.title_ru or topic.title_en) for topic in programme.topics.all()}
    for code, title in LANGUAGES:
        with override("en"):
            english = str(title)
        with override("ru"):
            names[f"language:{code}"] = (english, str(title).lower())
    return names
