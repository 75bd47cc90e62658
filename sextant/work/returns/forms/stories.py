"""What comes in about stories in charts, and about how a collection is cited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.lab.returns import indicators
from sextant.work.returns.models import ChartKind, Collection
from sextant.work.returns.queries import words


class CitationForm(forms.Form):
    """Whose figures, and under which licence."""

    source_ru = forms.CharField(label=_("Source in Russian"), max_length=300, help_text=_("Who collected the figures, as it should be cited."))
    source_en = forms.CharField(label=_("Source in English"), max_length=300)
    licence = forms.CharField(
        label=_("Licence"),
        max_length=100,
        required=False,
        help_text=_("Such as CC BY 4.0. Empty: readers are told to ask before they use the figures."),
    )
    licence_url = forms.URLField(label=_("Address of the licence"), required=False, assume_scheme="https")


class StoryForm(forms.Form):
    """The words of a story in both languages."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    text_ru = forms.CharField(label=_("Text in Russian"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    text_en = forms.CharField(label=_("Text in English"), widget=forms.Textarea(attrs={"rows": 5}), required=False)


class NewStoryForm(StoryForm):
    """The same with the address it is going to have."""

    slug = forms.SlugField(label=_("Address"), max_length=60, help_text=_("The last part of the address: Latin letters, digits and hyphens."))
    field_order = ("slug", "title_ru", "title_en", "text_ru", "text_en")


class StoryChartForm(forms.Form):
    """A chart, and the words above it."""

    collection = forms.ModelChoiceField(Collection.objects.filter(years__isnull=False).distinct(), label=_("Collection"), empty_label=None)
    indicator = forms.ChoiceField(label=_("Indicator"))
    kind = forms.ChoiceField(label=_("Chart"), choices=ChartKind.choices)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1800,
        max_value=2100,
        help_text=_("Empty: the latest that has figures. Over the years all are drawn."),
    )
    words_ru = forms.CharField(label=_("Words above it in Russian"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    words_en = forms.CharField(label=_("Words above it in English"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["indicator"]
        choices.choices = [(code, words.indicator_name(code)) for code in indicators.definitions()]
