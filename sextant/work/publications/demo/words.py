"""What the demo's invented books say."""

SENTENCES = {
    "ru": (
        "Утром над посёлком поднялся такой туман, что библиотека казалась кораблём без берегов.",
        "Аня открыла ставни и поставила чайник: по субботам читатели приходили рано и всегда вместе с новостями.",
        "Первым пришёл старый лодочник и попросил книгу, в которой кто-нибудь наконец доплывёт.",
        "Она достала атлас, и они долго искали на карте реку, которой, по его словам, нет ни в одной книге.",
        "Потом прибежали близнецы с мокрым котёнком и спросили, выдают ли котят на дом.",
        "Котёнка записали в журнал под номером семь тысяч первым, а вместо срока возврата поставили вопросительный знак.",
        "К полудню туман сел на крыши, и стало видно, что река действительно повернула.",
        "Никто не удивился, кроме карты: на ней всё осталось по-прежнему.",
    ),
    "en": (
        "In the morning such a fog rose over the village that the library seemed a ship without a shore.",
        "Anya opened the shutters and put the kettle on: on Saturdays readers came early, and always with news.",
        "The old ferryman came first and asked for a book in which somebody reaches the other side at last.",
        "She took the atlas down, and for a long time they looked for a river which, he said, is in no book at all.",
        "Then the twins ran in with a wet kitten and asked whether kittens may be borrowed.",
        "The kitten was entered under number seven thousand and one, with a question mark for the day of return.",
        "By noon the fog had settled on the roofs, and one could see that the river had really turned.",
        "Nobody wondered but the map, on which everything had stayed as it was.",
    ),
}
BOOKS = (
    {"title": {"ru": "Река, которой нет", "en": "The river that is not there"}, "size": 11.0, "lead": 3.0, "isbn": "978-5-00000-001-7", "mark": True},
    {
        "title": {"ru": "Котёнок номер семь тысяч один", "en": "Kitten number seven thousand and one"},
        "size": 8.5,
        "lead": 1.0,
        "isbn": "",
        "mark": False,
    },
)
AUTHOR = {"ru": "Вера Вымышленная", "en": "Vera Invented"}
HOUSE = {"ru": "Издательство «Образец» (демо)", "en": "Specimen Press (demo)"}
IMPRINT = {
    "ru": "Для детей среднего школьного возраста. Знак информационной продукции 6+. ISBN {isbn}. Демонстрационное издание: книга, автор и издательство вымышлены.",
    "en": "For readers of 11 to 14. Information product mark 6+. ISBN {isbn}. A demo edition: book, author and publishing house are invented.",
}
ANSWER = {
    "ru": "Перебираем книгу: поставим 10 пунктов и увеличим интерлиньяж. Новый файл пришлём до печати.",
    "en": "We are setting the book anew in 10 points with more leading, and shall send the file before it goes to print.",
}
REPLY = {"ru": "Спасибо, ждём новый файл.", "en": "Thank you, we are waiting for the new file."}
