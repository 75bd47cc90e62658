"""The approval vote: opened with its electorate written down, ballots chained, closed and counted."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.search.actions import index
from sextant.society.documents import letters, states
from sextant.society.documents.actions.consulting import moved, refuse_open_comments
from sextant.society.documents.actions.drafting import freeze, newest_of, refuse_incomplete
from sextant.society.documents.counting import count_of, digest_of, first_broken, genesis_of, outcome_of
from sextant.society.documents.kinds import Guest
from sextant.society.documents.models import ApprovalVote, Ballot, Document, Elector
from sextant.society.documents.queries.votes import lines_of
from sextant.society.members.models import Person


@in_turn
def open_vote(
    document: Document,
    *,
    closes_at: datetime,
    by: User | None,
    electorate: Iterable[Person] | None = None,
    guests: Iterable[Guest] | None = None,
    is_secret: bool | None = None,
    now: datetime | None = None,
) -> ApprovalVote:
    """Freezes the newest version and puts it to the vote. The electorate is the kind's unless it is given; it is written down by name, in
    the order of keys, persons before guests, and nobody joins it later; a guest with the address of a person in it is left out. An
    electorate that is given has no guests but those given. Refused: comments without a disposition, a missing language, nobody to vote."""
    now = now or timezone.now()
    if closes_at <= now:
        raise ValidationError({"closes_at": _("Choose a moment to come; until then votes may be cast.")})
    document = moved(document, states.VOTE, {states.EDITOR})
    kind = document.rules_of_kind
    if not kind.votes:
        raise ValidationError(_("Documents of this kind are published without a vote."))
    refuse_open_comments(document)
    version = newest_of(document)
    refuse_incomplete(version)
    version = freeze(version)
    people, beside = _voters(document, electorate, guests, timezone.localdate(now))
    vote = ApprovalVote.objects.create(
        version=version,
        opened_at=now,
        closes_at=closes_at,
        is_secret=kind.secret if is_secret is None else is_secret,
        quorum=str(kind.quorum),
        threshold=str(kind.threshold.share),
        is_strict=kind.threshold.strict,
        of_electorate=kind.threshold.of_electorate,
        genesis=genesis_of(version.fingerprint, enumerate([*(one.pk for one in people), *(f"guest-{one.key}" for one in beside)], 1)),
        size=len(people) + len(beside),
        opened_by=by,
    )
    _write_down(vote, people, beside)
    document.save(update_fields=["state"])
    index(document)
    letters.write_to_electors(vote, people)
    letters.write_to_guests(vote, beside)
    after = {"number": version.number, "electorate": vote.size, "guests": len(beside), "closes_at": closes_at, "is_secret": vote.is_secret}
    record(verb="documents.open_vote", obj=document, by=by, after=after)
    return vote


def _voters(document: Document, electorate: Iterable[Person] | None, guests: Iterable[Guest] | None, day: date) -> tuple[list[Person], list[Guest]]:
    """Persons and guests who vote, those given or those of the kind; refused where there is nobody."""
    kind = document.rules_of_kind
    given = electorate if electorate is not None else kind.electorate(document, day)
    if guests is None:
        guests = kind.guests(document) if electorate is None and kind.guests is not None else ()
    people = sorted({one.pk: one for one in given}.values(), key=lambda one: one.pk)
    beside = _guests_beside(people, guests)
    if not (people or beside):
        raise ValidationError(_("There is nobody who may vote. Name the electorate, or ask those whose membership has lapsed."))
    return people, beside


def _write_down(vote: ApprovalVote, people: list[Person], beside: list[Guest]) -> None:
    """The electorate by number and name, persons before guests."""
    rows = [Elector(vote=vote, number=number, person=one, name=one.full_name) for number, one in enumerate(people, 1)]
    rows += [Elector(vote=vote, number=number, guest=one.key, name=one.name) for number, one in enumerate(beside, len(people) + 1)]
    Elector.objects.bulk_create(rows, 500)


def _guests_beside(people: list[Person], guests: Iterable[Guest]) -> list[Guest]:
    """Guests in the order of their keys, without those who stand in the electorate as persons already: one voter, one ballot."""
    known = {(one.email or "").lower() for one in people} - {""}
    found = {one.key: one for one in guests if one.email.lower() not in known}
    return sorted(found.values(), key=lambda one: (len(one.key), one.key))


def mark_of(elector: Elector, *, is_secret: bool) -> str:
    """What stands on the ballots of an elector: the number, or in a secret vote 128 bits of a digest keyed with the site's secret."""
    if not is_secret:
        return str(elector.number)
    return salted_hmac("documents.ballot", f"{elector.vote_id}:{elector.number}", algorithm="sha256").hexdigest()[:32]


