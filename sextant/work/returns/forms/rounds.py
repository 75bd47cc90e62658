"""What comes in when returns are collected: a round, a filter, a spreadsheet, words, a certificate."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.accounts.models import User
from sextant.lab.returns.questionnaires import Item
from sextant.society.members.models import Region
from sextant.society.members.sheets.reading import LARGEST_FILE
from sextant.work.returns.answering import Given, read_answer, said
from sextant.work.returns.models import Collection, Submission
from sextant.work.returns.queries.filling import choices_of
from sextant.work.returns.queries.questionnaires import round_choices
from sextant.work.returns.queries.questions import questionnaire_of
from sextant.work.returns.queries.rounds import STATE_CHOICES, WISH_CHOICES
from sextant.work.returns.states import NO_NUMBER

MOST_STEPS, MOST_DAYS = 6, 365


class RoundForm(forms.Form):
    """A year that is asked for."""

    collection = forms.ModelChoiceField(Collection.objects.all(), label=_("Collection"), help_text=_("All its libraries are asked."))
    year = forms.IntegerField(label=_("Year asked about"), min_value=1900, max_value=2100)
    questionnaire = forms.ChoiceField(label=_("Questionnaire"), help_text=_("The version that is valid for the year is taken."))
    due_on = forms.DateField(label=_("Last day to answer"), widget=forms.DateInput(attrs={"type": "date"}))
    remind_after = forms.CharField(
        label=_("Remind after so many days"),
        required=False,
        initial="14, 28",
        max_length=60,
        help_text=_("Days after the invitation, with commas between them; one letter each time to those who have not answered. Empty: no reminders."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["questionnaire"]
        choices.choices = round_choices()

    def clean_remind_after(self) -> list[int]:
        words = [word for word in re.split(r"[,;\s]+", self.cleaned_data["remind_after"]) if word]
        if not all(word.isascii() and word.isdecimal() and 1 <= int(word[:6]) <= MOST_DAYS for word in words):
            raise ValidationError(_("Write days as whole numbers from 1 to 365 with commas between them, such as 14, 28."))
        if len(set(words)) > MOST_STEPS:
            raise ValidationError(_("At most six reminders can be sent."))
        return sorted({int(word) for word in words})


class ReturnsFilter(forms.Form):
    """A question to the list of returns."""

    q = forms.CharField(label=_("Name or key"), required=False, max_length=100)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), required=False, empty_label=_("all regions"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATE_CHOICES)
    wish = forms.ChoiceField(label=_("Only"), required=False, choices=WISH_CHOICES)

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["region"]
        choices.queryset = regions

    def asked(self) -> dict[str, Any]:
        """What is asked for, without what could not be read."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value not in ("", None)}


class SheetForm(forms.Form):
    """A filled spreadsheet."""

    file = forms.FileField(label=_("Filled spreadsheet"), help_text=_("The template as XLSX or CSV, up to 10 MB."), allow_empty_file=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 10 MB. Take away pictures and other sheets, or split it."))
        return file


class WordsForm(forms.Form):
    """A few words."""

    words = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class QueryForm(forms.Form):
    """A question to the library."""

    item = forms.ChoiceField(label=pgettext_lazy("a question", "About"), required=False)
    words = forms.CharField(label=_("Question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["item"]
        items = questionnaire_of(submission.round).by_key.items()
        choices.choices = [("", _("the whole return")), *((key, said(item.label)) for key, item in items)]


class CertifyForm(forms.Form):
    """Who confirms the figures."""

    name = forms.CharField(label=_("Chief officer of the library"), max_length=200)
    position = forms.CharField(label=_("Position"), max_length=200)
    confirmed = forms.BooleanField(label=_("The chief officer has seen the figures and confirms that they are right and complete."))


class CertifyManyForm(CertifyForm):
    """The same for many; where nobody is named, those named in the spreadsheets."""

    name = forms.CharField(
        label=_("Chief officer"), max_length=200, required=False, help_text=_("Empty: whoever the spreadsheet names for each library.")
    )
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    confirmed = forms.BooleanField(label=_("The chief officers have seen the figures and confirm that they are right and complete."))


class EditForm(forms.Form):
    """An officer's change of one answer."""

    answer = forms.CharField(label=_("Answer"), required=False, max_length=1000)
    status = forms.ChoiceField(label=_("Or why there is no number"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The library reads it; its own answer stays in the history."))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        statuses: Any = self.fields["status"]
        statuses.choices = [("", _("there is a number")), *((code, NO_NUMBER[code]) for code in item.may_be if code in NO_NUMBER)]
        if choices := choices_of(item):
            self.fields["answer"] = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", "—"), *choices])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "answer" in cleaned and "status" in cleaned:
            try:
                cleaned["given"] = read_answer(self.item, cleaned["answer"], cleaned["status"])
            except ValidationError as refusal:
                self.add_error("answer", refusal)
        return cleaned

    def given(self) -> Given:
        given: Given = self.cleaned_data["given"]
        return given


class OfficerForm(forms.Form):
    """Who keeps the returns of a region."""

    email = forms.EmailField(label=_("E-mail of the user"))
    region = forms.ModelChoiceField(Region.objects.all(), label=_("Region"))

    def clean_email(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise ValidationError(_("No user has this address. The person has to register on the site first."))
        return user
