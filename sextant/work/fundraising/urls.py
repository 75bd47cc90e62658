"""Addresses of fundraising."""

from django.urls import path

from sextant.work.fundraising.views import appeals, donors, gifts, given, imports, mine, office, public, results, segments

app_name = "fundraising"
open_pages = [
    path("", public.appeals, name="appeals"),
    path("appeals/<slug:code>/", public.appeal, name="appeal"),
    path("appeals/<slug:code>/give/", public.give, name="give"),
    path("appeals/<slug:code>/pictures/<int:pk>/", public.picture, name="picture"),
    path("gifts/<str:token>/", given.gift, name="gift"),
    path("gifts/<str:token>/call-off/", given.call_off, name="call_off"),
    path("receipts/<str:token>.pdf", given.receipt, name="receipt"),
    path("standing/<str:token>/", given.standing, name="standing"),
    path("standing/<str:token>/change/", given.change_standing, name="change_standing"),
    path("statements/<str:token>/<int:year>.pdf", given.donor_statement, name="donor_statement"),
    path("letters/<str:token>/", given.preferences, name="preferences"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<int:year>.pdf", mine.my_statement, name="my_statement"),
]
appeal_pages = [
    path("office/", office.office, name="office"),
    path("office/appeals/new/", appeals.new_appeal, name="new_appeal"),
    path("office/appeals/<int:pk>/", appeals.appeal_office, name="appeal_office"),
    path("office/appeals/<int:pk>/edit/", appeals.edit_appeal, name="edit_appeal"),
    path("office/appeals/<int:pk>/move/", appeals.move_appeal, name="move_appeal"),
    path("office/appeals/<int:pk>/report/", appeals.report_appeal, name="report_appeal"),
    path("office/appeals/<int:pk>/pictures/", appeals.add_picture, name="add_picture"),
    path("office/appeals/<int:pk>/news/", appeals.post_update, name="post_update"),
    path("office/pictures/<int:pk>/remove/", appeals.remove_picture, name="remove_picture"),
    path("office/news/<int:pk>/remove/", appeals.remove_update, name="remove_update"),
]
gift_pages = [
    path("office/gifts/", gifts.gift_list, name="gift_list"),
    path("office/gifts/new/", gifts.new_gift, name="new_gift"),
    path("office/gifts/in-kind/", gifts.new_in_kind, name="new_in_kind"),
    path("office/gifts/<int:pk>/", gifts.gift_office, name="gift_office"),
    path("office/gifts/<int:pk>/payment/", gifts.record_payment, name="record_payment"),
    path("office/gifts/<int:pk>/cancel/", gifts.cancel_gift, name="cancel_gift"),
    path("office/gifts/<int:pk>/take-back/", gifts.take_back_in_kind, name="take_back_in_kind"),
    path("office/parts/<int:pk>/return/", gifts.return_part, name="return_part"),
    path("office/parts/<int:pk>/thanks/", gifts.note_thanks, name="note_thanks"),
    path("office/unthanked/", results.unthanked, name="unthanked"),
]
donor_pages = [
    path("office/donors/", donors.donors, name="donors"),
    path("office/donors/doubles/", donors.donor_doubles, name="doubles"),
    path("office/donors/<int:pk>/", donors.donor, name="donor"),
    path("office/donors/<int:pk>/edit/", donors.edit_donor, name="edit_donor"),
    path("office/donors/<int:pk>/notes/", donors.add_note, name="add_note"),
    path("office/donors/<int:pk>/consent/", donors.set_consent, name="set_consent"),
    path("office/donors/<int:pk>/erase/", donors.erase_donor, name="erase_donor"),
    path("office/donors/<int:pk>/merge/", donors.merge, name="merge"),
    path("office/donors/<int:pk>/<int:year>.pdf", donors.statement, name="statement"),
    path("office/merges/<int:pk>/undo/", donors.undo_merge, name="undo_merge"),
]
list_pages = [
    path("office/lists/", segments.segment_list, name="segments"),
    path("office/lists/new/", segments.new_segment, name="new_segment"),
    path("office/lists/<int:pk>/", segments.segment, name="segment"),
    path("office/lists/<int:pk>/drop/", segments.drop_segment, name="drop_segment"),
    path("office/lists/<int:pk>/letter/", segments.new_mailing, name="new_mailing"),
    path("office/letters/<int:pk>/", segments.mailing, name="mailing"),
    path("office/letters/<int:pk>/send/", segments.send_mailing, name="send_mailing"),
    path("office/results/", results.results, name="results"),
    path("office/statements/", results.statements, name="statements"),
    path("office/results/compute/", results.compute, name="compute"),
    path("office/imports/", imports.imports, name="imports"),
    path("office/imports/new/", imports.upload, name="upload"),
    path("office/imports/<int:pk>/", imports.gift_import, name="gift_import"),
]
urlpatterns = [*open_pages, *appeal_pages, *gift_pages, *donor_pages, *list_pages]
