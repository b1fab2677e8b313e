# Todas las palabras que muestra el propio sitio, en español.

number = { $value }
date = { DATETIME($date) }

## Alrededor de cada página

site-title = Documentación
skip-to-content = Ir al contenido
search-label = Buscar en este sitio
search-placeholder = Mensaje de error, código o palabras clave
search-button = Buscar
language-picker = Idioma
not-translated = sin traducir
all-languages = Todos los idiomas
navigation-label = Navegación
navigation-home = Inicio
navigation-pages = Páginas
navigation-errors = Encontrar un error
on-this-page = En esta página
breadcrumbs = Usted está aquí
pager-label = Página anterior y página siguiente
page-previous = Anterior
page-next = Siguiente
page-updated = Última modificación: { $date }
page-stale = El original de esta página ha cambiado desde que se tradujo.
page-stale-since = El original de esta página ha cambiado desde el { $date }.
notice-stale = Sin actualizar aquí: { $units }.
notice-missing = Falta aquí: { $units }.
notice-orphan = Ya no está en el original: { $units }.
notice-compare = Ver los cambios
unit-title = { $count ->
    [one] { $count } título
   *[other] { $count } títulos
}
unit-description = { $count ->
    [one] { $count } descripción
   *[other] { $count } descripciones
}
unit-section = { $count ->
    [one] { $count } sección
   *[other] { $count } secciones
}
unit-heading = { $count ->
    [one] { $count } encabezado
   *[other] { $count } encabezados
}
unit-paragraph = { $count ->
    [one] { $count } párrafo
   *[other] { $count } párrafos
}
unit-item = { $count ->
    [one] { $count } elemento de lista
   *[other] { $count } elementos de lista
}
unit-row = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}
unit-header = { $count ->
    [one] { $count } encabezado de tabla
   *[other] { $count } encabezados de tabla
}
unit-code = { $count ->
    [one] { $count } bloque de código
   *[other] { $count } bloques de código
}
unit-html = { $count ->
    [one] { $count } bloque HTML
   *[other] { $count } bloques HTML
}
read-original = Leer el original ({ $language })
footer-status = Estado de las traducciones
footer-feed = Cambios recientes
feed-title = { $title }: cambios recientes
fallback-notice = Esta página aún no se ha traducido. Idioma mostrado: { $language }.

## Contenido

alert-note = Nota
alert-tip = Sugerencia
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
broken-link = No hay ninguna página en «{ $target }»
broken-include = No se ha podido incluir el archivo «{ $target }»
missing-image = Falta la imagen «{ $target }»
watch-video = Ver el vídeo en { $host }
task-done = Hecho
task-open = Pendiente
footnotes = Notas al pie
footnote-back = Volver al texto
table-label = Tabla { $number }: { $title }
row-fallback = Esta fila aún no se ha traducido. Idioma mostrado: { $language }.
filter-label = Filtrar las filas de esta tabla
filter-placeholder = Filtrar las filas
# Un botón que quita el filtro.
filter-clear = Mostrar todas las filas
# El navegador pone números en el lugar de $shown y $total.
filter-count = Filas mostradas: { $shown } de { $total }
filter-none = Ninguna fila coincide con el filtro.
# El nombre de una serie de botones, cada uno de los cuales muestra solo las filas de una aplicación, una excepción o un estado.
facet-apps = Aplicación
facet-exceptions = Excepción
facet-status = Estado HTTP
# $entry es el principio del mensaje de error.
copy-row = Copiar el mensaje «{ $entry }»
copy-code = Copiar el código
row-permalink = Enlace a la fila «{ $entry }»
entry-details = Más información sobre «{ $entry }»

## Inicio

home-pages = Páginas
home-others = Otras páginas
topics-apps = Aplicaciones
topics-exceptions = Excepciones
topics-status = Códigos de estado HTTP
entry-count = { $count ->
    [one] { $count } error
   *[other] { $count } errores
}

## Una aplicación, una excepción o un estado

topic-title-apps = Errores con { $name }
topic-title-exceptions = { $name }
topic-title-status = Estado HTTP { $name }
topic-description-apps = { $count ->
    [one] { $count } error conocido con { $name }, su causa y su solución.
   *[other] { $count } errores conocidos con { $name }, sus causas y sus soluciones.
}
topic-description-exceptions = { $count ->
    [one] { $count } error conocido en el que aparece { $name }, su causa y su solución.
   *[other] { $count } errores conocidos en los que aparece { $name }, sus causas y sus soluciones.
}
topic-description-status = { $count ->
    [one] { $count } error conocido con el estado HTTP { $name }, su causa y su solución.
   *[other] { $count } errores conocidos con el estado HTTP { $name }, sus causas y sus soluciones.
}

