"""Who may bring figures in, fill returns in, check and publish them; reading what is published is open to everybody."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.rules import is_fellow
from sextant.work.returns.models import (
    ChosenGroup,
    Library,
    LibraryReturn,
    Query,
    QuestionnaireChange,
    QuestionnaireProposal,
    Sheet,
    Story,
    Submission,
    YearRelease,
)
from sextant.work.returns.states import (
    ACCEPTED,
    ADOPTED,
    CHECKER,
    FILLED_IN,
    KEEPER,
    MAY_IMPORT,
    OFFICE,
    QUERIED,
    REGION,
    REGION_OFFICER,
    SENT,
    may_follow,
)


def may_read(user: Any, _thing: Any = None) -> bool:
    """Figures, libraries and the dictionary are public."""
    return True


def may_import(user: Any, _work: Any = None) -> bool:
    """Imports, their findings, and the files behind them."""
    return holds(user, *MAY_IMPORT)


def may_publish(user: Any, year: Any = None) -> bool:
    """Publishing a year and opening a correction."""
    return holds(user, *MAY_IMPORT)


def is_office(user: Any, _thing: Any = None) -> bool:
    """Who opens rounds, names officers of regions and publishes."""
    return holds(user, *MAY_IMPORT)


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def regions_kept(user: Any) -> set[int]:
    """Keys of the regions whose returns the user keeps."""
    return {int(key) for key in scopes_held(user, REGION, REGION_OFFICER)}


def words_for(user: Any, submission: Submission) -> set[str]:
    """The words of the state table that the user has for a return."""
    if is_office(user):
        return {KEEPER, CHECKER, OFFICE}
    if submission.region_id is not None and submission.region_id in regions_kept(user):
        return {KEEPER, CHECKER}
    return {KEEPER} if submission.organisation_id is not None and submission.organisation_id in represented(user) else set()


def may_take_part(user: Any, _thing: Any = None) -> bool:
    """Whoever fills in or checks anything at all."""
    return is_office(user) or bool(regions_kept(user)) or bool(represented(user))


def may_check_round(user: Any, work: Any = None) -> bool:
    """The lists of a round: the office all of it, an officer the regions kept."""
    return is_office(user) or bool(regions_kept(user))


def may_see(user: Any, submission: Submission) -> bool:
    """A return with its answers, before it is published: its library, the officer of its region, the office."""
    return bool(words_for(user, submission))


def may_fill(user: Any, submission: Submission) -> bool:
    return KEEPER in words_for(user, submission)


def may_check(user: Any, submission: Submission) -> bool:
    return CHECKER in words_for(user, submission)


def may_accept(user: Any, submission: Submission) -> bool:
    """A checker who did not certify the return: four eyes."""
    return may_check(user, submission) and (submission.certified_by_id is None or submission.certified_by_id != getattr(user, "pk", None))


def possible(user: Any, submission: Submission) -> dict[str, bool]:
    """What the user may do with the return as it is now."""
    targets = may_follow(submission.state, words_for(user, submission))
    return {
        "fill": may_fill(user, submission) and submission.state in FILLED_IN,
        "send": SENT in targets,
        "certify": may_fill(user, submission) and submission.state == SENT and not submission.is_certified,
        "accept": ACCEPTED in targets and submission.is_certified and may_accept(user, submission),
        "ask": may_check(user, submission) and (QUERIED in targets or submission.state == QUERIED),
        "edit": may_check(user, submission) and submission.state in (SENT, QUERIED),
    }


def may_answer_query(user: Any, query: Query) -> bool:
    """Whoever fills the return in."""
    return may_fill(user, query.submission)


def may_see_sheet(user: Any, sheet: Sheet) -> bool:
    """Whoever brought a spreadsheet in, as long as they may, and the office."""
    if is_office(user):
        return True
    if sheet.submission is not None:
        return may_fill(user, sheet.submission)
    return sheet.region_id is not None and sheet.region_id in regions_kept(user)


def may_see_forms(user: Any, release: YearRelease) -> bool:
    """Other forms filled from a year's totals: everybody where the year was published, before that the office."""
    return release.published_at is not None or is_office(user)


def acts_for(user: Any, library: Library) -> bool:
    """Whoever acts for a library: its representative, the officer of its region, the office."""
    if is_office(user):
        return True
    organisation = library.organisation
    return organisation is not None and (organisation.pk in represented(user) or organisation.region_id in regions_kept(user))


def may_see_forms_of(user: Any, held: LibraryReturn) -> bool:
    """Other forms filled from one return: everybody where its year was published, before that whoever acts for the library."""
    return held.release.published_at is not None or acts_for(user, held.library)


def is_published_story(user: Any, story: Story) -> bool:
    """In frames on other sites only what is published, whoever looks."""
    return story.is_published


def may_see_story(user: Any, story: Story) -> bool:
    """A published story everybody, a draft the office."""
    return story.is_published or is_office(user)


def may_see_group(user: Any, group: ChosenGroup) -> bool:
    """A group of libraries that somebody chose: everybody where it is public, else who named it alone."""
    return group.is_public or (user.is_authenticated and group.by_id == user.pk)


def may_change_group(user: Any, group: ChosenGroup) -> bool:
    """Who named it, as long as they act for libraries; a public one the office, too."""
    if not user.is_authenticated:
        return False
    return (group.by_id == user.pk and may_take_part(user)) or (group.is_public and is_office(user))


def may_propose(user: Any, _thing: Any = None) -> bool:
    """Whoever may propose to ask otherwise, and read what others propose: members, those who act for a library, officers of regions, the office."""
    return may_take_part(user) or is_fellow(user)


def may_see_change(user: Any, change: QuestionnaireChange) -> bool:
    """A change in force everybody; what is under way those who may propose."""
    return change.state == ADOPTED or may_propose(user)


def may_withdraw(user: Any, proposal: QuestionnaireProposal) -> bool:
    """Whoever proposed it."""
    return bool(user.is_authenticated) and proposal.proposed_by_id == user.pk


def sees_proposer(user: Any, proposal: QuestionnaireProposal) -> bool:
    """Names of those who propose are for the office and themselves; others read what is proposed and why."""
    return is_office(user) or may_withdraw(user, proposal)
