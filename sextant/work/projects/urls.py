"""Addresses of projects."""

from django.urls import path

from sextant.work.projects.views import money, moved, parts, projects, reports

app_name = "projects"
urlpatterns = [
    path("", projects.projects, name="projects"),
    path("new/", projects.project_new, name="project_new"),
    path("<int:pk>/", projects.project, name="project"),
    path("<int:pk>/edit/", projects.project_edit, name="project_edit"),
    path("<int:pk>/move/", projects.project_move, name="project_move"),
    path("<int:pk>/costs/", projects.costs, name="costs"),
    path("<int:pk>/team/", parts.team_add, name="team_add"),
    path("<int:pk>/milestones/", parts.milestone_new, name="milestone_new"),
    path("<int:pk>/evidence/", parts.evidence_add, name="evidence_add"),
    path("<int:pk>/risks/", parts.risk_new, name="risk_new"),
    path("<int:pk>/hours/", parts.hours, name="hours"),
    path("<int:pk>/hours/file/", parts.hours_file, name="hours_file"),
    path("<int:pk>/hours/book/", money.hours_book, name="hours_book"),
    path("<int:pk>/budget/", money.budget_add, name="budget_add"),
    path("<int:pk>/budget/remove/", money.budget_remove, name="budget_remove"),
    path("<int:pk>/agreements/", money.agreement_new, name="agreement_new"),
    path("<int:pk>/reports/", reports.report_new, name="report_new"),
    path("team/<int:pk>/remove/", parts.team_remove, name="team_remove"),
    path("milestones/<int:pk>/", parts.milestone_edit, name="milestone_edit"),
    path("milestones/<int:pk>/mark/", parts.milestone_mark, name="milestone_mark"),
    path("evidence/<int:pk>/", parts.evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", parts.evidence_remove, name="evidence_remove"),
    path("risks/<int:pk>/", parts.risk_edit, name="risk_edit"),
    path("risks/<int:pk>/remove/", parts.risk_remove, name="risk_remove"),
    path("agreements/<int:pk>/instalments/", money.instalments, name="instalments"),
    path("instalments/<int:pk>/receive/", money.receive, name="receive"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/publish/", reports.report_publish, name="report_publish"),
    path("reports/<int:pk>/file/", reports.report_file, name="report_file"),
    path("reports/read/<str:token>/", reports.read, name="read"),
    path("reports/read/<str:token>/file/", reports.read_file, name="read_file"),
    path("grants/", moved.register, name="grants"),
    path("grants/360giving.json", moved.open_data, name="open_data"),
    path("grants/new/", moved.register, name="grant_new"),
    path("grants/<int:pk>/", moved.grant, name="grant_edit"),
    path("grants/publication/", moved.publication, name="publication"),
]
