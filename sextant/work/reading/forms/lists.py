"""Decisions about the books of a draft; title and foreword."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.reading.forms.awards import AREA, Read
from sextant.work.reading.models import RecommendedList

SMALL = forms.Textarea(attrs={"rows": 2})


class DecisionForm(forms.Form):
    """On the list or not, and why."""

    chosen = forms.TypedChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("yes", _("on the list")), ("no", _("not on the list"))],
        coerce=lambda value: value == "yes",
    )
    why_ru = forms.CharField(label=_("Why, in Russian"), required=False, max_length=500, widget=SMALL)
    why_en = forms.CharField(label=_("Why, in English"), required=False, max_length=500, widget=SMALL)
    needed_sometimes = ("why_ru", "why_en")


class WordsForm(Read, forms.ModelForm):
    """Title and foreword."""

    class Meta:
        model = RecommendedList
        fields = ("title_ru", "title_en", "foreword_ru", "foreword_en")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "foreword_ru": _("Foreword in Russian"),
            "foreword_en": _("Foreword in English"),
        }
        widgets = {"foreword_ru": AREA, "foreword_en": AREA}

    needed_sometimes = Meta.fields
