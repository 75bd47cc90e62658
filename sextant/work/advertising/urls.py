"""Addresses of advertising."""

from django.urls import path

from sextant.work.advertising.views import advertiser, labels, office, places, public, reports, showing

app_name = "advertising"
urlpatterns = [
    path("", public.media_kit, name="kit"),
    path("media-kit.pdf", public.media_kit_file, name="kit_file"),
    path("asked/", public.asked, name="asked"),
    path("places/<slug:code>/", public.place, name="place"),
    path("my/", advertiser.my_bookings, name="my_bookings"),
    path("my/<str:token>/", advertiser.mine, name="mine"),
    path("my/<str:token>/hold/", advertiser.hold, name="my_hold"),
    path("my/<str:token>/material/", advertiser.send, name="my_send"),
    path("my/<str:token>/material/<int:version>/", showing.my_material, name="my_material"),
    path("my/<str:token>/remark/", advertiser.remark, name="my_remark"),
    path("my/<str:token>/cancel/", advertiser.cancel, name="my_cancel"),
    path("my/<str:token>/report/", reports.my_report, name="my_report"),
    path("my/<str:token>/report.pdf", reports.my_report_file, name="my_report_file"),
    path("shown/<int:pk>/picture/", showing.picture, name="picture"),
    path("shown/<int:pk>/go/", showing.go, name="go"),
    path("office/", office.bookings, name="bookings"),
    path("office/bookings.ics", office.calendar, name="calendar"),
    path("office/bookings/<int:pk>/", office.booking, name="booking"),
    path("office/bookings/<int:pk>/hold/", office.hold, name="hold"),
    path("office/bookings/<int:pk>/confirm/", office.confirm, name="confirm"),
    path("office/bookings/<int:pk>/refuse/", office.refuse, name="refuse"),
    path("office/bookings/<int:pk>/cancel/", office.cancel, name="cancel"),
    path("office/bookings/<int:pk>/labels/", office.label, name="label"),
    path("office/bookings/<int:pk>/proof/", office.proof, name="proof"),
    path("office/bookings/<int:pk>/remark/", office.remark, name="remark"),
    path("office/bookings/<int:pk>/report/", reports.report, name="report"),
    path("office/bookings/<int:pk>/report.pdf", reports.report_file, name="report_file"),
    path("office/materials/<int:pk>/", showing.material, name="material"),
    path("office/materials/<int:pk>/approve/", office.approve, name="approve"),
    path("office/materials/<int:pk>/return/", office.give_back, name="return"),
    path("office/places/", places.places, name="places"),
    path("office/places/new/", places.new_place, name="new_place"),
    path("office/places/<int:pk>/", places.edit_place, name="edit_place"),
    path("office/places/<int:pk>/<slug:what>/", places.add_row, name="add_row"),
    path("office/places/<int:pk>/<slug:what>/<int:row>/remove/", places.remove_row, name="remove_row"),
    path("office/labels/", labels.rules_of_marking, name="labels"),
    path("office/labels/<int:pk>/", labels.rule_of_marking, name="rule"),
]
