"""Who may do what on the way from a finding to its use."""

from typing import Any

from django.db.models import Case, Q, When

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Section
from sextant.society.members.rules import SECTION, is_member, is_self, represents
from sextant.work.practice import states
from sextant.work.practice.models import Adoption, Answer, Brief, Finding, Invitation, PathRules, Pilot, PilotEvent, PilotFile, Recommendation

OFFICE = ("secretary", "director")
OFFICERS = ("chair", "vice_chair", "section_secretary")
RESEARCH = "research"
"""Code of the section whose officers keep the path as long as the rules name no other."""


def _is_officer(user: Any, *words: str) -> bool:
    """Holds one of these offices in the research section."""
    keys = scopes_held(user, SECTION, *words)
    if not keys:
        return False
    if not hasattr(user, "_research_section"):
        user._research_section = _research_section()
    return str(user._research_section) in keys


def _research_section() -> int | None:
    """Key of the section whose officers keep the path; kept on the user for the time of one request, like the roles."""
    chosen = Q(pk__in=PathRules.objects.filter(research_section__isnull=False).values("research_section"))
    rows = Section.objects.filter(chosen | Q(code=RESEARCH)).order_by(Case(When(chosen, then=0), default=1), "pk")
    return rows.values_list("pk", flat=True).first()


def is_office(user: Any, thing: Any = None) -> bool:
    return holds(user, *OFFICE)


def is_keeper(user: Any, thing: Any = None) -> bool:
    """The office and the officers of the research section keep the path: they accept, invite, publish and confirm."""
    return holds(user, *OFFICE) or _is_officer(user, *OFFICERS)


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def is_representative(user: Any) -> bool:
    return bool(represented(user))


def may_propose(user: Any) -> bool:
    """Any member in good standing brings a finding in."""
    return is_member(user) or is_keeper(user)


def is_proposer(user: Any, finding: Finding) -> bool:
    return bool(user.is_authenticated and finding.proposed_by_id == user.pk)


def may_see_finding(user: Any, finding: Finding) -> bool:
    """Everybody, once it was accepted; before that who proposed it, and those who decide."""
    return finding.state == states.ACCEPTED or is_proposer(user, finding) or is_keeper(user)


def may_change_finding(user: Any, finding: Finding) -> bool:
    """Those who keep the path; who proposed it as long as it is not accepted."""
    return (finding.state != states.ACCEPTED and is_proposer(user, finding)) or is_keeper(user)


def may_write_brief(user: Any, finding: Finding) -> bool:
    """Those who keep the path, who proposed the finding, and its authors among the members."""
    if finding.state != states.ACCEPTED:
        return False
    if is_proposer(user, finding) or is_keeper(user):
        return True
    return bool(user.is_authenticated and any(person.user_id == user.pk for person in finding.people.all()))


def is_author(user: Any, thing: Brief | Recommendation) -> bool:
    """Began this version, or wrote in it."""
    return bool(user.is_authenticated and (thing.author_id == user.pk or any(one.pk == user.pk for one in thing.writers.all())))


def may_see_brief(user: Any, brief: Brief) -> bool:
    """Everybody, once it was published; before that its author, and those who look it over."""
    return brief.state in states.READ_BRIEFS or is_author(user, brief) or is_keeper(user)


def may_change_brief(user: Any, brief: Brief) -> bool:
    return is_author(user, brief) or is_keeper(user)


def may_review_brief(user: Any, brief: Brief) -> bool:
    """Somebody who keeps the path and did not write it."""
    return is_keeper(user) and not is_author(user, brief)


def words_for_brief(user: Any, brief: Brief) -> set[str]:
    words = {states.AUTHOR} if is_author(user, brief) else set()
    if is_keeper(user):
        words |= {states.KEEPER} if is_author(user, brief) else {states.KEEPER, states.REVIEWER}
    return words


def may_see_invitation(user: Any, invitation: Invitation) -> bool:
    """Everybody, once it was opened."""
    return invitation.state in states.READ_INVITATIONS or is_keeper(user)


