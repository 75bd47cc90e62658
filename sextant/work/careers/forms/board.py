"""What visitors ask of the board: its filters, and letters about new jobs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import in_language
from sextant.society.members.models import Region
from sextant.work.careers.models import Alert, EmployerProfile, Job


def region_choices(empty: Any) -> list[tuple[Any, Any]]:
    """All regions by name in the reader's language, an empty choice first."""
    rows = Region.objects.values_list("pk", "name_ru", "name_en", "code")
    named = sorted((in_language({"ru": ru, "en": en}) or code, key) for key, ru, en, code in rows)
    return [("", empty), *((key, words) for words, key in named)]


class JobFilter(forms.Form):
    """Which jobs are wanted; every filter stands in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    region = forms.TypedChoiceField(label=_("Region"), required=False, coerce=int, empty_value=None)
    contract = forms.ChoiceField(label=_("Contract"), required=False, choices=[("", _("any contract")), *Job.Contract.choices])
    salary = forms.IntegerField(label=_("Pay from, RUB a month"), required=False, min_value=1, max_value=100_000_000)
    language = forms.ChoiceField(label=_("Language of work"), required=False, choices=[("", _("any language")), *Job.Language.choices])
    remote = forms.ChoiceField(label=_("Where one works"), required=False, choices=[("", pgettext_lazy("job", "anywhere")), *Job.Remote.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices(_("any region"))  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AlertForm(forms.Form):
    """Letters for a search. `homepage` is left empty by people; programs that fill in everything give themselves away."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("We ask there once whether the letters are wanted; nothing else is kept."))
    rhythm = forms.ChoiceField(label=_("Letters"), choices=Alert.Rhythm.choices)
    homepage = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"], self.fields["homepage"]

    @property
    def by_a_program(self) -> bool:
        """The field that people do not see was filled in."""
        return bool(self.data.get("homepage"))


class KeptFilter(forms.Form):
    """Which of the jobs one keeps are wanted."""

    q = forms.CharField(label=_("Job or employer"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Job.STATES])

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProfileFilter(forms.Form):
    """Which editions of facts are wanted."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *EmployerProfile.STATES])

    def wish(self) -> str:
        if not self.is_bound:
            return ""
        self.is_valid()
        return str(self.cleaned_data.get("state", ""))
