"""Addresses of outreach."""

from django.urls import path

from sextant.work.outreach.views import arrivals, campaigns, keeping, support

app_name = "outreach"
urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("new/", keeping.new_campaign, name="new_campaign"),
    path("waiting/", keeping.waiting, name="waiting"),
    path("asked/", support.asked, name="asked"),
    path("adoptions/", support.adoptions, name="adoptions"),
    path("adoptions/<int:pk>/", support.adoption, name="adoption"),
    path("adoptions/<int:pk>/register/", keeping.register_adoption, name="register_adoption"),
    path("adoptions/<int:pk>/refuse/", keeping.refuse_adoption, name="refuse_adoption"),
    path("adoptions/<int:pk>/end/", keeping.finish_adoption, name="end_adoption"),
    path("endorsements/<int:pk>/show/", keeping.show_endorsement, name="show_endorsement"),
    path("endorsements/<int:pk>/refuse/", keeping.refuse_endorsement, name="refuse_endorsement"),
    path("confirm/<str:token>/", support.confirm, name="confirm"),
    path("withdraw/<str:token>/", support.withdraw, name="withdraw"),
    path("go/<slug:code>/", arrivals.go, name="go"),
    path("ways/<slug:code>/close/", keeping.end_channel, name="close_channel"),
    path("ways/<slug:code>/code.svg", keeping.channel_code, name="channel_code"),
    path("kit/<int:pk>/", campaigns.kit_file, name="kit_file"),
    path("<slug:code>/", campaigns.campaign, name="campaign"),
    path("<slug:code>/edit/", keeping.edit_campaign, name="edit_campaign"),
    path("<slug:code>/move/", keeping.move, name="move_campaign"),
    path("<slug:code>/read/", arrivals.read, name="read"),
    path("<slug:code>/share/<slug:network>/", arrivals.share, name="share"),
    path("<slug:code>/kit/", campaigns.kit, name="kit"),
    path("<slug:code>/kit/make/", keeping.make_kit, name="make_kit"),
    path("<slug:code>/kit.zip", campaigns.kit_zip, name="kit_zip"),
    path("<slug:code>/endorse/", support.endorse, name="endorse"),
    path("<slug:code>/adopt/", support.adopt, name="adopt"),
    path("<slug:code>/endorsements/", support.endorsements, name="endorsements"),
    path("<slug:code>/reach/", keeping.reach, name="reach"),
    path("<slug:code>/ways/new/", keeping.new_channel, name="new_channel"),
]
