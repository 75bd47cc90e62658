"""Lists of donors kept under a name, and letters to them with a part held back by lot."""

import secrets
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.work.fundraising.letters import tell_mailing
from sextant.work.fundraising.models import Appeal, Donor, Mailing, MailingDonor, Segment, SegmentDonor

LEAST_HELD = 5
"""A control group of fewer donors tells nothing; none is drawn then."""


@transaction.atomic
def keep_segment(*, name: str, donors: Iterable[int], wish: dict[str, Any], by: User | None, is_demo: bool = False) -> Segment:
    """Keeps a list of donors as it is now. Later gifts do not change it."""
    keys = list(dict.fromkeys(donors))
    if not name.strip():
        raise ValidationError({"name": _("Give the list a name.")})
    if not keys:
        raise ValidationError(_("No donor answers this question; there is nothing to keep."))
    segment = Segment.objects.create(name=name.strip()[:160], wish=wish, made_by=by, is_demo=is_demo)
    SegmentDonor.objects.bulk_create([SegmentDonor(segment=segment, donor_id=key) for key in keys], batch_size=1000)
    record(verb="fundraising.keep_segment", obj=segment, by=by, after={"donors": len(keys), "wish": wish})
    return segment


@transaction.atomic
def drop_segment(segment: Segment, *, by: User) -> None:
    """Takes a list away; one that letters were sent to stays."""
    if segment.mailings.exists():
        raise ValidationError(_("Letters were drawn up for this list; it stays, so that their outcome can be told."))
    record(verb="fundraising.drop_segment", obj=segment, by=by, before={"name": segment.name})
    segment.delete()


def writable(segment: Segment) -> list[int]:
    """Keys of the donors of a list who agreed to letters and have an address, in the order of the keys."""
    rows = Donor.objects.living().filter(segments__segment=segment, wants_letters=True).exclude(email="")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def drawn(keys: list[int], percent: int, seed: int) -> set[int]:
    """Who is held back: that share of the keys, drawn by the seed; nobody where it would be fewer than five."""
    wanted = round(len(keys) * percent / 100)
    return set(Random(seed).sample(sorted(keys), wanted)) if wanted >= LEAST_HELD else set()


@transaction.atomic
def draw_up_mailing(
    segment: Segment,
    *,
    by: User | None,
    appeal: Appeal | None,
    held_percent: int,
    subject_ru: str,
    subject_en: str,
    text_ru: str,
    text_en: str,
    seed: int | None = None,
    is_demo: bool = False,
) -> Mailing:
    """Writes a letter to a list and draws by lot who is held back. Nothing is sent yet."""
    pairs = {"ru": (subject_ru.strip(), text_ru.strip()), "en": (subject_en.strip(), text_en.strip())}
    if not any(all(pair) for pair in pairs.values()):
        raise ValidationError({"subject_ru": _("Write a subject and a text in at least one language.")})
    for language, pair in pairs.items():
        if any(pair) and not all(pair):
            raise ValidationError({f"subject_{language}": _("A letter needs both a subject and a text.")})
    if not 0 <= held_percent <= 50:
        raise ValidationError({"held_percent": _("Hold back between 0 and 50 per cent.")})
    keys = writable(segment)
    if not keys:
        raise ValidationError(_("Nobody on this list agreed to letters; there is nobody to write to."))
    chosen = secrets.randbelow(2**31) if seed is None else seed
    held = drawn(keys, held_percent, chosen)
    mailing = Mailing.objects.create(
        segment=segment,
        appeal=appeal,
        held_percent=held_percent,
        seed=chosen,
        made_by=by,
        is_demo=is_demo,
        **{f"subject_{code}": pair[0][:200] for code, pair in pairs.items()},
        **{f"text_{code}": pair[1] for code, pair in pairs.items()},
    )
    rows = [MailingDonor(mailing=mailing, donor_id=key, is_held=key in held) for key in keys]
    MailingDonor.objects.bulk_create(rows, batch_size=1000)
    record(verb="fundraising.draw_up_mailing", obj=mailing, by=by, after={"donors": len(keys), "held": len(held), "seed": chosen})
    return mailing


@transaction.atomic
def send_mailing(mailing: Mailing, *, on: date, by: User) -> Mailing:
    """Queues the letters; once only."""
    mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if mailing.sent_on is not None:
        raise ValidationError(_("These letters are on their way already."))
    mailing.sent_on = on
    mailing.job = after_commit("fundraising.send_mailing", key=f"fundraising.mailing:{mailing.pk}", by=by, mailing_id=mailing.pk)
    mailing.save(update_fields=["sent_on", "job"])
    record(verb="fundraising.send_mailing", obj=mailing, by=by, after={"on": on})
    return mailing


@transaction.atomic
def write_one(row: MailingDonor, *, by: User | None) -> bool:
    """Writes to one donor of a mailing, who may have changed their mind since it was drawn up. Returns whether a letter went."""
    row = MailingDonor.objects.select_for_update(of=("self",)).select_related("mailing__appeal", "donor").get(pk=row.pk)
    donor = row.donor
    if row.is_held or row.letter_key or not donor.wants_letters or donor.merged_into_id or donor.erased_at:
        return False
    letter = tell_mailing(row.mailing, donor, by=by)
    row.letter_key = letter.key if letter else "-"
    row.save(update_fields=["letter_key"])
    return letter is not None
