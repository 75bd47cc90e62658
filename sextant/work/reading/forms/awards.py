"""What those who keep award lists send; and the filters of the lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.forms.memberships import DAY
from sextant.work.reading import states
from sextant.work.reading.models import AwardEntry, AwardImport, AwardList
from sextant.work.reading.queries.awards import languages_used

AREA = forms.Textarea(attrs={"rows": 4})


class Read:
    """A form of a model that only reads: the action checks and saves."""

    def _post_clean(self) -> None:
        """Nothing: constraints are told by the action, in sentences."""


class AwardForm(Read, forms.ModelForm):
    """What is said of a list."""

    source_url = forms.URLField(label=_("Address of the source"), max_length=500, assume_scheme="https")

    class Meta:
        model = AwardList
        fields = (
            "code",
            "award",
            "name_ru",
            "name_en",
            "about_ru",
            "about_en",
            "country",
            "language",
            "source_url",
            "seen_on",
            "licence",
            "is_public",
        )
        labels = {
            "name_ru": _("Name of the list in Russian"),
            "name_en": _("Name of the list in English"),
            "about_ru": _("What it is, in Russian"),
            "about_en": _("What it is, in English"),
            "is_public": _("Everybody reads it"),
        }
        help_texts = {
            "code": _("Small Latin letters, digits and hyphens; it stands in the address and stays."),
            "country": _("Two letters of ISO 3166, such as RU."),
            "language": _("Three letters of ISO 639-2, such as rus."),
            "licence": _("On which terms the entries may be kept and shown, such as CC0."),
        }
        widgets = {"seen_on": DAY, "about_ru": AREA, "about_en": AREA}

    needed_sometimes = ("name_ru", "name_en", "is_public")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]


class EntryForm(Read, forms.ModelForm):
    """One book of a list."""

    class Meta:
        model = AwardEntry
        fields = ("place", "year", "published", "title", "author", "illustrator", "isbn", "age_from", "age_to", "language", "identifier")
        help_texts = {"author": _("As the source writes it."), "language": _("Empty: that of the list.")}

    isbn = forms.CharField(label="ISBN", required=False, max_length=20)


class AwardImportForm(forms.Form):
    """A file of entries."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV with a head line; a column “title” is needed. UTF-8 or windows-1251, up to 5 MB and 20,000 lines.")
    )
    place = forms.ChoiceField(label=_("Place of lines that name none"), choices=AwardEntry.PLACES)
    year_is = forms.ChoiceField(label=_("The column “year” holds"), choices=AwardImport.YearIs.choices)


def wished(form: forms.Form) -> dict[str, Any]:
    """What was asked; a value that makes no sense is as if it had not been given."""
    if not form.is_bound:
        return {}
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}


class EntryFilter(forms.Form):
    """Which entries are wanted; every filter stands in the address."""

    q = forms.CharField(label=_("Title, author or ISBN"), required=False, max_length=100)
    list = forms.ChoiceField(label=_("List"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False, choices=[("", _("any place")), *AwardEntry.PLACES])
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1400, max_value=2200)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, keeper: bool = False, one_list: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if one_list:
            del self.fields["list"], self.fields["language"]
            return
        rows = AwardList.objects.all() if keeper else AwardList.objects.filter(is_public=True)
        self.fields["list"].choices = [("", _("all lists")), *((one.code, str(one)) for one in rows)]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("any language")), *((one, one) for one in languages_used())]  # type: ignore[attr-defined]


class RowFilter(forms.Form):
    """Which lines of a file are looked at."""

    fate = forms.ChoiceField(
        label=_("Lines"),
        required=False,
        choices=[("", _("all lines")), (states.STORED, _("to be stored")), (states.MERGED, _("to be merged")), (states.REFUSED, _("refused"))],
    )
