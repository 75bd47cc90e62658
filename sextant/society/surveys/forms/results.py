"""How results are narrowed and crossed."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.lab.surveys.questionnaires import Question


class ResultsFilter(forms.Form):
    """Of whom, and beside which question. `narrows` false: only what was frozen can be crossed."""

    def __init__(self, *args: Any, questions: list[Question], narrows: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "ru")[:2]
        self.questions = {one.code: one for one in questions}
        of: Any = forms.ChoiceField(label=_("Only those who answered"), required=False)
        groups = [
            (one.words.said(language), [(f"{one.code}:{option.code}", option.words.said(language)) for option in one.choices]) for one in questions
        ]
        of.choices = [("", _("everybody")), *groups]
        beside: Any = forms.ChoiceField(label=_("Beside the answers to"), required=False)
        beside.choices = [("", _("nothing")), *((one.code, one.words.said(language)) for one in questions)]
        self.fields = {**({"where": of} if narrows else {}), "by": beside}

    def _given(self, name: str) -> str:
        self.is_valid()
        return str(getattr(self, "cleaned_data", {}).get(name) or "")

    def by(self) -> Question | None:
        """The question to cross by."""
        return self.questions.get(self._given("by"))

    def where(self) -> tuple[str, str] | None:
        """Question and option."""
        code, _colon, value = self._given("where").partition(":")
        return (code, value) if code else None