## Un error

field-message = Mensaje de error
field-applies_to = Aplicación
field-description = Causa
field-resolution = Solución
entry-in-table = Mostrar esta fila en su tabla
entry-translations = En otros idiomas
entry-related = Errores relacionados
related-apps = También con { $name }
related-exceptions = También { $name }
related-status = También con el estado HTTP { $name }
copy-message = Copiar el mensaje
copied = Copiado
entry-also = Aparece también en
entry-siblings = Otros errores de la misma tabla
entry-changed = Última modificación del original: { $date }.
entry-fresh = Esta traducción está al día.
entry-stale = El original ha cambiado desde que se tradujo.
entry-compare = Comparar todos los idiomas

## Búsqueda

search-title = Búsqueda
search-hint = Pegue un mensaje de error completo o una línea de registro, en cualquier idioma.
search-results = Resultados de la búsqueda
search-needs-script = La búsqueda necesita JavaScript. Sin JavaScript, puede llegar a todos los errores desde las listas de aplicaciones, excepciones y códigos de estado de la página de inicio.
search-none = No se ha encontrado nada. Pruebe con el nombre de la excepción, la aplicación o un código del mensaje.
search-loading = Buscando…
search-failed = No se ha podido cargar el índice de búsqueda. Compruebe la conexión e inténtelo de nuevo.
# El navegador pone el número en el lugar de $count.
search-count-zero = { $count } resultados
search-count-one = { $count } resultado
search-count-two = { $count } resultados
search-count-few = { $count } resultados
search-count-many = { $count } de resultados
search-count-other = { $count } resultados

## Una dirección que no lleva a ninguna parte

not-found-title = Página no encontrada
not-found-text = No hay ninguna página en esta dirección.
not-found-home = Ir a la página de inicio

## Un nombre que una fila tenía antes

retired-moved = Este error tiene una nueva dirección
retired-gone = Este error ya no figura en la lista

## Todos los idiomas de una página en paralelo

# El título de una página que muestra cada fila de la página $title en todos los idiomas.
compare-title = «{ $title }» en todos los idiomas
compare-hint = Las filas de la página, en todos los idiomas en paralelo. Los problemas están marcados en el texto y se explican debajo. Debajo de ellas están los textos de la página en los que se han encontrado problemas.
compare-columns = Idiomas mostrados
compare-marked = Solo las filas pendientes
compare-row = Fila
compare-missing = Esta fila falta aquí.
compare-missing-block = Este texto falta aquí.
compare-changed = Cambios en el original:
words-removed = Eliminado:
words-added = Añadido:
compare-keys = Teclas de flecha: de una celda a otra. Inicio y Fin: al principio y al final de la fila. n y p: al problema siguiente y al anterior.
compare-none = No se han encontrado problemas en esta página.
finding-count = { $count ->
    [one] { $count } problema
   *[other] { $count } problemas
}
severity-error = Error
severity-warning = Advertencia
severity-info = Observación

## Si las traducciones están completas y al día

dashboard-title = Estado de las traducciones
dashboard-hint = Para cada idioma: qué está traducido, qué está al día y qué problemas se han encontrado.
dashboard-languages = Idiomas
dashboard-pages = Páginas
dashboard-language = Idioma
dashboard-page = Página
dashboard-rows = Filas
dashboard-blocks = Texto
dashboard-units = Filas y texto
dashboard-findings = Problemas
dashboard-left-out = Páginas no mostradas: { $count }
to-do-more = { $count } más
to-do-nothing = No consta nada desactualizado, sin traducir o que falte.
# El estado de las filas de una tabla en un idioma: estas palabras encabezan columnas de números.
state-fresh = Al día
state-stale = Desactualizadas
state-unknown = Sin determinar
state-untranslated = Sin traducir
state-missing = Ausentes
state-orphan = Sin original
# Lo mismo para una página en un idioma.
page-state-source = Original
page-state-fresh = Al día
page-state-stale = Desactualizada
page-state-unknown = Traducida
page-state-untranslated = Sin traducir
page-state-missing = Ausente
page-state-orphan = Sin original
dashboard-translated = { $translated } de { $total }

## Para los programas que leen el sitio

llms-hint = Cada página está disponible también en Markdown: añada index.html.md a su dirección.
llms-entries = Errores
llms-languages = Idiomas

## Una dirección que una página tenía antes

page-moved = Esta página tiene una nueva dirección
