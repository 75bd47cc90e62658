"""What those who keep studies send."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.models import Guideline
from sextant.society.concepts.models import Concept
from sextant.society.members.forms.memberships import DAY
from sextant.work.delphi.models import Item, Panelist, Study

AREA = forms.Textarea(attrs={"rows": 4})


class StudyForm(forms.ModelForm):
    """A study in both languages."""

    class Meta:
        model = Study
        fields = ("title_ru", "title_en", "about_ru", "about_en", "mode", "consensus", "stopping", "guideline")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "about_ru": _("What the panel should know, in Russian"),
            "about_en": _("What the panel should know, in English"),
        }
        widgets = {"about_ru": AREA, "about_en": AREA, "mode": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Guideline.objects.filter(direction__agenda__is_current=True).select_related("direction")
        self.fields["guideline"].queryset = rows  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ItemForm(forms.ModelForm):
    """A question of a study."""

    lines = forms.CharField(
        label=_("Options, one a line"),
        required=False,
        widget=AREA,
        help_text=_("For points and orders only; each in both languages: Russian | English."),
    )

    class Meta:
        model = Item
        fields = (
            "kind",
            "text_ru",
            "text_en",
            "low",
            "high",
            "low_label_ru",
            "low_label_en",
            "high_label_ru",
            "high_label_en",
            "band",
            "lines",
            "is_importance",
            "concept",
            "position",
        )
        labels = {
            "text_ru": _("Question in Russian"),
            "text_en": _("Question in English"),
            "low_label_ru": _("Word at the lowest value, in Russian"),
            "low_label_en": _("Word at the lowest value, in English"),
            "high_label_ru": _("Word at the highest value, in Russian"),
            "high_label_en": _("Word at the highest value, in English"),
        }
        help_texts = {"band": _("An answer that is no farther from the median agrees with the group.")}
        widgets = {"text_ru": AREA, "text_en": AREA}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        item = kwargs.get("instance")
        if item is not None:
            kwargs["initial"] = {"lines": "\n".join(f"{one['ru']} | {one['en']}" for one in item.options), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["concept"].queryset = Concept.objects.filter(is_withdrawn=False).order_by("label_en")  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class InviteForm(forms.ModelForm):
    """Somebody for the panel."""

    class Meta:
        model = Panelist
        fields = ("name", "email", "language")

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class RoundForm(forms.Form):
    """The last day of a round."""

    closes_on = forms.DateField(label=_("Last day"), widget=DAY, initial=lambda: timezone.localdate() + timedelta(days=14))
