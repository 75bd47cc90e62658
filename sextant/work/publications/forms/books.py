"""A book with its file, how the registers are searched, answers and replies."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.choices import ManyRowsField
from sextant.society.grants.forms.fields import OrganisationField
from sextant.society.members.models import Organisation
from sextant.work.publications import rules
from sextant.work.publications.models import Book, PackVersion, QualityMark
from sextant.work.publications.models.books import VERDICTS
from sextant.work.publications.queries.norms import in_force

LARGEST = 200 * 1024 * 1024
AREA = forms.Textarea(attrs={"rows": 4})


class FileField(forms.FileField):
    """The file of a book, as it goes to print or to readers."""

    def __init__(self) -> None:
        super().__init__(
            label=_("File"),
            allow_empty_file=True,
            help_text=_("PDF as it goes to print, or EPUB; up to 200 MB. It is read by nobody else, and removed 90 days after the check."),
            widget=forms.FileInput(attrs={"accept": ".pdf,.epub"}),
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 200 MB. Save the PDF with smaller pictures; type is measured all the same."))
        if file is not None and not file.size:
            raise forms.ValidationError(_("The file is empty. Save it again, and choose it anew."))
        return file


def norms_field() -> ManyRowsField:
    """By which norms to check; `offer_norms` fills it."""
    return ManyRowsField(
        label=_("Norms"),
        queryset=PackVersion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A norm that does not speak of this age or kind of book is passed over."),
    )


def offer_norms(form: forms.BaseForm) -> None:
    """Those in force today; chosen at first are the ones that are not for adults' books."""
    held = in_force(timezone.localdate())
    field: Any = form.fields["norms"]
    field.queryset = PackVersion.objects.filter(pk__in=[one.pk for one in held]).select_related("pack").order_by("pack__code")
    field.label_from_instance = lambda one: str(one.pack)
    field.initial = [one.pk for one in held if any(age != "adult" for rule in one.norms.rules for age in rule.ages)]


class NormsForm(forms.Form):
    """Another file of a book, and the norms to check it by."""

    file = FileField()
    norms = norms_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_norms(self)


class BookForm(forms.ModelForm):
    """What a book is, for whom, and who publishes it."""

    publisher = OrganisationField(
        label=_("Organisation that hands it in"), required=False, help_text=_("Full name as in the directory, or its tax number.")
    )

    class Meta:
        model = Book
        fields = ("title", "authors", "isbn", "year", "published_by", "age", "also_age", "kind", "age_mark", "exempt")
        help_texts = {
            "also_age": _("A book for two ages follows the norms of the younger one."),
            "exempt": _("Only for works that the law exempts from a mark; say which ground."),
            "age_mark": _("It is compared with the mark on the imprint page."),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.order_fields(["title", "authors", "isbn", "year", "published_by", "publisher", "age", "also_age", "kind", "age_mark", "exempt"])
        if self.instance.pk and self.instance.publisher:
            self.initial["publisher"] = str(self.instance.publisher)
        elif not self.instance.pk and len(own := sorted(rules.represented(user))) == 1:
            self.initial["publisher"] = str(Organisation.objects.get(pk=own[0]))

    def clean_publisher(self) -> Organisation | None:
        """An organisation one acts for; the keepers name any."""
        found: Organisation | None = self.cleaned_data.get("publisher")
        if found is None and not rules.is_keeper(self.user):
            raise forms.ValidationError(_("Name the organisation for which you hand the book in."))
        if found is not None and found.pk not in rules.represented(self.user) and not rules.is_keeper(self.user):
            raise forms.ValidationError(_("You do not act for this organisation. Name your own."))
        return found

    def values(self) -> dict[str, Any]:
        """What is said of the book, without its publisher."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewBookForm(BookForm):
    """A book with its first file."""

    file = FileField()
    norms = norms_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_norms(self)


class MarksFilter(forms.Form):
    """How the register of marks is searched."""

    q = forms.CharField(label=_("Title, author, publishing house or ISBN"), required=False, max_length=200)
    age = forms.ChoiceField(label=_("Readers' age"), required=False, choices=[("", _("any age")), *Book.Age.choices])
    state = forms.ChoiceField(label=_("Quality mark"), required=False, choices=[("", _("any state")), *QualityMark.STATES])

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class BooksFilter(MarksFilter):
    """How one's own books are searched."""

    state = None  # type: ignore[assignment]
    verdict = forms.ChoiceField(label=_("Verdict"), required=False, choices=[("", _("any verdict")), *VERDICTS])


class FindingsFilter(forms.Form):
    """Which findings of a check are wanted."""

    verdict = forms.ChoiceField(label=_("Verdict"), required=False, choices=[("", _("what is not met")), *VERDICTS])
    weight = forms.ChoiceField(
        label=_("Weight"), required=False, choices=[("", _("all")), ("decides", _("what decides")), ("aside", _("shown beside, decides nothing"))]
    )
    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=100_000)

    def wish(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class WordsForm(forms.Form):
    """An answer or a reply."""

    words = forms.CharField(label=_("Answer"), widget=AREA, max_length=3000)


class ReasonForm(forms.Form):
    """Why a mark is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Everybody reads it on the page of the mark."))


class PackForm(forms.Form):
    """The text of a pack, and what was changed."""

    text = forms.CharField(
        label=_("Text of the pack (TOML)"), widget=forms.Textarea(attrs={"rows": 28, "class": "code", "spellcheck": "false"}), strip=False
    )
    note = forms.CharField(label=_("What was changed, and why"), max_length=500)
