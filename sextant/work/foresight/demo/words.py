"""Statements of the demo's session, in words of our own, and invented names. Nobody of them took part in anything.

Beside each statement stands the camp that agrees with it: 0 both, 1 the first, -1 the second; the other camp mostly disagrees.
"""

Said = tuple[str, str, int]

STATEMENTS: dict[str, tuple[Said, ...]] = {
    "I": (
        ("Говорить о библиотеках так, чтобы понял тот, кто в них не ходит", "Speak of libraries so that those who never visit one understand", 0),
        (
            "Каждое соглашение с властью или бизнесом имеет срок и ответственного",
            "Every agreement with government or business has a term and an owner",
            0,
        ),
        ("Следить за проектами законов, а не за готовыми законами", "Watch drafts of laws, not laws that are enacted", 0),
        ("Рассказывать об удачах так, чтобы их можно было повторить", "Tell of successes so that others can repeat them", 0),
        ("Раз в год спрашивать людей, что они думают о библиотеках", "Ask people once a year what they think of libraries", 0),
        ("Деньги кампании важнее вложить в соцсети, чем в печать", "Money of a campaign is better spent on social networks than on print", 1),
        ("Библиотекам нужен один общий логотип на всю страну", "Libraries need one common logo for the whole country", 1),
        ("Лицом кампании должны быть известные люди, а не библиотекари", "Well-known people should be the face of a campaign, not librarians", 1),
        ("Начинать надо с местной газеты и соседей", "One has to begin with the local paper and the neighbours", -1),
        ("Партнёрство с бизнесом уводит библиотеку от её дела", "Partnership with business leads a library away from its purpose", -1),
    ),
    "II": (
        ("Раз в год называть темы, которых никто не изучает", "Say once a year which topics nobody studies", 0),
        ("Результат исследования умещается на двух страницах для практиков", "A finding fits on two pages for practitioners", 0),
        ("Проверять новое в нескольких библиотеках, прежде чем советовать всем", "Try what is new in a few libraries before advising all", 0),
        ("Сборники конференций выходят с DOI и открытыми метаданными", "Proceedings appear with DOIs and open metadata", 0),
        ("В плане библиотеки видно, где не хватает денег", "The plan of a library shows where money is lacking", 0),
        ("Каждой библиотеке нужен свой человек по данным", "Every library needs its own person for data", 1),
        ("Диссертация должна начинаться с заказа практики", "A dissertation should begin with an order from practice", 1),
        ("Публиковаться надо прежде всего по-английски", "One has to publish in English first of all", 1),
        ("Учить технологиям важнее на месте, чем на курсах", "Technology is better learned at the workplace than in courses", -1),
        ("Сначала каталог без ошибок, потом новые сервисы", "First a catalogue without errors, then new services", -1),
    ),
    "III": (
        ("Покупать для детей то, чего нет, а не то, что дешевле", "Buy for children what is missing, not what is cheapest", 0),
        ("Шрифт детской книги проверяют до печати", "The type of a children's book is checked before it is printed", 0),
        ("Хорошее обслуживание детей описано в одном тексте для всех", "Good service for children is written down in one text for all", 0),
        ("На вопрос библиотекаря отвечают ссылкой на действующий акт", "A librarian's question is answered by an act in force", 0),
        ("Ребёнок с инвалидностью приходит в любую библиотеку", "A child with a disability can come to any library", 0),
        ("Подросткам важнее игровая комната, чем читальный зал", "Teenagers need a games room more than a reading room", 1),
        ("Списки рекомендуемых книг должны составлять сами дети", "Lists of recommended books should be made by the children themselves", 1),
        ("Комиксы стоят на тех же полках, что и романы", "Comics stand on the same shelves as novels", 1),
        ("Классика важнее новинок", "Classics matter more than new books", -1),
        ("Телефоны в детском зале лучше убирать", "Phones are better put away in the children's room", -1),
    ),
    "IV": (
        ("В вакансии всегда указана зарплата", "A vacancy always names the pay", 0),
        ("У каждого новичка в первый год есть наставник", "Every newcomer has a mentor in the first year", 0),
        ("Конкурсные работы оценивают, не зная автора", "Entries of a contest are judged without knowing the author", 0),
        ("Студент вступает в ассоциацию за символический взнос", "A student joins the association for a token fee", 0),
        ("Молодым помогают доехать до большой конференции", "Young people get help to come to a large conference", 0),
        ("Молодым нужны свои органы, отдельные от секций", "Young people need bodies of their own, apart from sections", 1),
        ("Грант молодому важнее, чем надбавка к зарплате", "A grant means more to the young than a rise in pay", 1),
        ("Удалённая работа в библиотеке возможна", "Remote work in a library is possible", 1),
        ("Сначала три года практики, потом должность", "First three years of practice, then a post", -1),
        ("Опыт старших важнее новых идей", "The experience of seniors matters more than new ideas", -1),
    ),
    "V": (
        ("Собирать статистику раз и использовать её всем", "Collect statistics once, for all to use", 0),
        ("Прогноз честно показывает, насколько он неточен", "A forecast shows honestly how inexact it is", 0),
        ("Абитуриент видит все библиотечные программы в одном месте", "An applicant sees all library programmes in one place", 0),
        ("Курсы и вебинары складываются в одну запись о человеке", "Courses and webinars add up to one record of a person", 0),
        ("Программы оценивают по открытым критериям", "Programmes are judged by open criteria", 0),
        ("Половину учёбы можно провести дистанционно", "Half of the studies can be done at a distance", 1),
        ("Преподаватель обязан раз в три года поработать в библиотеке", "A teacher has to work in a library every three years", 1),
        ("Короткие сертификаты заменят второе образование", "Short certificates will replace a second degree", 1),
        ("Библиотечное образование должно начинаться с литературы", "Library education should begin with literature", -1),
        ("Экзамен в зале надёжнее любого портфолио", "An exam in a hall is safer than any portfolio", -1),
    ),
    "VI": (
        ("Просить деньги открыто: на что, сколько, что будет сделано", "Ask for money openly: for what, how much, what will be done", 0),
        ("Целевые деньги идут только по назначению", "Restricted money goes only where it was meant", 0),
        ("Дарителю показывают, что сделано на его деньги", "Donors are shown what was done with their money", 0),
        ("Правление видит, насколько доход зависит от одного источника", "The board sees how much of the income hangs on one source", 0),
        ("У каждого проекта есть смета и ответственный", "Every project has a budget and somebody in charge", 0),
        ("Ассоциации пора продавать рекламу", "It is time for the association to sell advertising", 1),
        ("Взносы должны зависеть от бюджета библиотеки", "Dues should depend on the budget of the library", 1),
        ("Платные вебинары лучше бесплатных", "Webinars that are paid for are better than free ones", 1),
        ("Некоммерческой организации не к лицу торговать", "Trade does not become a non-profit organisation", -1),
        ("Запас на год важнее новых проектов", "Reserves for a year matter more than new projects", -1),
    ),
}