def may_answer(user: Any, invitation: Invitation) -> bool:
    """Whoever acts for an organisation; which one, the action asks."""
    return invitation.state in states.READ_INVITATIONS and is_representative(user)


def may_keep_answer(user: Any, answer: Answer) -> bool:
    return is_keeper(user)


def may_see_answer(user: Any, answer: Answer) -> bool:
    """What a library answered is for it and for those who invite."""
    return is_keeper(user) or represents(user, answer.organisation)


def runs_pilot(user: Any, pilot: Pilot) -> bool:
    """Acts for the library, or is responsible for the pilot there."""
    return represents(user, pilot.organisation) or (pilot.responsible is not None and is_self(user, pilot.responsible))


def may_run_pilot(user: Any, pilot: Pilot) -> bool:
    return runs_pilot(user, pilot) or is_keeper(user)


def may_see_pilot(user: Any, pilot: Pilot) -> bool:
    """Everybody from its start on; what was called off or is only planned is for those who run it."""
    return pilot.state in states.SHOWN_PILOTS or may_run_pilot(user, pilot)


def may_see_outcome(user: Any, pilot: Pilot) -> bool:
    """Everybody, once it was published."""
    return pilot.state == states.PUBLISHED or may_run_pilot(user, pilot)


def may_publish_pilot(user: Any, pilot: Pilot) -> bool:
    """Somebody who keeps the path and did not report the outcome."""
    return is_keeper(user) and not (user.is_authenticated and pilot.reported_by_id == user.pk)


def words_for_pilot(user: Any, pilot: Pilot) -> set[str]:
    words = {states.LIBRARY} if runs_pilot(user, pilot) else set()
    if is_keeper(user):
        words |= {states.KEEPER, states.REVIEWER} if may_publish_pilot(user, pilot) else {states.KEEPER}
    return words


def may_keep_event(user: Any, event: PilotEvent) -> bool:
    return may_run_pilot(user, event.pilot)


def may_keep_file(user: Any, kept: PilotFile) -> bool:
    return may_run_pilot(user, kept.pilot)


def may_read_file(user: Any, kept: PilotFile) -> bool:
    """Those who run the pilot; everybody what the library opened, once the pilot is published."""
    return (kept.is_public and kept.pilot.state == states.PUBLISHED) or may_run_pilot(user, kept.pilot)


def may_recommend(user: Any, finding: Finding) -> bool:
    return finding.state == states.ACCEPTED and is_keeper(user)


def may_see_recommendation(user: Any, recommendation: Recommendation) -> bool:
    return recommendation.state in states.READ_RECOMMENDATIONS or is_keeper(user)


def may_change_recommendation(user: Any, recommendation: Recommendation) -> bool:
    return is_keeper(user)


def may_approve(user: Any, recommendation: Recommendation | None = None) -> bool:
    """The director, the secretary and the chair of the research section approve what somebody else wrote."""
    right = holds(user, *OFFICE) or _is_officer(user, "chair")
    return right and not (recommendation is not None and is_author(user, recommendation))


def words_for_recommendation(user: Any, recommendation: Recommendation) -> set[str]:
    words = {states.AUTHOR} if is_author(user, recommendation) else set()
    words |= {states.KEEPER} if is_keeper(user) else set()
    return words | ({states.APPROVER} if may_approve(user, recommendation) else set())


def may_adopt(user: Any, finding: Finding) -> bool:
    """Whoever acts for an organisation declares what it has taken up."""
    return finding.state == states.ACCEPTED and is_representative(user)


def may_see_adoption(user: Any, adoption: Adoption) -> bool:
    return adoption.state == states.CONFIRMED or represents(user, adoption.organisation) or is_keeper(user)


def may_confirm_adoption(user: Any, adoption: Adoption) -> bool:
    """Somebody who keeps the path and did not declare it."""
    return is_keeper(user) and not (user.is_authenticated and adoption.declared_by_id == user.pk)


def may_withdraw_adoption(user: Any, adoption: Adoption) -> bool:
    return represents(user, adoption.organisation) or is_keeper(user)
