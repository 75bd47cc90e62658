"""Young readers' votes: counts reported by a library, and a voting page opened by a librarian. Nothing is kept of who voted."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.members.models import Organisation
from sextant.work.reading import states
from sextant.work.reading.models import Ballot, Book, KioskCount, KioskSession, Season
from sextant.work.reading.models.votes import STARS

MOST_VOTERS = 2000
"""Voters of one ballot; more of one age in one library on one day is a slip of the pen."""
LONGEST_SESSION = timedelta(hours=8)
MOST_BOOKS = 12
PAUSE = timedelta(milliseconds=700)
"""Between two presses on one voting page; a child does not press faster."""


def _refuse_counts(season: Season, counts: Mapping[str, int]) -> int:
    """The number of voters; refused where it cannot be."""
    if season.scale == Season.Scale.THUMBS and any(counts.get(name, 0) for name in STARS[1:4]):
        raise ValidationError(_("This season readers say only whether they liked the book."))
    voters = sum(counts.get(name, 0) for name in STARS)
    if not voters:
        raise ValidationError(_("Nobody has voted. Give the number of readers beside what they said."))
    if voters > MOST_VOTERS:
        raise ValidationError(_("More than %(most)s voters of one age on one day: look at the numbers again.") % {"most": MOST_VOTERS})
    return voters


@in_turn
def report_ballot(
    book: Book, library: Organisation, *, band: str, day: date, counts: Mapping[str, int], by: User | None, today: date, is_demo: bool = False
) -> Ballot:
    """Counts of one library, one age and one day; reported again, the new ones replace the old."""
    book = Book.objects.select_for_update(of=("self",)).select_related("season").get(pk=book.pk)
    if book.state != states.ACCEPTED:
        raise ValidationError(_("Young readers vote on books of the season only."))
    if not library.is_library:
        raise ValidationError({"library": _("Votes are counted in libraries.")})
    if day > today:
        raise ValidationError({"day": _("This day is still to come.")})
    if not book.season.takes_votes(today) or day > book.season.vote_until:
        raise ValidationError(_("The votes for %(year)s are closed.") % {"year": book.season.year})
    voters = _refuse_counts(book.season, counts)
    known = Ballot.objects.select_for_update().filter(book=book, library=library, band=band, day=day, source=Ballot.Source.REPORTED).first()
    ballot = known or Ballot(book=book, library=library, band=band, day=day, is_demo=is_demo)
    before = {"voters": ballot.voters} if known else {}
    for name in STARS:
        setattr(ballot, name, counts.get(name, 0))
    ballot.voters, ballot.reported_by = voters, by
    ballot.full_clean(validate_constraints=False)
    ballot.save()
    record(verb="reading.report_ballot", obj=ballot, by=by, before=before, after={"voters": voters, "day": day})
    return ballot


@in_turn
def remove_ballot(ballot: Ballot, *, by: User | None, today: date) -> None:
    """Takes counts back that were reported by mistake, as long as the votes are open."""
    if not ballot.book.season.takes_votes(today):
        raise ValidationError(_("The votes for %(year)s are closed.") % {"year": ballot.book.season.year})
    record(verb="reading.remove_ballot", obj=ballot, by=by, before={"voters": ballot.voters, "day": ballot.day})
    ballot.delete()


@in_turn
def open_session(
    season: Season,
    library: Organisation,
    *,
    band: str,
    most: int,
    hours: int,
    books: Iterable[Book],
    by: User | None,
    now: datetime,
    is_demo: bool = False,
) -> KioskSession:
    """Opens a voting page for some hours; its address is told to the room and to nobody else."""
    chosen = list(books)
    if not season.takes_votes(timezone.localdate(now)):
        raise ValidationError(_("The votes for %(year)s are closed.") % {"year": season.year})
    if not library.is_library:
        raise ValidationError({"library": _("Votes are counted in libraries.")})
    if not 1 <= len(chosen) <= MOST_BOOKS:
        raise ValidationError({"books": _("Choose one to %(most)s books: more do not fit a lesson.") % {"most": MOST_BOOKS}})
    if any(one.season_id != season.pk or one.state != states.ACCEPTED for one in chosen):
        raise ValidationError({"books": _("Young readers vote on books of the season only.")})
    closes = now + min(timedelta(hours=hours), LONGEST_SESSION)
    session = KioskSession(season=season, library=library, band=band, most=most, opened_by=by, opened_at=now, closes_at=closes, is_demo=is_demo)
    session.full_clean(validate_constraints=False)
    session.save()
    session.books.set(chosen)
    record(verb="reading.open_session", obj=session, by=by, after={"voters": most, "ends": closes.isoformat()})
    return session


@in_turn
def count_vote(session: KioskSession, book: Book, star: int, *, now: datetime) -> None:
    """One press on the voting page: one number goes up by one. No line of the record: it would tell when a child voted."""
    session = KioskSession.objects.select_for_update(of=("self",)).select_related("season").get(pk=session.pk)
    if not session.is_open(now) or not session.season.takes_votes(timezone.localdate(now)):
        raise ValidationError(_("The voting is over."))
    if not session.books.filter(pk=book.pk).exists():
        raise ValidationError(_("This book is not on the page."))
    if star not in ((1, 5) if session.season.scale == Season.Scale.THUMBS else (1, 2, 3, 4, 5)):
        raise ValidationError(_("Choose one of the answers."))
    if session.last_vote_at is not None and now - session.last_vote_at < PAUSE:
        raise ValidationError(_("Too fast: one press for one reader. Press again."))
    tally = KioskCount.objects.select_for_update().get_or_create(session=session, book=book)[0]
    if sum(tally.counts) >= session.most:
        raise ValidationError(_("Everybody in the room has voted on this book."))
    KioskCount.objects.filter(pk=tally.pk).update(**{STARS[star - 1]: F(STARS[star - 1]) + 1})
    session.last_vote_at = now
    session.save(update_fields=["last_vote_at"])


@in_turn
def close_session(session: KioskSession, *, by: User | None, now: datetime) -> KioskSession:
    """Closes the page; its numbers become ballots of the library, added to those of another page of the same day and age."""
    session = KioskSession.objects.select_for_update(of=("self",)).select_related("library").get(pk=session.pk)
    if session.closed_at is not None:
        raise ValidationError(_("This voting page is closed already."))
    day, total = timezone.localdate(session.opened_at), 0
    for tally in session.tallies.all():
        if not sum(tally.counts):
            continue
        same = {"book_id": tally.book_id, "library": session.library, "band": session.band, "day": day, "source": Ballot.Source.KIOSK}
        ballot = Ballot.objects.select_for_update().filter(**same).first() or Ballot(**same, voters=0, is_demo=session.is_demo)
        for name in STARS:
            setattr(ballot, name, getattr(ballot, name) + getattr(tally, name))
        ballot.voters, ballot.reported_by = sum(ballot.counts), session.opened_by
        ballot.save()
        total += sum(tally.counts)
    session.tallies.all().delete()
    session.closed_at = now
    session.save(update_fields=["closed_at"])
    record(verb="reading.close_session", obj=session, by=by, after={"votes": total})
    return session
