"""Addresses of the observatory."""

from django.urls import path

from sextant.work.observatory.views import briefs, domains, editions, keeping, others

app_name = "observatory"
urlpatterns = [
    path("", editions.overview, name="overview"),
    path("corpora/", keeping.corpora, name="corpora"),
    path("corpora/new/", keeping.new_corpus, name="new_corpus"),
    path("corpora/<slug:code>/", keeping.kept_corpus, name="kept_corpus"),
    path("corpora/<slug:code>/edit/", keeping.edit_corpus, name="edit_corpus"),
    path("corpora/<slug:code>/import/", keeping.start_import, name="start_import"),
    path("corpora/<slug:code>/harvest/", keeping.start_harvest, name="start_harvest"),
    path("corpora/<slug:code>/make/", keeping.make_edition, name="make_edition"),
    path("imports/<int:pk>/", keeping.import_run, name="import"),
    path("imports/<int:pk>/cancel/", keeping.cancel_import, name="cancel_import"),
    path("editions/<int:pk>/progress/", keeping.edition_progress, name="edition_progress"),
    path("editions/<int:pk>/publish/", keeping.publish_edition, name="publish_edition"),
    path("editions/<int:pk>/withdraw/", keeping.withdraw_edition, name="withdraw_edition"),
    path("briefs/", briefs.briefs, name="briefs"),
    path("briefs/new/<int:pk>/<slug:concept>/", briefs.new_brief, name="new_brief"),
    path("briefs/<int:pk>/", briefs.brief, name="brief"),
    path("briefs/<int:pk>/edit/", briefs.edit_brief, name="edit_brief"),
    path("briefs/<int:pk>/move/", briefs.move_brief, name="move_brief"),
    path("<slug:code>/", editions.corpus, name="corpus"),
    path("<slug:code>/<int:number>/", editions.edition, name="edition"),
    path("<slug:code>/<int:number>/map/", editions.map_page, name="map"),
    path("<slug:code>/<int:number>/themes/", editions.themes_page, name="themes"),
    path("<slug:code>/<int:number>/bursts/", editions.bursts_page, name="bursts"),
    path("<slug:code>/<int:number>/priorities/", domains.priorities, name="priorities"),
    path("<slug:code>/<int:number>/forecasts/", editions.forecasts_page, name="forecasts"),
    path("<slug:code>/<int:number>/concepts/", editions.topics_page, name="topics"),
    path("<slug:code>/<int:number>/concepts/<slug:concept>/", domains.concept, name="concept"),
    path("<slug:code>/<int:number>/more/", others.others, name="others"),
    path("<slug:code>/<int:number>/more/<slug:name>/", others.other, name="other"),
    path("<slug:code>/<int:number>/more/<slug:name>/drawing.svg", others.drawing, name="drawing"),
    path("<slug:code>/<int:number>/works/", domains.works, name="works"),
    path("<slug:code>/<int:number>/method/", editions.method, name="method"),
]
