"""Who may do what with dissertations, suggested topics and experts."""

from typing import Any

from django.utils import timezone

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.rules import SECTION, represents
from sextant.work.scholarship import states
from sextant.work.scholarship.models import (
    DeclaredConflict,
    Dissertation,
    DissertationImport,
    ExpertProfile,
    ExpertWork,
    RegisterRules,
    Resemblance,
    Supervision,
    TopicSuggestion,
    WorkImport,
)

OFFICE = ("secretary", "director")
OFFICERS = ("chair", "vice_chair", "section_secretary")


def is_office(user: Any, thing: Any = None) -> bool:
    return holds(user, *OFFICE)


def may_keep_register(user: Any, thing: Any = None) -> bool:
    """The office, and the officers of the research section that the rules of the register name."""
    if holds(user, *OFFICE):
        return True
    keys = scopes_held(user, SECTION, *OFFICERS)
    return bool(keys) and RegisterRules.objects.filter(pk=1, section__in=[int(key) for key in keys]).exists()


def person_of(user: Any) -> Person | None:
    """The person behind a log-in."""
    return getattr(user, "person", None) if getattr(user, "is_authenticated", False) else None


def has_entry(user: Any) -> bool:
    """Has logged in and stands among the association's people."""
    return person_of(user) is not None


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def schools_of(user: Any) -> set[int]:
    """Keys of the organisations for which the user may register a topic: those they act for, and as a supervisor those they work at."""
    person = person_of(user)
    works_at = Affiliation.objects.in_force(timezone.localdate()).filter(person=person) if person is not None else Affiliation.objects.none()
    return represented(user) | set(works_at.values_list("organisation_id", flat=True))


def may_register(user: Any) -> bool:
    """Who keeps the register, acts for an organisation, or works at one (and will supervise)."""
    return user.is_authenticated and (may_keep_register(user) or bool(schools_of(user)))


def may_import(user: Any) -> bool:
    """Lists are brought in by who keeps the register, and by who acts for a school: of that school alone."""
    return may_keep_register(user) or bool(represented(user))


def may_see_import(user: Any, work: DissertationImport) -> bool:
    """The one who brought it in, and who keeps the register."""
    return may_keep_register(user) or (may_import(user) and work.made_by_id == user.pk)


def is_supervisor(user: Any, dissertation: Dissertation) -> bool:
    person = person_of(user)
    return person is not None and any(one.person_id == person.pk for one in dissertation.supervisions.all())


def is_author(user: Any, dissertation: Dissertation) -> bool:
    person = person_of(user)
    return person is not None and dissertation.author_id == person.pk


def words_for(user: Any, dissertation: Dissertation) -> set[str]:
    """The words of the table of states that the user has for this dissertation."""
    words = {states.KEEPER} if may_keep_register(user) else set()
    if dissertation.school is not None and represents(user, dissertation.school):
        words.add(states.SCHOOL)
    if is_supervisor(user, dissertation):
        words.add(states.SUPERVISOR)
    return words


def may_keep(user: Any, dissertation: Dissertation) -> bool:
    """Changes it: who keeps the register, its school, its supervisors."""
    return bool(words_for(user, dissertation))


def may_see(user: Any, dissertation: Dissertation) -> bool:
    """Everybody what is public; the rest those who keep it, and its author."""
    if dissertation.is_public and dissertation.state != states.WITHDRAWN:
        return True
    return may_keep(user, dissertation) or is_author(user, dissertation)


def sees_names(user: Any, dissertation: Dissertation) -> bool:
    """Reads the names of all people, whether or not they agreed that everybody may."""
    return dissertation.is_published or is_author(user, dissertation) or may_keep(user, dissertation)


def may_read_history(user: Any, dissertation: Dissertation) -> bool:
    return may_keep(user, dissertation) or is_author(user, dissertation)


def may_say_author(user: Any, dissertation: Dissertation) -> bool:
    """Says whether the author's name may be shown: the author, or whoever keeps the dissertation and holds the consent."""
    return is_author(user, dissertation) or may_keep(user, dissertation)


def may_say_supervisor(user: Any, supervision: Supervision) -> bool:
    """The same for a supervisor."""
    person = person_of(user)
    return (person is not None and supervision.person_id == person.pk) or may_keep(user, supervision.dissertation)


def may_explain(user: Any, resemblance: Resemblance) -> bool:
    return may_keep(user, resemblance.dissertation)


def may_see_suggestion(user: Any, suggestion: TopicSuggestion) -> bool:
    """Free and taken topics are public; those taken off the list are for who keeps the register."""
    return suggestion.state != states.WITHDRAWN or may_keep_register(user)


def may_choose_experts(user: Any, thing: Any = None) -> bool:
    """Sees conflicts of experts with others: who keeps the register, and officers of any section, who invite jurors and reviewers."""
    return may_keep_register(user) or bool(scopes_held(user, SECTION, *OFFICERS))


def owns_profile(user: Any, profile: ExpertProfile) -> bool:
    return bool(user.is_authenticated and profile.person.user_id == user.pk)


def may_see_expert(user: Any, profile: ExpertProfile) -> bool:
    """Everybody as long as the consent stands, else the person alone: not even the office."""
    return profile.is_listed() or owns_profile(user, profile)


def owns_work(user: Any, work: ExpertWork) -> bool:
    return owns_profile(user, work.profile)


def owns_conflict(user: Any, conflict: DeclaredConflict) -> bool:
    return owns_profile(user, conflict.profile)


def may_see_work_import(user: Any, brought: WorkImport) -> bool:
    """One's own file; a corpus those who keep the register."""
    return owns_profile(user, brought.profile) if brought.profile is not None else may_keep_register(user)


def may_see_school(user: Any, organisation: Organisation) -> bool:
    return organisation.in_directory or represents(user, organisation) or may_keep_register(user)
