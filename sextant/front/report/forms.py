"""What comes in to the report: the year to open, its title and foreword, the words of a direction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.front.report.models import Report, Words


class OpenForm(forms.Form):
    """Which year to report on."""

    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200, help_text=_("The calendar year that the report is about."))


class ForewordForm(forms.ModelForm):
    """The title and the foreword in both languages."""

    class Meta:
        model = Report
        fields = ("title_ru", "title_en", "foreword_ru", "foreword_en")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "foreword_ru": _("Foreword in Russian"),
            "foreword_en": _("Foreword in English"),
        }
        widgets = {"foreword_ru": forms.Textarea(attrs={"rows": 8}), "foreword_en": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"foreword_ru": _("An empty line begins a new paragraph."), "foreword_en": _("An empty line begins a new paragraph.")}


class WordsForm(forms.ModelForm):
    """The words of one direction in both languages."""

    class Meta:
        model = Words
        fields = ("text_ru", "text_en")
        labels = {"text_ru": _("Text in Russian"), "text_en": _("Text in English")}
        widgets = {"text_ru": forms.Textarea(attrs={"rows": 12}), "text_en": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "text_ru": _("What the year brought, why the figures moved, what comes next. An empty line begins a new paragraph."),
            "text_en": _("An empty line begins a new paragraph."),
        }
