"""The kit of a campaign: press sheet, slides and cards in both languages, made of the agenda's own words. The same words give the same bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.exports.codes import qr_svg
from sextant.base.exports.typeset import drawn, typeset
from sextant.base.ui.links import full_url
from sextant.society.agenda.models import Agenda
from sextant.work.outreach.models import Campaign, KitFile

FOLDER = Path(__file__).parent / "typst"
CARDS = {KitFile.Kind.CARD_WIDE: (1200, 630), KitFile.Kind.CARD_SQUARE: (1080, 1080)}
"""Width and height in pixels: the sizes that networks show whole."""
WAYS = {KitFile.Kind.PRESS: "press", KitFile.Kind.SLIDES: "slides", KitFile.Kind.CARD_WIDE: "card", KitFile.Kind.CARD_SQUARE: "card"}


def _directions(agenda: Agenda) -> list[dict[str, Any]]:
    rows = agenda.directions.prefetch_related("guidelines").exclude(code="0")
    return [
        {
            "code": one.code,
            "title": one.title,
            "about": one.about,
            "guidelines": [f"{one.code}.{guideline.number} {guideline.title}" for guideline in one.guidelines.all()],
        }
        for one in rows
    ]


def words_of(campaign: Campaign, kind: str, language: str) -> dict[str, Any]:
    """Everything a piece of the kit says, in one language."""
    with translation.override(language):
        agenda, directions = campaign.agenda, _directions(campaign.agenda)
        link = full_url(reverse("outreach:go", args=[f"{campaign.code}-{WAYS[KitFile.Kind(kind)]}"[:40]]))
        width, height = CARDS.get(KitFile.Kind(kind), (0, 0))
        adopted = date_format(agenda.adopted_on) if agenda.adopted_on else ""
        return {
            "language": language,
            "width": width,
            "height": height,
            "title": agenda.title,
            "motto": agenda.motto,
            "about": agenda.about,
            "campaign": campaign.title,
            "call": campaign.call,
            "text": campaign.about,
            "adopted": ", ".join(part for part in (adopted, agenda.adopted_by) if part),
            "directions": directions,
            "count": _("Directions: %(directions)s · guidelines: %(guidelines)s")
            % {"directions": len(directions), "guidelines": sum(len(one["guidelines"]) for one in directions)},
            "what": _("What the agenda recommends"),
            "how": _("How to take part"),
            "steps": [
                _("Read the document: it is open, in Russian and in English."),
                _("Endorse it, as a person or as an organisation."),
                _("Adopt it, wholly or by guidelines, and tell us: the register of adoptions is public."),
            ],
            "link": link,
            "qr": _("QR code that opens %(url)s") % {"url": link},
            "demo": _("Demo association: invented.") if campaign.is_demo else "",
        }


def piece(campaign: Campaign, kind: str, language: str) -> bytes:
    """One file of the kit: PDF, or PNG for cards. Raises ValidationError with a sentence when it cannot be set."""
    words = words_of(campaign, kind, language)
    files = {"qr.svg": qr_svg(words["link"])}
    if KitFile.Kind(kind) in CARDS:
        return drawn(FOLDER / "card.typ", words, files)
    return typeset(FOLDER / f"{kind}.typ", words, files)


def fingerprint_of(campaign: Campaign) -> str:
    """Digest of every word the kit would say, and of its templates: another one means that the kit is out of date."""
    digest = hashlib.sha256()
    for kind in KitFile.Kind.values:
        for language in ("ru", "en"):
            digest.update(json.dumps(words_of(campaign, kind, language), sort_keys=True, ensure_ascii=False).encode())
    for template in sorted(FOLDER.glob("*.typ")):
        digest.update(template.read_bytes())
    return digest.hexdigest()
