"""Addresses of Delphi studies."""

from django.urls import path

from sextant.work.delphi.views import keeping, places, studies

app_name = "delphi"
urlpatterns = [
    path("", studies.studies, name="studies"),
    path("new/", keeping.new_study, name="new_study"),
    path("place/<str:token>/", places.place, name="place"),
    path("place/<str:token>/agree/", places.agree, name="agree"),
    path("place/<str:token>/leave/", places.leave_panel, name="leave"),
    path("place/<str:token>/<int:pk>/", places.item, name="item"),
    path("questions/<int:pk>/edit/", keeping.edit_item, name="edit_item"),
    path("questions/<int:pk>/remove/", keeping.take_item_out, name="remove_item"),
    path("panel/<int:pk>/remove/", keeping.take_off, name="take_off"),
    path("rounds/<int:pk>/", studies.round_report, name="round"),
    path("<int:pk>/", studies.study, name="study"),
    path("<int:pk>/edit/", keeping.edit_study, name="edit_study"),
    path("<int:pk>/questions/new/", keeping.new_item, name="new_item"),
    path("<int:pk>/panel/", keeping.panel, name="panel"),
    path("<int:pk>/rounds/open/", keeping.begin_round, name="open_round"),
    path("<int:pk>/rounds/close/", keeping.end_round, name="close_round"),
    path("<int:pk>/close/", keeping.end_study, name="close_study"),
    path("<int:pk>/publish/", keeping.publish, name="publish"),
    path("<int:pk>/audit.zip", studies.audit, name="audit"),
]
