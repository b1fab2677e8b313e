# Все слова интерфейса сайта, на русском языке.

number = { $value }
date = { DATETIME($date) }

## Вокруг каждой страницы

site-title = Документация
skip-to-content = Перейти к содержимому
search-label = Поиск по сайту
search-placeholder = Текст ошибки, код или слова
search-button = Найти
language-picker = Язык
not-translated = нет перевода
all-languages = Все языки
navigation-label = Навигация
navigation-home = Главная
navigation-pages = Страницы
navigation-errors = Ошибки по категориям
on-this-page = На этой странице
breadcrumbs = Вы здесь
pager-label = Предыдущая и следующая страницы
page-previous = Предыдущая
page-next = Следующая
page-updated = Последнее изменение: { $date }
page-stale = Оригинал этой страницы изменился с момента перевода.
page-stale-since = Оригинал этой страницы изменился. Дата первого изменения: { $date }
notice-stale = Здесь устарело: { $units }.
notice-missing = Здесь отсутствует: { $units }.
notice-orphan = Больше нет в оригинале: { $units }.
notice-compare = Посмотреть изменения
unit-title = { $count ->
    [one] { $count } заголовок страницы
    [few] { $count } заголовка страницы
   *[other] { $count } заголовков страницы
}
unit-description = { $count ->
    [one] { $count } описание
    [few] { $count } описания
   *[other] { $count } описаний
}
unit-section = { $count ->
    [one] { $count } раздел
    [few] { $count } раздела
   *[other] { $count } разделов
}
unit-heading = { $count ->
    [one] { $count } подзаголовок
    [few] { $count } подзаголовка
   *[other] { $count } подзаголовков
}
unit-paragraph = { $count ->
    [one] { $count } абзац
    [few] { $count } абзаца
   *[other] { $count } абзацев
}
unit-item = { $count ->
    [one] { $count } пункт списка
    [few] { $count } пункта списка
   *[other] { $count } пунктов списка
}
unit-row = { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[other] { $count } строк
}
unit-header = { $count ->
    [one] { $count } шапка таблицы
    [few] { $count } шапки таблиц
   *[other] { $count } шапок таблиц
}
unit-code = { $count ->
    [one] { $count } блок кода
    [few] { $count } блока кода
   *[other] { $count } блоков кода
}
unit-html = { $count ->
    [one] { $count } блок HTML
    [few] { $count } блока HTML
   *[other] { $count } блоков HTML
}
read-original = Читать оригинал ({ $language })
footer-status = Состояние перевода
footer-feed = Что изменилось
feed-title = { $title }: что изменилось
fallback-notice = Эта страница ещё не переведена. Она показана на другом языке: { $language }.

## Содержимое

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно
broken-link = По адресу «{ $target }» страницы нет
broken-include = Не удалось вставить файл «{ $target }»
missing-image = Изображение «{ $target }» не найдено
watch-video = Смотреть видео на сайте { $host }
task-done = Выполнено
task-open = Не выполнено
footnotes = Сноски
footnote-back = Вернуться к тексту
table-label = Таблица { $number }. { $title }
row-fallback = Эта строка ещё не переведена. Она показана на другом языке: { $language }.
filter-label = Фильтровать строки этой таблицы
filter-placeholder = Фильтровать строки
# Кнопка, которая снимает фильтр.
filter-clear = Показать все строки
# Браузер подставляет числа вместо $shown и $total.
filter-count = Показано строк: { $shown } из { $total }
filter-none = Нет строк, соответствующих всем условиям.
# Название ряда кнопок, каждая из которых оставляет только строки об одном приложении, исключении или коде состояния.
facet-apps = Приложение
facet-exceptions = Исключение
facet-status = Код состояния HTTP
# $entry — начало сообщения об ошибке.
copy-row = Копировать сообщение «{ $entry }»
copy-code = Копировать код
row-permalink = Ссылка на строку «{ $entry }»
entry-details = Подробнее об ошибке «{ $entry }»

## Главная страница

home-pages = Страницы
home-others = Другие страницы
topics-apps = Приложения
topics-exceptions = Исключения
topics-status = Коды состояния HTTP
entry-count = { $count ->
    [one] { $count } ошибка
    [few] { $count } ошибки
    [many] { $count } ошибок
   *[other] { $count } ошибки
}

## Приложение, исключение или код состояния

topic-title-apps = Ошибки в приложении { $name }
topic-title-exceptions = { $name }
topic-title-status = Код состояния HTTP { $name }
topic-description-apps = { $count ->
    [one] { $count } известная ошибка в приложении { $name }: причины и решения.
    [few] { $count } известные ошибки в приложении { $name }: причины и решения.
    [many] { $count } известных ошибок в приложении { $name }: причины и решения.
   *[other] { $count } известной ошибки в приложении { $name }: причины и решения.
}
topic-description-exceptions = { $count ->
    [one] { $count } известная ошибка с исключением { $name }: причины и решения.
    [few] { $count } известные ошибки с исключением { $name }: причины и решения.
    [many] { $count } известных ошибок с исключением { $name }: причины и решения.
   *[other] { $count } известной ошибки с исключением { $name }: причины и решения.
}
topic-description-status = { $count ->
    [one] { $count } известная ошибка с кодом состояния HTTP { $name }: причины и решения.
    [few] { $count } известные ошибки с кодом состояния HTTP { $name }: причины и решения.
    [many] { $count } известных ошибок с кодом состояния HTTP { $name }: причины и решения.
   *[other] { $count } известной ошибки с кодом состояния HTTP { $name }: причины и решения.
}

