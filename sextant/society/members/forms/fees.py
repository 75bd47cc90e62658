"""What comes in about reductions and extra seats."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.forms.memberships import DAY
from sextant.society.members.models import Membership
from sextant.society.members.queries.fees import FeeDue


class ReductionForm(forms.Form):
    """So much per cent less, from the first day of the period that is to be paid next."""

    percent = forms.IntegerField(label=_("Per cent"), min_value=1, max_value=100, help_text=_("100 is an exemption: nothing is to be paid."))
    since = forms.DateField(label=_("From"), widget=DAY, help_text=_("It counts for every period that begins on this day or later."))
    until = forms.DateField(label=_("Last day"), required=False, widget=DAY, help_text=_("Empty until somebody ends it."))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, due: FeeDue, **kwargs: Any) -> None:
        kwargs |= {"prefix": "reduction", "initial": {"since": due.stretch.since, **kwargs.get("initial", {})}}
        super().__init__(*args, **kwargs)


class ExtraSeatsForm(forms.Form):
    """How many seats beyond the plan's."""

    extra_seats = forms.IntegerField(label=_("Extra seats"), min_value=0, max_value=10_000)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {"extra_seats": membership.extra_seats, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["extra_seats"].help_text = _("Beyond those of the plan; they may be given out at once and are paid from the next period on.")
