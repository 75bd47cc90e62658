"""Addresses of the agenda: fixed words first, then directions and guidelines of the current agenda."""

from django.urls import path

from sextant.society.agenda.views import agendas

app_name = "agenda"
urlpatterns = [
    path("", agendas.agenda, name="agenda"),
    path("earlier/<slug:code>/", agendas.agenda, name="earlier_agenda"),
    path("earlier/<slug:code>/<slug:direction>/", agendas.direction, name="earlier_direction"),
    path("earlier/<slug:code>/<slug:direction>/<int:number>/", agendas.guideline, name="earlier_guideline"),
    path("<slug:direction>/", agendas.direction, name="direction"),
    path("<slug:direction>/<int:number>/", agendas.guideline, name="guideline"),
]
