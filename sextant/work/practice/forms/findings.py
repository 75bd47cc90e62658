"""What members bring in: a finding with the work it stands in; and the filters of the board."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.forms.fields import GuidelinesField, PersonField
from sextant.society.concepts.forms.fields import ConceptsField
from sextant.society.concepts.queries.finding import found as concepts_named
from sextant.work.practice.identifiers import doi_in
from sextant.work.practice.models import Finding, Pilot
from sextant.work.practice.queries.board import concepts_used, guidelines_used, regions_used, years_used

AREA = forms.Textarea(attrs={"rows": 6})
SMALL = forms.Textarea(attrs={"rows": 3})
_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


class PublishedField(forms.CharField):
    """A day of publication as far as it is known: `2024-05-17`, `2024-05` or `2024`; cleaned to the day (the middle of what is known) and how far."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        day, precision = value
        return {Finding.Precision.YEAR: f"{day:%Y}", Finding.Precision.MONTH: f"{day:%Y-%m}"}.get(precision, day.isoformat())

    def clean(self, value: Any) -> Any:
        text = (super().clean(value) or "").strip()
        match = _DATE.fullmatch(text)
        try:
            year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
            if year is None or not 1900 <= year <= 2100:
                raise ValueError(text)
            if month is None:
                return date(year, 7, 1), Finding.Precision.YEAR
            if day is None:
                return date(year, month, (monthrange(year, month)[1] + 1) // 2), Finding.Precision.MONTH
            return date(year, month, day), Finding.Precision.DAY
        except ValueError as wrong:
            raise ValidationError(say("Give the date as 2024-05-17, or 2024-05, or 2024 where no more is known.")) from wrong


class PeopleField(forms.CharField):
    """People of the register, divided by semicolons; cleaned to a list."""

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(str(one.email or one.pk) for one in value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        one = PersonField(required=False, max_length=200)
        found = [one.clean(part) for part in (super().clean(value) or "").split(";") if part.strip()]
        return list({person.pk: person for person in found}.values())


class FindingForm(forms.ModelForm):
    """A finding as a member brings it in."""

    published = PublishedField(label=_("Published on"), max_length=10, help_text=_("2024-05-17, or 2024-05, or 2024 where no more is known."))
    doi = forms.CharField(label="DOI", required=False, max_length=250)
    url = forms.URLField(label=_("Address of the work"), required=False, max_length=500, assume_scheme="https")
    concepts = ConceptsField(
        label=_("Concepts"), required=False, help_text=_("Of the thesaurus, divided by semicolons, each by its code or a label in either language.")
    )
    guidelines = GuidelinesField(label=_("Guidelines of the agenda it serves"), required=False)
    i_am_author = forms.BooleanField(label=_("I am one of the authors"), required=False)
    people = PeopleField(
        label=_("Authors among the members"), required=False, max_length=1000, help_text=_("E-mail address or number of each, divided by semicolons.")
    )

    class Meta:
        model = Finding
        fields = ("title_ru", "title_en", "said_ru", "said_en", "citation", "authors", "doi", "url", "strength")
        labels = {
            "title_ru": _("What was found, in a line, in Russian"),
            "title_en": _("What was found, in a line, in English"),
            "said_ru": _("In the researchers' words, in Russian"),
            "said_en": _("In the researchers' words, in English"),
        }
        help_texts = {"said_en": _("Quote or retell what the work says, not what you make of it. One language is enough.")}
        widgets = {"said_ru": AREA, "said_en": AREA, "citation": SMALL, "strength": forms.RadioSelect}

    needed_sometimes = ("title_ru", "title_en", "said_ru", "said_en", "doi", "url")
    field_order = (*Meta.fields[:6], "published", "doi", "url", "strength", "concepts", "guidelines", "i_am_author", "people")

    def __init__(self, *args: Any, keeps: bool, has_entry: bool, **kwargs: Any) -> None:
        finding = kwargs.get("instance")
        if finding is not None:
            known = {"concepts": list(finding.concepts.all()), "guidelines": list(finding.guidelines.all()), "people": list(finding.people.all())}
            kwargs["initial"] = {"published": (finding.published_on, finding.precision), **known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        strengths = [(code, f"{label}: {Finding.DEFINITIONS[Finding.Strength(code)]}") for code, label in Finding.Strength.choices]
        self.fields["strength"].choices = strengths  # type: ignore[attr-defined]
        if keeps or finding is not None or not has_entry:
            del self.fields["i_am_author"]
        if not keeps:
            del self.fields["people"]

    def clean_doi(self) -> str:
        return doi_in(self.cleaned_data["doi"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "doi" not in self.errors and "url" not in self.errors and not (given.get("doi") or given.get("url")):
            self.add_error("doi", say("Give the DOI of the work or the address where it is read."))
        return given

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""

    def given(self, own: Any = None) -> dict[str, Any]:
        """What `save_finding` takes; `own` is the person of whoever sends the form."""
        given = dict(self.cleaned_data)
        given["published_on"], given["precision"] = given.pop("published")
        if given.pop("i_am_author", False) and own is not None:
            given["people"] = [own]
        return given


def prefilled(asked: Mapping[str, str]) -> dict[str, Any]:
    """The first values of the form from an address: `title`, `authors`, `doi`, `year` (or `published`), `concept` codes, `url`, `citation`.

    Other houses link here with what they know of a work; what makes no sense is left out.
    """
    first: dict[str, Any] = {}
    title = asked.get("title", "")[:300]
    if title:
        first["title_ru" if re.search("[а-яё]", title, re.IGNORECASE) else "title_en"] = title
    for name, most in (("authors", 1000), ("doi", 250), ("url", 500), ("citation", 1000)):
        if asked.get(name):
            first[name] = asked[name][:most]
    if day := (asked.get("published") or asked.get("year", ""))[:10]:
        first["published"] = day
    if "citation" not in first and title:
        first["citation"] = ". ".join(part for part in (first.get("authors", ""), title, asked.get("year", "")[:4]) if part)
    known = [concept for code in asked.get("concept", "").split(",")[:10] if code.strip() for concept in concepts_named(code)[:1]]
    return {**first, "concepts": known} if known else first


class BoardFilter(forms.Form):
    """Which findings are wanted; every filter stands in the address."""

    concept = forms.ChoiceField(label=_("Concept"), required=False)
    guideline = forms.ChoiceField(label=_("Guideline"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    year = forms.ChoiceField(label=_("Year of the work"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("all stages")), *Finding.STAGES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "concept": [("", _("any concept")), *concepts_used()],
            "guideline": [("", _("any guideline")), *guidelines_used()],
            "region": [("", _("any region")), *regions_used()],
            "year": [("", _("any year")), *((year, str(year)) for year in years_used())],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PilotFilter(forms.Form):
    """Which pilots are wanted."""

    verdict = forms.ChoiceField(label=_("Did it work?"), required=False, choices=[("", _("any outcome")), *Pilot.Verdict.choices])
    region = forms.ChoiceField(label=_("Region"), required=False)
    running = forms.BooleanField(label=_("Running now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("any region")), *regions_used()]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RegionFilter(forms.Form):
    """Adoptions of which region are wanted."""

    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("any region")), *regions_used()]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
