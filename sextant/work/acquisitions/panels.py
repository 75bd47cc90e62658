"""What this house shows on the page of an organisation: the profiles that it opened, and to its own people all of its collections."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation
from sextant.society.members.panels import Panel
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.models import Collection


def organisation_panel(user: Any, organisation: Organisation) -> Panel | None:
    """Collections of a library, each with its profile where there is one."""
    found = [one for one in Collection.objects.with_all().filter(organisation=organisation)[:20] if rules.may_read_profile(user, one)]
    if not found:
        return None
    keeps = rules.may_keep(user, found[0])
    return Panel(_("Collection for children"), "acquisitions/_panel_organisation.html", {"collections": found, "keeps": keeps}, 64)
