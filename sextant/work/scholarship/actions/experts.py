"""Experts: a profile filled in, consent given, renewed and taken back; works; declared conflicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index, remove
from sextant.base.search.stems import words_of
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.work.scholarship.models import DeclaredConflict, ExpertProfile, ExpertWork
from sextant.work.scholarship.named import keys_of_authors

CONSENT = "expert-2026-11"
"""Version of the consent that the page shows."""
YEAR = timedelta(days=365)
MOST_WORKS = 2000


@dataclass(frozen=True)
class Work:
    """A work as it comes in: from a form or from a file."""

    title: str
    year: int | None = None
    doi: str = ""
    venue: str = ""
    authors: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        return self.doi.casefold()[:200] if self.doi else f"{' '.join(words_of(self.title))[:190]} {self.year or ''}".strip()


@transaction.atomic
def save_profile(person: Person, *, by: User | None, concepts: Iterable[Concept] = (), **values: Any) -> ExpertProfile:
    """Fills in what will be listed; nothing is shown before the consent."""
    kept = ExpertProfile.objects.select_for_update().filter(person=person).first() or ExpertProfile(person=person, is_demo=person.is_demo)
    for name, value in values.items():
        setattr(kept, name, value)
    place = kept.organisation
    if place is not None and not Affiliation.objects.filter(person=person, organisation=place).exists():
        raise ValidationError({"organisation": _("Only an organisation at which you work or worked can be shown.")})
    kept.full_clean(exclude=["person"], validate_constraints=False)
    kept.save()
    kept.concepts.set(concepts)
    record(verb="scholarship.save_profile", obj=kept, by=by, after={"roles": ", ".join(kept.roles)})
    index(kept)
    return kept


@transaction.atomic
def agree_profile(profile: ExpertProfile, *, agreed: bool, today: date, by: User | None) -> ExpertProfile:
    """The person consents, for a year from today: for the first time, anew, or to renew."""
    kept = ExpertProfile.objects.select_for_update(of=("self",)).select_related("person").get(pk=profile.pk)
    if not agreed:
        raise ValidationError({"agreed": _("Nobody is listed without their consent.")})
    if not kept.roles:
        raise ValidationError(_("Choose at least one role that you agree to, save, and then consent."))
    kept.listed_since = kept.listed_since if kept.is_listed(today) else today
    kept.agreed_on, kept.until, kept.withdrawn_on, kept.consent_text = today, today + YEAR, None, CONSENT
    kept.save(update_fields=["agreed_on", "until", "listed_since", "withdrawn_on", "consent_text"])
    record(verb="scholarship.agree_profile", obj=kept, by=by, after={"day": today, "version": CONSENT})
    index(kept)
    return kept


@transaction.atomic
def withdraw_profile(profile: ExpertProfile, *, today: date, by: User | None) -> ExpertProfile:
    """The person takes the consent back: gone from lists, search, proposals and files from this moment."""
    kept = ExpertProfile.objects.select_for_update(of=("self",)).select_related("person").get(pk=profile.pk)
    if kept.agreed_on is None:
        raise ValidationError(_("You are not listed; there is nothing to take back."))
    kept.agreed_on, kept.until, kept.listed_since, kept.withdrawn_on = None, None, None, today
    kept.save(update_fields=["agreed_on", "until", "listed_since", "withdrawn_on"])
    record(verb="scholarship.withdraw_profile", obj=kept, by=by, after={"day": today})
    remove(kept)
    return kept


@transaction.atomic
def add_work(
    profile: ExpertProfile,
    work: Work,
    *,
    by: User | None,
    concepts: Iterable[Concept] = (),
    source: str = ExpertWork.Source.ENTERED,
    is_confirmed: bool = True,
) -> tuple[ExpertWork, bool]:
    """Adds a work, or brings the one that is there up to date (False: it was there). A proposed one waits for the person's word."""
    title = " ".join(work.title.split())[:500]
    if not title:
        raise ValidationError({"title": _("Give the title of the work.")})
    if profile.works.count() >= MOST_WORKS:
        raise ValidationError(_("There are as many works as one profile may hold. Remove some first."))
    known = profile.works.filter(identity=work.identity[:200]).first()
    kept = known or ExpertWork(profile=profile, identity=work.identity[:200], source=source, is_confirmed=is_confirmed, title=title)
    kept.year, kept.doi, kept.venue = kept.year or work.year, kept.doi or work.doi[:200], kept.venue or work.venue[:300]
    if work.authors and not kept.authors:
        kept.authors, kept.author_keys = list(work.authors)[:200], keys_of_authors(work.authors)[:200]
    kept.is_confirmed = kept.is_confirmed or is_confirmed
    kept.save()
    kept.concepts.add(*concepts)
    if known is None:
        record(verb="scholarship.add_work", obj=profile, by=by, after={"title": title, "source": str(source)})
    return kept, known is None


@transaction.atomic
def confirm_work(work: ExpertWork, *, by: User | None) -> ExpertWork:
    """The expert says that a work which was found is theirs."""
    work.is_confirmed = True
    work.save(update_fields=["is_confirmed"])
    record(verb="scholarship.confirm_work", obj=work.profile, by=by, after={"title": work.title})
    index(work.profile)
    return work


@transaction.atomic
def remove_work(work: ExpertWork, *, by: User | None) -> ExpertProfile:
    """Takes a work off the profile: one that was added, or one that was found and is another's."""
    profile = work.profile
    record(verb="scholarship.remove_work", obj=profile, by=by, before={"title": work.title})
    work.delete()
    index(profile)
    return profile


@transaction.atomic
def declare_conflict(
    profile: ExpertProfile, *, today: date, by: User | None, person: Person | None = None, organisation: Organisation | None = None, note: str = ""
) -> DeclaredConflict:
    """The expert says whom or what they will not judge."""
    if (person is None) == (organisation is None):
        raise ValidationError({"person": _("Name either a person or an organisation.")})
    if person is not None and person.pk == profile.person_id:
        raise ValidationError({"person": _("Nobody judges themselves anyway. Name somebody else.")})
    kept = DeclaredConflict.objects.create(profile=profile, person=person, organisation=organisation, note=note.strip()[:200], on=today)
    record(verb="scholarship.declare_conflict", obj=profile, by=by, after={"number": kept.pk})
    return kept


@transaction.atomic
def remove_conflict(conflict: DeclaredConflict, *, by: User | None) -> ExpertProfile:
    """Takes a declared conflict back."""
    profile = conflict.profile
    record(verb="scholarship.remove_conflict", obj=profile, by=by, before={"number": conflict.pk})
    conflict.delete()
    return profile
