"""A spreadsheet of members: read whatever its form, named row by row, taken over whole or not at all, and only once."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from sextant.base.jobs.worker import run_waiting
from sextant.society.members.actions.imports import confirm_import, discard_import, name_columns, upload_sheet
from sextant.society.members.actions.taking_over import check_import, take_over
from sextant.society.members.models import FormerName, ImportRun, Membership, Organisation, Person
from sextant.society.members.models.imports import OrganisationAlias
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory, PlanFactory, RegionFactory, SectionFactory

pytestmark = pytest.mark.django_db
HEAD = "ФИО;Эл. почта;Дата рождения;Место работы;Должность"


def uploaded(text, encoding="utf-8", name="члены.csv"):
    return upload_sheet(name=name, content=text.encode(encoding), by=None)


def checked(text, **options):
    run = uploaded(text, **options)
    run = name_columns(run, columns={int(place): field for place, field in run.columns.items()}, by=None, queue=False)
    check_import(run)
    return ImportRun.objects.get(pk=run.pk)


def applied(text, choices=None):
    run = checked(text)
    run = confirm_import(run, choices=choices or {}, by=None, queue=False)
    take_over(run, by=None)
    return ImportRun.objects.get(pk=run.pk)


def outcomes(run):
    return [row.outcome for row in run.rows.all()]


def reasons_of(run):
    return [[problem["field"] for problem in row.problems] for row in run.rows.all()]


def workbook(rows):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.close()
    return buffer.getvalue()


def test_a_row_becomes_a_person_with_name_birth_and_workplace():
    run = applied(f"{HEAD}\nИванова Анна Петровна;anna@library.example;17.05.1980;Тверская областная библиотека;методист\n")
    person = Person.objects.get()
    place = person.affiliations.get()
    assert (person.full_name, person.email, str(person.born_on)) == ("Иванова Анна Петровна", "anna@library.example", "1980-05-17")
    assert (place.organisation.name_ru, place.position_ru) == ("Тверская областная библиотека", "методист")
    assert run.counts == {"rows": 1, "created": 1, "updated": 0, "unchanged": 0, "merged": 0, "refused": 0}


def test_the_same_file_again_changes_nothing():
    PlanFactory(code="personal", name_ru="Личное")
    text = f"{HEAD};Вид членства;Оплачено до\nИванова Анна;;;ЦБС;методист;Личное;31.12.2026\nПетров Пётр Ильич;p@library.example;;;;;\n"
    applied(text)
    again = checked(text)
    assert (outcomes(again), again.counts["unchanged"]) == (["same", "same"], 2)
    assert (Person.objects.count(), Organisation.objects.count(), Membership.objects.count()) == (2, 1, 1)


def test_every_bad_row_is_named_with_column_value_and_reason():
    run = checked(f"{HEAD}\n;a@library.example;;;\nИванова Анна;not-an-address;32.13.1980;;\nПетров Пётр;;вчера;;\n12345;;;;\n")
    assert (outcomes(run), reasons_of(run)) == (["refused"] * 4, [["full_name"], ["email", "born_on"], ["born_on"], ["full_name"]])
    assert run.rows.get(number=3).problems[0] == {
        "field": "email",
        "value": "not-an-address",
        "reason": "This is not an e-mail address. Correct it or leave the cell empty.",
        "told": {},
    }


def test_rows_add_up_whatever_they_do():
    PersonFactory(family_name="Старов", given_name="Пётр", email="old@library.example", born_on=None)
    run = checked(
        f"{HEAD}\nНовова Анна;n@library.example;;;\nСтаров Пётр;old@library.example;01.02.1970;;\nНовова Анна;n@library.example;;;\nПлохов;@;;;\n"
    )
    assert outcomes(run) == ["new", "update", "duplicate", "refused"]
    counts = run.counts
    assert counts["rows"] == counts["created"] + counts["updated"] + counts["unchanged"] + counts["merged"] + counts["refused"] == 4


def test_a_later_row_of_the_same_person_fills_what_the_first_left_empty():
    applied(f"{HEAD}\nНовова Анна;n@library.example;;;\nНовова Анна;n@library.example;03.04.1991;;\n")
    assert str(Person.objects.get().born_on) == "1991-04-03"


def test_two_people_with_one_address_are_refused_and_told_who_has_it():
    PersonFactory(family_name="Старов", given_name="Пётр", email="library@mail.example")
    run = checked(f"{HEAD}\nНовова Анна;library@mail.example;;;\nИная Ольга;common@mail.example;;;\nПрочий Юрий;common@mail.example;;;\n")
    assert (outcomes(run), reasons_of(run)) == (["refused", "new", "refused"], [["email"], [], ["email"]])


def test_a_namesake_elsewhere_is_never_taken_for_the_person_known():
    applied(f"{HEAD}\nИванова Анна Петровна;;;Библиотека Твери;\n")
    run = checked(f"{HEAD}\nИванова Анна Петровна;;;Библиотека Омска;\n")
    assert (outcomes(run), reasons_of(run)) == (["refused"], [["full_name"]])


def test_a_new_family_name_under_the_same_address_is_kept_with_the_former_one():
    applied(f"{HEAD}\nИванова Анна Петровна;anna@library.example;;;\n")
    run = applied(f"{HEAD}\nСмирнова Анна Петровна;anna@library.example;;;\n")
    assert (run.counts["updated"], Person.objects.get().family_name, FormerName.objects.get().name) == (1, "Смирнова", "Иванова Анна Петровна")


def test_an_empty_cell_never_takes_away_what_is_known():
    person = PersonFactory(family_name="Старов", given_name="Пётр", email="old@library.example", phone="+7 900 000-00-00")
    applied("Фамилия,Имя,Отчество,E-mail,Телефон\nСтаров,Пётр,Ильич,old@library.example,\n")
    person.refresh_from_db()
    assert (person.patronymic, person.phone) == ("Ильич", "+7 900 000-00-00")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("ФИО;Город\nИванова Анна;Тверь\n", "cp1251"),
        ("ФИО\tГород\nИванова Анна\tТверь\n", "utf-16"),
        ('\ufeffГород,"ФИО"\nТверь,"Иванова Анна"\n', "utf-8"),
        ("Город|Full name\nТверь|Иванова Анна\n", "utf-8"),
    ],
)
def test_any_encoding_delimiter_and_order_of_columns_is_read(text, encoding):
    applied_run = checked(text, encoding=encoding)
    assert (outcomes(applied_run), applied_run.rows.get().name) == (["new"], "Иванова Анна")


def test_an_excel_sheet_with_real_dates_and_numbers_is_read():
    run = upload_sheet(name="члены.xlsx", content=workbook([["Телефон", "ФИО", "Дата рождения"], [79001234567, "Иванова Анна", 29358]]), by=None)
    name_columns(run, columns={0: "phone", 1: "full_name", 2: "born_on"}, by=None, queue=False)
    check_import(run)
    assert run.rows.get().changes["phone"] == ["", "+7 900 123-45-67"]
    assert run.rows.get().changes["born_on"] == ["", "1980-05-17"]


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (200 * 1024 * 1024))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\n", "The file is empty."),
        (b"%PDF-1.7 x", "This is not a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n\x00", "This is not a spreadsheet."),
        (b"\xd0\xcf\x11\xe0 old", "This is an old Excel file"),
        (b"PK\x03\x04 broken", "The spreadsheet cannot be read"),
        (b"only;a;head\n", "The file has no rows below the headings."),
        (b"x" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB."),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        upload_sheet(name="members.xlsx", content=content, by=None)
    assert ImportRun.objects.count() == 0


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(ValidationError, match="too large when unpacked"):
        upload_sheet(name="members.xlsx", content=bomb(), by=None)


def test_a_column_for_the_name_is_required():
    run = uploaded("Город;Телефон\nТверь;12345\n")
    with pytest.raises(ValidationError, match="which column holds the family name"):
        name_columns(run, columns={0: "city"}, by=None, queue=False)


def test_columns_named_by_hand_are_remembered_for_the_next_file():
    run = uploaded("Кто;Откуда\nИванова Анна;Тверь\n")
    assert run.columns == {}
    name_columns(run, columns={0: "full_name", 1: "city"}, by=None, queue=False)
    assert uploaded("Откуда;Кто\nТверь;Иванова Анна\n").columns == {"0": "city", "1": "full_name"}


def test_an_organisation_is_found_by_name_without_quotes_by_isil_and_by_the_choice_made_before():
    known = OrganisationFactory(name_ru="Центральная библиотека «Радуга»", isil="RU-12345")
    run = checked(f"{HEAD};ISIL\nА Анна;;;центральная библиотека Радуга;;\nБ Белла;;;;;ru-12345\nВ Вера;;;ЦБ Радуга;;\n")
    assert [entry[0] for entry in run.unknown] == ["ЦБ Радуга"]
    confirm_import(run, choices={"цб радуга": str(known.pk)}, by=None, queue=False) if run.unknown[0][2] else pytest.skip("no likeness")
    take_over(run, by=None)
    assert (known.affiliations.count(), OrganisationAlias.objects.get().organisation, Organisation.objects.count()) == (3, known, 1)


def test_regions_and_sections_are_met_as_people_write_them_and_unknown_ones_are_refused():
    region, section = RegionFactory(name_ru="Тверская область"), SectionFactory(name_ru="Секция детских библиотек")
    applied("ФИО;Регион;Секции\nИванова Анна;Тверская обл.;секция детских библиотек\n")
    person = Person.objects.get()
    assert (person.region, person.sections.get().section) == (region, section)
    assert reasons_of(checked("ФИО;Регион;Секции\nПетров Пётр;Нигдения;Кружок\n")) == [["region", "sections"]]


def test_a_paid_membership_comes_with_its_period_and_without_a_letter():
    plan = PlanFactory(code="personal", name_ru="Личное")
    applied("ФИО;Вид членства;Оплачено до;Номер платежа\nИванова Анна;личное;31.12.2026;ПП 17\n")
    membership = Membership.objects.get()
    assert (membership.plan, membership.state, str(membership.until), membership.payment_reference) == (plan, "active", "2026-12-31", "ПП 17")
    assert membership.periods.count() == 1


def test_what_changed_between_dry_run_and_confirmation_is_shown_anew():
    run = checked(f"{HEAD}\nИванова Анна;anna@library.example;;;\n")
    PersonFactory(family_name="Иванова", given_name="Анна", email="anna@library.example", born_on=None)
    confirm_import(run, choices={}, by=None, queue=False)
    assert take_over(run, by=None)["changed"] is True
    run.refresh_from_db()
    assert (run.state, outcomes(run), "has changed" in run.notice, Person.objects.count()) == ("checked", ["same"], True, 1)


def test_why_an_import_waits_again_is_said_in_the_readers_language(client, make_user):
    run = checked("ФИО\nИванова Анна\n")
    PersonFactory(family_name="Иванова", given_name="Анна", patronymic="", born_on=None)
    with translation.override("ru"):
        take_over(confirm_import(run, choices={}, by=None, queue=False), by=None)
    client.force_login(make_user("secretary"))
    said = {"en": "The site has changed since the rows were compared.", "ru": "С тех пор как строки сравнили, данные на сайте изменились."}
    shown = {language: client.get(f"/{language}/members/imports/{run.pk}/").content.decode() for language in said}
    assert [said[language] in shown[language] for language in said] == [True, True]


def test_a_second_import_at_the_same_time_hears_a_sentence():
    first, second = checked("ФИО\nИванова Анна\n"), checked("ФИО\nПетрова Ольга\n")
    confirm_import(first, choices={}, by=None)
    with pytest.raises(ValidationError, match="Another import is being taken over"):
        confirm_import(second, choices={}, by=None)
    assert run_waiting() >= 1
    confirm_import(second, choices={}, by=None)
    run_waiting()
    assert sorted(Person.objects.values_list("family_name", flat=True)) == ["Иванова", "Петрова"]


def test_a_failure_in_the_middle_leaves_nothing_behind(monkeypatch):
    run = checked(f"{HEAD}\nИванова Анна;;;Новая библиотека;\n")
    confirm_import(run, choices={}, by=None, queue=False)
    monkeypatch.setattr("sextant.society.members.actions.taking_over._index", lambda people: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_over(run, by=None)
    assert (Person.objects.count(), Organisation.objects.count(), ImportRun.objects.get().state) == (0, 0, "applying")


def test_formulas_in_cells_stay_text_and_the_download_defuses_them(client, make_user):
    run = checked("ФИО;Город\nИванова Анна;=HYPERLINK(1)\nПлохов 7;=1+1\n")
    client.force_login(make_user("secretary"))
    lines = b"".join(client.get(f"/en/members/imports/{run.pk}/?format=csv&outcome=refused").streaming_content).decode("utf-8-sig")
    assert ("'=1+1" in lines, "HYPERLINK" in lines, "This is not a person" in lines) == (True, False, True)


def test_only_the_office_may_import(client, make_user):
    run = checked("ФИО\nИванова Анна\n")
    addresses = ["/en/members/imports/", f"/en/members/imports/{run.pk}/", f"/en/members/imports/{run.pk}/?format=csv"]
    client.force_login(make_user("treasurer"))
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
    client.force_login(make_user("secretary"))
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_the_whole_way_through_the_pages(client, make_user):
    client.force_login(make_user("secretary"))
    file = SimpleUploadedFile("члены.csv", f"{HEAD}\nИванова Анна;anna@library.example;;ЦБС;\nПлохов;@;;;\n".encode())
    page = client.post("/en/members/imports/", {"file": file}).headers["Location"]
    client.post(f"{page}columns/", {"column_0": "full_name", "column_1": "email", "column_2": "born_on", "column_3": "organisation"})
    run_waiting()
    shown = client.get(page).content.decode()
    assert ("Take these rows over" in shown, "This is not an e-mail address" in shown) == (True, True)
    client.post(f"{page}confirm/", {"organisation_0": "new"})
    run_waiting()
    assert (Person.objects.get().email, ImportRun.objects.get().state, bytes(ImportRun.objects.get().content)) == (
        "anna@library.example",
        "applied",
        b"",
    )


def test_a_discarded_file_is_gone():
    run = discard_import(checked("ФИО\nИванова Анна\n"), by=None)
    assert (bytes(run.content), run.rows.count(), Person.objects.count()) == (b"", 0, 0)
