"""What comes in about initiatives."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.agenda import states
from sextant.society.agenda.forms.fields import DayInput, GuidelineField, GuidelinesField, PersonField
from sextant.society.agenda.models import Direction, Initiative
from sextant.society.agenda.rules import OFFICERS
from sextant.society.members.models import Section

STATE_CHOICES = [("", _("any state")), ("open", _("all that are open")), *Initiative.STATES]


class FilterForm(forms.Form):
    """What a list of initiatives is narrowed to; wrong values narrow to nothing and are told."""

    text = forms.CharField(label=_("Words"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), choices=STATE_CHOICES, required=False)
    direction = forms.ModelChoiceField(
        label=_("Direction"), queryset=Direction.objects.none(), required=False, to_field_name="code", empty_label=_("any direction")
    )
    guideline = GuidelineField(label=_("Guideline"), required=False, empty_label=_("any guideline"))
    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all(), required=False, empty_label=_("any section"))
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["direction"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Direction.objects.filter(agenda__is_current=True)


class InitiativeForm(forms.Form):
    """An initiative: what, for which guidelines, whose, when, with what money."""

    title_ru = forms.CharField(label=pgettext_lazy("initiative", "Title in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=pgettext_lazy("initiative", "Title in English"), max_length=300, required=False)
    home = GuidelineField(label=_("Guideline it is filed under"), empty_label=_("choose a guideline"))
    section = forms.ModelChoiceField(label=_("Section that owns it"), queryset=Section.objects.none())
    owner = PersonField(label=_("Person who answers for it"), required=False, help_text=_("E-mail address, number or full name."))
    about_ru = forms.CharField(label=_("What is to be done, in Russian"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    about_en = forms.CharField(label=_("What is to be done, in English"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    outcome_ru = forms.CharField(label=_("How we shall see that it worked, in Russian"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    outcome_en = forms.CharField(label=_("How we shall see that it worked, in English"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput(), required=False)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput(), required=False)
    budget = forms.DecimalField(label=_("Budget"), min_value=Decimal(0), max_digits=14, decimal_places=2, required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in ("RUB", "EUR", "USD", "BYN", "KZT", "GBP")])
    is_public = forms.BooleanField(label=_("Visible to everybody"), required=False, help_text=_("Otherwise only the office, the section's officers and those who take part see it."))  # fmt: skip
    also = GuidelinesField(label=_("Other guidelines that it serves"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Section.objects.filter(closed_on=None)
        if not is_office(user):
            rows = rows.filter(pk__in=[int(key) for key in scopes_held(user, "members.section", *OFFICERS)])
        field = self.fields["section"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def words(self) -> dict[str, Any]:
        """The cleaned values under the names that the actions take."""
        values = dict(self.cleaned_data)
        values["budget_minor"] = int((values.pop("budget") or Decimal(0)) * 100)
        return values

    @staticmethod
    def initial_of(initiative: Initiative) -> dict[str, Any]:
        """What the form shows of an initiative that is there."""
        names = ("title_ru", "title_en", "about_ru", "about_en", "outcome_ru", "outcome_en", "section", "owner", "starts_on", "ends_on", "currency", "is_public")  # fmt: skip
        guidelines = [contribution.guideline_id for contribution in initiative.contributions.all()]
        values: dict[str, Any] = {name: getattr(initiative, name) for name in names}
        return values | {"budget": Decimal(initiative.budget_minor) / 100, "home": guidelines[0] if guidelines else None, "also": guidelines[1:]}


class MoveForm(forms.Form):
    """Where the initiative goes, and why."""

    target = forms.ChoiceField(label=_("New state"), choices=[])
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("Needed for a pause, an end, and a return."))  # fmt: skip

    def __init__(self, *args: Any, moves: list[states.Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(Initiative.STATES)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(move.target, names[move.target]) for move in moves]


class NoteForm(forms.Form):
    text = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20000, help_text=_("Markdown: *emphasis*, lists, links."))  # fmt: skip


class MilestoneForm(forms.Form):
    title_ru = forms.CharField(label=_("Milestone in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Milestone in English"), max_length=300, required=False)
    due_on = forms.DateField(label=_("Due on"), widget=DayInput())


class MarkForm(forms.Form):
    """The day a milestone was reached; empty takes the mark back."""

    done_on = forms.DateField(label=_("Reached on"), widget=DayInput(), required=False, initial=timezone.localdate)


class ParticipantForm(forms.Form):
    person = PersonField(label=_("Person"), help_text=_("E-mail address, number or full name."))
    part_ru = forms.CharField(label=_("Part in Russian"), max_length=120, required=False)
    part_en = forms.CharField(label=_("Part in English"), max_length=120, required=False)


class AttachmentForm(forms.Form):
    upload = forms.FileField(label=_("File"), help_text=_("PDF, Office or OpenDocument file, picture or plain text, up to 20 MB."))
