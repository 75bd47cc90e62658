"""What comes in about questionnaires: a file, a proposal without any knowledge of its format, the office's wording of it, a year, a reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.lab.returns import dictionary
from sextant.lab.returns.questionnaires import Item, Questionnaire
from sextant.lab.returns.questionnaires.items import KINDS, MAY_BE
from sextant.lab.returns.questionnaires.reading import MORE_UNITS
from sextant.work.returns import states
from sextant.work.returns.answering import said
from sextant.work.returns.queries.words import answer_name, kind_name, unit_name

CONTINUITY = (
    ("same", _("Figures of earlier years go on as they are.")),
    ("bridge", _("Earlier figures are reckoned by a formula.")),
    ("break", _("Earlier figures cannot be compared; the series breaks.")),
)
UNITS = ("", *dictionary.UNITS, *MORE_UNITS)
TEXTS = ("label_ru", "label_en", "definition_ru", "definition_en")


class QuestionnaireFileForm(forms.Form):
    """A questionnaire as a TOML file."""

    file = forms.FileField(
        label=_("Questionnaire as a TOML file"), help_text=_("Take a version away as TOML to see the format. Up to 2 MB."), allow_empty_file=True
    )


class OpenChangeForm(forms.Form):
    """From which year on."""

    valid_from = forms.IntegerField(label=_("First year that is asked with the new version"), min_value=1900, max_value=2100)


class DecisionForm(forms.Form):
    """A reason that the proposer reads."""

    decision = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Whoever proposed it reads this.")
    )


class GiveUpForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class _WhyForm(forms.Form):
    """Why, and what it costs the libraries."""

    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("What is decided or understood with this figure?")
    )
    burden = forms.CharField(
        label=_("Burden for the libraries"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who has this figure already, and what would it cost the others to get it?"),
    )


class _ItemForm(forms.Form):
    """How an item is asked. `questionnaire` is the version that is changed, `item` the item as it is now, None for a new one."""

    label_ru = forms.CharField(label=_("Label in Russian"), max_length=300, required=False)
    label_en = forms.CharField(label=_("Label in English"), max_length=300, required=False)
    definition_ru = forms.CharField(label=_("Definition in Russian"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    definition_en = forms.CharField(label=_("Definition in English"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("Answer"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    choices = forms.CharField(
        label=_("Choices, for one of a list"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: Russian | English."),
    )
    may_be = forms.MultipleChoiceField(label=_("Also taken as an answer"), required=False, widget=forms.CheckboxSelectMultiple)
    required = forms.BooleanField(label=_("Must be answered"), required=False)

    in_both = False
    """Whether both languages are needed."""

    def __init__(self, *args: Any, questionnaire: Questionnaire, item: Item | None = None, **kwargs: Any) -> None:
        self.asked, self.item = questionnaire, item
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["kind"].choices = [(code, kind_name(code)) for code in KINDS]
        chosen["unit"].choices = [(code, unit_name(code) or "—") for code in UNITS]
        chosen["may_be"].choices = [(code, answer_name(code)) for code in MAY_BE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("label", "definition"):
            pair = [code for code in ("ru", "en") if cleaned.get(f"{name}_{code}")]
            if self.in_both and len(pair) < 2:
                for code in {"ru", "en"} - set(pair):
                    self.add_error(f"{name}_{code}", ValidationError(_("Write it in both languages: everybody reads the draft.")))
            elif not pair:
                self.add_error(f"{name}_ru", ValidationError(_("Write it in one language at least.")))
        if (cleaned.get("kind") == "choice") != bool(cleaned.get("choices")):
            self.add_error("choices", ValidationError(_("Choices belong to an answer that is one of a list, and to no other.")))
        return cleaned

    def clean_choices(self) -> list[dict[str, str]]:
        known = {(one.label.ru, one.label.en): one.code for one in self.item.choices} if self.item else {}
        found: list[dict[str, str]] = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["choices"].splitlines())):
            russian, _bar, english = (part.strip() for part in line.partition("|"))
            if not (russian and english):
                raise ValidationError(_("Write each choice in both languages, with a bar between them: хорошее | good."))
            code = known.get((russian, english)) or slugify(english).replace("-", "_") or f"choice_{len(found) + 1}"
            if code in {one["code"] for one in found}:
                raise ValidationError(_("The choice “%(choice)s” stands twice."), params={"choice": line})
            found.append({"code": code, "label_ru": russian, "label_en": english})
        return found

    def item_fields(self) -> dict[str, Any]:
        """What the item's table holds; of an item there is, only what is changed."""
        given = {name: self.cleaned_data[name] for name in (*TEXTS, "kind", "unit", "choices", "may_be", "required")}
        if self.item is None:
            return {name: value for name, value in given.items() if value not in ("", [], None)} | {"may_be": given["may_be"]}
        now = fields_of(self.item) | {"choices": choices_of(self.item)}
        return {name: value for name, value in given.items() if value != now[name]}


def choices_of(item: Item) -> list[dict[str, str]]:
    return [{"code": one.code, "label_ru": one.label.ru, "label_en": one.label.en} for one in item.choices]


def lines_of(choices: list[dict[str, str]]) -> str:
    """Choices as they are typed."""
    return "\n".join(f"{one['label_ru']} | {one['label_en']}" for one in choices)


def fields_of(item: Item) -> dict[str, Any]:
    """An item as the form shows it."""
    words = {f"{name}_{code}": getattr(item, name).sentence(code) for name in ("label", "definition") for code in ("ru", "en")}
    return {**words, "kind": item.kind, "unit": item.unit, "choices": lines_of(choices_of(item)), "may_be": [*item.may_be], "required": item.required}


