"""Targets of a weighting given on the screen, and the concepts of a free answer."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.lab.surveys.questionnaires import Question
from sextant.society.concepts.forms.fields import ConceptsField


class TargetsForm(forms.Form):
    """For each question by which answers are crossed: the share of each option in the population, and where the figures come from. A question
    left empty is not weighted by."""

    low = forms.FloatField(label=_("Smallest weight"), initial=0.2, min_value=0, max_value=1, help_text=_("The mean weight is 1."))
    high = forms.FloatField(label=_("Largest weight"), initial=5, min_value=1, max_value=1000)

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        language = (get_language() or "ru")[:2]
        for question in questions:
            for option in question.choices:
                label = option.words.said(language) or option.code
                self.fields[f"{question.code}:{option.code}"] = forms.FloatField(label=f"{label}, %", required=False, min_value=0, max_value=100)
            self.fields[f"{question.code}:source"] = forms.CharField(label=_("Source of the figures"), required=False, max_length=300)

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Fields of each question under its words; bounds stand apart."""
        language = (get_language() or "ru")[:2]
        return [(one.words.said(language), [self[name] for name in self.fields if name.startswith(f"{one.code}:")]) for one in self.questions]

    def bounds(self) -> list[forms.BoundField]:
        return [self["low"], self["high"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        filled = False
        for question in self.questions:
            shares = self._shares(question, given)
            if not shares:
                continue
            filled = True
            if not given.get(f"{question.code}:source"):
                self.add_error(f"{question.code}:source", _("Say where the figures come from, such as a census and its year."))
            if abs(sum(shares.values()) - 100) > 0.5:
                self.add_error(
                    f"{question.code}:source",
                    _("The shares of this question add up to %(sum)s %%, and not to 100 %%.") % {"sum": f"{sum(shares.values()):g}"},
                )
        if not filled and not self.errors:
            self.add_error(None, _("Give the shares of at least one question."))
        return given

    def _shares(self, question: Question, given: dict[str, Any]) -> dict[str, float]:
        found = {one.code: given.get(f"{question.code}:{one.code}") for one in question.choices}
        return {code: value for code, value in found.items() if value}

    def targets(self) -> dict[str, Any]:
        """As the lab reads them."""
        given = self.cleaned_data
        margins = {
            one.code: {"shares": self._shares(one, given), "source": given[f"{one.code}:source"]}
            for one in self.questions
            if self._shares(one, given)
        }
        return {"margins": margins, "low": given["low"], "high": given["high"]}


class CodeForm(forms.Form):
    """Of what a free answer speaks."""

    concepts = ConceptsField(label=_("Concepts"), required=False, help_text=_("Codes or labels of the thesaurus, divided by semicolons."))