## Одна ошибка

field-message = Сообщение
field-applies_to = Приложение
field-description = Причина
field-resolution = Решение
entry-in-table = Показать эту строку в таблице
entry-translations = На других языках
entry-related = Связанные ошибки
related-apps = Также в приложении { $name }
related-exceptions = Также с исключением { $name }
related-status = Также с кодом состояния HTTP { $name }
copy-message = Копировать сообщение
copied = Скопировано
entry-also = Где ещё встречается
entry-siblings = Другие ошибки в той же таблице
# Дата может оканчиваться на «г.», поэтому после неё нет точки.
entry-changed = Последнее изменение оригинала: { $date }
entry-fresh = Этот перевод актуален.
entry-stale = Оригинал изменился с момента перевода.
entry-compare = Сравнить все языки

## Поиск

search-title = Поиск
search-hint = Вставьте сообщение об ошибке целиком или строку журнала на любом языке.
search-results = Результаты поиска
search-needs-script = Для поиска нужен JavaScript. Без него любую ошибку можно найти через списки приложений, исключений и кодов состояния на главной странице.
search-none = Ничего не найдено. Попробуйте ввести имя исключения, название приложения или код из сообщения.
search-loading = Идёт поиск…
search-failed = Не удалось загрузить поисковый индекс. Проверьте подключение и повторите попытку.
# Браузер подставляет число вместо $count.
search-count-zero = { $count } результата
search-count-one = { $count } результат
search-count-two = { $count } результата
search-count-few = { $count } результата
search-count-many = { $count } результатов
search-count-other = { $count } результата

## Адрес, который никуда не ведёт

not-found-title = Страница не найдена
not-found-text = По этому адресу страницы нет.
not-found-home = Перейти на главную страницу

## Имя, которое было у строки раньше

retired-moved = У этой ошибки новый адрес
retired-gone = Этой ошибки больше нет в списке

## Все языки страницы рядом

# Заголовок страницы, на которой каждая строка страницы $title показана на всех языках.
compare-title = «{ $title }» на всех языках
compare-hint = Каждая строка страницы показана на всех языках рядом. Замечания отмечены в тексте и объяснены под ним. Под строками показаны тексты страницы, к которым есть замечания.
compare-columns = Показанные языки
compare-marked = Только строки, требующие внимания
compare-row = Строка
compare-missing = Здесь этой строки нет.
compare-missing-block = Здесь этого текста нет.
compare-changed = Изменено в оригинале:
words-removed = Удалено:
words-added = Добавлено:
compare-keys = Клавиши со стрелками — переход между ячейками, Home и End — в начало и в конец строки, n и p — к следующему и предыдущему замечанию.
compare-none = На этой странице замечаний нет.
finding-count = { $count ->
    [one] { $count } замечание
    [few] { $count } замечания
    [many] { $count } замечаний
   *[other] { $count } замечания
}
severity-error = Ошибка
severity-warning = Предупреждение
severity-info = Примечание

## Насколько полны и актуальны переводы

dashboard-title = Состояние перевода
dashboard-hint = Насколько полон и актуален перевод на каждый язык и какие к нему есть замечания.
dashboard-languages = Языки
dashboard-pages = Страницы
dashboard-language = Язык
dashboard-page = Страница
dashboard-rows = Строки
dashboard-blocks = Текст
dashboard-units = Строки и текст
dashboard-findings = Замечания
dashboard-left-out = Не показано страниц: { $count }
to-do-more = Ещё { $count }
to-do-nothing = Насколько известно, ничего не устарело, не пропущено и всё переведено.
# Состояние строки таблицы на одном языке: эти слова стоят над столбцами чисел.
state-fresh = Актуально
state-stale = Устарело
state-unknown = Неизвестно
state-untranslated = Не переведено
state-missing = Отсутствует
state-orphan = Без оригинала
# То же для одной страницы на одном языке.
page-state-source = Оригинал
page-state-fresh = Актуально
page-state-stale = Устарело
page-state-unknown = Переведено
page-state-untranslated = Не переведено
page-state-missing = Отсутствует
page-state-orphan = Без оригинала
dashboard-translated = { $translated } из { $total }

## Для программ, которые читают сайт

llms-hint = Каждая страница доступна и в формате Markdown: добавьте index.html.md к её адресу.
llms-entries = Ошибки
llms-languages = Языки

## Адрес, который был у страницы раньше

page-moved = У этой страницы новый адрес
