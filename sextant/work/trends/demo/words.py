"""Invented signals and passages; nobody has said any of this."""

SIGNALS = (
    # direction, title, description: Russian and English; horizon, impact, certainty around which people rate; on the radar since last year
    (
        "I",
        ("Города включают библиотеки в планы на случай жары", "Towns write libraries into their plans for heat waves"),
        (
            "Читальный зал как прохладное место: в трёх вымышленных городах об этом уже договорились.",
            "The reading room as a cool place: three invented towns have agreed on it.",
        ),
        (2, 3, 4),
        True,
    ),
    (
        "II",
        ("Ответы машин вместо каталога", "Machine answers instead of the catalogue"),
        ("Читатели приходят с ответом и ищут, где он взят.", "Readers come with an answer and look for where it was taken from."),
        (1, 5, 4),
        True,
    ),
    (
        "II",
        ("Каталоги переходят на связанные данные", "Catalogues move to linked data"),
        ("Несколько вымышленных консорциумов назвали год перехода.", "Several invented consortia have named the year."),
        (3, 3, 3),
        True,
    ),
    (
        "III",
        ("Дети читают вслух для устройств", "Children read aloud to devices"),
        ("Домашние помощники слушают, как ребёнок читает, и поправляют.", "Helpers at home listen to a child reading, and correct."),
        (2, 4, 3),
        False,
    ),
    (
        "III",
        ("Школьные библиотеки сливаются с районными", "School libraries join with those of the district"),
        ("Один вымышленный регион объединил фонды и часы работы.", "One invented region has joined collections and hours."),
        (2, 3, 3),
        False,
    ),
    (
        "IV",
        ("Молодые специалисты уходят после первого года", "Young professionals leave after their first year"),
        ("Об этом говорят и опросы, и доски вакансий.", "Surveys say so, and so do boards of jobs."),
        (1, 4, 4),
        True,
    ),
    (
        "V",
        ("Микрокурсы вместо второго диплома", "Short courses instead of a second degree"),
        ("Работодатели вымышленной отрасли признают наборы коротких курсов.", "Employers of an invented field accept sets of short courses."),
        (2, 3, 4),
        False,
    ),
    (
        "V",
        ("Профессия библиотекаря данных", "The profession of data librarian"),
        ("Вузы открывают первые места.", "Schools open the first places."),
        (3, 4, 2),
        True,
    ),
    (
        "VI",
        ("Вклады читателей по подписке", "Readers give by subscription"),
        ("Небольшие ежемесячные взносы заменяют разовые сборы.", "Small monthly gifts take the place of single appeals."),
        (3, 2, 3),
        False,
    ),
)
UNRATED = (
    "I",
    ("Соседи открывают библиотеки вещей", "Neighbours open libraries of things"),
    ("Инструменты и игры выдают без книг рядом.", "Tools and games are lent with no books beside them."),
)
RETIRED = (
    "II",
    ("Киоски с электронными книгами на вокзалах", "Kiosks with e-books at railway stations"),
    ("Пробный проект закрылся.", "The trial has ended."),
)
WHY_RETIRED = "Пробный проект закрылся, второго никто не начал. / The trial has ended, and nobody has begun another."
WAITING = ("Роботы-курьеры развозят заказы", "")
WAITING_ABOUT = ("В одном вымышленном районе книги привозит тележка.", "")
NOTES = ("Вижу это у нас каждую неделю.", "", "Not before the law changes.", "", "Зависит от денег.")
PASSAGES = (
    (
        "radar",
        ("Анна Примерова", "Anna Primerova"),
        ("вымышленный эксперт", "invented expert"),
        (
            "Ближе всего стоит то, о чём спорят меньше всего: люди уже приходят с готовым ответом. Наше дело — показать, откуда он взят.",
            "Nearest stands what is disputed least: people already come with an answer. Our part is to show where it was taken from.",
        ),
    ),
    (
        "libraries",
        ("Пётр Образцов", "Pyotr Obraztsov"),
        ("вымышленный директор библиотеки", "director of an invented library"),
        (
            "Прогноз честен, когда рядом с ним стоит его ошибка. На эти полосы и стоит смотреть, а не на линии.",
            "A forecast is honest when its error stands beside it. It is these bands that are worth looking at, not the lines.",
        ),
    ),
)
