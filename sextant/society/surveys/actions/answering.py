"""Answers begun, kept page by page, and sent; each person's once."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.audit.actions import record
from sextant.lab.surveys.answers import missing
from sextant.lab.surveys.conditions import shown
from sextant.society.members.models import Person
from sextant.society.surveys import states
from sextant.society.surveys.links import digest_of, new_key, used_digest
from sextant.society.surveys.models import Invitation, Response, Survey, UsedKey
from sextant.society.surveys.queries.audiences import has_answered, whose

SEEDS = 1_000_000_000


@transaction.atomic
def begin(survey: Survey, *, language: str, person: Person | None = None, invitation: Invitation | None = None) -> str:
    """A row for one person's answers; gives the secret of its link. A named person who began before goes on, by a new link.

    Of an anonymous survey neither person nor invitation is kept with the answers.
    """
    if not survey.takes_answers(timezone.now()):
        raise ValidationError(_("This survey takes no answers now."))
    if has_answered(survey, person=person, invitation=invitation):
        raise ValidationError(_("Your answers are in already. Thank you: they count once."))
    key = new_key()
    row = {"digest": digest_of(key), "language": language, "seed": secrets.randbelow(SEEDS), "begun_on": timezone.localdate()}
    if survey.is_anonymous:
        Response.objects.create(survey=survey, **row)
        return key
    own: dict[str, Any] = {"invitation": invitation} if invitation is not None else {"person": person}
    if None in own.values():
        raise ValidationError(_("Log in first: these answers carry names."))
    _response, made = Response.objects.get_or_create(survey=survey, **own, defaults=row)
    if not made:
        Response.objects.filter(survey=survey, state=Response.BEGUN, **own).update(digest=digest_of(key))
    return key


@transaction.atomic
def keep(response: Response, *, answers: dict[str, Any], page: int, language: str) -> Response:
    """Keeps answers that are not sent yet; no line of the record, for nothing has been said so far."""
    response = Response.objects.select_for_update(of=("self",)).select_related("survey").get(pk=response.pk)
    if response.state == Response.COMPLETE:
        raise ValidationError(_("These answers have been sent, and stay as they are."))
    if not response.survey.takes_answers(timezone.now()):
        raise ValidationError(_("This survey takes no answers now."))
    response.answers, response.page, response.language = answers, page, language
    response.save(update_fields=["answers", "page", "language"])
    return response


@transaction.atomic
def send(
    response: Response, *, answers: dict[str, Any], language: str, person: Person | None = None, invitation: Invitation | None = None
) -> Response:
    """Sends the answers; those that were sent before stay, so that a sending repeated counts once.

    `person` or `invitation` is whoever sends them: an anonymous survey notes that they have answered, apart from the answers.
    """
    response = Response.objects.select_for_update(of=("self",)).select_related("survey").get(pk=response.pk)
    if response.state == Response.COMPLETE:
        return response
    survey = response.survey
    if not survey.takes_answers(timezone.now()):
        raise ValidationError(_("This survey takes no answers now."))
    if wanting := missing(survey.questionnaire, answers):
        raise ValidationError({code: said.sentence(language) for code, said in wanting.items()})
    if survey.is_anonymous and survey.audience != states.LINK:
        _use_key(survey, whose(person, invitation))
    response.answers, response.state = shown(survey.questionnaire, answers)[1], Response.COMPLETE
    response.sent_on, response.language = timezone.localdate(), language
    response.save()
    record(verb="surveys.send", obj=response, by=None, anonymous=True)
    return response


def _use_key(survey: Survey, who: str | None) -> None:
    if who is None:
        raise ValidationError(
            _("We cannot see that this survey asks you. Log in, or open the link of your invitation again, and come back to this page.")
        )
    try:
        with transaction.atomic():
            UsedKey.objects.create(survey=survey, digest=used_digest(survey, who))
    except IntegrityError as twice:
        raise ValidationError(_("Your answers are in already. Thank you: they count once.")) from twice
