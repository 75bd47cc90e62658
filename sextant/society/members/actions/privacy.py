"""What a person opens to others."""

from django.db import transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.society.members.models import Person, Privacy

CONSENT_TEXT = "2026-11"
"""The version of the words shown beside the switches (`templates/members/_consent.html`); a change of the words is a new version."""


@transaction.atomic
def set_privacy(person: Person, *, by: User | None, switches: dict[str, bool]) -> Privacy:
    """Opens and closes what is given; keeps when, and under which words of consent. No change leaves no line."""
    privacy = Privacy.objects.select_for_update().get_or_create(person=person)[0]
    unknown = set(switches) - set(Privacy.PURPOSES)
    if unknown:
        raise TypeError(f"not privacy switches: {sorted(unknown)}")
    before = {name: getattr(privacy, name) for name in switches}
    changed = [name for name, value in switches.items() if before[name] != value]
    if not changed:
        return privacy
    for name in changed:
        setattr(privacy, name, switches[name])
    privacy.consented_at, privacy.consent_text = timezone.now(), CONSENT_TEXT
    privacy.save(update_fields=[*changed, "consented_at", "consent_text"])
    after = {name: switches[name] for name in changed}
    record(verb="members.set_privacy", obj=person, by=by, before={name: before[name] for name in changed}, after={**after, "text": CONSENT_TEXT})
    person.privacy = privacy
    index(person)
    return privacy


@transaction.atomic
def note_export(person: Person, *, by: User | None) -> None:
    """Somebody took away everything held about the person."""
    record(verb="members.export_held_data", obj=person, by=by)
