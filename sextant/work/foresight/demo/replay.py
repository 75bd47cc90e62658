"""The document of the session of 2019: drafted out of its proposals, commented on by guests, voted on, and published as the shipped agenda."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.documents import states as document_states
from sextant.society.documents.actions.clauses import save_clause, take_over_wording
from sextant.society.documents.actions.consulting import close_consultation, comment, dispose, open_consultation
from sextant.society.documents.actions.drafting import revise, save_head
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.actions.voting import close_vote, mark_of, open_vote
from sextant.society.documents.counting import digest_of
from sextant.society.documents.kinds import Guest
from sextant.society.documents.models import Ballot, Comment, Disposition, Document, Elector, Version
from sextant.work.foresight import states
from sextant.work.foresight.actions.agendas import gather_document
from sextant.work.foresight.demo import words_2019 as words
from sextant.work.foresight.document_kind import guest_of, guests_of
from sextant.work.foresight.models import Proposal, Session, Statement

DRAFTED, CONSULTED, SETTLED = (datetime(2019, 4, 23, hour, tzinfo=UTC) for hour in (9, 10, 17))
VOTED, COUNTED = datetime(2019, 4, 24, 9, tzinfo=UTC), datetime(2019, 4, 24, 18, tzinfo=UTC)
PUBLISHED = date(2019, 4, 25)
LANGUAGES = ("ru", "en")


def without_end(text: str) -> str:
    """A text without its last sentence."""
    return text[: text.rstrip(". ").rfind(". ") + 1]


def draft_proposals(session: Session, agenda: Agenda) -> None:
    """Every guideline of a direction was a proposal of its group; a few of them as they stood before the comments, two were left."""
    for group in session.groups.all():
        statements = list(Statement.objects.filter(group=group, state=states.ACCEPTED).order_by("pk"))
        rows = Guideline.objects.filter(direction__agenda=agenda, direction__code=group.code).select_related("direction").order_by("number")
        for one in rows:
            said = {f"{name}_{code}": getattr(one, f"{name}_{code}") for name in ("title", "text", "who") for code in LANGUAGES}
            if one.code in words.SHORTENED:
                said |= {f"text_{code}": without_end(said[f"text_{code}"]) for code in LANGUAGES}
            made = Proposal.objects.create(group=group, position=one.number, is_taken=True, **said)
            made.statements.set(statements[one.number - 1 : one.number])
        if group.code in words.LEFT:
            title_ru, title_en, why = words.LEFT[group.code]
            Proposal.objects.create(group=group, position=rows.count() + 1, is_taken=False, why=why, title_ru=title_ru, title_en=title_en)


@transaction.atomic
def play_document(session: Session, agenda: Agenda) -> None:
    """From the proposals to the published document, at the hours of those days."""
    document = gather_document(session, by=None)
    draft = document.versions.get()
    said = {f"{name}_{code}": text for name, both in (("title", words.TITLE), ("summary", words.SUMMARY)) for code, text in _both(both)}
    save_head(draft, revision=draft.revision, by=None, **said)
    guests = [guest_of(one) for one in guests_of(session).order_by("pk")]
    final = {one.code: one for one in Guideline.objects.filter(direction__agenda=agenda).select_related("direction")}
    version = open_consultation(document, closes_at=SETTLED, by=None, audience=document_states.PUBLIC, now=CONSULTED).version
    proposed = _commented(version, guests, final)
    close_consultation(document, by=None, now=SETTLED)
    _settled(version)
    _worked_in(document, proposed, final)
    _approved(document)
    publish(Document.objects.get(pk=document.pk), by=None, on=PUBLISHED)
    _dated(document)


def _both(pair: tuple[str, str]) -> list[tuple[str, str]]:
    return list(zip(LANGUAGES, pair, strict=True))


def _commented(version: Version, guests: list[Guest], final: dict[str, Guideline]) -> list[Comment]:
    """Another wording for every guideline that lacks its end, and remarks; the comments whose wording was taken."""
    clauses = {one.number: one for one in version.clauses.all()}
    taken = []
    for number, code in enumerate(words.SHORTENED):
        clause = clauses[code]
        wording = f"{clause.text_ru} {words.ANOTHER_END}" if code == words.HALF_TAKEN else final[code].text_ru
        at = CONSULTED + timedelta(minutes=7 * number)
        guest = guests[7 * number % len(guests)]
        made = comment(version, guest=guest, by=None, clause=clause, text=words.WHY_PROPOSED, wording=wording, language="ru", now=at)
        taken += [made] if code != words.HALF_TAKEN else []
    for number, (code, text, _outcome, _why) in enumerate(words.REMARKS, len(words.SHORTENED)):
        at = CONSULTED + timedelta(minutes=11 * number)
        made = comment(version, guest=guests[5 * number % len(guests)], by=None, clause=clauses.get(code), text=text, now=at)
        if code == words.ANSWER[0]:
            comment(version, guest=guests[-1], by=None, text=words.ANSWER[1], reply_to=made, now=at + timedelta(minutes=5))
    return taken


def _settled(version: Version) -> None:
    """What became of each comment, and why."""
    remarks = {text: (outcome, why) for _code, text, outcome, why in words.REMARKS}
    for number, one in enumerate(version.comments.filter(reply_to=None).select_related("clause")):
        ended = words.HALF if one.clause is not None and one.clause.number == words.HALF_TAKEN else words.TAKEN
        outcome, why = ended if one.wording else remarks[one.text]
        dispose(one, outcome=outcome, reason=why, by=None, now=SETTLED + timedelta(minutes=3 * number))


def _worked_in(document: Document, proposed: list[Comment], final: dict[str, Guideline]) -> None:
    """The second version: wordings taken over, the English and what the committee wrote itself put in by hand."""
    version = revise(document, by=None)
    note = {f"note_{code}": text for code, text in _both(words.NOTE)}
    save_head(version, revision=version.revision, by=None, **note)
    for one in proposed:
        take_over_wording(one, by=None)
    for clause in version.clauses.filter(number__in=words.SHORTENED).select_related("version__document", "part_of"):
        said = {f"{name}_{code}": getattr(clause, f"{name}_{code}") for name in ("heading", "text") for code in LANGUAGES}
        said |= {f"text_{code}": getattr(final[clause.number], f"text_{code}") for code in LANGUAGES}
        save_clause(clause, revision=clause.revision, by=None, part_of=clause.part_of, **said)


def _approved(document: Document) -> None:
    """All eighty are guests and stand in the electorate; most take part, and nearly all of them approve. The ballots are chained here as
    the action would chain them one by one, which takes two seconds; the count checks every link."""
    vote = open_vote(document, closes_at=COUNTED, by=None, now=VOTED)
    lines = [one for one in vote.electorate.all() if one.number % words.STAYED_AWAY]
    previous, ballots = vote.genesis, []
    for number, line in enumerate(lines, 1):
        mark, choice = mark_of(line, is_secret=vote.is_secret), _choice(line.number)
        ballots.append(
            Ballot(vote=vote, number=number, mark=mark, choice=choice, previous=previous, digest=digest_of(previous, number, mark, choice))
        )
        previous = ballots[-1].digest
    Ballot.objects.bulk_create(ballots)
    Elector.objects.filter(pk__in=[one.pk for one in lines]).update(has_voted=True)
    close_vote(vote, by=None, now=COUNTED)


def _choice(number: int) -> str:
    if number % words.AGAINST == 0:
        return document_states.NO
    return document_states.YES if number % words.ABSTAINED else document_states.ABSTAIN


def _dated(document: Document) -> None:
    """What the actions have dated today happened in those days."""
    Document.objects.filter(pk=document.pk).update(made_at=DRAFTED)
    for number, frozen in ((1, CONSULTED), (2, VOTED)):
        Version.objects.filter(document=document, number=number).update(made_at=DRAFTED if number == 1 else SETTLED, frozen_at=frozen)


def remove_documents() -> int:
    """Takes the documents of the demo's sessions away, before the sessions."""
    rows = Document.objects.filter(foresight_sessions__is_demo=True)
    return (
        Disposition.objects.filter(comment__version__document__in=rows).delete()[0]
        + Document.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()[0]
    )
