"""What experts type of themselves, and how experts are looked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import in_language
from sextant.lab.literature.identifiers import normal
from sextant.society.agenda.forms.fields import PersonField
from sextant.society.concepts.forms.fields import ConceptsField
from sextant.society.grants.forms.fields import OrganisationField
from sextant.society.members.models import Organisation, Person, Region
from sextant.work.scholarship.models import DeclaredConflict, ExpertProfile, ExpertWork
from sextant.work.scholarship.models.experts import ROLES

AREA = forms.Textarea(attrs={"rows": 4})
CONCEPTS = _("Of the thesaurus, divided by semicolons.")


class ExpertFilter(forms.Form):
    """Which experts are wanted; conflicts are asked about by those who choose experts only."""

    concepts = ConceptsField(label=_("Concepts, divided by semicolons"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("any role")), *ROLES.items()])
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none(), required=False, empty_label=_("any region"))
    person = PersonField(
        label=_("To judge this person"), required=False, help_text=_("Name, e-mail address or number: conflicts with them are shown.")
    )
    organisation = OrganisationField(label=_("To judge this organisation"), required=False, help_text=_("Full name, tax number or number."))
    without = forms.BooleanField(label=_("Leave out those with a conflict"), required=False)

    def __init__(self, *args: Any, chooses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Region.objects.filter(pk__in=ExpertProfile.objects.listed(timezone.localdate()).exclude(region=None).values("region"))
        self.fields["region"].queryset = rows  # type: ignore[attr-defined]
        if not chooses:
            del self.fields["person"], self.fields["organisation"], self.fields["without"]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProfileForm(forms.ModelForm):
    """What is listed of an expert."""

    concepts = ConceptsField(label=_("What I know about"), required=False, most=20, help_text=CONCEPTS)

    class Meta:
        model = ExpertProfile
        fields = ("organisation", "region", "about_ru", "about_en", "is_juror", "is_reviewer", "is_supervisor", "is_consultant", "shows_orcid")
        labels = {
            "about_ru": _("About my work, in Russian"),
            "about_en": _("About my work, in English"),
            "is_juror": _("I agree to be asked as a juror"),
            "is_reviewer": _("I agree to be asked as a reviewer"),
            "is_supervisor": _("I agree to be asked as a supervisor"),
            "is_consultant": _("I agree to be asked as a consultant"),
        }
        widgets = {"about_ru": AREA, "about_en": AREA}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        one = kwargs.get("instance")
        if one is not None:
            kwargs["initial"] = {"concepts": list(one.concepts.all())}
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(affiliations__person=person).distinct()
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        named = sorted((in_language({"ru": one.name_ru, "en": one.name_en}), one.pk) for one in Region.objects.all())
        self.fields["region"].choices = [("", "—"), *((pk, name) for name, pk in named)]  # type: ignore[attr-defined]
        self.order_fields(["concepts", *self.Meta.fields])
        if not person.orcid:
            del self.fields["shows_orcid"]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ConsentForm(forms.Form):
    """The consent to be listed."""

    agreed = forms.BooleanField(
        label=_(
            "I agree that the association lists me as an expert with my name, the place of work and region shown above, my concepts, works and roles, for a "
            "year. I can take this back at any time; the entry then goes at once."
        )
    )


class WorkForm(forms.ModelForm):
    """A work typed by hand."""

    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        max_length=2000,
        help_text=_("Family name, initials; divided by semicolons. They tell who your co-authors are."),
    )
    concepts = ConceptsField(label=_("Concepts"), required=False, help_text=_("Empty: those that the title names."))

    class Meta:
        model = ExpertWork
        fields = ("title", "year", "venue", "doi")

    def clean_doi(self) -> str:
        text = self.cleaned_data["doi"].strip()
        if text and not normal("doi", text):
            raise ValidationError(say("This is no DOI. Write it as 10.1234/abc, or leave it empty."))
        return normal("doi", text) if text else ""

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not 1900 <= year <= 2100:
            raise ValidationError(say("Give a year with four digits."))
        return year

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ConflictForm(forms.ModelForm):
    """Whom or what one will not judge."""

    person = PersonField(label=_("Person"), required=False, help_text=_("E-mail address or full name as in the members' register."))
    organisation = OrganisationField(label=_("or organisation"), required=False, help_text=_("Full name as in the directory, or its tax number."))

    class Meta:
        model = DeclaredConflict
        fields = ("note",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["person", "organisation", "note"])

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""
