"""What the two of a pair send."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.controls import Scale

AREA = forms.Textarea(attrs={"rows": 4})
MARKS = [(str(mark), str(mark)) for mark in range(1, 6)]


class LeaveForm(forms.Form):
    """The safe exit, and saying no."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You need not give one. Only the coordinator reads it, without your name beside it."),
    )


class GoalForm(forms.Form):
    text = forms.CharField(label=_("What you want to reach"), max_length=300)


class MeetingForm(forms.Form):
    """A meeting that was or will be."""

    at = forms.DateTimeField(label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=600, initial=60)
    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = gettext("By the clock of the site: %(zone)s.") % {"zone": timezone.get_current_timezone_name()}


class NoteForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("mentoring", "Note"), max_length=20_000, widget=AREA, help_text=_("The two of you read it, and nobody else.")
    )


class ReviewForm(forms.Form):
    """How it was."""

    mark = forms.TypedChoiceField(label=_("How useful it was, 1 to 5"), choices=MARKS, coerce=int, widget=Scale, help_text=_("5 is very useful."))
    text = forms.CharField(label=_("In your words"), max_length=8000, required=False, widget=AREA)
    is_shared = forms.BooleanField(label=_("The other side may read it too"), required=False, help_text=_("Else only the coordinator does."))
