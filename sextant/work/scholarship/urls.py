"""Addresses of the register of dissertations and of the experts."""

from django.urls import path

from sextant.work.scholarship.views import experts, imports, keeping, my_expert, register, suggestions

app_name = "scholarship"
urlpatterns = [
    path("dissertations/", register.dissertations, name="dissertations"),
    path("dissertations/numbers/", register.numbers, name="numbers"),
    path("dissertations/kept/", keeping.kept, name="kept"),
    path("dissertations/new/", keeping.new_dissertation, name="new"),
    path("dissertations/resembling/", keeping.resembling_part, name="resembling"),
    path("dissertations/unexplained/", keeping.unexplained, name="unexplained"),
    path("dissertations/resemblances/<int:pk>/", keeping.explain, name="explain"),
    path("dissertations/<int:pk>/", register.dissertation, name="dissertation"),
    path("dissertations/<int:pk>/edit/", keeping.edit, name="edit"),
    path("dissertations/<int:pk>/move/", keeping.move, name="move"),
    path("dissertations/<int:pk>/author/", keeping.author_named, name="author_named"),
    path("dissertations/supervisions/<int:pk>/", keeping.supervisor_named, name="supervisor_named"),
    path("dissertations/topics/", suggestions.topics, name="topics"),
    path("dissertations/topics/new/", suggestions.offer, name="offer"),
    path("dissertations/topics/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("dissertations/topics/<int:pk>/edit/", suggestions.edit, name="edit_suggestion"),
    path("dissertations/topics/<int:pk>/withdraw/", suggestions.withdraw, name="withdraw_suggestion"),
    path("dissertations/imports/", imports.imports, name="imports"),
    path("dissertations/imports/<int:pk>/", imports.list_import, name="import"),
    path("dissertations/works/", imports.corpora, name="corpora"),
    path("dissertations/works/<int:pk>/", imports.work_import, name="work_import"),
    path("dissertations/rules/", suggestions.register_rules, name="rules"),
    path("experts/", experts.experts, name="experts"),
    path("experts/my/", my_expert.my_expert, name="my_expert"),
    path("experts/my/agree/", my_expert.agree, name="agree"),
    path("experts/my/withdraw/", my_expert.withdraw, name="withdraw"),
    path("experts/my/works/", my_expert.my_works, name="my_works"),
    path("experts/my/works/file/", my_expert.bring, name="bring_works"),
    path("experts/my/conflicts/", my_expert.my_conflicts, name="my_conflicts"),
    path("experts/works/<int:pk>/confirm/", my_expert.confirm, name="confirm_work"),
    path("experts/works/<int:pk>/remove/", my_expert.remove, name="remove_work"),
    path("experts/conflicts/<int:pk>/remove/", my_expert.remove_declared, name="remove_conflict"),
    path("experts/<int:pk>/", experts.expert, name="expert"),
]
