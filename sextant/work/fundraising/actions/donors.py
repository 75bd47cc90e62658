"""Donors: found or made, what they agree to, what is noted of them, and how they are forgotten."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.letters.actions import erase_letters_to
from sextant.society.members.models import Organisation, Person
from sextant.work.fundraising.models import Consent, Donor, Gift, Note
from sextant.work.fundraising.models.donors import CONSENT_TEXT
from sextant.work.fundraising.queries.donors import donor_at, root_of

PREFERENCES = {Consent.Purpose.LETTERS: "wants_letters", Consent.Purpose.REMINDERS: "wants_reminders"}


@transaction.atomic
def donor_for(
    *,
    name: str,
    email: str,
    kind: str = Donor.Kind.PERSON,
    language: str = "ru",
    person: Person | None = None,
    organisation: Organisation | None = None,
    by: User | None,
    is_demo: bool = False,
) -> Donor:
    """The donor that person, organisation or address is, made where there is none yet.

    A donor who is known is not changed by what somebody types who may be anybody: neither the name nor what was agreed to.
    """
    email = email.strip().lower()
    if person is None and organisation is None and email and kind == Donor.Kind.PERSON:
        person = Person.objects.filter(email__iexact=email, merged_into=None, erased_at=None).first()
    known = donor_at(person=person, organisation=organisation, email=email, kind=kind)
    if known is not None:
        return known
    donor = Donor.objects.create(
        kind=Donor.Kind.ORGANISATION if organisation is not None else kind,
        person=person,
        organisation=organisation,
        name=(person.full_name if person else organisation.name if organisation else name).strip()[:300],
        email=email or (person.email or "" if person else organisation.email if organisation else ""),
        language=person.language if person else language,
        is_demo=is_demo,
    )
    record(verb="fundraising.make_donor", obj=donor, by=by, personal_after={"name": donor.name, "email": donor.email})
    return donor


@transaction.atomic
def edit_donor(donor: Donor, *, by: User, name: str, email: str, kind: str, language: str) -> Donor:
    """Changes how a donor is called and written to."""
    donor = root_of(Donor.objects.select_for_update().get(pk=donor.pk))
    if not name.strip() and not email.strip():
        raise ValidationError({"name": _("Give a name or an e-mail address, so that the donor can be found again.")})
    before = {"name": donor.name, "email": donor.email}
    donor.name, donor.email, donor.kind, donor.language = name.strip()[:300], email.strip().lower(), kind, language
    donor.save(update_fields=["name", "email", "kind", "language"])
    record(
        verb="fundraising.edit_donor",
        obj=donor,
        by=by,
        after={"kind": kind, "language": language},
        personal_before=before,
        personal_after={"name": donor.name, "email": donor.email},
    )
    return donor


@transaction.atomic
def set_consent(donor: Donor, *, purpose: str, given: bool, way: str, by: User | None, text_version: str = CONSENT_TEXT) -> Consent | None:
    """Writes down a yes or a no; nothing where it is what was said last and what counts (a merge with a “no” makes a “yes” not count)."""
    donor = Donor.objects.select_for_update().get(pk=donor.pk)
    last = donor.consents.filter(purpose=purpose).first()
    counts = getattr(donor, PREFERENCES[Consent.Purpose(purpose)]) if purpose in PREFERENCES else given
    if last is not None and (last.given, last.text_version, counts) == (given, text_version, given):
        return None
    consent = Consent.objects.create(donor=donor, purpose=purpose, given=given, way=way, text_version=text_version, by=by)
    if purpose in PREFERENCES:
        setattr(donor, PREFERENCES[Consent.Purpose(purpose)], given)
        donor.save(update_fields=[PREFERENCES[Consent.Purpose(purpose)]])
    record(verb="fundraising.set_consent", obj=donor, by=by, after={"purpose": purpose, "given": given, "text": text_version, "way": way})
    return consent


@transaction.atomic
def set_language(donor: Donor, *, language: str, by: User | None) -> Donor:
    """The donor chooses the language of letters and receipts."""
    donor = Donor.objects.select_for_update().get(pk=donor.pk)
    if donor.language != language:
        record(verb="fundraising.set_language", obj=donor, by=by, before={"language": donor.language}, after={"language": language})
        donor.language = language
        donor.save(update_fields=["language"])
    return donor


@transaction.atomic
def add_note(donor: Donor, *, text: str, by: User) -> Note:
    """Writes down a talk or a wish; the words stay with the donor and do not go into the record of changes."""
    if not text.strip():
        raise ValidationError({"text": _("Write what is to be remembered.")})
    note = Note.objects.create(donor=donor, text=text.strip(), by=by)
    record(verb="fundraising.add_note", obj=donor, by=by, after={"note": note.pk})
    return note


@transaction.atomic
def erase_donor(donor: Donor, *, typed: str, by: User) -> Donor:
    """Forgets a donor who asked for it: name, address, notes, words of gifts and letters go; amounts stay in the books and in the sums."""
    donor = Donor.objects.select_for_update().get(pk=donor.pk)
    if donor.erased_at is not None:
        raise ValidationError(_("This donor is erased already."))
    if typed.strip() != str(donor.pk):
        raise ValidationError({"typed": _("Type the number of the donor, %(number)s, to confirm.") % {"number": donor.pk}})
    rows = [donor, *Donor.objects.filter(merged_into=donor)]
    for each in rows:
        forget(each, by=by)
    record(verb="fundraising.erase_donor", obj=donor, by=by, after={"rows": len(rows)})
    donor.refresh_from_db()
    return donor


def forget(donor: Donor, *, by: User | None) -> None:
    """Takes away what names one row; called for a donor and for every row merged into it."""
    for address in {donor.email, *Gift.objects.filter(donor=donor).values_list("email", flat=True)} - {""}:
        erase_letters_to(address, by=by)
    donor.notes.all().delete()
    blank: dict[str, Any] = {"name": "", "email": "", "message": "", "tribute": "", "tribute_name": ""}
    donor.gifts.update(**blank, is_anonymous=True)
    for merge in (*donor.merges.all(), *donor.merges.model.objects.filter(gone=donor)):
        merge.before = {}
        merge.save(update_fields=["before"])
    for gift in donor.gifts.only("pk"):
        erase_personal_values(kind="fundraising.gift", key=str(gift.pk))
    erase_personal_values(kind="fundraising.donor", key=str(donor.pk))
    donor.name, donor.email, donor.person, donor.organisation = "", "", None, None
    donor.wants_letters, donor.wants_reminders, donor.erased_at = False, False, timezone.now()
    donor.save()
