"""What comes in from the office's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit.registry import verb_in_words
from sextant.base.permissions.roles import all_roles

ANY = ("", _("any"))


def _roles(grantable: bool = False) -> list[tuple[str, Any]]:
    return [(role.code, role.name) for role in all_roles() if role.grantable or not grantable]


class UserFilters(forms.Form):
    """How the list of users is narrowed."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: [("", pgettext_lazy("role", "any")), *_roles()])
    state = forms.ChoiceField(
        label=_("May log in"), required=False, choices=[("", pgettext_lazy("log-in", "any")), ("active", _("yes")), ("inactive", _("no, shut out"))]
    )


class GrantForm(forms.Form):
    """A role for the whole association; roles in a section are given on the section's page."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: _roles(grantable=True))
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}), help_text=_("Empty means today."))
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}), help_text=_("The last day; empty means open.")
    )


class RecordFilters(forms.Form):
    """How the record is narrowed."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("To what kind of thing"), required=False)
    key = forms.CharField(label=_("Its number"), required=False, max_length=60)
    actor = forms.CharField(label=_("By whom"), required=False, max_length=100)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, verbs: list[str], kinds: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["verb"].choices = [ANY, *((verb, verb_in_words(verb)) for verb in verbs)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [ANY, *kinds]  # type: ignore[attr-defined]
