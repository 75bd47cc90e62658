"""From proposals to a document, and from the published document to the next agenda."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.search.actions import index
from sextant.society.agenda import agenda_file
from sextant.society.agenda.actions import apply_agenda, make_agenda_current
from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.documents.actions.drafting import draft_document
from sextant.society.documents.clauses import ClauseDraft
from sextant.society.documents.models import Clause, Document, Publication
from sextant.work.foresight import states
from sextant.work.foresight.agenda_text import NewAgenda, NewDirection, NewGuideline, bilingual, earlier_directions, written
from sextant.work.foresight.models import EarlierDecision, Proposal, Session
from sextant.work.foresight.queries.proposals import undecided_earlier


@in_turn
def gather_document(session: Session, *, by: User | None) -> Document:
    """Drafts the document: a chapter for each direction, in it the proposals taken in, then the earlier guidelines carried over.

    Everything that will stand in the agenda is put before those who comment and vote; from then on it is changed there. Refused while a
    proposal or an earlier guideline has no decision, and when nothing was taken in.
    """
    held = Session.objects.select_for_update(of=("self",)).select_related("base_agenda").get(pk=session.pk)
    if held.state != states.DECIDING:
        raise ValidationError(_("End the answers first; then the document is drafted."))
    if held.document_id is not None:
        raise ValidationError(_("The document is drafted already."))
    _refuse_undecided(held)
    clauses = _clauses_of(held)
    if not any(one.part_of for one in clauses):
        raise ValidationError(_("Take at least one proposal in, or carry a guideline over: an empty agenda cannot be voted on."))
    editors = User.objects.filter(person__foresight_duties__session=held, person__foresight_duties__kind=states.COMMITTEE)
    words = {
        f"{name}_{code}": getattr(held, f"{source}_{code}") for name, source in (("title", "title"), ("summary", "about")) for code in ("ru", "en")
    }
    code = f"agenda-{held.code}".replace("_", "-").lower()[:60]
    document = draft_document(kind=states.KIND, clauses=clauses, by=by, owner=held, editors=editors, code=code, is_demo=held.is_demo, **words)
    held.document = document
    held.save(update_fields=["document"])
    record(verb="foresight.gather_document", obj=held, by=by, after={"document": document.code, "clauses": len(clauses)})
    return document


def _refuse_undecided(session: Session) -> None:
    waiting = Proposal.objects.filter(group__session=session, is_taken=None).count()
    if waiting:
        words = ngettext("%(count)s proposal has no decision yet.", "%(count)s proposals have no decision yet.", waiting)
        raise ValidationError(words % {"count": waiting})
    open_ones = len(undecided_earlier(session))
    if open_ones:
        words = ngettext(
            "%(count)s guideline of the earlier agenda has no decision yet.",
            "%(count)s guidelines of the earlier agenda have no decision yet.",
            open_ones,
        )
        raise ValidationError(words % {"count": open_ones})


def _clauses_of(session: Session) -> list[ClauseDraft]:
    """Chapters in the order of the earlier agenda, then those of groups of one's own; an empty chapter is left out."""
    groups = {group.code: group for group in session.groups.all()}
    heads = {direction.code: direction for direction in earlier_directions(session.base_agenda)}
    found: list[ClauseDraft] = []
    for code in [*heads, *(code for code in groups if code not in heads)]:
        key = f"direction-{code.lower().replace('_', '-')}"
        inside = [*_taken(session, code, key), *_carried(session, code, key)]
        if inside:
            head = groups.get(code) or heads[code]
            words = {
                f"{name}_{tongue}": getattr(head, f"{source}_{tongue}")
                for name, source in (("heading", "title"), ("text", "about"))
                for tongue in ("ru", "en")
            }
            found += [ClauseDraft(key=key, number=code, data={"direction": code}, **words), *inside]
    return found


def _taken(session: Session, code: str, chapter: str) -> list[ClauseDraft]:
    rows = Proposal.objects.filter(group__session=session, group__code=code, is_taken=True)
    return [_clause(one, f"proposal-{one.pk}", chapter, "proposal") for one in rows]


def _carried(session: Session, code: str, chapter: str) -> list[ClauseDraft]:
    kept = session.earlier.filter(decision=states.CARRIED, guideline__direction__code=code)
    rows = Guideline.objects.filter(foresight_decisions__in=kept).order_by("number")
    return [_clause(one, f"guideline-{one.pk}", chapter, "carried") for one in rows]


def _clause(row: Proposal | Guideline, key: str, chapter: str, kind: str) -> ClauseDraft:
    words = {f"{name}_{code}": getattr(row, f"{source}_{code}") for name, source in (("heading", "title"), ("text", "text")) for code in ("ru", "en")}
    return ClauseDraft(key=key, part_of=chapter, data={kind: row.pk, **bilingual(row, "who")}, **words)


