"""Addresses of the radar and of trend reports."""

from django.urls import path

from sextant.work.trends.views import keeping, radar, reports, telling, watching

app_name = "trends"
urlpatterns = [
    path("", radar.radar, name="radar"),
    path("signals/new/", telling.tell, name="tell"),
    path("signals/queue/", keeping.queue, name="queue"),
    path("signals/gather/", keeping.gather, name="gather"),
    path("signals/<int:pk>/", radar.signal, name="signal"),
    path("signals/<int:pk>/edit/", keeping.edit_signal, name="edit_signal"),
    path("signals/<int:pk>/end/", keeping.end, name="end_signal"),
    path("signals/<int:pk>/evidence/", keeping.more_evidence, name="add_evidence"),
    path("signals/<int:pk>/rate/", telling.rate, name="rate"),
    path("watch-lists/", watching.lists, name="watch_lists"),
    path("watch-lists/new/", watching.new_list, name="new_watch_list"),
    path("watch-lists/<int:pk>/", watching.one_list, name="watch_list"),
    path("watch-lists/<int:pk>/edit/", watching.edit_list, name="edit_watch_list"),
    path("watch-lists/<int:pk>/look/", watching.look, name="look"),
    path("watch-lists/<int:pk>/bring/", watching.bring, name="bring_feed"),
    path("watch-lists/<int:pk>/close/", watching.close_list, name="close_watch_list"),
    path("watch-lists/finds/<int:pk>/", watching.find, name="find"),
    path("watch-lists/finds/<int:pk>/take/", watching.take, name="take_up"),
    path("watch-lists/finds/<int:pk>/dismiss/", watching.put_aside, name="dismiss"),
    path("watch-lists/finds/<int:pk>/undo/", watching.undo, name="undo_find"),
    path("reports/", reports.reports, name="reports"),
    path("reports/open/", reports.open_year, name="open_report"),
    path("reports/passages/<int:pk>/", reports.passage, name="passage"),
    path("reports/passages/<int:pk>/decide/", reports.decide, name="decide_passage"),
    path("reports/<int:year>/", reports.report, name="report"),
    path("reports/<int:year>/gather/", reports.gather, name="gather_report"),
    path("reports/<int:year>/invite/", reports.invite, name="invite"),
    path("reports/<int:year>/publish/", reports.publish, name="publish"),
    path("reports/<int:year>/files/<str:name>", reports.file, name="file"),
]
