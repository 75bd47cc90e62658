"""Addresses of jobs."""

from django.urls import path

from sextant.base.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_jobs, name="list"),
    path("<int:pk>/", views.show_job, name="detail"),
    path("<int:pk>/cancel/", views.cancel_job, name="cancel"),
    path("<int:pk>/retry/", views.retry_job, name="retry"),
]
