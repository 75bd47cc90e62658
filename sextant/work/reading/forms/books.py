"""Nominations, decisions about them, seasons, topics, rules; and the filters of books."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.choices import ManyRowsField
from sextant.society.agenda.forms.fields import PersonField
from sextant.society.members.forms.memberships import DAY
from sextant.society.members.models import Organisation
from sextant.work.reading.forms.awards import AREA, Read
from sextant.work.reading.models import Book, ReadingRules, Season, Topic
from sextant.work.reading.queries.books import topics_used

LANGUAGES = [
    ("rus", _("Russian")),
    ("eng", _("English")),
    ("tat", _("Tatar")),
    ("bak", _("Bashkir")),
    ("chv", _("Chuvash")),
    ("che", _("Chechen")),
    ("sah", _("Yakut")),
    ("ava", _("Avar")),
    ("oss", _("Ossetian")),
    ("mul", _("several languages")),
]


def language_in_words(code: str) -> str:
    """The language's name; its code where we have no name."""
    return str(dict(LANGUAGES).get(code, code))


class PeopleField(forms.CharField):
    """People of the register, divided by semicolons; cleaned to a list."""

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(str(one.email or one.pk) for one in value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        one = PersonField(required=False, max_length=200)
        found = [one.clean(part) for part in (super().clean(value) or "").split(";") if part.strip()]
        return list({person.pk: person for person in found}.values())


class BookForm(Read, forms.ModelForm):
    """A nomination."""

    isbn = forms.CharField(label="ISBN", max_length=20)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    topics = ManyRowsField(label=_("Topics"), required=False, queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple)
    nominated_for = forms.ModelChoiceField(label=_("In the name of"), required=False, queryset=Organisation.objects.none(), empty_label=_("my own"))
    authors = PeopleField(
        label=_("Authors and illustrators among the members"),
        required=False,
        max_length=1000,
        help_text=_("E-mail address or number of each, divided by semicolons. They will not review the book."),
    )
    sure = forms.BooleanField(label=_("I have looked: this is another book, or it should stand for election again"), required=False)

    class Meta:
        model = Book
        fields = (
            "isbn",
            "title",
            "author",
            "illustrator",
            "translator",
            "published_by",
            "published",
            "language",
            "age_from",
            "age_to",
            "topics",
            "why",
            "nominated_for",
        )
        widgets = {"why": AREA}

    needed_sometimes = ("sure",)
    field_order = (*Meta.fields, "authors", "sure")

    def __init__(self, *args: Any, keys: set[int], keeps: bool, **kwargs: Any) -> None:
        book = kwargs.get("instance")
        if book is not None:
            kwargs["initial"] = {"topics": list(book.topics.all()), "authors": list(book.authors.all()), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(pk__in=keys, merged_into=None)
        if book is not None and book.nominated_for_id:
            own = own | Organisation.objects.filter(pk=book.nominated_for_id)
        self.fields["nominated_for"].queryset = own  # type: ignore[attr-defined]
        if not own:
            del self.fields["nominated_for"]
        if not keeps:
            del self.fields["authors"]


class NoteForm(Read, forms.ModelForm):
    """What the list says of the book."""

    class Meta:
        model = Book
        fields = ("called_ru", "called_en", "note_ru", "note_en")
        labels = {
            "called_ru": _("Title in Russian"),
            "called_en": _("Title in English"),
            "note_ru": _("Annotation in Russian"),
            "note_en": _("Annotation in English"),
        }
        widgets = {"note_ru": AREA, "note_en": AREA}

    needed_sometimes = ("called_ru", "called_en", "note_ru", "note_en")


class ReasonForm(forms.Form):
    """Why something is not taken or sent back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SeasonForm(Read, forms.ModelForm):
    class Meta:
        model = Season
        fields = ("year", "scale", "nominate_until", "review_until", "vote_until", "size")
        widgets = {"nominate_until": DAY, "review_until": DAY, "vote_until": DAY, "scale": forms.RadioSelect}


class TopicForm(Read, forms.ModelForm):
    class Meta:
        model = Topic
        fields = ("code", "name_ru", "name_en")
        labels = {"name_ru": _("Name in Russian"), "name_en": _("Name in English")}

    needed_sometimes = ("name_ru", "name_en")


class RulesForm(Read, forms.ModelForm):
    class Meta:
        model = ReadingRules
        fields = ("children_section", "least_reviews", "library_cap", "weight_reviews", "weight_votes", "weight_awards")
        help_texts = {
            "children_section": _("Empty: the section with the code “childrens”."),
            "library_cap": _("More voters of one library lend a book no more weight."),
            "weight_awards": _("The three weights make 100 together."),
        }


class BookFilter(forms.Form):
    """Which books of a season or a list are wanted; every filter stands in the address."""

    age = forms.IntegerField(label=_("Age of the reader"), required=False, min_value=0, max_value=18)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, topics: list[tuple[str, str]] | None = None, languages: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = topics_used() if topics is None else topics
        self.fields["topic"].choices = [("", _("any topic")), *found]  # type: ignore[attr-defined]
        known = [code for code, _name in LANGUAGES] if languages is None else languages
        self.fields["language"].choices = [("", _("any language")), *((code, language_in_words(code)) for code in known)]  # type: ignore[attr-defined]


def title_first(book: Book) -> dict[str, str]:
    """What the annotation begins with: the title as on the book, where it is in Russian or English."""
    own = {"rus": "called_ru", "eng": "called_en"}.get(book.language)
    return {own: book.title} if own and not getattr(book, own) else {}
