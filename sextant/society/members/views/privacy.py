"""What a person opens to others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sextant.base.permissions.pages import decided_by
from sextant.society.members import rules
from sextant.society.members.actions.privacy import CONSENT_TEXT, set_privacy
from sextant.society.members.forms.people import PrivacyForm
from sextant.society.members.models import Person
from sextant.society.members.views.people import person_at


@decided_by(rules.may_edit_person, person_at)
@require_http_methods(["GET", "POST"])
def privacy(request: HttpRequest, person: Person) -> HttpResponse:
    """The switches, with the words of consent that stand beside them."""
    form = PrivacyForm(request.POST or None, initial={name: getattr(person.openness, name) for name in PrivacyForm.Meta.fields})
    if request.method == "POST" and form.is_valid():
        set_privacy(person, by=request.user, switches=form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Your choice was saved."))
        return redirect("members:person", person.pk)
    return render(request, "members/privacy.html", {"form": form, "person": person, "version": CONSENT_TEXT})
