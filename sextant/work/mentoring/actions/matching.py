"""Matching: asked for by the coordinator, done by a job, looked over, sent to those it is about."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import may_move
from sextant.lab.sentences import Said
from sextant.work.mentoring import letters, states
from sextant.work.mentoring.models import Pair, Profile, Programme
from sextant.work.mentoring.queries.programmes import is_matching

OPTIMAL, STABLE = "optimal", "stable"
METHODS = (OPTIMAL, STABLE)


@transaction.atomic
def ask_matching(programme: Programme, *, method: str, by: User | None) -> Programme:
    """Queues the matching; one at a time."""
    kept = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if kept.state != states.OPEN:
        raise ValidationError(_("Open the programme first."))
    if is_matching(kept):
        raise ValidationError(_("The pairs are being worked out already. Look again in a minute."))
    if method not in METHODS:
        raise ValidationError({"method": _("Choose how the pairs are found.")})
    kept.matching = method
    kept.save(update_fields=["matching"])
    record(verb="mentoring.ask_matching", obj=kept, by=by, after={"way": method})
    after_commit("mentoring.match", programme=kept.pk, by=by)
    return kept


@in_turn
def keep_matching(
    programme: Programme, *, found: Iterable[tuple[Profile, Profile, float, tuple[Said, ...]]], obstacles: dict[Profile, tuple[Said, Said]]
) -> int:
    """Writes what the job found: new suggestions in place of the old ones, and why the others have none. Returns how many."""
    Pair.objects.filter(programme=programme, state=states.SUGGESTED).delete()
    Profile.objects.filter(programme=programme).update(obstacle={})
    made = [
        Pair(
            programme=programme,
            mentor=mentor.person,
            mentee=mentee.person,
            affinity=near,
            reasons=[{"en": one.en, "ru": one.ru} for one in reasons],
            is_demo=mentor.is_demo,
        )
        for mentor, mentee, near, reasons in found
    ]
    Pair.objects.bulk_create(made)
    for profile, (why, remedy) in obstacles.items():
        profile.obstacle = {"en": {"why": why.en, "help": remedy.en}, "ru": {"why": why.ru, "help": remedy.ru}}
        profile.save(update_fields=["obstacle"])
    Programme.objects.filter(pk=programme.pk).update(matching="", matched_at=timezone.now())
    record(verb="mentoring.keep_matching", obj=programme, after={"counted": len(made)})
    return len(made)


@transaction.atomic
def drop_pair(pair: Pair, *, by: User | None) -> Pair:
    """The coordinator puts a suggestion, or a proposal nobody has answered for long, aside."""
    pair = _locked(pair)
    _move(pair, states.DROPPED, {states.COORDINATOR})
    pair.mentor_agreed_on = pair.mentee_agreed_on = None
    pair.save(update_fields=["state", "mentor_agreed_on", "mentee_agreed_on"])
    record(verb="mentoring.drop_pair", obj=pair, by=by)
    return pair


@transaction.atomic
def send_proposals(programme: Programme, *, by: User | None) -> int:
    """Proposes every suggestion to the two it is about, and tells those without one why. Returns how many pairs."""
    pairs = list(
        Pair.objects.select_for_update(of=("self",))
        .select_related("programme", "mentor__user", "mentee__user")
        .filter(programme=programme, state=states.SUGGESTED)
    )
    if not pairs:
        raise ValidationError(_("There is no suggestion to send. Find pairs first."))
    for pair in pairs:
        _move(pair, states.PROPOSED, {states.COORDINATOR})
        pair.save(update_fields=["state"])
        letters.write_to_both("proposed", pair)
    turn = timezone.localdate().isoformat()
    for profile in Profile.objects.select_related("programme", "person__user").filter(programme=programme, is_active=True).exclude(obstacle={}):
        letters.write_unmatched(profile, turn)
    record(verb="mentoring.send_proposals", obj=programme, by=by, after={"counted": len(pairs)})
    return len(pairs)


def _locked(pair: Pair) -> Pair:
    return Pair.objects.select_for_update(of=("self",)).select_related("programme", "mentor__user", "mentee__user").get(pk=pair.pk)


def _move(pair: Pair, target: str, words: set[str]) -> None:
    if not may_move(states.MOVES, pair.state, target, words):
        raise ValidationError(_("The pair has changed meanwhile. Look at it again."))
    pair.state = target


def move_pair(pair: Pair, target: str, words: set[str]) -> tuple[Pair, Any]:
    """Locks the pair and moves it; for the actions of the two. Returns it with the state before."""
    pair = _locked(pair)
    before = pair.state
    _move(pair, target, words)
    return pair, before
