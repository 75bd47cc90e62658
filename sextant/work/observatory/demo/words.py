"""The words of the demo's observatory; all invented."""

NAME = ("Литература по библиотечному делу (демо)", "Literature of the field (demo)")
ABOUT = (
    "Семьсот вымышленных публикаций, по которым видно, как работает обсерватория. Ни одной из них не существует.",
    "Seven hundred invented works that show how the observatory works. None of them exists.",
)
LICENCE = "Invented for the demonstration / придумано для демонстрации"
TITLES = {
    "ru": (
        "{first} и {second}: опыт областной библиотеки",
        "{first} в работе библиотек: обзор практик",
        "К вопросу о связи: {first} — {second}",
        "{first}: что изменилось за пять лет",
        "Исследование читателей: {second} и {first}",
    ),
    "en": (
        "{first} and {second}: evidence from public libraries",
        "{first} revisited: a survey of practice",
        "How {second} shapes {first}",
        "Five years of {first}",
        "{first}, {second} and the people who use them",
    ),
}
SURNAMES = {
    "ru": (
        "Демидова-Лесная А. П.",
        "Приозёрский И. В.",
        "Каменцева О. Н.",
        "Луговой Р. С.",
        "Заречная Т. М.",
        "Полевой Д. К.",
        "Берегова Е. А.",
        "Снежин П. Л.",
    ),
    "en": ("Lakeside, M.", "Northfield, J.", "Brookhill, S.", "Meadowes, R.", "Ashgrove, K.", "Winterly, P.", "Fairstone, D.", "Hillcote, L."),
}
BRIEF = {
    "missing": (
        "Мало данных из небольших библиотек; измерений до и после почти нет. Неизвестно, сохраняется ли результат через год.",
        "There is little from small libraries, and hardly any measurement before and after. Whether results last for a year is not known.",
    ),
    "libraries": (
        "Районные библиотеки, готовые вести наблюдение в течение года; методический центр обещает помощь с анкетами.",
        "District libraries ready to observe for a year; the methodology centre promises help with questionnaires.",
    ),
    "topics": (
        "Измеримые результаты в сельских библиотеках: сравнение до и после\nЧто удерживает результат через год: исследование трёх регионов",
        "Measured outcomes in rural libraries, before and after\nWhat makes results last a year: a study of three regions",
    ),
}
