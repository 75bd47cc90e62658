"""Weights of the parts of a score, and the question to the list of works."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.lab.priorities.scoring import WEIGHTS
from sextant.work.observatory.queries.domains import MEANINGS, PARTS

MOST = 5.0


class WeightsForm(forms.Form):
    """How much each part counts; a part without data takes no weight and cannot be moved."""

    def __init__(self, data: Any, known: set[str]) -> None:
        given = {part: data.get(part, WEIGHTS[part]) for part in PARTS} if data else {part: WEIGHTS[part] for part in PARTS}
        super().__init__(given)
        self.moved = bool(data)
        for part, name in PARTS.items():
            slider = forms.NumberInput(attrs={"type": "range", "step": "0.5", "min": "0", "max": f"{MOST:g}"})
            field = forms.FloatField(label=name, min_value=0, max_value=MOST, required=False, widget=slider, help_text=MEANINGS[part])
            field.disabled = part not in known
            if field.disabled:
                field.initial, field.help_text = 0, _("no data in this corpus")
            self.fields[part] = field

    def weights(self) -> dict[str, float] | None:
        """The weights; None where they are not numbers within the range."""
        if not self.is_valid():
            return None
        return {part: float(value or 0) for part, value in self.cleaned_data.items()}


class WorksForm(forms.Form):
    """A question to the works of an edition."""

    q = forms.CharField(label=_("Title or author"), required=False, max_length=100)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1000, max_value=2200)
