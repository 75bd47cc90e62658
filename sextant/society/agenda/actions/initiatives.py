"""Writing initiatives: what they are, where they stand, what happened."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.society.agenda import states
from sextant.society.agenda.models import Contribution, Guideline, Initiative, Milestone, Participant, ProgressNote
from sextant.society.members.models import Person, Section

FIELDS = (
    "title_ru", "title_en", "about_ru", "about_en", "outcome_ru", "outcome_en", "section", "owner",
    "starts_on", "ends_on", "budget_minor", "currency", "is_public",
)  # fmt: skip
PERSONAL = ("owner",)


def _plain(initiative: Initiative, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(initiative, f"{name}_id" if name in ("section", "owner") else name) for name in names}


def _refuse_wrong(initiative: Initiative) -> None:
    if not (initiative.title_ru or initiative.title_en):
        raise ValidationError({"title_ru": _("Give the initiative a title in at least one language.")})
    if initiative.starts_on and initiative.ends_on and initiative.ends_on < initiative.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the beginning. Choose a later day.")})
    if initiative.budget_minor < 0:
        raise ValidationError({"budget_minor": _("A budget cannot be below zero.")})
    if initiative.state == states.PLANNED or initiative.state == states.RUNNING:
        lacking = _lacking(initiative, ("owner", "dates"))
        if lacking:
            raise ValidationError(lacking)


@transaction.atomic
def create_initiative(*, section: Section, home: Guideline, also: Iterable[Guideline] = (), by: User | None, **fields: Any) -> Initiative:
    """Makes an initiative as an idea of a section, with its home guideline and others that it serves."""
    _only_known(fields)
    initiative = Initiative(section=section, **fields)
    _refuse_wrong(initiative)
    if section.closed_on is not None:
        raise ValidationError({"section": _("This section is closed. Choose one that is at work.")})
    initiative.save()
    _set_guidelines(initiative, home, also)
    record(
        verb="agenda.create_initiative", obj=initiative, by=by,
        after={**_plain(initiative, [name for name in FIELDS if name not in PERSONAL]), "home": home.code},
        personal_after=_plain(initiative, PERSONAL) if initiative.owner_id else None,
    )  # fmt: skip
    index(initiative)
    return initiative


@transaction.atomic
def change_initiative(initiative: Initiative, *, home: Guideline, also: Iterable[Guideline] = (), by: User | None, **fields: Any) -> Initiative:
    """Changes what an initiative says of itself; its state is changed by `move_initiative` only."""
    _only_known(fields)
    kept = Initiative.objects.select_for_update().get(pk=initiative.pk)
    before = _plain(kept, FIELDS)
    for name, value in fields.items():
        setattr(kept, name, value)
    _refuse_wrong(kept)
    kept.changed_at = timezone.now()
    kept.save()
    _set_guidelines(kept, home, also)
    after = _plain(kept, FIELDS)
    changed = [name for name in FIELDS if before[name] != after[name]]
    record(
        verb="agenda.change_initiative", obj=kept, by=by,
        before={name: before[name] for name in changed if name not in PERSONAL},
        after={**{name: after[name] for name in changed if name not in PERSONAL}, "home": home.code},
        personal_before={name: before[name] for name in changed if name in PERSONAL},
        personal_after={name: after[name] for name in changed if name in PERSONAL},
    )  # fmt: skip
    index(kept)
    return kept


def _only_known(fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an initiative: {sorted(unknown)}")


def _set_guidelines(initiative: Initiative, home: Guideline, also: Iterable[Guideline]) -> None:
    wanted = {home.pk: True, **{guideline.pk: False for guideline in also if guideline.pk != home.pk}}
    initiative.contributions.exclude(guideline__in=wanted).delete()
    initiative.contributions.filter(is_home=True).exclude(guideline=home).update(is_home=False)
    for key, is_home in wanted.items():
        Contribution.objects.update_or_create(initiative=initiative, guideline_id=key, defaults={"is_home": is_home})


def _lacking(initiative: Initiative, needs: tuple[str, ...], note: str = "") -> list[str]:
    sentences = {
        "owner": (initiative.owner_id, _("Name the person who answers for the initiative first.")),
        "dates": (initiative.starts_on and initiative.ends_on, _("Give the initiative a first and a last day first.")),
        "note": (note.strip(), _("Say in a note why, so that others understand the change.")),
    }
    return [sentence for need, (there, sentence) in sentences.items() if need in needs and not there]


@transaction.atomic
def move_initiative(initiative: Initiative, *, target: str, note: str = "", by: User | None) -> Initiative:
    """Changes the state along the table of moves; what a move needs must be there, and its note is kept."""
    kept = Initiative.objects.select_for_update().get(pk=initiative.pk)
    move = states.move_between(kept.state, target)
    if move is None:
        raise ValidationError(_("The initiative has moved on meanwhile; look at its page again and choose anew."))
    lacking = _lacking(kept, move.needs, note)
    if lacking:
        raise ValidationError(lacking)
    kept.state, kept.changed_at = target, timezone.now()
    kept.done_on = timezone.localdate() if target == states.DONE else None
    kept.save(update_fields=["state", "changed_at", "done_on"])
    ProgressNote.objects.create(initiative=kept, author=by, text=note.strip(), moved_to=target)
    record(verb="agenda.move_initiative", obj=kept, by=by, before={"state": move.source}, after={"state": target, "note": note.strip()})
    index(kept)
    return kept


@transaction.atomic
def write_note(initiative: Initiative, *, text: str, by: User) -> ProgressNote:
    """Adds what happened, in the author's words (Markdown)."""
    if not text.strip():
        raise ValidationError({"text": _("Write what happened.")})
    note = ProgressNote.objects.create(initiative=initiative, author=by, text=text.strip())
    _touch(initiative)
    record(verb="agenda.write_note", obj=initiative, by=by, after={"note": note.pk, "text": note.text})
    return note


