"""What this house shows on the page of an organisation: its editions with the mark."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation
from sextant.society.members.panels import Panel
from sextant.work.publications.models import QualityMark


def on_organisation(user: Any, organisation: Organisation) -> Panel | None:
    marks = list(QualityMark.objects.filter(book__publisher=organisation).select_related("book")[:12])
    return Panel(_("Children's books with the quality mark"), "publications/_panel.html", {"marks": marks}, 60) if marks else None
