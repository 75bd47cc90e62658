"""Norms: the shipped ones brought in, a draft written, put in force by a second person, or discarded."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.lab.publications.findings import PackError
from sextant.lab.publications.norms import Pack
from sextant.lab.publications.pack_writing import pack_to_toml
from sextant.lab.publications.packs import packs, parse_pack
from sextant.work.publications import states
from sextant.work.publications.actions.marks import expire_marks_of
from sextant.work.publications.models import NormPack, PackVersion


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def load_shipped() -> int:
    """Brings the packs of the product in; gives how many texts are new. One that the association has does not change by itself: a newer
    text of the product waits as a draft for its keepers."""
    new = 0
    for norms in packs():
        text = pack_to_toml(norms)
        pack = NormPack.objects.filter(code=norms.id).first()
        if pack is None:
            pack = NormPack.objects.create(code=norms.id)
            version = PackVersion.objects.create(pack=pack, number=1, text=text, fingerprint=digest_of(text), shipped=True)
            _enter(version, norms, by=None)
        elif pack.versions.filter(fingerprint=digest_of(text)).exists() or pack.versions.filter(state=states.DRAFT).exists():
            continue
        else:
            number = (pack.versions.aggregate(last=Max("number"))["last"] or 0) + 1
            PackVersion.objects.create(pack=pack, number=number, text=text, fingerprint=digest_of(text), shipped=True)
        new += 1
    return new


def read_norms(text: str) -> Pack:
    """The norms of a text. What is wrong with it is told line by line, as a ValidationError of the field `text`."""
    try:
        return parse_pack(text.replace("\r\n", "\n"))
    except PackError as refusal:
        language = (get_language() or "ru")[:2]
        raise ValidationError({"text": [one.sentence(language) for one in refusal.problems[:20]]}) from refusal


@in_turn
def write_draft(pack: NormPack | None, *, text: str, note: str, by: User | None) -> PackVersion:
    """Keeps a text as the draft of the next version; a draft that waits already is written anew. Nothing is checked by it yet."""
    text = text.replace("\r\n", "\n").strip() + "\n"
    norms = read_norms(text)
    if pack is None:
        if NormPack.objects.filter(code=norms.id).exists():
            raise ValidationError(
                {"text": _("There is a pack “%(code)s” already. Change that one, or give the new one another id.") % {"code": norms.id}}
            )
        pack = NormPack.objects.create(code=norms.id, title_ru=norms.document.ru, title_en=norms.document.en, jurisdiction=norms.jurisdiction)
    elif norms.id != pack.code:
        raise ValidationError({"text": _("The text calls itself “%(id)s”; the id of this pack is “%(code)s”.") % {"id": norms.id, "code": pack.code}})
    held = pack.versions.filter(state=states.IN_FORCE).first()
    if held is not None and held.fingerprint == digest_of(text):
        raise ValidationError({"text": _("This is the text that is in force already; nothing was changed.")})
    draft = pack.versions.filter(state=states.DRAFT).first()
    if draft is None:
        draft = PackVersion(pack=pack, number=(pack.versions.aggregate(last=Max("number"))["last"] or 0) + 1)
    draft.text, draft.fingerprint, draft.note, draft.written_by, draft.shipped = text, digest_of(text), note, by, False
    draft.full_clean(validate_constraints=False)
    draft.save()
    record(verb="publications.write_draft", obj=draft, by=by, after={"number": draft.number, "note": note})
    return draft


@in_turn
def put_in_force(version: PackVersion, *, by: User | None, words: set[str], today: date) -> PackVersion:
    """From now on books are checked by this version; marks given by the one before it expire."""
    version = _draft(version, states.IN_FORCE, words)
    _enter(version, version.norms, by=by)
    ended = expire_marks_of(version.pack, today=today)
    record(verb="publications.put_in_force", obj=version, by=by, after={"number": version.number, "marks_ended": ended})
    return version


@in_turn
def discard_draft(version: PackVersion, *, by: User | None, words: set[str]) -> None:
    """The draft is put away; its text stays in the history of the pack."""
    version = _draft(version, states.DISCARDED, words)
    version.state, version.decided_by, version.decided_at = states.DISCARDED, by, timezone.now()
    version.save(update_fields=["state", "decided_by", "decided_at"])
    record(verb="publications.discard_draft", obj=version, by=by, after={"number": version.number})


def _draft(version: PackVersion, target: str, words: set[str]) -> PackVersion:
    version = PackVersion.objects.select_for_update(of=("self",)).select_related("pack").get(pk=version.pk)
    if not may_move(states.VERSION_MOVES, version.state, target, words):
        raise ValidationError(_("This version has been decided upon meanwhile, or somebody else than its writer has to decide. Load the page again."))
    return version


def _enter(version: PackVersion, norms: Pack, *, by: User | None) -> None:
    """Replaces the version in force; the pack takes title and dates from the new one."""
    version.pack.versions.filter(state=states.IN_FORCE).update(state=states.REPLACED)
    version.state, version.decided_by, version.decided_at = states.IN_FORCE, by, timezone.now()
    version.save()
    pack = version.pack
    pack.title_ru, pack.title_en = norms.document.ru, norms.document.en
    pack.jurisdiction, pack.valid_from, pack.valid_until = norms.jurisdiction, norms.valid_from, norms.valid_until
    pack.save()
    index(pack)
