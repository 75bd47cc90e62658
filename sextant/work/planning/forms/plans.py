"""What comes in about plans and their parts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.base.words.money import major
from sextant.society.agenda.forms.fields import GuidelineField
from sextant.society.agenda.models import Initiative
from sextant.society.agenda.rules import OFFICERS
from sextant.society.ledger.forms.invoices import OptionalAmountField
from sextant.society.members.models import Organisation, Section
from sextant.work.planning.forms.fields import CURRENCIES, YearlyForm
from sextant.work.planning.models import Indicator, Plan, SecuredMoney
from sextant.work.planning.queries.progress import countable

AREA = forms.Textarea(attrs={"rows": 4})


class TitledForm(forms.Form):
    """A title and a text, each in two languages."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    about_ru = forms.CharField(label=_("About, in Russian"), widget=AREA, required=False)
    about_en = forms.CharField(label=_("About, in English"), widget=AREA, required=False)


class PlanForm(TitledForm):
    """What a plan is called, which years it covers, and who asks for money."""

    first_year = forms.IntegerField(label=_("First year"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=_("Last year"), min_value=2000, max_value=2100)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    country = forms.RegexField(r"^[A-Z]{2}$", label=_("Country"), initial="RU", help_text=_("Two letters, such as RU."))
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=[("", _("not said")), *Plan.LEGAL_FORMS], required=False)
    cofunding = OptionalAmountField(label=_("Own money for co-funding"), help_text=_("What you can add of your own where a funder asks for it."))

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        year = timezone.localdate().year
        start: dict[str, Any] = {"first_year": year, "last_year": year + 2, "currency": "RUB"}
        if plan:
            start = {name: getattr(plan, name) for name in self.base_fields if name not in ("cofunding", "owner", "from_template")}
            start["cofunding"] = major(plan.cofunding_minor, plan.currency) if plan.cofunding_minor is not None else None
        kwargs["initial"] = {**start, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def words(self) -> dict[str, Any]:
        """The cleaned values under the names that the actions take."""
        values = dict(self.cleaned_data)
        values["cofunding_minor"] = values.pop("cofunding")
        return values


class NewPlanForm(PlanForm):
    """The same with the owner, and whether to begin from the template."""

    owner = forms.ChoiceField(label=_("Whose plan"))
    from_template = forms.BooleanField(
        label=_("Begin with the goals of the template"),
        required=False,
        help_text=_("Four goals of a public library; change or remove what does not fit."),
    )
    field_order = ("owner", "from_template")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners: dict[str, tuple[Section | None, Organisation | None]] = {}
        choices = []
        for key, name, section, organisation in _owners(user):
            self.owners[key] = (section, organisation)
            choices.append((key, name))
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        values = super().words()
        values["section"], values["organisation"] = self.owners[values.pop("owner")]
        return values


def _owners(user: Any) -> list[tuple[str, Any, Section | None, Organisation | None]]:
    """For whom a user may make plans."""
    found: list[tuple[str, Any, Section | None, Organisation | None]] = []
    mine = Organisation.objects.filter(pk__in=[int(key) for key in scopes_held(user, "members.organisation", "representative")])
    found += [(f"o{one.pk}", one.name, None, one) for one in mine]
    sections = Section.objects.filter(closed_on=None)
    if not is_office(user):
        sections = sections.filter(pk__in=[int(key) for key in scopes_held(user, "members.section", *OFFICERS)])
    if is_office(user):
        found.append(("a", _("the association"), None, None))
    return found + [(f"s{one.pk}", one.name, one, None) for one in sections]


class GoalForm(TitledForm):
    """A goal, and the guideline it serves."""

    guideline = GuidelineField(label=_("Guideline it serves"), required=False, empty_label=_("none"))


class InitiativeForm(TitledForm):
    """What is done for a goal."""

    themes = forms.CharField(label=_("Themes"), max_length=300, required=False, help_text=_("With commas; calls of funders are matched by them."))
    in_parts = forms.BooleanField(label=_("A smaller award helps too"), required=False, initial=True)
    agenda = forms.ModelChoiceField(
        label=_("Initiative of the agenda"),
        queryset=Initiative.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("Where this is a part of it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agenda"].queryset = Initiative.objects.filter(is_public=True).order_by("title_ru")[:500]  # type: ignore[attr-defined]

    def clean_agenda(self) -> Initiative | None:
        return self.cleaned_data["agenda"]


class IndicatorForm(forms.Form):
    """How a goal is seen, with a target for every year."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    unit_ru = forms.CharField(label=_("Unit in Russian"), max_length=60, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=60, required=False)
    measure = forms.ChoiceField(
        label=_("Counted by the site"), required=False, help_text=_("Where the site counts this number itself; otherwise you report it.")
    )
    is_good_up = forms.BooleanField(label=_("More is better"), required=False, initial=True)

    def __init__(self, *args: Any, years: range, indicator: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["measure"].choices = [("", _("no, I report it")), *countable()]  # type: ignore[attr-defined]
        known = {value.year: value.target for value in indicator.values.all()} if indicator else {}
        for year in years:
            label = _("Target for %(year)s") % {"year": year}
            self.fields[f"year_{year}"] = forms.FloatField(label=label, required=False, initial=known.get(year))

    def words(self) -> dict[str, Any]:
        """The cleaned values, with the targets by year."""
        values = {name: value for name, value in self.cleaned_data.items() if not name.startswith("year_")}
        return {**values, "targets": {year: self.cleaned_data[f"year_{year}"] for year in self.years}}


class ValuesForm(forms.Form):
    """What was reached, by year."""

    def __init__(self, *args: Any, years: range, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {value.year: value.actual for value in indicator.values.all()}
        self.years = years
        for year in years:
            self.fields[f"year_{year}"] = forms.FloatField(label=str(year), required=False, initial=known.get(year), help_text=indicator.unit)

    def values(self) -> dict[int, float | None]:
        return {year: self.cleaned_data[f"year_{year}"] for year in self.years}


class CostForm(YearlyForm):
    """One line of the budget of an initiative."""

    what = forms.CharField(label=_("What it is spent on"), max_length=200)
    field_order = ("what",)


class SecuredForm(YearlyForm):
    """Money that is there, from one source."""

    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("Who gives it, and by which paper."))
    kind = forms.ChoiceField(label=_("Kind of money"), choices=SecuredMoney.Kind.choices)


class MoveForm(forms.Form):
    """To which state."""

    to = forms.CharField(max_length=12)

    def clean_to(self) -> str:
        to = self.cleaned_data["to"]
        if not to.isalpha():
            raise ValidationError(_("There is no such state."))
        return str(to)
