"""Addresses of the agenda: fixed words first, then directions and guidelines of the current agenda."""

from django.urls import path

from sextant.society.agenda.views import agendas, evidence, indicators, initiatives, progress

app_name = "agenda"
urlpatterns = [
    path("", agendas.agenda, name="agenda"),
    path("initiatives/", initiatives.initiative_list, name="initiatives"),
    path("initiatives/new/", initiatives.initiative_new, name="initiative_new"),
    path("initiatives/<int:pk>/", initiatives.initiative, name="initiative"),
    path("initiatives/<int:pk>/edit/", initiatives.initiative_edit, name="initiative_edit"),
    path("initiatives/<int:pk>/move/", initiatives.initiative_move, name="initiative_move"),
    path("initiatives/<int:pk>/notes/new/", progress.note_new, name="note_new"),
    path("initiatives/<int:pk>/milestones/new/", progress.milestone_new, name="milestone_new"),
    path("initiatives/<int:pk>/people/add/", progress.participant_add, name="participant_add"),
    path("initiatives/<int:pk>/files/new/", progress.attachment_new, name="attachment_new"),
    path("initiatives/milestones/<int:pk>/", progress.milestone_mark, name="milestone_mark"),
    path("initiatives/people/<int:pk>/remove/", progress.participant_remove, name="participant_remove"),
    path("files/<int:pk>/", progress.attachment, name="attachment"),
    path("files/<int:pk>/remove/", progress.attachment_remove, name="attachment_remove"),
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/<int:pk>/", indicators.indicator, name="indicator"),
    path("indicators/<int:pk>/origin/", indicators.origin, name="origin"),
    path("indicators/<int:pk>/report/", indicators.value_new, name="value_new"),
    path("indicators/<int:pk>/targets/", indicators.target_set, name="target_set"),
    path("indicators/<int:pk>/owner/", indicators.owner_set, name="owner_set"),
    path("compute/", indicators.ask_for_figures, name="ask_for_figures"),
    path("evidence/<slug:kind>/<int:pk>/add/", evidence.evidence_new, name="evidence_new"),
    path("evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence_remove"),
    path("earlier/<slug:code>/", agendas.agenda, name="earlier_agenda"),
    path("earlier/<slug:code>/<slug:direction>/", agendas.direction, name="earlier_direction"),
    path("earlier/<slug:code>/<slug:direction>/<int:number>/", agendas.guideline, name="earlier_guideline"),
    path("<slug:direction>/", agendas.direction, name="direction"),
    path("<slug:direction>/<int:number>/", agendas.guideline, name="guideline"),
]
