"""Addresses of mentoring."""

from django.urls import path

from sextant.work.mentoring.views import coordinating, pairs, programmes, taking_part

app_name = "mentoring"
urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("new/", coordinating.new_programme, name="new_programme"),
    path("my/", taking_part.mine, name="mine"),
    path("<int:pk>/", programmes.programme, name="programme"),
    path("<int:pk>/mentor/", taking_part.join_as_mentor, name="join_as_mentor"),
    path("<int:pk>/mentee/", taking_part.join_as_mentee, name="join_as_mentee"),
    path("<int:pk>/edit/", coordinating.edit_programme, name="edit_programme"),
    path("<int:pk>/coordinate/", coordinating.coordinate, name="coordinate"),
    path("<int:pk>/move/", coordinating.move, name="move_programme"),
    path("<int:pk>/topics/", coordinating.add_topic_to, name="add_topic"),
    path("<int:pk>/match/", coordinating.match, name="match"),
    path("<int:pk>/propose/", coordinating.propose, name="propose"),
    path("<int:pk>/apart/", coordinating.apart, name="keep_apart"),
    path("topics/<int:pk>/remove/", coordinating.take_topic_off, name="remove_topic"),
    path("profiles/<int:pk>/", taking_part.profile, name="profile"),
    path("profiles/<int:pk>/leave/", taking_part.leave_programme_of, name="leave_programme"),
    path("pairs/<int:pk>/", pairs.pair, name="pair"),
    path("pairs/<int:pk>/drop/", coordinating.drop, name="drop_pair"),
    path("pairs/<int:pk>/accept/", pairs.accept, name="accept_pair"),
    path("pairs/<int:pk>/decline/", pairs.decline, name="decline_pair"),
    path("pairs/<int:pk>/leave/", pairs.leave, name="leave_pair"),
    path("pairs/<int:pk>/close/", pairs.close, name="close_pair"),
    path("pairs/<int:pk>/review/", pairs.review, name="review_pair"),
    path("pairs/<int:pk>/goals/", pairs.goal, name="add_goal"),
    path("goals/<int:pk>/turn/", pairs.turn, name="turn_goal"),
    path("pairs/<int:pk>/meetings/", pairs.meeting, name="add_meeting"),
    path("pairs/<int:pk>/meetings.ics", pairs.calendar, name="pair_calendar"),
    path("pairs/<int:pk>/notes/", pairs.note, name="write_note"),
]
