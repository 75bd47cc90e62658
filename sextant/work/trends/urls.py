"""Addresses of the radar and of trend reports."""

from django.urls import path

from sextant.work.trends.views import keeping, radar, telling

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
]
