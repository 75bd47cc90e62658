"""What comes in about libraries alike."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.work.returns.models import ChosenGroup, Collection
from sextant.work.returns.queries.peers import CLUSTER, NEAREST, NUMBERS


class PeersFilter(forms.Form):
    """The year, among whom a library is compared, and how many of the nearest."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    within = forms.ChoiceField(
        label=_("Compared with"),
        choices=[(NEAREST, _("the nearest libraries")), (CLUSTER, _("all libraries of its group"))],
        required=False,
    )
    number = forms.TypedChoiceField(
        label=pgettext_lazy("of libraries", "How many of the nearest"),
        coerce=int,
        choices=[(number, str(number)) for number in NUMBERS],
        required=False,
    )

    def __init__(self, data: Any, years: Sequence[int], groups: Sequence[ChosenGroup] = ()) -> None:
        asked = {"year": str(years[0]) if years else "", "within": NEAREST, "number": str(NUMBERS[1])}
        super().__init__(asked | {name: data[name] for name in asked if data.get(name)})
        choices: Any = self.fields["year"]
        choices.choices = [(year, str(year)) for year in years]
        within: Any = self.fields["within"]
        within.choices = [*within.choices, *((f"group-{group.pk}", group.name) for group in groups)]
        self.groups = {f"group-{group.pk}": group for group in groups}

    @property
    def group(self) -> ChosenGroup | None:
        """The chosen group asked for."""
        return self.groups.get(self.cleaned_data.get("within", "")) if self.is_valid() else None


class GroupForm(forms.Form):
    """A group of libraries to compare with."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    is_public = forms.BooleanField(label=_("Everybody may see it and compare with it"), required=False)


class NewGroupForm(GroupForm):
    """The same with the collection whose libraries it holds."""

    collection = forms.ModelChoiceField(Collection.objects.filter(libraries__isnull=False).distinct(), label=_("Collection"), empty_label=None)
    field_order = ("collection", "name", "is_public")


class ProtectionForm(forms.Form):
    """What the owner of the data wants withheld of groups."""

    asked_by = forms.CharField(label=_("Who asked for it, and when"), max_length=300)
    least = forms.IntegerField(
        label=_("Least number of libraries"),
        min_value=2,
        max_value=1000,
        initial=5,
        help_text=_("Figures of groups in which fewer have a value are withheld."),
    )
    largest = forms.IntegerField(label=_("How many of the largest"), min_value=1, max_value=20, initial=2)
    share = forms.FloatField(
        label=_("The most they may make of the sum, in per cent"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: no rule of dominance."),
    )
    within = forms.FloatField(
        label=_("Nobody may reckon the largest to within, in per cent"),
        required=False,
        min_value=0.1,
        max_value=100,
        help_text=_("The second largest knows its own value; where the rest is small, it can work out the largest. Empty: no such rule."),
    )
