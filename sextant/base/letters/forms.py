"""What the office asks the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.letters import registry
from sextant.base.letters.models import Letter


def _template_choices() -> list[tuple[str, Any]]:
    return [("", _("any template")), *((one.code, one.title) for one in registry.templates())]


class LedgerFilter(forms.Form):
    """Narrows the list of letters; what cannot be read is shown beside its field and leaves the list as it is."""

    search = forms.CharField(label=_("Address or subject"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("letter", "State"), choices=[("", pgettext_lazy("letter", "any state")), *Letter.STATES], required=False
    )
    template = forms.ChoiceField(label=_("Template"), choices=_template_choices, required=False)
    since = forms.DateField(label=_("Written from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Written until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def asked(self) -> dict[str, Any]:
        """The valid answers, as `letters_found` takes them."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
