"""Demands on a list as people say them: lines of shares and numbers, lines of needs, and limits that hold for all.

The form gives and takes the table that a targets file (T.toml) is; the lab checks it, and says what cannot be.
"""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.lab.acquisitions.targets import targets
from sextant.lab.payments.amounts import format_amount
from sextant.lab.sentences import SaidError
from sextant.society.ledger.forms.invoices import AmountField, OptionalAmountField
from sextant.work.acquisitions.forms.collections import fits
from sextant.work.acquisitions.models import Plan

MOST_LINES = 100
LARGEST = 256 * 1024
KINDS = (
    ("spending", _("share of what is spent, %")),
    ("copies", _("share of the copies, %")),
    ("budget", _("share of the budget, %")),
    ("number", _("number of titles")),
)
FIELDS = (
    ("age", _("age of readers")),
    ("language", _("language")),
    ("class", _("class")),
    ("awards", _("award or list")),
    ("local_author", _("local author")),
    ("accessible", _("accessible format")),
    ("format", _("kind of edition")),
    ("publisher", _("publisher")),
    ("author", _("author")),
)
NOTHING = [("", "—")]
WHOLE = ("copies", "max_copies", "min_titles", "max_titles", "min_award_titles", "requests_per_copy", "loans_per_copy")
WEIGHTS = ("value", "need", "award", "request", "further")
DEFAULTS = {"copies": 1, "max_copies": 20, "requests_per_copy": 3, "value": 1.0, "need": 1.0, "award": 0.0, "request": 0.0, "further": 0.5}


