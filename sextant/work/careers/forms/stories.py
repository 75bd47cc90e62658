"""What authors send, and what the office enters for the index and the board."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation, Person
from sextant.work.careers.models import BoardRules, CareerStory, PrestigeFigure

AREA = forms.Textarea(attrs={"rows": 12})


class StoryForm(forms.ModelForm):
    """A story as its author writes it."""

    photo = forms.FileField(label=_("Photo"), required=False, help_text=_("JPEG, PNG or WebP, up to 5 MB."), widget=forms.FileInput)
    no_photo = forms.BooleanField(label=_("Take the photo away"), required=False)

    class Meta:
        model = CareerStory
        fields = ("kind", "title_ru", "title_en", "position_ru", "position_en", "organisation", "text_ru", "text_en")
        labels = {
            "title_ru": _("Title in Russian"),
            "title_en": _("Title in English"),
            "position_ru": _("Your position in Russian"),
            "position_en": _("Your position in English"),
            "text_ru": _("The story in Russian"),
            "text_en": _("The story in English"),
        }
        help_texts = {"text_ru": _("Paragraphs, lists and links may be written in Markdown.")}
        widgets = {"text_ru": AREA, "text_en": AREA}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(affiliations__person=person).distinct()
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        self.order_fields([*self.Meta.fields, "photo", "no_photo"])
        if not (self.instance.pk and self.instance.photo):
            del self.fields["no_photo"]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ConsentForm(forms.Form):
    """The consent to publication."""

    agreed = forms.BooleanField(
        label=_("I agree that the association publishes this story with my name and photo. I can take this back at any time; the story then goes.")
    )


class FigureForm(forms.ModelForm):
    """A component of the index in a year."""

    source_url = forms.URLField(label=_("Address of the source"), required=False, assume_scheme="https")

    class Meta:
        model = PrestigeFigure
        fields = ("component", "year", "value", "source", "source_url")
        help_texts = {"source": _("Who counted it, where and when: the page shows it beside the figure.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": timezone.localdate().year, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class RulesForm(forms.ModelForm):
    """How the board is kept."""

    class Meta:
        model = BoardRules
        fields = ("trusts_members", "longest_days", "warn_days")

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""
