"""What is told on the demo's board: jobs, facts, stories, figures. Everything is invented."""

from typing import Any

JOBS: tuple[dict[str, Any], ...] = (
    {
        "title": ("Библиограф отдела краеведения", "Local studies bibliographer"),
        "text": (
            "Готовить указатели и электронные коллекции о крае, консультировать исследователей, вести страницу отдела.",
            "Compile indexes and digital collections about the region, advise researchers, keep the department's page.",
        ),
        "pay": (62_000, 78_000),
        "needs": (
            (("Опыт составления указателей", "Experience in compiling indexes"), "BIB-2"),
            (("Знание ГОСТ Р 7.0.100", "Command of bibliographic standards"), "BIB-1"),
        ),
        "days": 12,
        "how": "published",
    },
    {
        "title": ("Специалист по работе с подростками", "Young adult librarian"),
        "text": (
            "Книжный клуб, игровые программы и совет читателей-подростков; две вечерние смены в неделю.",
            "A book club, games and a council of teenage readers; two evening shifts a week.",
        ),
        "pay": (55_000, 65_000),
        "workload": "shifts",
        "needs": ((("Педагогическое или библиотечное образование", "A degree in teaching or librarianship"), ""),),
        "days": 5,
        "how": "published",
    },
    {
        "title": ("Системный библиотекарь", "Systems librarian"),
        "text": (
            "Сопровождать электронный каталог, обмен записями по MARC и личный кабинет читателя.",
            "Look after the catalogue, the exchange of MARC records and the readers' accounts.",
        ),
        "pay": (1_140_000, 1_440_000),
        "period": "year",
        "remote": "hybrid",
        "needs": ((("Уверенный SQL", "Fluent SQL"), "ICT-3"), (("Форматы MARC 21 или RUSMARC", "MARC 21 or RUSMARC"), "CAT-2")),
        "days": 20,
        "how": "published",
    },
    {
        "title": ("Редактор научного журнала", "Managing editor of a journal"),
        "text": (
            "Вести рукописи от подачи до выпуска, готовить метаданные на двух языках.",
            "Take manuscripts from submission to issue; bilingual metadata.",
        ),
        "pay": (70_000, 70_000),
        "contract": "fixed_term",
        "remote": "remote",
        "language": "en",
        "days": 2,
        "how": "published",
    },
    {
        "title": ("Стажёр отдела оцифровки", "Intern in digitisation"),
        "text": (
            "Сканирование и описание коллекции открыток под руководством наставника.",
            "Scan and describe a collection of postcards with a mentor.",
        ),
        "pay": (30_000, 30_000),
        "contract": "internship",
        "workload": "part",
        "days": 3,
        "how": "submitted",
    },
    {
        "title": ("Заведующий детской библиотекой", "Head of a children's library"),
        "text": ("Руководить коллективом из шести человек, планом и бюджетом.", "Lead six people, the plan and the budget."),
        "pay": (80_000, 95_000),
        "days": 40,
        "how": "expired",
    },
    *(
        {
            "title": (ru, en),
            "text": ("Работа с читателями и фондом.", "Work with readers and holdings."),
            "pay": pay,
            "days": days,
            "open": open_days,
            "applicants": applicants,
            "how": how,
        }
        for ru, en, pay, days, open_days, applicants, how in (
            ("Библиотекарь абонемента", "Lending librarian", (48_000, 56_000), 90, 21, 9, "filled"),
            ("Каталогизатор", "Cataloguer", (52_000, 60_000), 110, 34, 4, "filled"),
            ("Библиотекарь сектора нот", "Music librarian", (50_000, 58_000), 130, 45, 3, "filled"),
            ("Реставратор документов", "Conservator", (60_000, 72_000), 150, 52, 2, "not_filled"),
            ("Методист", "Methodologist", (54_000, 64_000), 160, 30, 6, "filled"),
            ("Библиотекарь читального зала", "Reading room librarian", (47_000, 54_000), 170, 18, 11, "filled"),
        )
    ),
)
EMPLOYERS: tuple[dict[str, Any], ...] = (
    {
        "about": (
            "Пять отделов, своя школа наставников, каждую пятницу – учебный час.",
            "Five departments, a school of mentors, an hour of learning every Friday.",
        ),
        "training_days": "6.5",
        "mentors": 8,
        "pay": 68_000,
    },
    {"about": ("Библиотека в новом здании у реки.", "A library in a new building by the river."), "training_days": "3", "mentors": None, "pay": None},
    {
        "about": ("Университетская библиотека: наука, издания, открытые архивы.", "A university library: research, publishing, repositories."),
        "mentors": 2,
        "how": "waiting",
    },
)
STORIES: tuple[dict[str, Any], ...] = (
    {
        "kind": "career",
        "title": ("Из программистов – в библиографы", "From programming to bibliography"),
        "position": ("главный библиограф", "chief bibliographer"),
        "text": (
            "Я пришла в библиотеку чинить каталог и осталась.\n\nЧерез год стало ясно: **интереснее всего вопросы**, на которые нет готового ответа. "
            "Наставница научила меня слышать, о чём человек спрашивает на самом деле.",
            "I came to the library to mend its catalogue, and stayed.\n\nAfter a year it was clear: **the best part is the questions** that have no ready answer. "
            "My mentor taught me to hear what somebody really asks.",
        ),
    },
    {
        "kind": "day",
        "title": ("День в библиобусе", "A day on the library bus"),
        "position": ("библиотекарь выездного обслуживания", "mobile librarian"),
        "text": (
            "7:40. Загружаем книги по заявкам четырёх деревень.\n\n10:00. Первая остановка: клуб, сугробы, очередь из восьми человек и одного кота.\n\n"
            "18:20. Домой. В кабине пахнет пирогами, которыми нас снабдили читатели.",
            "7:40. We load what four villages have asked for.\n\n10:00. First stop: the club, snow, a queue of eight people and a cat.\n\n"
            "18:20. Home. The cabin smells of the pies our readers gave us.",
        ),
    },
    {
        "kind": "career",
        "title": ("Как я выбрала детскую библиотеку", "Why I chose a children's library"),
        "position": ("библиотекарь", "librarian"),
        "text": ("Сначала была практика на две недели.", "It began with two weeks of practice."),
        "how": "waiting",
    },
)
SOURCE = "Опрос и статистика демо (вымышлено)"
FIGURES: tuple[tuple[str, int, str], ...] = (
    ("perception", 3, "52"),
    ("perception", 1, "55"),
    ("perception", 0, "58"),
    ("applicants", 3, "2.1"),
    ("applicants", 2, "2.4"),
    ("applicants", 1, "2.9"),
    ("pay", 3, "71"),
    ("pay", 2, "74"),
    ("pay", 1, "78"),
)
"""Component, how many years ago, value."""
