"""Addresses of finances."""

from django.urls import path

from sextant.work.finances.views import how_long, income, scenarios, statements

app_name = "finances"
urlpatterns = [
    path("", income.live_on, name="live_on"),
    path("how-long/", how_long.how_long, name="how_long"),
    path("how-long/compute/", how_long.compute, name="compute"),
    path("what-if/", scenarios.what_if, name="what_if"),
    path("what-if/new/", scenarios.make_scenario, name="make_scenario"),
    path("what-if/<int:pk>/", scenarios.scenario, name="scenario"),
    path("what-if/<int:pk>/change/", scenarios.add_change, name="add_change"),
    path("what-if/<int:pk>/copy/", scenarios.copy_scenario, name="copy_scenario"),
    path("what-if/<int:pk>/delete/", scenarios.delete_scenario, name="delete_scenario"),
    path("what-if/changes/<int:pk>/remove/", scenarios.remove_change, name="remove_change"),
    path("open/", statements.open_finances, name="open"),
    path("open/publish/", statements.publish, name="publish"),
    path("open/dictionary/", statements.dictionary, name="dictionary"),
    path("open/<int:year>/", statements.statement, name="statement"),
    path("open/<int:year>/<int:version>/", statements.statement, name="statement_version"),
]
