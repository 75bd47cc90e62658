"""What the demo's register tells: topics, schools, suggestions, experts' works. Everything is invented."""

from typing import Any

DISSERTATIONS: tuple[dict[str, Any], ...] = (
    {
        "title": ("Чтение подростков в сельских библиотеках: выбор и помощь", "Reading of teenagers in rural libraries: choice and help"),
        "state": "in_work",
        "days": 400,
    },
    {
        "title": ("Электронный каталог как источник данных о спросе на книги", "The catalogue as a source of data on demand for books"),
        "state": "review",
        "days": 900,
    },
    {
        "title": ("Наставничество молодых библиотекарей: опыт региона", "Mentoring of young librarians in one region"),
        "state": "defended",
        "days": 1300,
        "agreed": True,
    },
    {
        "title": ("Доступность сайтов библиотек для незрячих читателей", "Accessibility of library websites to blind readers"),
        "state": "defended",
        "days": 1700,
    },
    {
        "title": ("Краеведческая библиография в цифровой среде", "Local studies bibliography in a digital environment"),
        "state": "approved",
        "days": 200,
    },
    {
        "title": ("Открытые данные библиотечной статистики: качество и повторное использование", "Open data of library statistics: quality and use"),
        "state": "in_work",
        "days": 620,
        "agreed": True,
    },
    {
        "title": ("Обслуживание читателей вне стационара в малонаселённых районах", "Services outside the building in sparsely populated areas"),
        "state": "planned",
        "days": 30,
    },
    {
        "title": ("Редкие книги провинциальных собраний: описание и показ", "Rare books of provincial collections: description and display"),
        "state": "defended",
        "days": 2100,
        "degree": "doctor",
    },
    {"title": ("Закрытая тема о закупке изданий", "A topic on acquisitions that is not public"), "state": "approved", "days": 150, "hidden": True},
    {"title": ("Игровые программы летнего чтения", "Games in summer reading programmes"), "state": "abandoned", "days": 800, "degree": "master"},
    {"title": ("Библиотечные блоги и их читатели", "Library blogs and their readers"), "state": "defended", "days": 2600, "degree": "master"},
    {
        "title": ("Медиаграмотность пожилых читателей публичных библиотек", "Media literacy of older readers in public libraries"),
        "state": "planned",
        "days": 12,
        "taken": True,
    },
)
DOUBLE = {
    "title": ("Помощь подросткам в выборе чтения в сельской библиотеке", "Helping teenagers choose what to read in a rural library"),
    "reason": "Другой регион и другой возраст: 10–12 лет; метод – наблюдение, а не опрос.",
}
"""A topic like the first one, registered with a reason."""
SUGGESTIONS: tuple[dict[str, Any], ...] = (
    {
        "title": ("Медиаграмотность пожилых читателей", "Media literacy of older readers"),
        "why": ("Библиотеки просят методик, а работ за пять лет три.", "Libraries ask for methods; there were three works in five years."),
        "source": "Опрос демо (вымышлено)",
    },
    {
        "title": ("Библиотека в посёлке без интернета: что работает", "A library in a settlement without internet: what works"),
        "why": ("Спрос практики высок, исследования единичны.", "Practice asks for it, research is rare."),
        "source": "Приоритеты демо (вымышлено)",
    },
    {
        "title": ("Измерение пользы чтения вслух для детей", "Measuring what reading aloud does for children"),
        "why": ("Нужны измеримые результаты пилотов.", "Pilots with measured outcomes are needed."),
        "source": "Приоритеты демо (вымышлено)",
    },
)
EXPERTS: tuple[dict[str, Any], ...] = (
    {
        "roles": ("juror", "supervisor"),
        "about": ("Изучаю чтение детей и подростков.", "I study the reading of children and teenagers."),
        "works": (("Что выбирают подростки: наблюдения в пяти библиотеках", 2), ("Книжный клуб на селе", 5), ("Чтение и семья", 9)),
    },
    {
        "roles": ("reviewer", "consultant"),
        "about": ("Каталоги и данные.", "Catalogues and data."),
        "works": (("Качество библиографических записей: меры и пороги", 1), ("Электронный каталог и спрос", 4)),
    },
    {"roles": ("juror",), "about": ("Наставничество и карьера.", "Mentoring and careers."), "works": (("Наставник в библиотеке", 3),)},
    {"roles": ("supervisor", "consultant"), "about": ("Доступная среда.", "Accessible libraries."), "works": (("Сайт библиотеки для незрячих", 2),)},
)
WAITING_WORK = ("Летнее чтение: заметки практика", 3)
"""A work found in a corpus that nobody has confirmed."""
