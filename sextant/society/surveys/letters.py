"""Letters to invited people, each with the link of its own."""

from django.template.defaultfilters import date as date_words
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import Ready, rendered
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_address
from sextant.society.surveys.links import invitation_token
from sextant.society.surveys.models import Invitation

TITLES = {"surveys.invitation": _("Surveys: invitation"), "surveys.reminder": _("Surveys: reminder")}


def ready_for(invitation: Invitation, template: str) -> Ready:
    """The letter in the language of the invitation; its key lets it be written once."""
    survey, language = invitation.survey, invitation.language
    with translation.override(language):
        until = date_words(timezone.localtime(survey.closes_at), "DATE_FORMAT") if survey.closes_at else ""
        context = {
            "name": invitation.name,
            "survey": survey.title,
            "lead": survey.lead,
            "anonymous": survey.is_anonymous,
            "until": until,
            "page": full_address("surveys:invited", language, invitation_token(invitation)),
        }
    key = f"{template}:{invitation.pk}"
    return rendered(key=key, template=template, to=invitation.email, context=context, language=language, about=survey)


def register_letters() -> None:
    """Both templates with an invented context to look at."""
    sample = {"name": "Ann Reader", "survey": "Survey", "lead": "", "anonymous": True, "until": "", "page": "https://library.example/surveys/i/1/"}
    for code, title in TITLES.items():
        register(code, title, sample=lambda: dict(sample), secret=True)
