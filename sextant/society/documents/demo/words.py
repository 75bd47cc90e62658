"""Invented documents of the demo association, with their comments."""

from sextant.society.documents.clauses import ClauseDraft

STATUTE = {
    "code": "demo-section-rules",
    "title_ru": "Положение о секциях ассоциации",
    "title_en": "Rules for the sections of the association",
    "summary_ru": "Как секция возникает, кто её ведёт и перед кем она отчитывается. Пример: документ вымышлен.",
    "summary_en": "How a section begins, who leads it, and to whom it reports. A sample: the document is invented.",
}
STATUTE_CLAUSES = (
    ClauseDraft(key="aims", heading_ru="Цели", heading_en="Aims"),
    ClauseDraft(
        key="aims-what",
        part_of="aims",
        text_ru="Секция объединяет членов ассоциации, которые работают в одном направлении.",
        text_en="A section brings together members of the association who work in one field.",
    ),
    ClauseDraft(
        key="aims-plan",
        part_of="aims",
        text_ru="Каждый год секция принимает план работы и публикует отчёт о нём.",
        text_en="Every year a section adopts a plan of work and publishes a report on it.",
    ),
    ClauseDraft(key="people", heading_ru="Состав", heading_en="Who belongs to it"),
    ClauseDraft(
        key="people-join",
        part_of="people",
        text_ru="В секцию вступает любой член ассоциации по собственному заявлению.",
        text_en="Any member of the association joins a section by saying so.",
    ),
    ClauseDraft(
        key="people-chair",
        part_of="people",
        text_ru="Председателя секция избирает на четыре года; одно лицо избирается не более двух раз подряд.",
        text_en="A section elects its chair for four years; nobody is elected more than twice in a row.",
    ),
    ClauseDraft(
        key="meetings",
        heading_ru="Собрания",
        heading_en="Meetings",
        text_ru="Секция собирается не реже одного раза в год. Собрание правомочно, если участвует не менее трети членов.",
        text_en="A section meets at least once a year. A meeting is valid when at least a third of the members take part.",
    ),
)
SECOND = {
    "meetings": {
        "text_ru": "Секция собирается не реже двух раз в год, один раз – на сайте. Собрание правомочно, если участвует не менее трети членов.",
        "text_en": "A section meets at least twice a year, once of them online. A meeting is valid when at least a third of the members take part.",
    }
}
SECOND_NEW = {
    "heading_ru": "Молодые специалисты",
    "heading_en": "Young professionals",
    "text_ru": "В совет секции входит хотя бы один специалист не старше 35 лет.",
    "text_en": "At least one member of a section's council is not older than 35.",
}
NOTE = {
    "note_ru": "Два собрания в год вместо одного; в совет входит молодой специалист.",
    "note_en": "Two meetings a year instead of one; a young professional joins the council.",
}
POSITION = {
    "code": "demo-reading-rooms",
    "title_ru": "Позиция ассоциации о читальных залах для детей",
    "title_en": "The association's position on reading rooms for children",
    "summary_ru": "Чего ассоциация ждёт от учредителей детских библиотек. Пример: документ вымышлен.",
    "summary_en": "What the association expects of those who run children's libraries. A sample: the document is invented.",
}
POSITION_CLAUSES = (
    ClauseDraft(
        key="room",
        heading_ru="Помещение",
        heading_en="The room",
        text_ru="В каждой публичной библиотеке есть отдельное место для детей, открытое и по субботам.",
        text_en="Every public library has a place of its own for children, open on Saturdays, too.",
    ),
    ClauseDraft(
        key="staff",
        heading_ru="Люди",
        heading_en="Staff",
        text_ru="С детьми работает специалист, который раз в три года повышает квалификацию.",
        text_en="A specialist works with the children, and is trained anew every three years.",
    ),
    ClauseDraft(
        key="books",
        heading_ru="Книги",
        heading_en="Books",
        text_ru="Не менее четверти новых книг покупается для детей до 14 лет.",
        text_en="At least a quarter of the new books is bought for children under 14.",
    ),
)
REMARKS = (
    ("room", "Добавьте воскресенье: в выходные семьи приходят вместе.", "", ""),
    ("staff", "", "ru", "С детьми работает специалист, который раз в два года повышает квалификацию за счёт учредителя."),
    ("books", "Откуда взята эта доля? Хорошо бы сослаться на статистику.", "", ""),
    ("", "Документ нужен; спасибо составителям.", "", ""),
)
ANSWER = "Согласна: без ссылки на источник учредитель не примет цифру."
SETTLED = ("changed", "Добавлено «и в один из выходных дней»: воскресенье есть не у всех.")
DIGITAL = {
    "code": "demo-photographs",
    "title_ru": "Правила съёмки на мероприятиях ассоциации",
    "title_en": "Rules for photographs at the association's events",
    "summary_ru": "Кого снимают, кто даёт согласие и где публикуют. Пример: документ вымышлен.",
    "summary_en": "Who is photographed, who consents, and where pictures are published. A sample: the document is invented.",
}
DIGITAL_CLAUSES = (
    ClauseDraft(
        heading_ru="Согласие",
        heading_en="Consent",
        text_ru="Детей снимают только с письменного согласия родителей.",
        text_en="Children are photographed only with their parents' consent in writing.",
    ),
    ClauseDraft(
        heading_ru="Публикация",
        heading_en="Publication",
        text_ru="Снимок убирают с сайта в течение трёх дней после просьбы того, кто на нём изображён.",
        text_en="A picture is taken off the site within three days when somebody in it asks for it.",
    ),
)