def _touch(initiative: Initiative) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(changed_at=timezone.now())


@transaction.atomic
def add_milestone(initiative: Initiative, *, title_ru: str, title_en: str, due_on: date, by: User | None) -> Milestone:
    """Adds a dated step."""
    if not (title_ru or title_en):
        raise ValidationError({"title_ru": _("Give the milestone a title in at least one language.")})
    milestone = Milestone.objects.create(initiative=initiative, title_ru=title_ru, title_en=title_en, due_on=due_on)
    _touch(initiative)
    record(verb="agenda.add_milestone", obj=initiative, by=by, after={"milestone": milestone.pk, "title": milestone.title, "due_on": due_on})
    return milestone


@transaction.atomic
def mark_milestone(milestone: Milestone, *, done_on: date | None, by: User | None) -> Milestone:
    """Marks a milestone as reached on a day, or (None) takes the mark back."""
    if done_on is not None and done_on > timezone.localdate():
        raise ValidationError({"done_on": _("This day lies ahead. A milestone is marked when it has been reached.")})
    before = milestone.done_on
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])
    _touch(milestone.initiative)
    after = {"milestone": milestone.pk, "done_on": done_on}
    record(verb="agenda.mark_milestone", obj=milestone.initiative, by=by, before={"milestone": milestone.pk, "done_on": before}, after=after)
    return milestone


@transaction.atomic
def add_participant(initiative: Initiative, *, person: Person, part_ru: str = "", part_en: str = "", by: User | None) -> Participant:
    """Names a person who works on the initiative; naming them again changes their part."""
    parts = {"part_ru": part_ru, "part_en": part_en}
    participant, _made = Participant.objects.update_or_create(initiative=initiative, person=person, defaults=parts)
    record(verb="agenda.add_participant", obj=initiative, by=by, personal_after={"person": person.pk, **parts})
    return participant


@transaction.atomic
def remove_participant(participant: Participant, *, by: User | None) -> Initiative:
    """Takes a person off the initiative's list."""
    initiative = participant.initiative
    record(verb="agenda.remove_participant", obj=initiative, by=by, personal_before={"person": participant.person_id})
    participant.delete()
    return initiative
