"""Studies, their items and panels: drawn up, changed until the first round, invited, left."""

from datetime import date
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.society.members.models import Person
from sextant.work.delphi import letters, states
from sextant.work.delphi.models import Item, Panelist, Study

LEAST_OPTIONS, MOST_OPTIONS = 2, 12


def locked(study: Study) -> Study:
    """The study as it stands now, held until the transaction ends."""
    return Study.objects.select_for_update(of=("self",)).get(pk=study.pk)


def _draft(study: Study) -> Study:
    kept = locked(study)
    if kept.state != states.DRAFT:
        raise ValidationError(_("The first round is open, so the questions stay as they are: answers to them would no longer compare."))
    return kept


@transaction.atomic
def save_study(study: Study | None, *, by: User | None, is_demo: bool = False, **values: Any) -> Study:
    """Draws up a study or changes its words; how it is asked and judged stays once the first round is open."""
    kept = locked(study) if study is not None else Study(made_by=by, is_demo=is_demo)
    fixed = [name for name in ("mode", "consensus", "stopping") if name in values and values[name] != getattr(kept, name)]
    if kept.state != states.DRAFT and fixed:
        raise ValidationError({fixed[0]: _("This was laid down before the first round and stays.")})
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.title_ru and kept.title_en):
        raise ValidationError({"title_en" if kept.title_ru else "title_ru": _("Give the study a title in both languages.")})
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="delphi.save_study", obj=kept, by=by)
    return kept


def _named(lines: str) -> list[dict[str, str]]:
    """Options from lines `Russian | English`; their keys are their places."""
    found = []
    for place, line in enumerate((one for one in lines.splitlines() if one.strip()), 1):
        ru, _bar, en = (part.strip() for part in line.partition("|"))
        if not (ru and en):
            raise ValidationError({"lines": _("Line %(line)s: write the option in both languages, as “Russian | English”.") % {"line": place}})
        found.append({"key": str(place), "ru": ru, "en": en})
    if not LEAST_OPTIONS <= len(found) <= MOST_OPTIONS:
        words = {"least": LEAST_OPTIONS, "most": MOST_OPTIONS}
        raise ValidationError({"lines": _("Give %(least)s to %(most)s options, one a line.") % words})
    return found


@transaction.atomic
def save_item(study: Study, item: Item | None, *, lines: str = "", by: User | None, **values: Any) -> Item:
    """Adds a question or changes it, before the first round."""
    _draft(study)
    kept = Item.objects.get(pk=item.pk) if item is not None else Item(study=study, position=study.items.count() + 1)
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.text_ru and kept.text_en):
        raise ValidationError({"text_en" if kept.text_ru else "text_ru": _("Ask the question in both languages.")})
    if kept.high <= kept.low:
        raise ValidationError({"high": _("The highest value must be above the lowest.")})
    kept.options = _named(lines) if kept.kind in (Item.Kind.ALLOCATION, Item.Kind.ORDER) else []
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="delphi.save_item", obj=study, by=by, after={"question": kept.text_en[:200]})
    return kept


@transaction.atomic
def remove_item(item: Item, *, by: User | None) -> None:
    """Takes a question out, before the first round."""
    study = _draft(item.study)
    record(verb="delphi.remove_item", obj=study, by=by, before={"question": item.text_en[:200]})
    item.delete()


@transaction.atomic
def invite(study: Study, *, name: str, email: str, language: str = "ru", person: Person | None = None, by: User | None) -> Panelist:
    """Asks somebody onto the panel; the letter with their link goes out at once, or with the first round."""
    kept = locked(study)
    if kept.state in states.ENDED:
        raise ValidationError(_("The study is closed; nobody can be invited any more."))
    address = email.strip().lower()
    if Panelist.objects.filter(study=kept, email=address).exists():
        raise ValidationError({"email": _("This address is on the panel already.")})
    panelist = Panelist(study=kept, name=name.strip(), email=address, language=language, key=token_hex(16), invited_at=timezone.now())
    panelist.person, panelist.is_demo = person, kept.is_demo
    panelist.full_clean(validate_constraints=False)
    panelist.save()
    record(verb="delphi.invite", obj=kept, by=by, personal_after={"name": panelist.name})
    if kept.state == states.OPEN:
        letters.write_about_round(panelist, kept.rounds.get(closed_on=None), "round")
    return panelist


@transaction.atomic
def consent(panelist: Panelist, *, on: date) -> Panelist:
    """The member of the panel agrees to take part, with the answers kept without the name beside them."""
    panelist = Panelist.objects.select_for_update(of=("self",)).select_related("study").get(pk=panelist.pk)
    if panelist.consented_on is None:
        panelist.consented_on = on
        panelist.save(update_fields=["consented_on"])
    return panelist


@transaction.atomic
def leave(panelist: Panelist, *, on: date, by: User | None = None) -> Panelist:
    """Leaves the panel: no further letter, no further answer. What was answered stays, for the drop-out is told by it."""
    panelist = Panelist.objects.select_for_update(of=("self",)).select_related("study").get(pk=panelist.pk)
    if panelist.left_on is None:
        panelist.left_on = on
        panelist.save(update_fields=["left_on"])
        record(verb="delphi.leave", obj=panelist.study, by=by)
    return panelist


def forget_panelist(person: Person) -> int:
    """Takes name and address off the places of a person who is erased; the answers stay, without anybody."""
    rows = list(Panelist.objects.filter(person=person))
    if person.email:
        rows += list(Panelist.objects.filter(person=None, email__iexact=person.email))
    for panelist in rows:
        panelist.name, panelist.email, panelist.person = "—", f"gone-{panelist.pk}@invalid.example", None
        panelist.left_on = panelist.left_on or timezone.localdate()
        panelist.save()
        erase_personal_values(kind="delphi.study", key=str(panelist.study_id))
    return len(rows)
