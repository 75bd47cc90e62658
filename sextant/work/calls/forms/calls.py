"""What organisers send: a call, its parts, its state."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.choices import ManyRowsField
from sextant.society.events.models import Event
from sextant.society.members.models import Organisation, Region, Section
from sextant.work.calls.forms.fields import CURRENCIES, DAY, ZONES, MomentField, PositiveAmountField, area, in_zone, major
from sextant.work.calls.models import Call, Category, Condition, Criterion, Field, Prize, Stage, Topic


class CallForm(forms.ModelForm):
    """Everything about a call but its parts."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in ZONES], help_text=_("Deadlines are told and held in this zone.")
    )
    opens = MomentField(label=_("Opens"))
    closes = MomentField(label=_("Deadline"), help_text=_("Entries count until the end of this minute, by the clock of the site."))
    results_on = forms.DateField(label=_("Results on"), required=False, widget=DAY)

    class Meta:
        model = Call
        fields = (
            "kind",
            "title_ru",
            "title_en",
            "slug",
            "summary_ru",
            "summary_en",
            "text_ru",
            "text_en",
            "section",
            "event",
            "contact",
            "time_zone",
            "opens",
            "closes",
            "results_on",
            "one_entry",
            "blind",
            "score_low",
            "score_high",
            "per_entry",
            "load",
            "fair",
            "method",
            "shows_reviews",
            "fund",
        )
        labels = {
            "kind": _("Kind"),
            "title_ru": pgettext_lazy("contest", "Title in Russian"),
            "title_en": pgettext_lazy("contest", "Title in English"),
            "slug": _("Address of the page"),
            "summary_ru": _("In short, in Russian"),
            "summary_en": _("In short, in English"),
            "text_ru": _("What is called for, in Russian"),
            "text_en": _("What is called for, in English"),
            "section": _("Section"),
            "event": _("Event whose visitors it supports"),
            "contact": _("E-mail for questions"),
            "one_entry": _("One entry a person"),
            "blind": _("Who knows whom"),
            "score_low": _("Lowest score"),
            "score_high": _("Highest score"),
            "per_entry": _("Reviews of an entry"),
            "load": _("Entries a juror"),
            "fair": _("Fair assignment: first as well as possible for the entry that is served worst"),
            "method": _("Ranking"),
            "shows_reviews": _("A juror sees the other reviews of an entry after submitting their own"),
            "fund": _("Fund of prizes and grants"),
        }
        widgets = {"summary_ru": area(2), "summary_en": area(2), "text_ru": area(8), "text_en": area(8)}
        help_texts = {
            "slug": _("Latin letters, digits and hyphens, such as young-librarian-2027."),
            "load": _("A juror may name another number."),
            "per_entry": _("Three or more, so that rankings can be defended."),
        }

    def __init__(self, *args: Any, sections: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(closed_on=None) if sections is None else sections  # type: ignore[attr-defined]
        self.fields["section"].required = sections is not None
        bound(self.fields)
        self.fields["section"].empty_label = _("the association as a whole")  # type: ignore[attr-defined]
        self.fields["event"].queryset = Event.objects.filter(ends_at__gte=timezone.now()).order_by("starts_at")  # type: ignore[attr-defined]
        self.fields["event"].empty_label = _("none")  # type: ignore[attr-defined]
        self.fields["time_zone"].initial = "Europe/Moscow"
        if self.instance.pk:
            zone = self.instance.zone
            self.initial["opens"] = self.instance.opens_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
            self.initial["closes"] = self.instance.closes_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, column, to_the_end in (("opens", "opens_at", False), ("closes", "closes_at", True)):
            if given.get(name) is not None and given.get("time_zone"):
                try:
                    given[column] = in_zone(given[name], given["time_zone"], to_the_end=to_the_end)
                except ValidationError as refusal:
                    self.add_error(name, refusal)
        return given

    def _post_clean(self) -> None:
        """The row is made by the action; the form only reads."""

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("opens", "closes")}


BOUNDS = {
    "per_entry": (1, 50),
    "load": (1, 500),
    "score_low": (0, 99),
    "score_high": (1, 100),
    "weight": (1, 1000),
    "count": (1, 1000),
    "first_percent": (1, 100),
    "report_days": (1, 3650),
    "limit": (0, 20_000),
    "place": (0, 1000),
}
"""The least and the most of each number that organisers type."""


def bound(fields: dict[str, forms.Field]) -> None:
    """Holds the numbers of a form within their bounds, in the browser and on the site."""
    for name, (least, most) in BOUNDS.items():
        field = fields.get(name)
        if isinstance(field, forms.IntegerField):
            field.min_value, field.max_value = least, most
            field.validators += [MinValueValidator(least), MaxValueValidator(most)]
            field.widget.attrs.update(min=least, max=most)