FAMILIES = (
    *("Абрикосов", "Берёзкин", "Василькова", "Горошек", "Дубравина", "Ежевикин", "Жасминова", "Зверобой", "Ивушкин", "Калинина-Демо"),
    *("Ландышев", "Малинкин", "Незабудкина", "Облепихин", "Подсолнухова", "Ромашкин"),
)
GIVEN = ("Аня", "Боря", "Вика", "Гоша", "Даша")
"""Sixteen by five: eighty names, all of plants, none of a real participant."""

TITLE = ("Форсайт-сессия 2019 года (демо)", "Foresight session of 2019 (demo)")
ABOUT = (
    "Как могла бы пройти сессия, из которой вышла повестка: участники, высказывания и ответы вымышлены, тексты рекомендаций – из поставляемой повестки.",
    "How the session that the agenda came of might have gone: participants, statements and answers are invented, the guidelines are those of the "
    "shipped agenda.",
)
NEXT_TITLE = ("Следующая повестка (демо)", "The next agenda (demo)")
NEXT_ABOUT = (
    "Открытая сессия, чтобы попробовать: высказывания и участники вымышлены.",
    "An open session to try: statements and participants are invented.",
)
CONSENT = (
    "Это демонстрация: ответы хранятся до удаления демонстрационных данных, их не видит никто.",
    "This is a demo: answers are kept until the demo is removed, and nobody sees them.",
)
REFUSED = (("Всё и сразу", "Everything at once", "several"), ("Поставить памятник библиотекарю Н.", "A monument to the librarian N.", "persons"))
