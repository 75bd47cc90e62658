"""What comes in about indicators and evidence."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda import evidence
from sextant.society.agenda.course import BEHIND, NONE, ON_COURSE, REACHED
from sextant.society.agenda.models import Direction, Indicator
from sextant.society.members.models import Section

COURSE_CHOICES = [
    ("", _("anywhere")),
    (REACHED, _("target reached")),
    (ON_COURSE, _("on course")),
    (BEHIND, _("off course")),
    (NONE, _("not to be told yet")),
]


def _last_year() -> int:
    return timezone.localdate().year - 1


class IndicatorFilterForm(forms.Form):
    """What the list of indicators is narrowed to."""

    text = forms.CharField(label=_("Words"), required=False, max_length=200)
    direction = forms.ModelChoiceField(label=_("Direction"), queryset=Direction.objects.none(), required=False, to_field_name="code", empty_label=_("any direction"))  # fmt: skip
    course = forms.ChoiceField(label=_("Where it stands"), choices=COURSE_CHOICES, required=False)
    kind = forms.ChoiceField(label=_("How it is known"), choices=[("", _("in any way")), *Indicator.Kind.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["direction"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Direction.objects.filter(agenda__is_current=True)

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class ValueForm(forms.Form):
    """The reported value of a year."""

    year = forms.IntegerField(label=_("Year"), initial=_last_year)
    value = forms.FloatField(label=_("Value"))
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("Where the value comes from; needed when a value is corrected."))  # fmt: skip


class TargetForm(forms.Form):
    """The target of a year; an empty value takes it away."""

    year = forms.IntegerField(label=_("Year"))
    value = forms.FloatField(label=_("Target"), required=False, help_text=_("Leave empty to take the target away."))
    adopted_by = forms.CharField(label=_("Adopted by"), max_length=200, required=False)


class OwnerForm(forms.Form):
    """Who answers for the indicator, and from where its course is counted."""

    section = forms.ModelChoiceField(label=_("Section that answers for it"), queryset=Section.objects.filter(closed_on=None), required=False)
    baseline_year = forms.IntegerField(label=_("Baseline year"), required=False, min_value=1900, max_value=2200)
    baseline_value = forms.FloatField(label=_("Baseline value"), required=False)


class FiguresForm(forms.Form):
    """The year whose figures are to be counted."""

    year = forms.IntegerField(label=_("Year"), initial=lambda: timezone.localdate().year)


class EvidenceForm(forms.Form):
    """An address elsewhere, or an object of this site."""

    title = forms.CharField(label=_("Title"), max_length=300, required=False, help_text=_("May be left empty for an object of this site."))
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
    object_kind = forms.ChoiceField(label=_("Object of this site"), choices=[], required=False)
    object_id = forms.CharField(label=_("Its number"), required=False, max_length=18)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["object_kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *((kind.label, kind.title) for kind in evidence.kinds())]
