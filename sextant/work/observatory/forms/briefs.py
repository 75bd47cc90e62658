"""A brief, and the words of its reviewer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.observatory.models import Brief

PARTS = (
    ("known", _("What is known")),
    ("missing", _("What is missing")),
    ("who", _("Who works on it")),
    ("libraries", _("Which libraries would try it")),
    ("topics", _("Topics for dissertations, one a line")),
)


class BriefForm(forms.ModelForm):
    """Every part in both languages."""

    class Meta:
        model = Brief
        fields = ("title_ru", "title_en", *(f"{name}_{language}" for name, _label in PARTS for language in ("ru", "en")))
        labels = {"title_ru": _("Title in Russian"), "title_en": _("Title in English")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, label in PARTS:
            for language, tongue in (("ru", _("in Russian")), ("en", _("in English"))):
                field = self.fields[f"{name}_{language}"]
                field.label, field.required = f"{label} ({tongue})", False
                field.widget = forms.Textarea(attrs={"rows": 5, "lang": language, "maxlength": 3000})
                field.max_length = 3000  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """What the reviewer says."""

    review = forms.CharField(label=_("Word of the reviewer"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
