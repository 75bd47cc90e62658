"""Addresses of returns."""

from django.urls import path

from sextant.work.returns import views

app_name = "returns"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("dictionary/", views.dictionary, name="dictionary"),
    path("libraries/", views.libraries, name="libraries"),
    path("libraries/<int:pk>/", views.library, name="library"),
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.start_import, name="start_import"),
    path("imports/<int:pk>/", views.import_run, name="import"),
    path("imports/<int:pk>/cancel/", views.cancel_import, name="cancel_import"),
    path("imports/<int:pk>/seen/", views.see_findings, name="see_findings"),
    path("collections/<slug:code>/", views.collection, name="collection"),
    path("collections/<slug:code>/feed-agenda/", views.feed_agenda, name="feed_agenda"),
    path("collections/<slug:code>/<int:year>/", views.year, name="year"),
    path("collections/<slug:code>/<int:year>/publish/", views.publish_year, name="publish_year"),
    path("collections/<slug:code>/<int:year>/correct/", views.open_correction, name="open_correction"),
    path("collections/<slug:code>/indicators/<slug:indicator>/", views.indicator, name="indicator"),
    path("collections/<slug:code>/regions/<str:region>/", views.region, name="region"),
    path("submissions/<int:pk>/", views.overview, name="submission"),
]
