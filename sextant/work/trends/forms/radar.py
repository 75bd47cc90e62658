"""Signals and ratings as people send them, and the question to the radar."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from sextant.base.measures.radar import sources
from sextant.base.ui.choices import ManyRowsField
from sextant.society.agenda.models import Direction, Guideline
from sextant.work.trends.models import Signal
from sextant.work.trends.states import CERTAINTIES, HORIZONS, IMPACTS

AREA = forms.Textarea(attrs={"rows": 5})
WORDS = {
    "title_ru": _("Title in Russian"),
    "title_en": _("Title in English"),
    "about_ru": _("What was noticed, in Russian"),
    "about_en": _("What was noticed, in English"),
}
PEOPLE = "people"


class TellForm(forms.ModelForm):
    """A signal that somebody tells."""

    source_title = forms.CharField(label=_("What the source is"), max_length=300, help_text=_("Such as the name of an article, a report, a law."))
    link = forms.URLField(label=_("Address of the source"), max_length=500, assume_scheme="https")

    class Meta:
        model = Signal
        fields = ("title_ru", "title_en", "about_ru", "about_en")
        labels = WORDS
        widgets = {"about_ru": AREA, "about_en": AREA}

    needed_sometimes = ("title_ru", "title_en", "about_ru", "about_en")

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class SignalForm(forms.ModelForm):
    """A signal as the office puts it right."""

    guidelines = ManyRowsField(queryset=Guideline.objects.none(), required=False, label=_("Guidelines"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Signal
        fields = ("title_ru", "title_en", "about_ru", "about_en", "direction", "guidelines")
        labels = WORDS
        widgets = {"about_ru": AREA, "about_en": AREA}

    needed_sometimes = ("title_ru", "title_en", "direction")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guidelines = Guideline.objects.filter(direction__agenda__is_current=True).select_related("direction")
        self.fields["direction"].queryset = Direction.objects.filter(agenda__is_current=True)  # type: ignore[attr-defined]
        self.fields["guidelines"].queryset = guidelines  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ReasonForm(forms.Form):
    """Why a signal is not taken, or taken off."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class EvidenceForm(forms.Form):
    """A page that a signal rests on."""

    title_ru = forms.CharField(label=_("What the page shows, in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("What the page shows, in English"), max_length=300, required=False)
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")

    needed_sometimes = ("title_ru", "title_en")


class RatingForm(forms.Form):
    """How one person sees a signal."""

    horizon = forms.TypedChoiceField(
        label=_("When will it matter for libraries?"), coerce=int, widget=forms.RadioSelect, choices=list(HORIZONS.items())
    )
    impact = forms.TypedChoiceField(label=_("How much will it change?"), coerce=int, widget=forms.RadioSelect, choices=list(IMPACTS.items()))
    certainty = forms.TypedChoiceField(label=_("How sure is that?"), coerce=int, widget=forms.RadioSelect, choices=list(CERTAINTIES.items()))
    note = forms.CharField(label=_("Why"), max_length=500, required=False, help_text=_("Read by everybody, without your name."))


class RadarForm(forms.Form):
    """What the radar is narrowed to."""

    direction = forms.ChoiceField(label=_("Direction of the agenda"), required=False)
    horizon = forms.ChoiceField(label=_("Horizon"), required=False, choices=[("", _("all")), *HORIZONS.items()])
    told_by = forms.ChoiceField(label=_("Told by"), required=False)
    only = forms.ChoiceField(
        label=pgettext_lazy("radar", "Show"),
        required=False,
        choices=[("", _("all")), ("new", _("new this year")), ("moved", _("moved since last year")), ("unrated", _("not rated yet"))],
    )
    year = forms.ChoiceField(label=_("As it stood"), required=False)

    def __init__(self, data: Any, directions: list[Direction], years: list[int]) -> None:
        super().__init__(data)
        every = ("", _("all"))
        self.fields["direction"].choices = [every, *((one.code, str(one)) for one in directions)]  # type: ignore[attr-defined]
        self.fields["told_by"].choices = [every, (PEOPLE, pgettext("signal", "people")), *((one.name, one.title) for one in sources())]  # type: ignore[attr-defined]
        past = [(str(year), _("at the end of %(year)s") % {"year": year}) for year in years]
        self.fields["year"].choices = [("", _("today")), *past]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was chosen; nothing where something unknown was sent."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    def day(self, today: date) -> date:
        """The day whose radar is asked for."""
        year = self.asked().get("year")
        return date(int(year), 12, 31) if year else today
