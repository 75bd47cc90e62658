"""A person is forgotten: everything that names them goes, what the books and the statistics count stays without a name."""

import re
from collections import Counter
from datetime import date
from typing import Any

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_actor, erase_personal_values, record
from sextant.base.letters.actions import erase_letters_to
from sextant.base.search.actions import remove
from sextant.society.members.forgetting import forget_everywhere
from sextant.society.members.models import (
    ErasureRequest,
    FeeReduction,
    ImportRow,
    ImportRun,
    LikelyPair,
    Membership,
    MergeRecord,
    Organisation,
    Person,
    Privacy,
)
from sextant.society.members.queries.relations import relations_of
from sextant.society.members.queries.traces import traces_of

GONE_APPS = {"account", "mfa", "usersessions", "socialaccount", "admin"}
GONE_MODELS = {"accounts.Token", "permissions.Grant"}
"""Rows that belong to a log-in and go with it; other rows keep the nameless user as the one who did something."""
SEALED = frozenset({"audit.Entry", "sessions.Session"})


@transaction.atomic
def ask_erasure(person: Person, *, words: str = "", by: User | None) -> ErasureRequest:
    """The person, or the office for them, asks to be forgotten."""
    if person.erased_at or ErasureRequest.objects.filter(person=person, state=ErasureRequest.State.ASKED).exists():
        raise ValidationError(_("The erasure was asked for already; the office decides."))
    request = ErasureRequest.objects.create(person=person, words=words.strip(), asked_by=by)
    record(verb="members.ask_erasure", obj=person, by=by)
    return request


def _open(request: ErasureRequest) -> ErasureRequest:
    now = ErasureRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    if now.state != ErasureRequest.State.ASKED:
        raise ValidationError(_("This request was decided already."))
    return now


@transaction.atomic
def refuse_erasure(request: ErasureRequest, *, reason: str, by: User) -> ErasureRequest:
    """The office may not erase, and says by which law."""
    if not reason.strip():
        raise ValidationError({"reason": _("Name the law by which the data must be kept.")})
    request = _open(request)
    request.state, request.reason = ErasureRequest.State.REFUSED, reason.strip()
    request.decided_by, request.decided_at = by, timezone.now()
    request.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    record(verb="members.refuse_erasure", obj=request.person, by=by, after={"reason": request.reason})
    return request


@transaction.atomic
def erase_person(request: ErasureRequest, *, typed: str, by: User) -> ErasureRequest:
    """Erases what names the person, for good. `typed` is the number of the entry, typed by hand, so that nobody is erased by a slip."""
    request = _open(request)
    person = Person.objects.select_for_update(of=("self",)).get(pk=request.person_id)
    if typed.strip() != str(person.pk):
        raise ValidationError({"typed": _("Type the number of the entry, %(number)s, to confirm.") % {"number": person.pk}})
    rows = [person, *Person.objects.filter(merged_into=person)]
    texts, counts = _naming_texts(rows), Counter[str]()
    for each in rows:
        _erase_row(each, counts, by)
    counts["other rows"] = _scrub(texts)
    request.words, request.state = "", ErasureRequest.State.DONE
    request.decided_by, request.decided_at = by, timezone.now()
    left = [str(trace) for trace in traces_of(texts, leave_out=SEALED)]
    request.counts = {**counts, "left": left[:50]}
    request.save()
    record(verb="members.erase_person", obj=person, by=by, after={"rows": sum(counts.values()), "left": len(left)})
    return request


def _naming_texts(rows: list[Person]) -> set[str]:
    """Addresses, phone numbers and full names by which the person may still stand somewhere.

    What is somebody else's too (a namesake's name, the telephone of a library) is left alone: it does not tell who is meant.
    """
    texts: set[str] = set()
    others = Person.objects.filter(merged_into=None, erased_at=None).exclude(pk__in=[person.pk for person in rows])
    for person in rows:
        texts |= {text for text in (person.email or "", person.phone, person.orcid) if text and not _is_shared(text, others)}
        if not others.filter(family_name=person.family_name, given_name=person.given_name).exists():
            texts |= {person.full_name, person.latin_name, f"{person.given_name} {person.family_name}"}
            texts |= {former.name for former in person.former_names.all()}
            texts.add(f"{person.given_name} {person.patronymic} {person.family_name}")
        if person.user is not None:
            texts |= {person.user.email, person.user.display_name}
    return {text.strip() for text in texts if len(text.strip()) > 5}


