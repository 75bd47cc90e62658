"""A new survey, whom it asks and how long, invitations, and how the list is searched."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.lab.surveys.findings import SurveysError
from sextant.lab.surveys.questionnaires import Page, Question, Questionnaire, Words
from sextant.lab.surveys.reading import read_toml
from sextant.society.members.models import Plan, Section
from sextant.society.surveys.models import Survey
from sextant.society.surveys.models.surveys import STATES
from sextant.society.surveys.shipped import shipped
from sextant.society.surveys.states import OPEN, PUBLISHED

TAKEN = {"kept", "new", "weightings"}
LARGEST = 500_000
MOST_INVITED = 5000
MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class BeginForm(forms.Form):
    """Nothing to fill in: the button alone."""


class SurveysFilter(forms.Form):
    """How the public list is searched."""

    q = forms.CharField(label=_("Words of the title"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("any state")), *(one for one in STATES if one[0] in (OPEN, PUBLISHED))]
    )

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


def empty_questionnaire(title_ru: str, title_en: str) -> Questionnaire:
    """One question to begin with, and a privacy notice that says what is true of every survey here."""
    privacy = Words(
        "Публикуются только сводные цифры; группы меньше пяти человек не показываются.",
        "Only totals are published; groups of fewer than five people are not shown.",
    )
    question = Question("comment", "long", Words("Что вы хотели бы сказать?", "What would you like to say?"))
    return Questionnaire(Words(title_ru, title_en), (Page((question,)),), privacy=privacy)


def questions_of_text(text: str) -> Questionnaire:
    """The questionnaire of a TOML text; what is wrong with it is said beside the field."""
    try:
        return read_toml(text)
    except SurveysError as refusal:
        raise ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal


class NewSurveyForm(forms.Form):
    """From a shipped questionnaire, from a TOML file, or from nothing."""

    code = forms.SlugField(
        label=_("Name in the address"), min_length=3, max_length=60, help_text=_("Latin letters, digits and hyphens, such as readers-2026.")
    )
    template = forms.ChoiceField(label=_("Begin with"), required=False)
    file = forms.FileField(label=_("or with a TOML file"), required=False, widget=forms.FileInput(attrs={"accept": ".toml"}))
    title_ru = forms.CharField(label=_("Title in Russian"), required=False, max_length=300, help_text=_("Empty: as the questionnaire says."))
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=300)
    section = forms.ModelChoiceField(label=_("Section that keeps it"), queryset=Section.objects.none(), required=False)

    def __init__(self, *args: Any, sections: Any, free: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["template"]
        language = (get_language() or "ru")[:2]
        choice.choices = [*((name, one.title.said(language)) for name, one in shipped().items()), ("", _("an empty questionnaire"))]
        field: Any = self.fields["section"]
        field.queryset, field.required = sections, not free
        field.empty_label = _("the office") if free else "–"

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).lower()
        if code in TAKEN or Survey.objects.filter(code=code).exists():
            raise ValidationError(_("This name is taken. Choose another one."))
        return code

    def clean_file(self) -> Questionnaire | None:
        file = self.cleaned_data.get("file")
        if not file:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than half a megabyte, and no questionnaire."))
        try:
            return questions_of_text(file.read().decode("utf-8"))
        except UnicodeDecodeError as wrong:
            raise ValidationError(_("The file is not written in UTF-8. Save it so.")) from wrong

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not given.get("template") and not (given.get("title_ru") or given.get("title_en")):
            self.add_error("title_ru", _("An empty questionnaire needs a title in at least one language."))
        return given

    def questionnaire(self) -> Questionnaire:
        """What was chosen, under the title that was given."""
        given = self.cleaned_data
        whole = given["file"] or shipped().get(given["template"])
        if whole is None:
            return empty_questionnaire(given["title_ru"], given["title_en"])
        title = Words(given["title_ru"] or whole.title.ru, given["title_en"] or whole.title.en)
        return Questionnaire(title, whole.pages, whole.lead, whole.privacy, whole.thanks)


class SettingsForm(forms.ModelForm):
    """Whom a draft asks and how long."""

    class Meta:
        model = Survey
        fields = ("audience", "section", "plan", "is_anonymous", "opens_at", "closes_at", "goal")
        widgets = {"opens_at": MOMENT, "closes_at": MOMENT, "audience": forms.RadioSelect}
        help_texts = {
            "section": _("Who asks, and who is asked where a section is; its leaders keep the survey beside the office."),
            "plan": _("Only where the members of one plan are asked."),
            "is_anonymous": _("Nothing is kept that leads from the answers to a person. It cannot be changed after the opening."),
            "goal": _("Shown to those who keep the survey."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section, plan, audience = (self.fields[name] for name in ("section", "plan", "audience"))
        section.queryset = Section.objects.filter(closed_on=None)  # type: ignore[attr-defined]
        plan.queryset = Plan.objects.exclude(audience=Plan.Audience.INSTITUTIONAL)  # type: ignore[attr-defined]
        audience.choices = Survey._meta.get_field("audience").choices  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks the whole; here only the fields."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class OpenSettingsForm(SettingsForm):
    """What can still be changed of a survey that is open."""

    class Meta(SettingsForm.Meta):
        fields = ("closes_at", "goal")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.ModelForm.__init__(self, *args, **kwargs)


class InviteForm(forms.Form):
    """Addresses, one a line, each with a name where one is known."""

    addresses = forms.CharField(
        label=_("Addresses"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line: reader@library.example, Ann Reader. The name may be left out."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=[("ru", _("Russian")), ("en", _("English"))])

    def clean_addresses(self) -> list[tuple[str, str]]:
        """Pairs of address and name, each address once."""
        found: dict[str, str] = {}
        for number, line in enumerate(self.cleaned_data["addresses"].splitlines(), 1):
            address, _comma, name = (part.strip() for part in re.sub(r"[;\t]", ",", line).partition(","))
            if not address:
                continue
            try:
                validate_email(address)
            except ValidationError as wrong:
                raise ValidationError(
                    _("Line %(number)s holds no e-mail address: %(text)s."), params={"number": number, "text": address[:80]}
                ) from wrong
            found.setdefault(address.lower(), name[:200])
        if len(found) > MOST_INVITED:
            raise ValidationError(_("At most %(most)s addresses at once."), params={"most": MOST_INVITED})
        return list(found.items())


class ReasonForm(forms.Form):
    """What is said beside published results."""

    note = forms.CharField(
        label=_("Note to the results"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How people were found, what to mind. Everybody reads it."),
    )
