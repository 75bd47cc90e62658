"""What is typed about a dissertation, and how the register is searched."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import in_language
from sextant.society.concepts.forms.fields import ConceptField, ConceptsField
from sextant.society.grants.forms.fields import DayField, OrganisationField
from sextant.society.members.models import Organisation, Section
from sextant.work.scholarship.models import Dissertation, RegisterRules, Supervision, TopicSuggestion
from sextant.work.scholarship.models.dissertations import STATES
from sextant.work.scholarship.named import Named, all_named, named

LINES = forms.Textarea(attrs={"rows": 2})
AREA = forms.Textarea(attrs={"rows": 5})
PEOPLE = _("One a line: full name with patronymic, or the e-mail address of somebody in the members' register.")


class RegisterFilter(forms.Form):
    """Which dissertations are wanted; every filter stands in the address."""

    q = forms.CharField(label=_("Words of the topic"), required=False, max_length=200)
    concept = ConceptField(label=_("Concept"), required=False)
    school = forms.TypedChoiceField(label=_("Institution"), required=False, coerce=int, empty_value=None)
    degree = forms.ChoiceField(label=_("Degree"), required=False, choices=[("", _("any degree")), *Dissertation.Degree.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *STATES[:-1]])
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(pk__in=Dissertation.objects.public().exclude(school=None).values("school"))
        names = rows.values_list("pk", "name_ru", "name_en")
        named_ = sorted((in_language({"ru": ru, "en": en}), pk) for pk, ru, en in names)
        self.fields["school"].choices = [("", _("any school")), *((pk, name) for name, pk in named_)]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DissertationForm(forms.ModelForm):
    """A topic and what is known of the work on it."""

    school = OrganisationField(label=_("Institution"), help_text=_("Full name as in the directory, or its tax number."))
    author = forms.CharField(
        label=_("Author"),
        required=False,
        max_length=200,
        help_text=_(
            "Full name or e-mail address. Only those who keep this entry read the name, until the author agrees or the dissertation is defended."
        ),
    )
    supervisors = forms.CharField(label=_("Supervisors"), required=False, max_length=2000, widget=LINES, help_text=PEOPLE)
    consultants = forms.CharField(label=_("Consultants"), required=False, max_length=2000, widget=LINES)
    concepts = ConceptsField(
        label=_("Concepts"), required=False, help_text=_("Of the thesaurus, divided by semicolons. They find the topic in the other language too.")
    )
    url = forms.URLField(
        label=_("Address of the text"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("Of the text or of the abstract, once there is one."),
    )
    reason = forms.CharField(
        label=_("Why this is not a double"),
        required=False,
        max_length=2000,
        widget=LINES,
        help_text=_("Only where the register has topics like this one. The reason is kept, and the supervisors of those topics are told."),
    )

    class Meta:
        model = Dissertation
        fields = ("title_ru", "title_en", "degree", "field_code", "department", "abstract_ru", "abstract_en", "url", "doi", "is_public")
        labels = {
            "title_ru": _("Topic in Russian"),
            "title_en": _("Topic in English"),
            "abstract_ru": _("Abstract in Russian"),
            "abstract_en": _("Abstract in English"),
        }
        help_texts = {
            "field_code": _("Code and name as in the nomenclature of scientific specialities in force."),
        }
        widgets = {"title_ru": LINES, "title_en": LINES, "abstract_ru": AREA, "abstract_en": AREA}

    ORDER = ("title_ru", "title_en", "concepts", "reason", "degree", "field_code", "school", "department", "author", "supervisors", "consultants")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        one = kwargs.get("instance")
        if one is not None:
            kwargs["initial"] = {**_first_of(one), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.order_fields([*self.ORDER, *self.Meta.fields])

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""

    def people(self) -> list[tuple[Named, str]]:
        """Supervisors and consultants with their roles."""
        roles = (("supervisors", Supervision.Role.SUPERVISOR), ("consultants", Supervision.Role.CONSULTANT))
        return [(one, str(role)) for name, role in roles for one in all_named(self.cleaned_data.get(name, ""))]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        kept = dict(self.cleaned_data)
        del kept["supervisors"], kept["consultants"]
        return kept | {"author": named(kept["author"]), "supervisors": self.people(), "school_name": ""}


def _first_of(one: Dissertation) -> dict[str, Any]:
    guiding = list(one.supervisions.all())

    def lines(role: str) -> str:
        return "\n".join(each.name for each in guiding if each.role == role)

    people = {"supervisors": lines(Supervision.Role.SUPERVISOR), "consultants": lines(Supervision.Role.CONSULTANT), "author": one.author_name}
    return {"school": one.school or one.school_name, "concepts": list(one.concepts.all()), **people}


class MoveForm(forms.Form):
    """To which state, on which day."""

    target = forms.ChoiceField(label=_("Next state"))
    on = DayField(label=_("Day"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300, help_text=_("Number of the minutes or of the order, for instance."))

    def __init__(self, *args: Any, targets: list[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        names = dict(STATES)
        self.fields["target"].choices = [(target, names[target]) for target in targets]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a topic that resembles another is no double."""

    reason = forms.CharField(label=_("Why this is not a double"), max_length=2000, widget=LINES)


class SuggestionForm(forms.ModelForm):
    """A topic to offer."""

    concepts = ConceptsField(label=_("Concepts"), required=False, help_text=_("Of the thesaurus, divided by semicolons."))

    class Meta:
        model = TopicSuggestion
        fields = ("title_ru", "title_en", "why_ru", "why_en", "source")
        labels = {
            "title_ru": _("Topic in Russian"),
            "title_en": _("Topic in English"),
            "why_ru": _("Why it is worth a dissertation, in Russian"),
            "why_en": _("Why it is worth a dissertation, in English"),
        }
        help_texts = {"source": _("Who says so: a survey, a list of priority domains, a library that would try the result.")}
        widgets = {"title_ru": LINES, "title_en": LINES, "why_ru": AREA, "why_en": AREA}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        one = kwargs.get("instance")
        if one is not None:
            kwargs["initial"] = {"concepts": list(one.concepts.all())}
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class RulesForm(forms.ModelForm):
    """Whose officers keep the register."""

    class Meta:
        model = RegisterRules
        fields = ("section",)
        help_texts = {"section": _("Its chair, vice-chairs and secretary keep the register of dissertations beside the office.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(closed_on=None)  # type: ignore[attr-defined]
        self.fields["section"].required = False

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""
