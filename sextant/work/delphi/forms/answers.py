"""What a member of the panel sends: an answer, how well they know the matter, why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.delphi.models import Answer, Item


class AnswerForm(forms.Form):
    """One item; its fields are made of the kind. `value()` is what the action checks."""

    argument = forms.CharField(label=_("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    expertise = forms.TypedChoiceField(
        label=_("How well do you know the matter?"), required=False, coerce=int, empty_value=None, choices=[("", "—"), *Answer.EXPERTISE]
    )

    def __init__(self, *args: Any, item: Item, current: Answer | None = None, **kwargs: Any) -> None:
        self.item = item
        kwargs["initial"] = {**self._initial(item, current), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name, field in self._fields(item).items():
            self.fields[name] = field
        if item.kind == Item.Kind.OPEN:
            self.fields["argument"].label = _("Your answer")
            self.fields["argument"].required = True
        else:
            self.fields["argument"].help_text = _("Others read it without your name, once they have answered themselves.")
        self.order_fields([name for name in self.fields if name not in ("argument", "expertise")] + ["argument", "expertise"])

    @staticmethod
    def _initial(item: Item, current: Answer | None) -> dict[str, Any]:
        if current is None:
            return {}
        value: Any = current.value
        known = {"argument": current.argument, "expertise": current.expertise}
        if item.is_number:
            return {**known, "value": value}
        if item.kind == Item.Kind.ALLOCATION:
            return {**known, **{f"option_{key}": points for key, points in value.items()}}
        if item.kind == Item.Kind.ORDER:
            return {**known, **{f"option_{key}": place for place, key in enumerate(value, 1)}}
        return known

    @staticmethod
    def _fields(item: Item) -> dict[str, forms.Field]:
        if item.is_number:
            if item.short_scale:
                ends = {item.low: item.low_label, item.high: item.high_label}
                choices = [(point, f"{point} · {ends[point]}" if ends.get(point) else str(point)) for point in range(item.low, item.high + 1)]
                return {"value": forms.TypedChoiceField(label=_("Your answer"), coerce=int, choices=choices, widget=forms.RadioSelect)}
            return {"value": forms.IntegerField(label=_("Your answer"), min_value=item.low, max_value=item.high)}
        if item.kind == Item.Kind.ALLOCATION:
            return {f"option_{key}": forms.IntegerField(label=name, min_value=0, max_value=100, initial=0) for key, name in item.named_options}
        if item.kind == Item.Kind.ORDER:
            most = len(item.options)
            return {f"option_{key}": forms.IntegerField(label=name, min_value=1, max_value=most) for key, name in item.named_options}
        return {}

    def answer(self) -> Any:
        """The value in the form that the action takes."""
        if self.item.is_number:
            return self.cleaned_data["value"]
        given = {key: self.cleaned_data[f"option_{key}"] for key, _name in self.item.named_options}
        if self.item.kind == Item.Kind.ALLOCATION:
            return given
        if self.item.kind == Item.Kind.ORDER:
            return sorted(given, key=given.__getitem__) if len(set(given.values())) == len(given) else []
        return None
