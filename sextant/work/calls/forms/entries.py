"""What authors send: an entry after the questions of its call, and files."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.choices import ManyRowsField
from sextant.work.calls.forms.fields import BudgetField, CoAuthorsField, MomentField, PersonField, area, in_zone
from sextant.work.calls.models import Call, Category, Entry, Field, Stage
from sextant.work.calls.queries.entries import answered

LONG = 20_000


def choices_of(field: Field) -> list[tuple[str, str]]:
    """The choices of a question in the reader's language; the kept value is the line itself, so that both languages stay."""
    found = []
    for line in field.choices.splitlines():
        if line.strip():
            ru, _sign, en = line.partition("|")
            shown = (en.strip() or ru.strip()) if (get_language() or "ru").startswith("en") else (ru.strip() or en.strip())
            found.append((line.strip(), shown))
    return found


def field_for(question: Field) -> forms.Field:
    """The form field of a question. Nothing is required while a draft is written; submitting checks."""
    common: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": False}
    if question.kind == Field.Kind.TEXT:
        if question.limit:
            common["help_text"] = " ".join(filter(None, (question.help, str(_("Up to %(limit)s characters.")) % {"limit": question.limit})))
        return forms.CharField(max_length=LONG, widget=area(6), **common)
    if question.kind == Field.Kind.CHOICE:
        return forms.ChoiceField(choices=[("", "—"), *choices_of(question)], **common)
    if question.kind == Field.Kind.NUMBER:
        return forms.DecimalField(max_digits=20, decimal_places=6, **common)
    if question.kind == Field.Kind.LINK:
        return forms.URLField(max_length=500, assume_scheme="https", **common)
    if question.kind == Field.Kind.BUDGET:
        return BudgetField(**common)
    return forms.CharField(max_length=question.limit or 500, **common)


class EntryForm(forms.Form):
    """Title, category, topics, co-authors, and the questions of the call."""

    title = forms.CharField(label=_("Title of the entry"), max_length=200)

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"title": entry.title, "category": entry.category_id}
        initial["coauthors"] = "\n".join("; ".join(filter(None, pair)) for pair in entry.coauthors.values_list("name", "organisation"))
        initial["topics"] = list(entry.topics.all())
        self.questions = [one for one in answered(entry) if one.field.kind != Field.Kind.FILE]
        for one in self.questions:
            if one.answer is not None:
                initial[f"q_{one.field.pk}"] = one.answer.rows if one.field.kind == Field.Kind.BUDGET else one.answer.text
        super().__init__(*args, **{**kwargs, "initial": initial})
        call = entry.call
        categories, topics = call.categories.all(), call.topics.all()
        if categories:
            self.fields["category"] = forms.ModelChoiceField(label=_("Category"), queryset=categories, required=False)
        if topics:
            box = forms.CheckboxSelectMultiple
            self.fields["topics"] = ManyRowsField(
                label=_("Topics"), queryset=topics, required=False, widget=box, help_text=_("By topics the jurors are chosen.")
            )
        self.fields["coauthors"] = CoAuthorsField()
        for one in self.questions:
            self.fields[f"q_{one.field.pk}"] = field_for(one.field)

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        given = self.cleaned_data
        answers = {one.field.pk: self._plain(given.get(f"q_{one.field.pk}")) for one in self.questions}
        values: dict[str, Any] = {"title": given["title"], "coauthors": given["coauthors"], "answers": answers}
        for name in ("category", "topics"):
            if name in self.fields:
                values[name] = given[name]
        return values

    @staticmethod
    def _plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:f}"
        return "" if value is None else value


class BeginForm(forms.Form):
    title = forms.CharField(label=_("Title of the entry"), max_length=200, help_text=_("You can change it later."))


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"))


class LatePassForm(forms.Form):
    """A later deadline for one person."""

    person = PersonField(label=_("Person"), help_text=_("E-mail address, or full name as in the directory."))
    until = MomentField(label=pgettext_lazy("moment", "Until"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=area(2))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call

    def clean_until(self) -> datetime:
        """The moment in the zone of the call, to the end of its minute."""
        return in_zone(self.cleaned_data["until"], self.call.time_zone, to_the_end=True)


class EntryFilter(forms.Form):
    """What organisers look for among entries."""

    text = forms.CharField(label=_("Title, author or number"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.none(), required=False, empty_label=_("all"))
    stage = forms.ModelChoiceField(label=pgettext_lazy("contest", "Stage"), queryset=Stage.objects.none(), required=False, empty_label=_("all"))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("all")), *[pair for pair in Entry.STATES if pair[0] != "draft"]]  # type: ignore[attr-defined]
        self.fields["category"].queryset = call.categories.all()  # type: ignore[attr-defined]
        self.fields["stage"].queryset = call.stages.all()  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}
