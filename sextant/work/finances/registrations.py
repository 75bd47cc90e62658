"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _

from sextant.base.office import registry as tools
from sextant.work.finances import rules


def register_office() -> None:
    """The treasurer's and the board's questions."""
    group = _("Money")
    tools.register(
        _("What we live on"), "finances:live_on", rules.may_see_finances, group=group, about=_("Income by stream, its concentration."), order=34
    )


def register_all() -> None:
    """Registers everything of this house."""
    register_office()