class DemandForm(forms.Form):
    """One line: such and such titles make at least so much, and at most so much. A line without a kind of mark is left out."""

    field = forms.ChoiceField(label=_("Titles by"), choices=[*NOTHING, *FIELDS], required=False)
    value = forms.CharField(label=_("Which"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Make a"), choices=KINDS, required=False)
    least = forms.FloatField(label=_("At least"), min_value=0, required=False)
    most = forms.FloatField(label=_("At most"), min_value=0, required=False)

    needed_sometimes = ("field", "value", "kind", "least", "most")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("field"):
            return given
        if given["field"] in ("local_author", "accessible") and not given.get("value"):
            given["value"] = "yes"
        if not given.get("value"):
            self.add_error("value", _("Say which, such as 7-10, tat or 84*; * means any."))
        if given.get("least") is None and given.get("most") is None and not self.errors:
            self.add_error("least", _("Give at least one of the two numbers."))
        top = 1_000_000 if given.get("kind") == "number" else 100
        for name in ("least", "most"):
            if (given.get(name) or 0) > top:
                self.add_error(name, _("At most %(top)s.") % {"top": top})
        return given

    def row(self) -> tuple[str, dict[str, Any]] | None:
        """`share` or `number` with its row of the table; None for a line that was left empty."""
        given = self.cleaned_data
        if not given.get("field"):
            return None
        row: dict[str, Any] = {"field": given["field"], "value": given["value"].strip()}
        number = given["kind"] == "number"
        for name, key in (("least", "min"), ("most", "max")):
            if given.get(name) is not None:
                row[key] = round(given[name]) if number else round(given[name] / 100, 6)
        return ("number", row) if number else ("share", {**row, "of": given["kind"] or "spending"})


class NeedForm(forms.Form):
    """One line: so many copies the collection should have of titles with one mark or two."""

    field = forms.ChoiceField(label=_("Titles by"), choices=[*NOTHING, *FIELDS], required=False)
    value = forms.CharField(label=_("Which"), max_length=80, required=False)
    and_field = forms.ChoiceField(label=_("And by"), choices=[*NOTHING, *FIELDS], required=False)
    and_value = forms.CharField(label=_("Which of these"), max_length=80, required=False)
    copies = forms.IntegerField(label=_("Copies there should be"), min_value=1, max_value=10_000_000, required=False)

    needed_sometimes = ("field", "value", "and_field", "and_value", "copies")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("field"):
            if not given.get("value"):
                self.add_error("value", _("Say which, such as 7-10, tat or 84*; * means any."))
            if given.get("copies") is None and "copies" not in self.errors:
                self.add_error("copies", _("Say how many copies there should be."))
        return given

    def row(self) -> dict[str, Any] | None:
        """The row of the table; None for a line that was left empty."""
        given = self.cleaned_data
        if not given.get("field"):
            return None
        row: dict[str, Any] = {"field": given["field"], "value": given["value"].strip(), "copies": given["copies"]}
        if given.get("and_field"):
            row |= {"and_field": given["and_field"], "and_value": given["and_value"].strip()}
        return row


DemandLines = forms.formset_factory(DemandForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)
NeedLines = forms.formset_factory(NeedForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


def _whole(label: Any, most: int = 1_000_000, least: int = 0, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, **kwargs)


class LimitsForm(forms.Form):
    """The budget, limits that hold for all titles, and what counts how much."""

    name = forms.CharField(label=_("What the plan is called"), max_length=120)
    budget = AmountField(label=_("Budget"))
    seconds = forms.IntegerField(label=_("Seconds to search"), min_value=5, max_value=600, help_text=_("Longer for long offers with many demands."))
    min_spent = forms.FloatField(label=_("Spend at least, % of the budget"), min_value=0, max_value=100, required=False)
    max_price = OptionalAmountField(label=_("No copy dearer than"))
    copies = _whole(_("Copies of a title, as a rule"), least=1, help_text=_("Those that you have count too."))
    max_copies = _whole(_("Copies of a title, at most"), least=1)
    min_titles = _whole(_("Titles, at least"))
    max_titles = _whole(_("Titles, at most"), help_text=_("0 or empty: no limit."))
    min_award_titles = _whole(_("Titles with an award, at least"))
    requests_per_copy = _whole(_("Requests that call for one more copy"), least=1)
    loans_per_copy = _whole(_("Loans that call for one more copy"), help_text=_("Empty: what is held is not bought again."))
    value = forms.FloatField(label=_("Value given in the offer"), min_value=0, max_value=1000, required=False)
    need = forms.FloatField(label=_("Closing a gap"), min_value=0, max_value=1000, required=False)
    award = forms.FloatField(label=_("An award"), min_value=0, max_value=1000, required=False)
    request = forms.FloatField(label=_("Requests that wait"), min_value=0, max_value=1000, required=False)
    further = forms.FloatField(label=_("A second copy beside the first"), min_value=0, max_value=1, required=False)

    LIMITS = ("min_spent", "max_price", *WHOLE)
    WEIGHTS = WEIGHTS

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data, initial=limits_of(plan))
        self.currency = plan.currency
        for name in ("budget", "max_price"):
            field: Any = self.fields[name]
            field.currency = plan.currency

    def table(self) -> dict[str, Any]:
        """The tables `limits` and `weights` of the targets; what is as usual is left out."""
        given = self.cleaned_data
        limits: dict[str, Any] = {name: given[name] for name in WHOLE if given.get(name) and given[name] != DEFAULTS.get(name)}
        if given.get("min_spent"):
            limits["min_spent"] = round(given["min_spent"] / 100, 6)
        if given.get("max_price"):
            limits["max_price"] = format_amount(given["max_price"], self.currency)
        weights = {name: given[name] for name in WEIGHTS if given.get(name) is not None and given[name] != DEFAULTS[name]}
        return {**({"limits": limits} if limits else {}), **({"weights": weights} if weights else {})}


def limits_of(plan: Plan) -> dict[str, Any]:
    """What the form shows of a plan."""
    limits, weights = plan.targets.get("limits", {}), plan.targets.get("weights", {})
    shown: dict[str, Any] = {"name": plan.name, "seconds": plan.seconds, "budget": format_amount(plan.budget, plan.currency)}
    shown |= {name: limits.get(name, DEFAULTS.get(name)) for name in WHOLE}
    shown |= {name: weights.get(name, DEFAULTS[name]) for name in WEIGHTS}
    shown["min_spent"] = round(100 * limits["min_spent"], 4) if "min_spent" in limits else None
    shown["max_price"] = limits.get("max_price", "")
    return shown


def demand_lines(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of shares and numbers as lines of the form."""
    lines = []
    for row in table.get("share", []):
        shown = {"field": row["field"], "value": row["value"], "kind": row.get("of", "spending")}
        lines.append(shown | {name: round(100 * row[key], 4) for name, key in (("least", "min"), ("most", "max")) if key in row})
    for row in table.get("number", []):
        shown = {"field": row["field"], "value": row["value"], "kind": "number"}
        lines.append(shown | {name: row[key] for name, key in (("least", "min"), ("most", "max")) if key in row})
    return lines


def need_lines(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of needs as lines of the form; children × copies for each is shown as copies."""
    names = ("field", "value", "and_field", "and_value")
    lines = []
    for row in table.get("need", []):
        copies = row["copies"] if "copies" in row else row["children"] * row["per_child"]
        lines.append({name: row[name] for name in names if name in row} | {"copies": round(copies)})
    return lines


def checked(table: dict[str, Any], currency: str) -> dict[str, Any]:
    """The table, when the lab understands it; else its sentence as a refusal of the form."""
    try:
        targets({**table, "currency": currency})
    except SaidError as refusal:
        raise forms.ValidationError(refusal.sentence((get_language() or "ru")[:2])) from refusal
    return table


class TargetsFile(forms.Form):
    """The demands as a file."""

    table = forms.FileField(
        label=_("Targets file"), help_text=_("TOML, as you download it here or write it for the command. It takes the place of all lines.")
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_table(self) -> dict[str, Any]:
        file = fits(self.cleaned_data["table"], LARGEST, (".toml",))
        try:
            table = tomllib.loads(file.read().decode("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
            raise forms.ValidationError(_("The file is no TOML: %(reason)s."), params={"reason": str(reason)[:200]}) from reason
        checked({name: value for name, value in table.items() if name not in ("currency", "budget")}, self.plan.currency)
        return {name: table[name] for name in ("limits", "share", "number", "need", "weights") if name in table}
