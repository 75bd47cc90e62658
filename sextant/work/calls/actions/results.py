"""Rankings, decisions and awards: reckoned in a job, decided by people with reasons, frozen, announced."""

import secrets
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.permissions.moves import may_move
from sextant.society.grants import states as grant_states
from sextant.society.grants.queries.lists import grants_about
from sextant.work.calls import letters, states
from sextant.work.calls.actions.calls import locked
from sextant.work.calls.actions.promising import ABOUT, promise_money
from sextant.work.calls.models import Award, Call, Conflict, Decision, Entry, LatePass, Prize, Ranking, Review, Stage
from sextant.work.calls.queries.results import fingerprint_of, prizes_free, scores_of


def _open_stage(stage: Stage) -> Stage:
    call = locked(stage.call)
    stage = Stage.objects.select_for_update(of=("self",)).select_related("call").get(pk=stage.pk)
    if call.state != states.PUBLISHED or stage.is_frozen:
        raise ValidationError(_("The result of this stage is final."))
    return stage


@transaction.atomic
def ask_ranking(stage: Stage, *, by: User | None) -> Job:
    """Queues the reckoning of a stage's ranking from the reviews submitted so far."""
    stage = _open_stage(stage)
    if not Review.objects.filter(stage=stage, state=states.REVIEWED, entry__state=states.SUBMITTED).exists():
        raise ValidationError(_("No review is submitted yet."))
    return after_commit("calls.rank", by=by, stage_id=stage.pk)


@transaction.atomic
def store_ranking(stage: Stage, *, method: str, result: dict[str, Any], fingerprint: str, by: User | None) -> Ranking:
    """Keeps what the lab found, with the fingerprint of the scores it found it in."""
    stage = _open_stage(stage)
    ranking = Ranking.objects.create(stage=stage, method=method, result=result, fingerprint=fingerprint, by=by)
    record(verb="calls.rank", obj=stage.call, by=by, after={"ranking_method": method, "fingerprint": fingerprint})
    return ranking


@in_turn
def decide(stage: Stage, entry: Entry, *, goes_on: bool, prize: Prize | None, reason: str, by: User | None) -> Decision:
    """Decides about one entry; never more prizes than there are. A decision that departs from the ranking needs its reason."""
    stage = _open_stage(stage)
    if entry.call_id != stage.call_id or entry.state != states.SUBMITTED or entry.stage_id != stage.pk:
        raise ValidationError(_("This entry is not decided at this stage."))
    if by is not None and Conflict.objects.filter(entry=entry, juror__person__user=by).exists():
        raise ValidationError(_("You have a conflict of interest with this entry. Somebody else decides about it."))
    if goes_on and prize is not None:
        raise ValidationError({"prize": _("An entry that goes on to the next stage gets its prize there.")})
    if goes_on and next_stage(stage) is None:
        raise ValidationError({"goes_on": _("There is no next stage.")})
    known = Decision.objects.filter(stage=stage, entry=entry).first()
    if prize is not None:
        _check_prize(prize, entry, known)
    decision = known or Decision(stage=stage, entry=entry)
    decision.goes_on, decision.prize, decision.reason, decision.by = goes_on, prize, reason.strip()[:4000], by
    decision.save()
    after = {"entry": entry.code, "goes_on": goes_on, "prize": prize.title if prize else "", "reason": decision.reason}
    record(verb="calls.decide", obj=stage.call, by=by, after=after)
    return decision


def _check_prize(prize: Prize, entry: Entry, known: Decision | None) -> None:
    if prize.call_id != entry.call_id or (prize.category_id and prize.category_id != entry.category_id):
        raise ValidationError({"prize": _("This prize belongs to another category.")})
    mine = known is not None and known.prize_id == prize.pk
    if not mine and prizes_free(prize) < 1:
        raise ValidationError({"prize": _("Every “%(prize)s” is given already. Take one back first.") % {"prize": prize.title}})


def next_stage(stage: Stage) -> Stage | None:
    """The stage after this one."""
    stages = list(stage.call.stages.all())
    place = [one.pk for one in stages].index(stage.pk)
    return stages[place + 1] if place + 1 < len(stages) else None


@in_turn
def freeze_stage(stage: Stage, *, typed: str, now: datetime, by: User | None) -> Stage:
    """Makes the result of a stage final: the ranking of the scores as they are now, and who goes on. After the last stage the call is decided.

    `typed` is the number of entries that go on or win, typed by whoever decides: a guard against a click too much.
    """
    stage = _open_stage(stage)
    _refuse_while_running(stage, now)
    decisions = Decision.objects.filter(stage=stage, entry__state=states.SUBMITTED)
    chosen = decisions.filter(goes_on=True) | decisions.exclude(prize=None)
    if str(chosen.count()) != typed.strip():
        words = {"count": chosen.count()}
        raise ValidationError({"typed": _("%(count)s entries go on or get a prize. Type this number to make the result final.") % words})
    _refuse_overspent(stage.call)
    if stage.kind == Stage.Kind.JURY:
        _final_ranking(stage)
    following = next_stage(stage)
    if following is not None:
        goes_on = decisions.filter(goes_on=True).values("entry")
        if not goes_on.exists():
            raise ValidationError(_("Nobody goes on to the next stage. Choose who does, or remove that stage."))
        Entry.objects.filter(pk__in=goes_on).update(stage=following)
    stage.is_frozen = True
    stage.save(update_fields=["is_frozen"])
    if following is None:
        Call.objects.filter(pk=stage.call_id).update(state=states.DECIDED)
    record(verb="calls.freeze_stage", obj=stage.call, by=by, after={"stage": str(stage), "chosen": chosen.count()})
    return stage


