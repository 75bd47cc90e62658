"""Registers the house with Django, its jobs with the queue, and what others may ask of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "sextant.work.returns"
    label = "returns"

    def ready(self) -> None:
        from sextant.base.api import urls as api_urls
        from sextant.base.measures import registry, waiting
        from sextant.base.search import registry as search
        from sextant.base.ui import navigation
        from sextant.work.returns import demo, jobs, measures  # noqa: F401
        from sextant.work.returns.api import router
        from sextant.work.returns.search import LIBRARIES

        for measure in measures.MEASURES:
            registry.register(measure)
        waiting.register(measures.waiting_for)
        search.register(LIBRARIES)
        navigation.register(_("Statistics"), "returns:overview", 30)
        api_urls.mount("returns", router)
