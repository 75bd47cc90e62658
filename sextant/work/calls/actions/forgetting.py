"""What is forgotten of contests with a person: drafts, answers, files and co-authors of entries; numbers, scores and awards stay without a name."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from sextant.base.audit.actions import erase_personal_values
from sextant.society.members.models import Person
from sextant.work.calls import states
from sextant.work.calls.actions.dropping import drop_file
from sextant.work.calls.models import Answer, CoAuthor, Conflict, Entry, EntryFile, LatePass, NameFound, Resemblance


def forget_person(person: Person) -> int:
    """Empties the person's entries; refuses with a sentence while one of them is being judged. Returns how many rows."""
    judged = (
        Entry.objects.filter(person=person, state=states.SUBMITTED, call__state__in=[states.PUBLISHED, states.DECIDED]).select_related("call").first()
    )
    if judged is not None:
        raise ValidationError(_("An entry of this person to “%(call)s” is being judged. It has to be withdrawn first.") % {"call": judged.call})
    entries = list(Entry.objects.filter(person=person))
    gone = Resemblance.objects.filter(Q(entry__in=entries) | Q(other__in=entries)).delete()[0]
    for model in (Answer, CoAuthor, NameFound):
        gone += model._default_manager.filter(entry__in=entries).delete()[0]
    for file in EntryFile.objects.filter(entry__in=entries):
        drop_file(file)
        gone += 1
    gone += Entry.objects.filter(person=person, state=states.DRAFT).delete()[0]
    entries = [entry for entry in entries if entry.state != states.DRAFT]
    for entry in entries:
        entry.title, entry.blind_title = "—", "—"
        entry.save(update_fields=["title", "blind_title"])
        gone += erase_personal_values(kind="calls.entry", key=str(entry.pk))
    gone += LatePass.objects.filter(person=person).delete()[0]
    Conflict.objects.filter(juror__person=person).exclude(note="").update(note="")
    return gone