class PartForm(forms.ModelForm):
    """One part of a call; the row is written by the action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self.fields)

    def _post_clean(self) -> None:
        """The row is made by the action; the form only reads."""

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


TITLES = {"title_ru": pgettext_lazy("contest", "Title in Russian"), "title_en": pgettext_lazy("contest", "Title in English"), "place": _("Order")}


class CategoryForm(PartForm):
    class Meta:
        model = Category
        fields = ("title_ru", "title_en")
        labels = TITLES


class TopicForm(PartForm):
    class Meta:
        model = Topic
        fields = ("title_ru", "title_en")
        labels = TITLES


class CriterionForm(PartForm):
    class Meta:
        model = Criterion
        fields = ("title_ru", "title_en", "weight", "low_ru", "low_en", "middle_ru", "middle_en", "high_ru", "high_en")
        labels = {
            **TITLES,
            "weight": _("Weight"),
            "low_ru": _("The lowest score means, in Russian"),
            "low_en": _("The lowest score means, in English"),
            "middle_ru": _("The middle score means, in Russian"),
            "middle_en": _("The middle score means, in English"),
            "high_ru": _("The highest score means, in Russian"),
            "high_en": _("The highest score means, in English"),
        }
        help_texts = {"weight": _("Only the proportion of the weights counts.")}


class FieldForm(PartForm):
    class Meta:
        model = Field
        fields = ("kind", "label_ru", "label_en", "help_ru", "help_en", "required", "hidden", "limit", "choices")
        labels = {
            "kind": _("Kind of answer"),
            "label_ru": _("Question in Russian"),
            "label_en": _("Question in English"),
            "help_ru": _("Hint in Russian"),
            "help_en": _("Hint in English"),
            "required": _("An answer is required"),
            "hidden": _("For the organisers alone: jurors never see the answer"),
            "limit": _("Limit"),
            "choices": _("Choices"),
        }
        help_texts = {
            "limit": _("Characters of a text, megabytes of a file; 0 for the limit of the site."),
            "choices": _("One a line, Russian | English. Only for a choice."),
        }
        widgets = {"choices": area(3)}


class StageForm(PartForm):
    starts_on = forms.DateField(label=_("First day"), required=False, widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DAY)

    class Meta:
        model = Stage
        fields = ("kind", "title_ru", "title_en", "starts_on", "ends_on", "place")
        labels = {"kind": _("Who chooses"), **TITLES}


class PrizeForm(PartForm):
    amount = PositiveAmountField(label=_("Amount"), help_text=_("Empty for a diploma."))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    class Meta:
        model = Prize
        fields = ("kind", "title_ru", "title_en", "category", "amount", "currency", "count", "first_percent", "report_days", "place")
        labels = {
            "kind": _("Kind"),
            **TITLES,
            "category": _("Category"),
            "count": _("How many"),
            "first_percent": _("Per cent paid on signing"),
            "report_days": _("Days until the report"),
        }
        help_texts = {
            "first_percent": _("The rest is paid after the report."),
            "report_days": _("Counted from the announcement; empty where no report is asked for."),
        }

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = call.categories.all()  # type: ignore[attr-defined]
        if self.instance.pk and self.instance.amount_minor:
            self.initial["amount"] = major(self.instance.amount_minor)

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**{name: value for name, value in given.items() if name != "amount"}, "amount_minor": given.get("amount") or 0}


class ConditionForm(forms.Form):
    """A rule of eligibility; only what belongs to its kind is kept."""

    kind = forms.ChoiceField(label=_("Rule"), choices=Condition.Kind.choices)
    years = forms.IntegerField(
        label=pgettext_lazy("rule", "Years"), required=False, min_value=1, max_value=120, help_text=_("Age up to, or years without a prize.")
    )
    day = forms.DateField(label=_("On the day"), required=False, widget=DAY, help_text=_("For the age. Empty: the last day of the call."))
    regions = ManyRowsField(label=_("Regions"), queryset=Region.objects.all(), required=False)
    kinds = forms.MultipleChoiceField(label=_("Kinds of organisation"), choices=Organisation.Kind.choices, required=False)

    def __init__(self, *args: Any, instance: Condition | None = None, **kwargs: Any) -> None:
        if instance is not None:
            values = instance.values
            regions = list(Region.objects.filter(code__in=values.get("codes", [])))
            kwargs["initial"] = {
                "kind": instance.kind,
                "years": values.get("years"),
                "day": values.get("day"),
                "regions": regions,
                "kinds": values.get("kinds", []),
            }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = {"age": "years", "not_winner": "years", "region": "regions", "library": "kinds"}.get(given.get("kind", ""))
        if needed and not given.get(needed):
            self.add_error(needed, gettext("This rule needs it."))
        return given

    def values(self) -> dict[str, Any]:
        given, kind = self.cleaned_data, self.cleaned_data["kind"]
        values: dict[str, Any] = {}
        if kind in ("age", "not_winner"):
            values["years"] = given["years"]
        if kind == "age" and given["day"]:
            values["day"] = given["day"].isoformat()
        if kind == "region":
            values["codes"] = sorted(region.code for region in given["regions"])
        if kind == "library":
            values["kinds"] = sorted(given["kinds"])
        return {"kind": kind, "values": values}


PART_FORMS: dict[str, type[Any]] = {
    "category": CategoryForm,
    "topic": TopicForm,
    "condition": ConditionForm,
    "field": FieldForm,
    "stage": StageForm,
    "criterion": CriterionForm,
    "prize": PrizeForm,
}


def part_form(kind: str, call: Call, part: Any, data: Any) -> Any:
    """The form of that kind of part."""
    more = {"call": call} if kind == "prize" else {}
    return PART_FORMS[kind](data, instance=part, **more)


class SlugForm(forms.Form):
    slug = forms.SlugField(label=_("Address of the new page"), max_length=60)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=area(2))
