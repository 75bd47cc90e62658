"""All addresses of the site; pages carry the language as a prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from sextant.base.api.urls import api
from sextant.base.words.views import choose_language, go_to_language

urlpatterns = [
    path("language/", choose_language, name="choose_language"),
    path("api/", RedirectView.as_view(pattern_name="api:openapi-view"), name="api"),
    path("api/", api.urls),
    path("django-admin/", admin.site.urls),
    path("payment-events/", include("sextant.society.ledger.hooks")),
    path("", go_to_language, name="root"),
    path("desk/", go_to_language, {"page": "home:desk"}, name="desk"),
]
urlpatterns += i18n_patterns(
    path("", include("sextant.front.home.urls")),
    path("ui/", include("sextant.base.ui.urls")),
    path("accounts/", include("sextant.base.security.urls")),
    path("accounts/", include("allauth.urls")),
    path("office/", include("sextant.base.office.urls")),
    path("audit/", include("sextant.base.audit.urls")),
    path("jobs/", include("sextant.base.jobs.urls")),
    path("letters/", include("sextant.base.letters.urls")),
    path("members/", include("sextant.society.members.urls")),
    path("agenda/", include("sextant.society.agenda.urls")),
    path("concepts/", include("sextant.society.concepts.urls")),
    path("ledger/", include("sextant.society.ledger.urls")),
    path("grants/", include("sextant.society.grants.urls")),
    path("documents/", include("sextant.society.documents.urls")),
    path("events/", include("sextant.society.events.urls")),
    path("surveys/", include("sextant.society.surveys.urls")),
    path("acquisitions/", include("sextant.work.acquisitions.urls")),
    path("advertising/", include("sextant.work.advertising.urls")),
    path("calls/", include("sextant.work.calls.urls")),
    path("careers/", include("sextant.work.careers.urls")),
    path("delphi/", include("sextant.work.delphi.urls")),
    path("finances/", include("sextant.work.finances.urls")),
    path("foresight/", include("sextant.work.foresight.urls")),
    path("fundraising/", include("sextant.work.fundraising.urls")),
    path("mentoring/", include("sextant.work.mentoring.urls")),
    path("observatory/", include("sextant.work.observatory.urls")),
    path("outreach/", include("sextant.work.outreach.urls")),
    path("paid-services/", include("sextant.work.paid_services.urls")),
    path("planning/", include("sextant.work.planning.urls")),
    path("practice/", include("sextant.work.practice.urls")),
    path("projects/", include("sextant.work.projects.urls")),
    path("publications/", include("sextant.work.publications.urls")),
    path("reading/", include("sextant.work.reading.urls")),
    path("returns/", include("sextant.work.returns.urls")),
    path("", include("sextant.work.scholarship.urls")),
    path("shop/", include("sextant.work.shop.urls")),
    path("trends/", include("sextant.work.trends.urls")),
    path("report/", include("sextant.front.report.urls")),
    prefix_default_language=True,
)

handler400 = "sextant.base.ui.errors.bad_request"
handler403 = "sextant.base.ui.errors.forbidden"
handler404 = "sextant.base.ui.errors.not_found"
handler500 = "sextant.base.ui.errors.broken"