def _is_shared(text: str, others: models.QuerySet[Person]) -> bool:
    organisations = Organisation.objects.filter(models.Q(phone=text) | models.Q(email__iexact=text))
    return organisations.exists() or others.filter(models.Q(phone=text) | models.Q(email__iexact=text)).exists()


def five_years(born_on: date | None) -> date | None:
    """The first day of the five years in which somebody was born: what statistics by age need, and no more."""
    return date(born_on.year - born_on.year % 5, 1, 1) if born_on else None


def _erase_row(person: Person, counts: Counter[str], by: User) -> None:
    for address in {person.email, person.user.email if person.user else None} - {None, ""}:
        counts["letters"] += erase_letters_to(address, by=by)  # type: ignore[arg-type]
    for name in ("former_names", "affiliations"):
        counts[name] += getattr(person, name).all().delete()[0]
    counts["import rows"] += ImportRow.objects.filter(person=person).delete()[0]
    counts["pairs"] += LikelyPair.objects.filter(models.Q(first=person) | models.Q(second=person)).delete()[0]
    MergeRecord.objects.filter(models.Q(kept=person) | models.Q(gone=person)).update(before={}, after={}, steps=[])
    Membership.objects.filter(person=person).update(motivation="", decision_note="", waiver_reason="")
    FeeReduction.objects.filter(membership__person=person).update(reason="")
    for membership in Membership.objects.filter(person=person):
        counts["record"] += erase_personal_values(kind="members.membership", key=str(membership.pk))
    counts["record"] += erase_personal_values(kind="members.person", key=str(person.pk))
    counts.update(forget_everywhere(person))
    remove(person)
    user, person.user = person.user, None
    for name in ("given_name", "patronymic", "latin_name", "phone", "city", "orcid", "speciality_ru", "speciality_en", "about_ru", "about_en"):
        setattr(person, name, "")
    person.family_name, person.email, person.born_on, person.erased_at = f"#{person.pk}", None, five_years(person.born_on), timezone.now()
    person.save()
    Privacy.objects.filter(person=person).delete()
    if user is not None:
        counts["log-in"] += _erase_user(user)


def _erase_user(user: User) -> int:
    """The log-in can no longer be used and no longer names anybody; its number stays in the record."""
    gone = 0
    for relation in relations_of(User):
        label = relation.model._meta.label
        if relation.model._meta.app_label == "usersessions":
            Session.objects.filter(session_key__in=[getattr(row, "session_key", "") for row in relation.rows(user)]).delete()
        if relation.model._meta.app_label in GONE_APPS or label in GONE_MODELS:
            gone += relation.model._base_manager.filter(**{relation.attname: user.pk}).delete()[0]
    erase_actor(user)
    gone += erase_personal_values(kind="accounts.user", key=str(user.pk))
    user.email, user.display_name, user.is_active, user.is_staff, user.is_superuser = f"erased-{user.pk}@invalid.example", "", False, False, False
    user.set_unusable_password()
    user.save()
    return gone + 1


def _scrub(texts: set[str]) -> int:
    """Takes the addresses, numbers and full names out of every other text of the site, the sealed record excepted. Returns how many rows."""
    changed = 0
    pattern = re.compile("|".join(sorted(map(re.escape, texts), key=len, reverse=True)), re.I)
    for trace in list(traces_of(texts, leave_out=SEALED, most=None)):
        row = trace.model._base_manager.filter(pk=trace.key)
        value = row.values_list(trace.column, flat=True).first()
        changed += row.update(**{trace.column: _without(pattern, value)})
    stray = ImportRun.objects.filter(state__in=[ImportRun.State.APPLIED, ImportRun.State.DISCARDED])
    stray.exclude(content=b"").update(content=b"")
    return changed


def _without(pattern: re.Pattern[str], value: Any) -> Any:
    if isinstance(value, str):
        return pattern.sub("…", value)
    if isinstance(value, list):
        return [_without(pattern, each) for each in value]
    if isinstance(value, dict):
        return {_without(pattern, name): _without(pattern, each) for name, each in value.items()}
    return value
