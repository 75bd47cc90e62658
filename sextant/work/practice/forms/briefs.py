"""What authors of briefs and recommendations send, and those who look them over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.practice.actions.briefs import FIELDS
from sextant.work.practice.models import Brief, PathRules, Recommendation

AREA = forms.Textarea(attrs={"rows": 5})
SMALL = forms.Textarea(attrs={"rows": 3})
BRIEF_LABELS = {
    "title_ru": _("Title in Russian"),
    "title_en": _("Title in English"),
    "found_ru": _("What was found, in Russian"),
    "found_en": _("What was found, in English"),
    "audience_ru": _("For whom it is, in Russian"),
    "audience_en": _("For whom it is, in English"),
    "certainty_ru": _("How sure it is, in Russian"),
    "certainty_en": _("How sure it is, in English"),
    "needs_ru": _("What one needs, in Russian"),
    "needs_en": _("What one needs, in English"),
    "costs_ru": _("What it costs, in Russian"),
    "costs_en": _("What it costs, in English"),
    "risks_ru": _("What may go wrong, in Russian"),
    "risks_en": _("What may go wrong, in English"),
}


class BriefForm(forms.ModelForm):
    """A brief as its author writes it; a draft may have gaps."""

    class Meta:
        model = Brief
        fields = FIELDS
        labels = BRIEF_LABELS
        help_texts = {"found_ru": _("Short sentences, plain words. Paragraphs are divided by an empty line.")}
        widgets = {name: AREA for name in FIELDS if not name.startswith("title")}

    needed_sometimes = FIELDS

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ReasonForm(forms.Form):
    """Why something is sent back, not taken or called off."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=SMALL)


class RecommendationForm(forms.ModelForm):
    """What the association recommends after the pilots."""

    class Meta:
        model = Recommendation
        fields = ("verdict", "text_ru", "text_en", "conditions_ru", "conditions_en", "few_ru", "few_en")
        labels = {
            "text_ru": _("What is recommended, in Russian"),
            "text_en": _("What is recommended, in English"),
            "conditions_ru": _("For whom and under which conditions, in Russian"),
            "conditions_en": _("For whom and under which conditions, in English"),
            "few_ru": _("Why it is given on so few pilots, in Russian"),
            "few_en": _("Why it is given on so few pilots, in English"),
        }
        widgets = {"verdict": forms.RadioSelect, "text_ru": AREA, "text_en": AREA} | {
            name: SMALL for name in ("conditions_ru", "conditions_en", "few_ru", "few_en")
        }

    needed_sometimes = ("text_ru", "text_en", "few_ru", "few_en")

    def __init__(self, *args: Any, too_few: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not too_few:
            del self.fields["few_ru"], self.fields["few_en"]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class RulesForm(forms.ModelForm):
    """The rules of the path."""

    class Meta:
        model = PathRules
        fields = ("research_section", "least_pilots")
        help_texts = {"research_section": _("Empty: the section with the code “research”.")}

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""
