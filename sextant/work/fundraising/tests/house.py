"""A room of fundraising with something on every page, and what to put into the addresses of its pages."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.work.fundraising.actions.appeals import add_picture, post_update
from sextant.work.fundraising.actions.donors import add_note, set_consent
from sextant.work.fundraising.actions.imports import upload_gifts
from sextant.work.fundraising.actions.in_kind import enter_in_kind
from sextant.work.fundraising.actions.merges import merge_donors
from sextant.work.fundraising.actions.segments import draw_up_mailing, keep_segment
from sextant.work.fundraising.actions.standing import begin_standing
from sextant.work.fundraising.demo.pictures import shelf
from sextant.work.fundraising.queries.tokens import token_of_donor, token_of_gift, token_of_part, token_of_standing
from sextant.work.fundraising.tests.factories import a_donor, a_promise, an_appeal, an_entered, paid, today

LIST = "day;name;e-mail;amount\n2025-02-01;Old Friend;old@example.org;100\n2025-02-30;Nobody;nobody@example.org;5\n"
LETTER = {"subject_ru": "Посылки в пути", "text_ru": "Спасибо.", "subject_en": "Parcels are on their way", "text_en": "Thank you."}


def furnished(user: Any) -> dict[str, Any]:
    """One of everything, by name; `user` is who merges and notes."""
    appeal = an_appeal(summary_en="Twenty books each.", story_en="Forty libraries.", suggested=[500_00], closes_on=today() + timedelta(days=30))
    picture = add_picture(appeal, upload=SimpleUploadedFile("shelf.png", shelf(1, "sea")), alt_ru="Полка", alt_en="Shelf", by=None)
    update = post_update(appeal, day=today(), by=None, title_en="Packed", text_en="The first parcel.")
    donor = a_donor()
    merge = merge_donors(donor, a_donor("A. Reader", "reader@example.org"), by=user)
    for purpose in ("letters", "reminders"):
        set_consent(donor, purpose=purpose, given=True, way="office", by=None)
    donor.refresh_from_db()
    add_note(donor, text="Called in March.", by=user)
    last_year = today().replace(month=1, day=15) - timedelta(days=180)
    part = paid(an_entered(700_00, donor=donor), day=last_year, reference="last year").parts.get()
    gift = paid(a_promise(appeal=appeal, donor=donor, tribute="memory", tribute_name="Vera Librarian", message="For the children"), 500_00)
    thing = enter_in_kind(donor=donor, description="Books", value_minor=900_00, basis="Price list", on=today(), by=None, appeal=appeal)
    standing = begin_standing(donor=donor, appeal=appeal, amount_minor=300_00, months=1, on=today(), by=None)
    later = [today() + timedelta(days=days) for days in (10, 40)]
    an_entered(1000_00, donor=donor, appeal=appeal, instalments=[(day, 500_00) for day in later])
    segment = keep_segment(name="All", donors=[donor.pk], wish={}, by=user)
    mailing = draw_up_mailing(segment, by=user, appeal=appeal, held_percent=0, **LETTER)
    loose = keep_segment(name="Nobody wrote to them", donors=[donor.pk], wish={}, by=user)
    work = upload_gifts(name="list.csv", content=LIST.encode(), by=user)
    made = {"appeal": appeal, "picture": picture, "update": update, "donor": donor, "part": part, "gift": gift, "thing": thing}
    return {**made, "standing": standing, "merge": merge, "segment": segment, "loose": loose, "mailing": mailing, "work": work}


PAGES: dict[str, tuple[str, ...]] = {
    "appeal": ("appeal_office", "edit_appeal", "move_appeal", "report_appeal", "add_picture", "post_update"),
    "picture": ("remove_picture",),
    "update": ("remove_update",),
    "gift": ("gift_office", "record_payment", "cancel_gift"),
    "thing": ("take_back_in_kind",),
    "part": ("return_part", "note_thanks"),
    "donor": ("donor", "edit_donor", "add_note", "set_consent", "erase_donor", "merge"),
    "merge": ("undo_merge",),
    "segment": ("segment", "new_mailing"),
    "loose": ("drop_segment",),
    "mailing": ("mailing", "send_mailing"),
    "work": ("gift_import",),
}
"""Pages whose address is the key of one thing, by that thing."""


def values_of(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What to put into the address of every page that wants something, by the page's name."""
    code, year = made["appeal"].code, made["part"].day.year
    gift, donor, standing = token_of_gift(made["gift"]), token_of_donor(made["donor"]), token_of_standing(made["standing"])
    return {
        **{page: {"pk": made[name].pk} for name, pages in PAGES.items() for page in pages},
        **{page: {"code": code} for page in ("appeal", "give")},
        **{page: {"token": gift} for page in ("gift", "call_off")},
        **{page: {"token": standing} for page in ("standing", "change_standing")},
        "picture": {"code": code, "pk": made["picture"].pk},
        "receipt": {"token": token_of_part(made["part"])},
        "preferences": {"token": donor},
        "donor_statement": {"token": donor, "year": year},
        "statement": {"pk": made["donor"].pk, "year": year},
        "my_statement": {"year": year},
    }