def _refuse_while_running(stage: Stage, now: datetime) -> None:
    call = stage.call
    if not call.is_over(now):
        raise ValidationError(_("Entries are still coming in. The result is made final after the deadline."))
    if LatePass.objects.filter(call=call, until__gte=now).exists():
        raise ValidationError(_("Somebody has a later deadline that is not over. Wait for it."))
    if stage.kind == Stage.Kind.VOTE and stage.ends_on and stage.ends_on >= timezone.localdate(now, call.zone):
        raise ValidationError(_("The vote is still open."))


def _refuse_overspent(call: Call) -> None:
    for prize in call.prizes.all():
        if prizes_free(prize) < 0:
            raise ValidationError(_("“%(prize)s” is given more often than there is of it. Take the decision up again.") % {"prize": prize.title})


def _final_ranking(stage: Stage) -> None:
    latest = Ranking.objects.filter(stage=stage).first()
    if latest is None:
        raise ValidationError(_("Reckon the ranking first."))
    if latest.fingerprint != fingerprint_of(scores_of(stage), stage.call):
        raise ValidationError(_("Reviews changed since the ranking was reckoned. Reckon it again, look at it, then decide."))
    Ranking.objects.filter(pk=latest.pk).update(is_final=True)


@in_turn
def reopen_decision(call: Call, *, reason: str, by: User | None) -> Call:
    """Takes the decision of the last stage up again, before anything is announced."""
    call = locked(call)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the decision is taken up again; it stands in the record.")})
    if not may_move(states.CALL_MOVES, call.state, states.PUBLISHED, {states.CHAIR}):
        raise ValidationError(_("Only a decision that is not announced can be taken up again."))
    last = list(call.stages.all())[-1]
    Stage.objects.filter(pk=last.pk).update(is_frozen=False)
    Ranking.objects.filter(stage=last, is_final=True).update(is_final=False)
    call.state = states.PUBLISHED
    call.save(update_fields=["state"])
    record(verb="calls.reopen_decision", obj=call, by=by, after={"reason": reason.strip()[:500]})
    return call


@in_turn
def announce(call: Call, *, on: date, now: datetime, by: User | None) -> Call:
    """Announces the winners: awards with their diplomas, grants for prizes with money, and a letter to every author (queued as a job)."""
    call = locked(call)
    if not may_move(states.CALL_MOVES, call.state, states.ANNOUNCED, {states.ORGANISER}):
        raise ValidationError(_("Results are announced once, after the last stage is decided."))
    _refuse_overspent(call)
    decisions = Decision.objects.filter(stage__call=call, entry__state=states.SUBMITTED).exclude(prize=None)
    awards = [
        _awarded(decision, on) for decision in decisions.select_related("entry__person__user", "entry__call", "prize").order_by("prize__place", "pk")
    ]
    for award in awards:
        if award.prize.amount_minor:
            promise_money(award, call=call, by=by)
        letters.write_award(award)
    call.state, call.announced_at = states.ANNOUNCED, now
    call.save(update_fields=["state", "announced_at"])
    record(verb="calls.announce", obj=call, by=by, after={"awards": len(awards)})
    after_commit("calls.tell_results", call_id=call.pk)
    return call


def _awarded(decision: Decision, on: date) -> Award:
    entry, prize = decision.entry, decision.prize
    assert prize is not None
    return Award.objects.create(entry=entry, person=entry.person, prize=prize, key=secrets.token_hex(16), given_on=on, is_demo=entry.is_demo)


@transaction.atomic
def tell_result(entry: Entry) -> None:
    """The letter with the outcome to one author; asked twice, it is written once."""
    prizes = [str(award.prize) for award in entry.awards.select_related("prize")]
    decision = Decision.objects.filter(entry=entry).order_by("-stage__place", "-pk").first()
    said = Review.objects.filter(entry=entry, state=states.REVIEWED).exclude(feedback="").order_by("pk").values_list("feedback", flat=True)
    letters.write_result(entry, outcome="won" if prizes else "", prizes=prizes, reason=decision.reason if decision else "", feedback=list(said))


@transaction.atomic
def revoke_award(award: Award, *, reason: str, by: User | None) -> Award:
    """Takes an award back; its diploma no longer verifies, and the page says why."""
    award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; whoever verifies the diploma reads it.")})
    if award.revoked_because:
        raise ValidationError(_("This award is taken back already."))
    grant = grants_about(ABOUT, [str(award.pk)]).get(str(award.pk))
    if grant is not None and grant.state not in grant_states.ENDED_WITH_REASON:
        words = {"number": grant.number}
        raise ValidationError(_("Grant %(number)s of this award stands. Cancel it first, then take the award back.") % words)
    award.revoked_because = reason.strip()[:300]
    award.save(update_fields=["revoked_because"])
    record(verb="calls.revoke_award", obj=award, by=by, after={"reason": award.revoked_because})
    return award
