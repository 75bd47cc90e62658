"""Appeals written, opened, closed and reported on; their pictures and news."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index
from sextant.work.fundraising import states
from sextant.work.fundraising.images import inspect
from sextant.work.fundraising.models import Appeal, Gift, Picture, Update

MOST_PICTURES = 12
TEXTS = ("title_ru", "title_en", "summary_ru", "summary_en", "story_ru", "story_en")
PLAIN = (*TEXTS, "code", "goal_minor", "currency", "suggested", "opens_on", "closes_on")


def _refuse(appeal: Appeal) -> None:
    """What an appeal needs whatever its state."""
    if not (appeal.title_ru or appeal.title_en):
        raise ValidationError({"title_ru": _("Give the appeal a title in at least one language.")})
    if appeal.goal_minor <= 0:
        raise ValidationError({"goal": _("Give a goal above zero.")})
    if appeal.closes_on and appeal.closes_on < appeal.opens_on:
        raise ValidationError({"closes_on": _("The last day lies before the first.")})
    if any(amount <= 0 for amount in appeal.suggested) or len(appeal.suggested) > 6:
        raise ValidationError({"suggested": _("Suggest up to six amounts above zero.")})
    if Appeal.objects.filter(code=appeal.code).exclude(pk=appeal.pk).exists():
        raise ValidationError({"code": _("Another appeal has this address. Choose a different one.")})


@transaction.atomic
def save_appeal(appeal: Appeal | None, *, by: User | None, **values: Any) -> Appeal:
    """Writes or rewrites an appeal. Its fund and currency stay as they are once something was given: gifts are bound to them."""
    kept = Appeal.objects.select_for_update().get(pk=appeal.pk) if appeal else Appeal(made_by=by)
    before = {name: getattr(kept, name) for name in (*PLAIN, "fund_id")} if appeal else {}
    if appeal and Gift.objects.filter(appeal=kept).exists():
        if values.get("fund", kept.fund) != kept.fund or values.get("currency", kept.currency) != kept.currency:
            raise ValidationError({"fund": _("Something was given to this appeal; its fund and its currency cannot change any more.")})
    for name, value in values.items():
        setattr(kept, name, value)
    _refuse(kept)
    kept.save()
    after = {name: getattr(kept, name) for name in (*PLAIN, "fund_id")}
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    record(verb="fundraising.save_appeal", obj=kept, by=by, before={name: before[name] for name in changed if name in before}, after=changed)
    index(kept)
    return kept


@transaction.atomic
def move_appeal(appeal: Appeal, *, to: str, by: User | None) -> Appeal:
    """Opens or closes an appeal. One that asks must say for what in at least one language."""
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if to not in states.APPEAL_MOVES[appeal.state] or to == states.REPORTED:
        raise ValidationError(_("An appeal in this state cannot be moved so. Load the page again."))
    if to == states.OPEN and not (appeal.story_ru.strip() or appeal.story_en.strip()):
        raise ValidationError(_("Write the story of the appeal before it is opened: for what the money is, and what will be done."))
    before, appeal.state = appeal.state, to
    if to == states.OPEN and appeal.closes_on and appeal.closes_on < timezone.localdate():
        raise ValidationError(_("The last day of the appeal is over. Set a later one, or none, before opening it."))
    appeal.save(update_fields=["state"])
    record(verb="fundraising.move_appeal", obj=appeal, by=by, before={"state": before}, after={"state": to})
    index(appeal)
    return appeal


@transaction.atomic
def report_appeal(appeal: Appeal, *, on: date, by: User | None, **words: str) -> Appeal:
    """Tells everybody what was promised and what was done; the appeal is finished with that."""
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if appeal.state not in (states.CLOSED, states.REPORTED):
        raise ValidationError(_("Close the appeal before you report on it."))
    if not (words.get("done_ru", "").strip() or words.get("done_en", "").strip()):
        raise ValidationError({"done_ru": _("Write what was done, in at least one language.")})
    for name, value in words.items():
        setattr(appeal, name, value.strip())
    before, appeal.state = appeal.state, states.REPORTED
    appeal.reported_on = appeal.reported_on or on
    appeal.save()
    record(verb="fundraising.report_appeal", obj=appeal, by=by, before={"state": before}, after={"reported_on": appeal.reported_on, **words})
    index(appeal)
    return appeal


@transaction.atomic
def add_picture(appeal: Appeal, *, upload: UploadedFile, alt_ru: str, alt_en: str, by: User | None) -> Picture:
    """Takes a picture in; it needs words for those who do not see it."""
    if not (alt_ru.strip() or alt_en.strip()):
        raise ValidationError({"alt_ru": _("Say what the picture shows, for those who do not see it.")})
    if appeal.pictures.count() >= MOST_PICTURES:
        raise ValidationError({"upload": _("An appeal has at most %(count)s pictures. Take one away first.") % {"count": MOST_PICTURES}})
    try:
        found = inspect(upload)
    except ValidationError as refusal:
        raise ValidationError({"upload": refusal.messages}) from refusal
    fields = {"kind": found.kind, "width": found.width, "height": found.height, "sha256": found.sha256}
    picture = Picture(appeal=appeal, alt_ru=alt_ru.strip(), alt_en=alt_en.strip(), place=appeal.pictures.count(), **fields)
    if appeal.pictures.filter(sha256=found.sha256).exists():
        raise ValidationError({"upload": _("This picture is there already.")})
    picture.file.save(f"{found.sha256}.{found.ending}", ContentFile(found.content), save=False)
    try:
        with transaction.atomic():
            picture.save()
    except IntegrityError as twice:
        raise ValidationError({"upload": _("This picture is there already.")}) from twice
    record(verb="fundraising.add_picture", obj=appeal, by=by, after={"sha256": found.sha256, "kind": found.kind})
    return picture


@transaction.atomic
def remove_picture(picture: Picture, *, by: User | None) -> Appeal:
    """Takes a picture away, and its file once that is committed."""
    appeal, file = picture.appeal, picture.file
    record(verb="fundraising.remove_picture", obj=appeal, by=by, before={"sha256": picture.sha256})
    picture.delete()
    name = file.name or ""
    if not Picture.objects.filter(file=name).exists():
        transaction.on_commit(lambda: file.storage.delete(name))
    return appeal


@transaction.atomic
def post_update(appeal: Appeal, *, day: date, by: User | None, **words: str) -> Update:
    """Tells news of the appeal on its page."""
    if not (words.get("title_ru", "").strip() or words.get("title_en", "").strip()):
        raise ValidationError({"title_ru": _("Give the news a title in at least one language.")})
    if day > timezone.localdate():
        raise ValidationError({"day": _("News of a day to come cannot be told yet.")})
    update = Update.objects.create(appeal=appeal, day=day, **words)
    record(verb="fundraising.post_update", obj=appeal, by=by, after={"day": day, **words})
    return update


@transaction.atomic
def remove_update(update: Update, *, by: User | None) -> Appeal:
    """Takes news away again; what they said stays in the record of changes."""
    appeal = update.appeal
    record(verb="fundraising.remove_update", obj=appeal, by=by, before={"day": update.day, "title_ru": update.title_ru, "title_en": update.title_en})
    update.delete()
    return appeal
