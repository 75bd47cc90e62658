"""How a service is found: by its title and what is said about it."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.paid_services.models import Service


def _entry(service: Service) -> EntryDraft | None:
    if not service.is_published:
        return None
    return EntryDraft(
        title_ru=service.title_ru or service.title_en,
        title_en=service.title_en or service.title_ru,
        url_name="paid_services:prices",
        summary_ru=(service.about_ru or service.about_en)[:300],
        summary_en=(service.about_en or service.about_ru)[:300],
        text=service.code,
        audience="public",
    )


SERVICES = Searchable("paid_services.service", Service, _entry, _("Services"))