class _BridgeForm(forms.Form):
    """How the figures of earlier years go on."""

    continuity = forms.ChoiceField(label=_("Figures of earlier years"), choices=CONTINUITY, initial="same", widget=forms.RadioSelect)
    formula = forms.CharField(
        label=_("Formula"),
        max_length=500,
        required=False,
        help_text=_("Arithmetic over codes of items of the present version, such as visits * 1.1 or adults + children."),
    )
    note_ru = forms.CharField(label=_("What differs, in Russian"), max_length=500, required=False)
    note_en = forms.CharField(label=_("What differs, in English"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way = cleaned.get("continuity", "same")
        if way == "bridge" and not cleaned.get("formula"):
            self.add_error("formula", ValidationError(_("Write the formula, or say that the series breaks.")))
        lacking = [code for code in ("ru", "en") if not cleaned.get(f"note_{code}")]
        if way != "same" and len(lacking) > (0 if getattr(self, "in_both", False) else 1):
            self.add_error(f"note_{lacking[0]}", ValidationError(_("Say what differs; it stands beside the figures for good.")))
        return cleaned

    def bridge(self) -> dict[str, str]:
        """As values of the lab's change."""
        way = self.cleaned_data["continuity"]
        if way == "same":
            return {"continuity": "same"}
        return {"continuity": way, **{name: self.cleaned_data[name] for name in ("formula", "note_ru", "note_en")}}


class AddItemForm(_BridgeForm, _ItemForm, _WhyForm):
    """A new item, and perhaps the item whose place it takes."""

    section = forms.ChoiceField(label=pgettext_lazy("of a questionnaire", "Section"))
    replaces = forms.ChoiceField(label=_("Takes the place of"), required=False)
    field_order = (
        "section",
        *TEXTS,
        "kind",
        "unit",
        "choices",
        "may_be",
        "required",
        "replaces",
        "continuity",
        "formula",
        "note_ru",
        "note_en",
        "reason",
        "burden",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["section"].choices = [(section.code, said(section.title)) for section in self.asked.sections]
        chosen["replaces"].choices = [("", _("no item, it is new")), *((item.code, said(item.label)) for item in self.asked.items.values())]
        chosen["continuity"].initial = "break"
        chosen["continuity"].choices = CONTINUITY[1:]
        chosen["continuity"].required = False
        chosen["continuity"].help_text = _("Only where it takes the place of another item.")

    def clean_continuity(self) -> str:
        """Only what takes the place of an item has something to go on from."""
        return self.cleaned_data["continuity"] or "break" if self.data.get("replaces") else "same"

    def data_of(self) -> dict[str, Any]:
        """The change as values."""
        old = self.cleaned_data["replaces"]
        return {"section": self.cleaned_data["section"], "fields": self.item_fields(), **({"replaces": [old], **self.bridge()} if old else {})}


class ChangeItemForm(_BridgeForm, _ItemForm, _WhyForm):
    """An item asked otherwise."""

    field_order = (*TEXTS, "kind", "unit", "choices", "may_be", "required", "continuity", "formula", "note_ru", "note_en", "reason", "burden")

    def data_of(self) -> dict[str, Any]:
        assert self.item is not None
        return {"item": self.item.code, "fields": self.item_fields(), **self.bridge()}


class RetireItemForm(_WhyForm):
    """An item that is not asked any more."""

    def __init__(self, *args: Any, questionnaire: Questionnaire, item: Item | None = None, **kwargs: Any) -> None:
        self.item = item
        super().__init__(*args, **kwargs)

    def data_of(self) -> dict[str, Any]:
        assert self.item is not None
        return {"item": self.item.code}


class _TakenForm(forms.Form):
    """What the office adds when it takes a proposal up."""

    decision = forms.CharField(
        label=_("Words to the proposer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever proposed it reads this."),
    )


class TakeUpAddForm(AddItemForm, _TakenForm):
    """A new item as the office words it, in both languages and with a code."""

    reason = burden = None  # type: ignore[assignment]
    in_both = True
    code = forms.CharField(
        label=_("Code of the item"), max_length=59, help_text=_("Small Latin letters, digits and underscores; the values are kept under it for good.")
    )
    field_order = ("code", *AddItemForm.field_order, "decision")  # type: ignore[assignment]

    def data_of(self) -> dict[str, Any]:
        return {**super().data_of(), "item": self.cleaned_data["code"]}


class TakeUpChangeForm(ChangeItemForm, _TakenForm):
    reason = burden = None  # type: ignore[assignment]
    in_both = True
    field_order = (*ChangeItemForm.field_order, "decision")  # type: ignore[assignment]


class TakeUpRetireForm(RetireItemForm, _TakenForm):
    reason = burden = None  # type: ignore[assignment]


PROPOSING: dict[str, Any] = {states.ADD: AddItemForm, states.CHANGE: ChangeItemForm, states.RETIRE: RetireItemForm}
TAKING: dict[str, Any] = {states.ADD: TakeUpAddForm, states.CHANGE: TakeUpChangeForm, states.RETIRE: TakeUpRetireForm}


def initial_of(data: dict[str, Any], item: Item | None) -> dict[str, Any]:
    """A proposal's data as the form shows them, over the item as it is now."""
    fields = dict(data.get("fields", {}))
    if "choices" in fields:
        fields["choices"] = lines_of(fields["choices"])
    shown = {
        **(fields_of(item) if item else {}),
        **fields,
        **{name: data[name] for name in ("continuity", "formula", "note_ru", "note_en", "section") if name in data},
    }
    shown["replaces"] = next(iter(data.get("replaces", [])), "")
    shown["code"] = slugify(fields.get("label_en", "")).replace("-", "_")[:59]
    return shown