def compose(session: Session, publication: Publication) -> NewAgenda:
    """The next agenda as the published text has it: what was taken out of the text on its way is ended, what was added is a guideline too."""
    version = publication.version
    clauses = list(version.clauses.all())
    about = {f"about_{code}": getattr(version, f"summary_{code}") for code in ("ru", "en")}
    words = {**bilingual(version, "title"), **{name: value for name, value in about.items() if value}}
    directions = [_direction(session, head, clauses) for head in clauses if head.part_of_id is None]
    agenda = NewAgenda(session.code, words, publication.published_on, directions).numbered()
    kept = agenda.takes_over()
    earlier = (one for direction in earlier_directions(session.base_agenda) for one in direction.guidelines.all())
    agenda.ended = [one.code for one in earlier if one.code not in kept]
    return agenda


def _direction(session: Session, head: Clause, clauses: list[Clause]) -> NewDirection:
    words = {
        f"{name}_{code}": getattr(head, f"{source}_{code}") for name, source in (("title", "heading"), ("about", "text")) for code in ("ru", "en")
    }
    found = NewDirection(head.number, {name: value[:200] if name.startswith("title") else value for name, value in words.items() if value})
    found.guidelines = [_guideline(session, one) for one in clauses if one.part_of_id == head.pk]
    return found


def _guideline(session: Session, clause: Clause) -> NewGuideline:
    words = {
        f"{name}_{code}": getattr(clause, f"{source}_{code}") for name, source in (("title", "heading"), ("text", "text")) for code in ("ru", "en")
    }
    words |= {name: str(value) for name, value in clause.data.items() if name in ("who_ru", "who_en")}
    proposal = clause.data.get("proposal")
    rows = Guideline.objects.select_related("direction").prefetch_related("indicators").filter(direction__agenda=session.base_agenda_id)
    carried = rows.filter(pk=clause.data.get("carried") or 0).first()
    replaced = EarlierDecision.objects.filter(session=session, proposal=proposal or 0).values("guideline")
    return NewGuideline({name: value for name, value in words.items() if value}, proposal, carried, list(rows.filter(pk__in=replaced)))


def _says(new: NewAgenda) -> dict[str, dict[str, str]]:
    """Titles and texts by code of the guideline, as the document has them."""
    names = [f"{name}_{code}" for name in ("title", "text") for code in ("ru", "en")]
    return {f"{head.code}.{one.number}": {name: one.words.get(name, "") for name in names} for head in new.directions for one in head.guidelines}


@in_turn
def confirm_agenda(session: Session, publication: Publication, *, by: User | None) -> Agenda:
    """Closes a session whose agenda is loaded already, from a file: the published document has to say what the agenda says, guideline by
    guideline in the directions of the document. A difference refuses the publication, too."""
    held = Session.objects.select_for_update(of=("self",)).select_related("published_agenda").get(pk=session.pk)
    agenda = held.published_agenda
    if agenda is None:
        raise ValidationError(_("This session has no agenda that was there before it."))
    new = compose(held, publication)
    said = _says(new)
    rows = Guideline.objects.filter(direction__agenda=agenda, direction__code__in=[one.code for one in new.directions]).select_related("direction")
    known = {one.code: {name: getattr(one, name) for name in ("title_ru", "title_en", "text_ru", "text_en")} for one in rows}
    different = sorted(code for code in said.keys() | known.keys() if said.get(code) != known.get(code))
    if different:
        raise ValidationError(_("The document says otherwise than the agenda in: %(codes)s.") % {"codes": ", ".join(different[:5])})
    _close(held, agenda, new)
    record(verb="foresight.confirm_agenda", obj=held, by=by, after={"state": held.state, "code": agenda.code, "fingerprint": publication.fingerprint})
    return agenda


def _close(held: Session, agenda: Agenda, new: NewAgenda) -> None:
    """Proposals know as what they were adopted, the session its agenda, and it is closed. Called inside an action."""
    Proposal.objects.filter(group__session=held).update(adopted_as="")
    for direction in new.directions:
        for guideline in direction.guidelines:
            Proposal.objects.filter(pk=guideline.proposal or 0).update(adopted_as=f"{direction.code}.{guideline.number}")
    held.published_agenda, held.state = agenda, states.CLOSED
    held.save(update_fields=["published_agenda", "state"])
    index(held)


@in_turn
def publish_agenda(session: Session, publication: Publication, *, by: User | None) -> Agenda:
    """Writes the agenda file of the published text, has it checked, and loads it as the current agenda; the session is closed with it.

    A fault of the file refuses the publication of the document, too: both stand, or neither.
    """
    held = Session.objects.select_for_update(of=("self",)).select_related("base_agenda").get(pk=session.pk)
    if held.published_agenda_id is None and Agenda.objects.filter(code=held.code).exists():
        raise ValidationError(_("There is an agenda of this code already. The new one needs a code of its own."))
    new = compose(held, publication)
    draft = agenda_file.parse(written(new), f"{held.code}.toml")
    agenda = apply_agenda(draft, by=by, make_current=True).agenda
    if not agenda.is_current:
        make_agenda_current(agenda, by=by)
    before = {"state": held.state}
    _close(held, agenda, new)
    after = {"state": held.state, "code": agenda.code, "fingerprint": draft.fingerprint}
    record(verb="foresight.publish_agenda", obj=held, by=by, before=before, after=after)
    return agenda
