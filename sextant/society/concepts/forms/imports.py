"""A thesaurus file, and the lines of its preview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.concepts.models import ImportLine


class ImportForm(forms.Form):
    """A file to bring in."""

    file = forms.FileField(label=_("File"), help_text=_("SKOS in Turtle or RDF/XML, in UTF-8, up to 20 MB. Nothing is written before you confirm."))


class LineFilter(forms.Form):
    """Which lines are shown."""

    kind = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("all lines")), *ImportLine.Kind.choices])
