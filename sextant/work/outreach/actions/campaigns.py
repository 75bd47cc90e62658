"""Campaigns: drawn up, begun, ended; the ways to them; the kit."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.files import sha256_of
from sextant.base.permissions.moves import follows
from sextant.base.search.actions import index
from sextant.society.agenda.models import Agenda
from sextant.work.outreach import states
from sextant.work.outreach.models import Campaign, Channel, KitFile

OWN_WAYS = (
    ("site", Channel.Kind.SITE, pgettext_lazy("channel", "Pages of the site")),
    ("press", Channel.Kind.PRESS, pgettext_lazy("channel", "Press sheet of the kit")),
    ("card", Channel.Kind.SOCIAL, pgettext_lazy("channel", "Cards of the kit")),
    ("slides", Channel.Kind.EVENT, pgettext_lazy("channel", "Slides of the kit")),
)
"""Every campaign has a way for its own page and for each piece of its kit, so that what the kit brought can be told."""

RESERVED = frozenset({"new", "waiting", "asked", "adoptions", "endorsements", "confirm", "withdraw", "go", "ways", "kit"})


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update(of=("self",)).select_related("agenda").get(pk=campaign.pk)


@transaction.atomic
def save_campaign(campaign: Campaign | None, *, agenda: Agenda, by: User | None, is_demo: bool = False, **values: Any) -> Campaign:
    """Draws up a campaign or changes its words; a new one gets the ways that its own kit uses."""
    kept = _locked(campaign) if campaign is not None else Campaign(made_by=by, is_demo=is_demo)
    if campaign is not None and kept.stage != states.DRAFT and agenda.pk != kept.agenda_id:
        raise ValidationError({"agenda": _("A campaign that has begun keeps its agenda.")})
    if campaign is not None and kept.stage != states.DRAFT and values.get("code", kept.code) != kept.code:
        raise ValidationError({"code": _("The address of a campaign that has begun stays: links lead to it.")})
    if values.get("code") in RESERVED:
        raise ValidationError({"code": _("This word is an address of the site already. Choose another.")})
    kept.agenda = agenda
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.title_ru and kept.title_en):
        raise ValidationError({"title_ru" if not kept.title_ru else "title_en": _("Give the campaign a name in both languages.")})
    if kept.starts_on and kept.ends_on and kept.ends_on < kept.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the beginning.")})
    kept.full_clean(validate_constraints=False)
    kept.save()
    if campaign is None:
        with translation.override(settings.LANGUAGE_CODE):
            rows = [Channel(campaign=kept, code=f"{kept.code}-{word}"[:40], name=str(name), kind=kind) for word, kind, name in OWN_WAYS]
        Channel.objects.bulk_create(rows)
    record(verb="outreach.save_campaign", obj=kept, by=by)
    if kept.stage != states.DRAFT:
        ask_kit(kept, by=by)
        index(kept)
    return kept


@transaction.atomic
def move_campaign(campaign: Campaign, *, target: str, today: date, by: User | None) -> Campaign:
    """Begins, ends or takes up again a campaign; the first beginning makes the kit."""
    kept = _locked(campaign)
    if not follows(states.CAMPAIGN_MOVES, kept.stage, target):
        raise ValidationError(_("The campaign has changed meanwhile. Look at it again."))
    if target == states.RUNNING and not (kept.call_ru and kept.call_en):
        raise ValidationError(_("Before it begins, the campaign needs its call to readers in both languages."))
    kept.stage = target
    kept.starts_on = kept.starts_on or today
    if target == states.ENDED:
        kept.ends_on = max(today, kept.starts_on)
    elif kept.ends_on and kept.ends_on < today:
        kept.ends_on = None
    kept.save(update_fields=["stage", "starts_on", "ends_on"])
    record(verb=f"outreach.{'end' if target == states.ENDED else 'begin'}_campaign", obj=kept, by=by)
    if target == states.RUNNING:
        ask_kit(kept, by=by)
    index(kept)
    return kept


@transaction.atomic
def ask_kit(campaign: Campaign, *, by: User | None) -> Campaign:
    """Queues the making of the kit; what is there stays until the new one is ready."""
    campaign.job = after_commit("outreach.make_kit", by=by, campaign_id=campaign.pk)
    campaign.outcome = ""
    campaign.save(update_fields=["job", "outcome"])
    return campaign


@transaction.atomic
def keep_kit(campaign: Campaign, files: dict[tuple[str, str], bytes], fingerprint: str) -> int:
    """Stores the files of a kit by kind and language, all or none; returns how many are new or changed."""
    changed = 0
    for (kind, language), content in files.items():
        made = KitFile.objects.filter(campaign=campaign, kind=kind, language=language).first() or KitFile(
            campaign=campaign, kind=kind, language=language
        )
        digest = sha256_of(ContentFile(content))
        if made.sha256 == digest:
            continue
        made.sha256, made.size, made.made_at = digest, len(content), timezone.now()
        made.file.save(digest, ContentFile(content), save=False)
        made.save()
        changed += 1
    Campaign.objects.filter(pk=campaign.pk).update(kit_fingerprint=fingerprint, outcome="done")
    record(verb="outreach.make_kit", obj=campaign, after={"files": len(files), "changed": changed})
    return changed


@transaction.atomic
def open_channel(campaign: Campaign, *, name: str, kind: str, code: str = "", by: User | None) -> Channel:
    """A further way to the campaign; its code is made of the name where none is given."""
    word = code or f"{campaign.code}-{slugify(name) or Channel.objects.filter(campaign=campaign).count() + 1}"
    channel = Channel(campaign=campaign, name=name.strip(), kind=kind, code=word[:40])
    if Channel.objects.filter(code=channel.code).exists():
        raise ValidationError({"code": _("There is a way with this word in its link already. Choose another word.")})
    channel.full_clean()
    channel.save()
    record(verb="outreach.open_channel", obj=channel, by=by, after={"code": channel.code})
    return channel


@transaction.atomic
def close_channel(channel: Channel, *, today: date, by: User | None) -> Channel:
    """The link goes on leading to the page, but is no longer counted as a way; its counts stay."""
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    if channel.closed_on is None:
        channel.closed_on = today
        channel.save(update_fields=["closed_on"])
        record(verb="outreach.close_channel", obj=channel, by=by)
    return channel
