"""Addresses of collections and acquisitions."""

from django.urls import path

from sextant.work.acquisitions.views import collections, imports, plans, profiles, section, targets, titles

app_name = "acquisitions"
urlpatterns = [
    path("", collections.overview, name="overview"),
    path("mine/", collections.mine, name="mine"),
    path("new/", collections.new_collection, name="new_collection"),
    path("section/", section.section, name="section"),
    path("imports/<int:pk>/", imports.import_run, name="import"),
    path("imports/<int:pk>/cancel/", imports.cancel_import, name="cancel_import"),
    path("imports/<int:pk>/choose/", imports.choose_import, name="choose_import"),
    path("imports/<int:pk>/remove/", imports.remove_import, name="remove_import"),
    path("imports/<int:pk>/files/<slug:name>/", imports.import_file, name="import_file"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/progress/", plans.plan_progress, name="plan_progress"),
    path("plans/<int:pk>/targets/", targets.targets, name="targets"),
    path("plans/<int:pk>/targets/load/", targets.load_targets, name="load_targets"),
    path("plans/<int:pk>/targets.toml", targets.targets_file, name="targets_file"),
    path("plans/<int:pk>/start/", plans.start_plan, name="start_plan"),
    path("plans/<int:pk>/cancel/", plans.cancel_plan, name="cancel_plan"),
    path("plans/<int:pk>/decide/", plans.decide_title, name="decide_title"),
    path("plans/<int:pk>/copy/", plans.copy_plan, name="copy_plan"),
    path("plans/<int:pk>/compare/", plans.compare, name="compare"),
    path("plans/<int:pk>/order/", plans.order_plan, name="order_plan"),
    path("plans/<int:pk>/order/take-back/", plans.take_order_back, name="take_order_back"),
    path("plans/<int:pk>/order/file/", plans.order_file, name="order_file"),
    path("plans/<int:pk>/remove/", plans.remove_plan, name="remove_plan"),
    path("<int:pk>/", collections.collection, name="collection"),
    path("<int:pk>/edit/", collections.edit_collection, name="edit_collection"),
    path("<int:pk>/remove/", collections.remove_collection, name="remove_collection"),
    path("<int:pk>/children/", collections.children, name="children"),
    path("<int:pk>/import/", imports.start_import, name="start_import"),
    path("<int:pk>/plan/", plans.new_plan, name="new_plan"),
    path("<int:pk>/titles/", titles.titles, name="titles"),
    path("<int:pk>/profile/", profiles.profile, name="profile"),
    path("<int:pk>/profile/make/", profiles.make_profile, name="make_profile"),
    path("<int:pk>/profile/progress/", profiles.profile_progress, name="profile_progress"),
    path("<int:pk>/profile/lists/<slug:code>/", profiles.eligible, name="eligible"),
    path("<int:pk>/profile/<slug:part>/", profiles.profile_part, name="profile_part"),
]
