"""What the coordinator and those who take part send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.forms.memberships import DAY
from sextant.work.mentoring.actions.matching import METHODS, OPTIMAL, STABLE
from sextant.work.mentoring.models import Profile, Programme, Topic
from sextant.work.mentoring.models.programmes import LANGUAGES

AREA = forms.Textarea(attrs={"rows": 4})
HOW = {OPTIMAL: _("the best for everybody together: most pairs, then the nearest"), STABLE: _("stable: no two would rather have each other")}


class ProgrammeForm(forms.ModelForm):
    """A season of mentoring."""

    class Meta:
        model = Programme
        fields = ("title_ru", "title_en", "about_ru", "about_en", "section", "starts_on", "ends_on", "silent_weeks")
        labels = {
            "title_ru": _("Name in Russian"),
            "title_en": _("Name in English"),
            "about_ru": _("What it is, in Russian"),
            "about_en": _("What it is, in English"),
        }
        help_texts = {"section": _("Officers of the section coordinate it beside the office. Empty: the office alone.")}
        widgets = {"about_ru": AREA, "about_en": AREA, "starts_on": DAY, "ends_on": DAY}

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class TopicForm(forms.Form):
    """What one can learn."""

    title_ru = forms.CharField(label=_("Topic in Russian"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Topic in English"), max_length=120, required=False)


class MatchForm(forms.Form):
    """How pairs are found."""

    method = forms.ChoiceField(label=_("How pairs are found"), choices=[(code, HOW[code]) for code in METHODS], widget=forms.RadioSelect)


class ApartForm(forms.Form):
    """Two who are never matched."""

    mentor = forms.ModelChoiceField(label=_("Mentor"), queryset=Profile.objects.none())
    mentee = forms.ModelChoiceField(label=_("Mentee"), queryset=Profile.objects.none())

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Profile.objects.filter(programme=programme, is_active=True).select_related("person")
        for role in Profile.Role.values:
            self.fields[role].queryset = rows.filter(role=role)  # type: ignore[attr-defined]


class ProfileForm(forms.ModelForm):
    """How somebody takes part, as a mentor or as a mentee."""

    languages = forms.MultipleChoiceField(label=_("Languages you can talk in"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Profile
        fields = ("about", "wishes", "topics", "languages", "offset", "hours", "places", "not_with")
        labels = {
            "about": _("About you"),
            "wishes": _("What you wish for"),
            "places": _("How many pairs you have room for"),
            "not_with": _("With whom not"),
        }
        help_texts = {
            "about": _("The other side reads this, and your wishes, once a pair is proposed; nobody else but the coordinator."),
            "not_with": _("Names of people you should not be paired with. Only the coordinator reads it; no reason is needed."),
        }
        widgets = {"about": AREA, "wishes": AREA, "topics": forms.CheckboxSelectMultiple, "not_with": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, programme: Programme, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = Topic.objects.filter(programme=programme)  # type: ignore[attr-defined]
        self.fields["topics"].help_text = ""
        if not self.instance.pk:
            self.initial["languages"] = ["ru"]
        if role == Profile.Role.MENTEE:
            del self.fields["places"]
            self.fields["topics"].label = _("What you want to learn")
        else:
            self.fields["topics"].label = _("What you can teach")

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""

    def given(self) -> dict[str, Any]:
        """What `save_profile` takes."""
        return {**self.cleaned_data, "topics": list(self.cleaned_data["topics"])}
