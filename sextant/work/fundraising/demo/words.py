"""The words of the invented appeals."""

from typing import Any

APPEALS: tuple[dict[str, Any], ...] = (
    {
        "code": "books-for-villages",
        "title_ru": "Новые книги для сельских библиотек",
        "title_en": "New books for village libraries",
        "summary_ru": "Сорок сельских библиотек получат по сто новых книг, которые выбрали сами читатели.",
        "summary_en": "Forty village libraries get a hundred new books each, chosen by their own readers.",
        "story_ru": "В Заречье последняя новая детская книга появилась одиннадцать лет назад. Библиотекарь Нина Павловна знает её наизусть — как и все, "
        "кто с тех пор научился читать.\n\n"
        "Мы спросили сорок сельских библиотек, каких книг им не хватает. Списки составили читатели: сказки и книги о животных, учебники по "
        "информатике, новая проза, книги о садах и ремонте.\n\n"
        "**На что пойдут деньги**\n\n- 62 500 ₽ — сто книг для одной библиотеки с доставкой;\n- 625 ₽ — одна книга;\n- всё до рубля учитывается "
        "в отдельном фонде и тратится только на книги.\n\n"
        "Когда посылки придут, библиотеки напишут сюда, что читают первым.",
        "story_en": "The last new children's book came to Zarechye eleven years ago. Nina Pavlovna, the librarian, knows it by heart, and so does "
        "everybody who has learned to read since.\n\n"
        "We asked forty village libraries which books they lack. The lists were made by readers: fairy tales and animals, computer science, new "
        "novels, gardens and repairs.\n\n"
        "**What the money buys**\n\n- RUB 62,500: a hundred books for one library, delivered;\n- RUB 625: one book;\n- every ruble is kept in a "
        "fund of its own and spent on books alone.\n\n"
        "When the parcels arrive, the libraries will write here what is read first.",
        "goal_minor": 2_500_000_00,
        "suggested": [625_00, 1_500_00, 6_250_00, 62_500_00],
        "palette": "sea",
        "alt_ru": "Полки с книгами в синих и золотистых переплётах",
        "alt_en": "Shelves of books bound in blue and gold",
        "updates": (
            (
                40,
                "Первые двенадцать списков готовы",
                "The first twelve lists are ready",
                "Чаще всего просят сказки и книги о космосе.",
                "Fairy tales and space are asked for most.",
            ),
            (
                9,
                "Отправлены первые посылки",
                "The first parcels have left",
                "Восемьсот книг едут в восемь библиотек.",
                "Eight hundred books are on their way to eight libraries.",
            ),
        ),
    },
    {
        "code": "talking-books",
        "title_ru": "Говорящие книги для незрячих читателей",
        "title_en": "Talking books for blind readers",
        "summary_ru": "Запишем тридцать книг, которых нет ни в одной библиотеке для слепых.",
        "summary_en": "We record thirty books that no library for the blind has.",
        "story_ru": "Из ста новых книг незрячий читатель может услышать шесть. Остальных девяноста четырёх для него нет.\n\n"
        "Студия специальной библиотеки готова записать ещё тридцать: их выбрали сами слушатели. Одна книга — это около сорока часов работы "
        "чтеца и звукорежиссёра.\n\n**На что пойдут деньги**\n\n- 30 000 ₽ — одна записанная книга;\n- 750 ₽ — один час записи.",
        "story_en": "Of a hundred new books a blind reader can listen to six. The other ninety-four are not there for them.\n\n"
        "The studio of a special library is ready to record thirty more, chosen by the listeners. One book takes about forty hours of a reader "
        "and a sound engineer.\n\n**What the money buys**\n\n- RUB 30,000: one recorded book;\n- RUB 750: one hour of recording.",
        "goal_minor": 900_000_00,
        "suggested": [750_00, 1_500_00, 3_000_00, 30_000_00],
        "palette": "brass",
        "alt_ru": "Полки с книгами в тёплых тонах",
        "alt_en": "Shelves of books in warm colours",
        "updates": (
            (
                20,
                "Записана первая книга",
                "The first book is recorded",
                "Её слушают уже в трёх городах.",
                "It is listened to in three towns already.",
            ),
        ),
    },
    {
        "code": "after-the-flood",
        "title_ru": "Библиотека после паводка",
        "title_en": "A library after the flood",
        "summary_ru": "Вернуть полки, книги и свет библиотеке, которую залило в апреле.",
        "summary_en": "Bring shelves, books and light back to a library that was flooded in April.",
        "story_ru": "Вода стояла в читальном зале девять дней. Спасли краеведческий фонд и картотеку — их вынесли на руках в первую ночь.",
        "story_en": "The water stood in the reading room for nine days. The local collection and the card catalogue were saved: they were carried "
        "out by hand in the first night.",
        "promised_ru": "Полки, освещение и четыре тысячи книг к началу учебного года.",
        "promised_en": "Shelves, light and four thousand books by the beginning of the school year.",
        "done_ru": "Зал открылся 2 сентября. Куплены **полки на сорок метров**, проведён новый свет, пришло 4 312 книг — часть из них подарили "
        "издательства. На остаток куплены два сканера, чтобы краеведческий фонд больше не зависел от воды.",
        "done_en": "The room opened on 2 September. **Forty metres of shelves** were bought, new light was laid, and 4,312 books came, some of them "
        "given by publishers. What was left paid for two scanners, so that the local collection no longer depends on the water.",
        "goal_minor": 1_200_000_00,
        "suggested": [500_00, 1_000_00, 5_000_00],
        "palette": "night",
        "alt_ru": "Полки с яркими книгами на тёмной стене",
        "alt_en": "Shelves of bright books against a dark wall",
        "updates": (),
    },
)
ORGANISATIONS = ("Издательство «Пример»", "Книжный дом «Страница»", "Фонд «Читающий город»", "Типография «Образец»", "Магазин «Переплёт»")
MESSAGES = ("Спасибо, что вы есть.", "Пусть читают!", "В память о моей первой библиотеке.", "", "", "", "", "")
