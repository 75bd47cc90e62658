"""Invented voices and adoptions: no such people, libraries or associations exist."""

CAMPAIGN = {
    "title_ru": "Повестка в каждый регион",
    "title_en": "The agenda into every region",
    "call_ru": "Прочтите повестку, поддержите её и начните с одной рекомендации у себя.",
    "call_en": "Read the agenda, endorse it, and begin with one guideline where you are.",
    "about_ru": "Документ составили те, кто работает в библиотеках. Теперь его очередь дойти до каждой: перескажите его коллегам, обсудите на совете, "
    "выберите рекомендацию, с которой начнёте.",
    "about_en": "The document was written by people who work in libraries. Now it has to reach every one of them: retell it to colleagues, discuss it "
    "in your council, choose the guideline to begin with.",
}
WAYS = (("Рассылка секциям", "letter"), ("Плакат на съезде", "event"), ("Группа в сети", "social"))
VISITS = ((0, 46, 29), (1, 31, 22), (2, 58, 40), (3, 22, 17))
"""Way, openings and visitors a day at the beginning; they thin out by a seventh a day."""
ENDORSEMENTS = (
    ("person", "Инна Ветрова", "библиотекарь, Заозёрск", "RU", "Мы начали с рекомендации о молодых специалистах: наставник есть у каждого новичка."),
    ("organisation", "Заозёрская городская библиотека", "", "RU", "Повестка стала оглавлением нашего годового плана."),
    ("person", "Пётр Каменский", "преподаватель библиотечного дела", "RU", "Студенты спорят о ней лучше, чем об учебнике."),
    ("organisation", "Библиотека имени Капитана Врунгеля", "", "RU", ""),
    ("person", "Aino Lehtola", "children's librarian", "FI", "Clear enough to be put on the wall and to be carried out."),
    ("organisation", "Островная детская библиотека", "", "KZ", "Мы перевели её на казахский и читаем вместе с родителями."),
    ("person", "Марта Синицына", "студентка", "BY", ""),
)
WAITING = ("organisation", "Лесная районная библиотека", "", "RU", "Хотим присоединиться всей системой.")
ADOPTIONS = (
    ("association", "Библиотечная ассоциация Приозёрья", "RU", True, "решение конференции № 4", "Отчёт о выполнении каждый апрель."),
    (
        "association",
        "Northern Isles Library Society",
        "GB",
        False,
        "resolution of the annual meeting, item 7",
        "A working group for young professionals.",
    ),
)
CHECKED = ("library", "Степная областная библиотека", "KZ", True, "приказ директора № 18", "")