@in_turn
def cast(vote: ApprovalVote, *, choice: str, by: User | None, person: Person | None = None, guest: str = "", now: datetime | None = None) -> Ballot:
    """Adds a ballot of a person, or of a guest by the key, to the chain; it replaces the one that was cast before. In a secret vote the
    record names nobody. A guest whose link has ended is refused."""
    vote = ApprovalVote.objects.select_for_update(of=("self",)).select_related("version__document").get(pk=vote.pk)
    if vote.closed_at is not None or vote.closes_at <= (now or timezone.now()):
        raise ValidationError(_("The vote is over; ballots are not taken any more."))
    elector = _elector(vote, person, guest)
    if choice not in (states.YES, states.NO, states.ABSTAIN):
        raise ValidationError({"choice": _("Choose yes, no or abstain.")})
    last = vote.ballots.order_by("-number").first()
    number, previous = (last.number + 1, last.digest) if last else (1, vote.genesis)
    mark = mark_of(elector, is_secret=vote.is_secret)
    ballot = Ballot.objects.create(
        vote=vote, number=number, mark=mark, choice=choice, previous=previous, digest=digest_of(previous, number, mark, choice)
    )
    if not elector.has_voted:
        elector.has_voted = True
        elector.save(update_fields=["has_voted"])
    if vote.is_secret:
        record(verb="documents.cast", obj=vote, by=by, anonymous=True)
    else:
        record(verb="documents.cast", obj=vote, by=by, after={"number": number})
    return ballot


def _elector(vote: ApprovalVote, person: Person | None, guest: str) -> Elector:
    """The voter's line, locked; refused where there is none, or where the guest's link has ended. Called inside an action."""
    document = vote.version.document
    if person is None and document.rules_of_kind.guest(document, guest) is None:
        raise ValidationError(_("This link has ended; it casts no vote. Whoever has an account votes after the log-in."))
    wanted = {"person": person} if person is not None else {"guest": guest, "same_as": None}
    found = Elector.objects.select_for_update().filter(vote=vote, **wanted).first()
    if found is None:
        raise ValidationError(_("You are not in the electorate of this vote. It was written down when the vote opened."))
    return found


@in_turn
def close_vote(vote: ApprovalVote, *, by: User | None, now: datetime | None = None) -> ApprovalVote:
    """Counts the ballots, once the time is over or everybody has voted. A chain with a broken link is refused, and nothing is counted."""
    now = now or timezone.now()
    vote = ApprovalVote.objects.select_for_update(of=("self",)).select_related("version__document").get(pk=vote.pk)
    if vote.closed_at is not None:
        raise ValidationError(_("The vote has been closed and counted already."))
    if vote.closes_at > now and vote.electorate.filter(has_voted=False, same_as=None).exists():
        raise ValidationError(_("The vote is still running, and not everybody has voted. It closes by itself at its time."))
    lines = lines_of(vote)
    broken = first_broken(vote.genesis, lines)
    if broken is not None:
        raise ValidationError(
            _("Ballot %(number)s does not follow from the one before it; the vote cannot be counted. Call the auditors.") % {"number": broken}
        )
    struck = {mark_of(one, is_secret=vote.is_secret) for one in vote.electorate.exclude(same_as=None)}
    count = count_of(lines, without=struck)
    outcome = outcome_of(count, vote.size, vote.quorum_share, vote.demanded)
    document = moved(vote.version.document, states.APPROVED if outcome.approved else states.NOT_APPROVED, {states.CLOCK})
    vote.yes, vote.no, vote.abstained, vote.approved, vote.closed_at = count.yes, count.no, count.abstain, outcome.approved, now
    vote.save()
    document.save(update_fields=["state"])
    index(document)
    after = {"number": vote.version.number, "yes": count.yes, "no": count.no, "abstained": count.abstain, "approved": outcome.approved}
    record(verb="documents.close_vote", obj=document, by=by, after=after)
    return vote
