# Alle Wörter, die die Website selbst anzeigt, auf Deutsch.

number = { $value }
date = { DATETIME($date) }

## Rund um jede Seite

site-title = Dokumentation
skip-to-content = Zum Inhalt springen
search-label = Diese Website durchsuchen
search-placeholder = Fehlermeldung, Code oder Stichwörter
search-button = Suchen
language-picker = Sprache
not-translated = nicht übersetzt
all-languages = Alle Sprachen
navigation-label = Navigation
navigation-home = Startseite
navigation-pages = Seiten
navigation-errors = Fehler nachschlagen
on-this-page = Auf dieser Seite
breadcrumbs = Sie befinden sich hier
pager-label = Vorherige und nächste Seite
page-previous = Zurück
page-next = Weiter
page-updated = Zuletzt geändert am { $date }
page-stale = Das Original dieser Seite wurde seit der Übersetzung geändert.
page-stale-since = Das Original dieser Seite hat sich seit dem { $date } geändert.
notice-stale = Hier veraltet: { $units }.
notice-missing = Hier noch nicht enthalten: { $units }.
notice-orphan = Nicht mehr im Original: { $units }.
notice-compare = Änderungen ansehen
unit-title = { $count ->
    [one] { $count } Titel
   *[other] { $count } Titel
}
unit-description = { $count ->
    [one] { $count } Beschreibung
   *[other] { $count } Beschreibungen
}
unit-section = { $count ->
    [one] { $count } Abschnitt
   *[other] { $count } Abschnitte
}
unit-heading = { $count ->
    [one] { $count } Überschrift
   *[other] { $count } Überschriften
}
unit-paragraph = { $count ->
    [one] { $count } Absatz
   *[other] { $count } Absätze
}
unit-item = { $count ->
    [one] { $count } Listenpunkt
   *[other] { $count } Listenpunkte
}
unit-row = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
unit-header = { $count ->
    [one] { $count } Tabellenkopf
   *[other] { $count } Tabellenköpfe
}
unit-code = { $count ->
    [one] { $count } Codeblock
   *[other] { $count } Codeblöcke
}
unit-html = { $count ->
    [one] { $count } HTML-Block
   *[other] { $count } HTML-Blöcke
}
read-original = Original lesen ({ $language })
footer-status = Übersetzungsstatus
footer-feed = Änderungen
feed-title = { $title }: Änderungen
fallback-notice = Diese Seite wurde noch nicht übersetzt. Angezeigte Sprache: { $language }.

## Inhalt

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Achtung
broken-link = Unter „{ $target }“ gibt es keine Seite
broken-include = Die Datei „{ $target }“ konnte nicht eingebunden werden
missing-image = Das Bild „{ $target }“ fehlt
watch-video = Video auf { $host } ansehen
task-done = Erledigt
task-open = Offen
footnotes = Fußnoten
footnote-back = Zurück zum Text
table-label = Tabelle { $number }: { $title }
row-fallback = Diese Zeile wurde noch nicht übersetzt. Angezeigte Sprache: { $language }.
filter-label = Zeilen dieser Tabelle filtern
filter-placeholder = Zeilen filtern
# Eine Schaltfläche, die den Filter aufhebt.
filter-clear = Alle Zeilen anzeigen
# Der Browser setzt Zahlen an die Stelle von $shown und $total.
filter-count = Angezeigte Zeilen: { $shown } von { $total }
filter-none = Keine Zeile entspricht dem Filter.
# Der Name einer Reihe von Schaltflächen, die jeweils nur Zeilen zu einer App, einer Ausnahme oder einem Status anzeigen.
facet-apps = App
facet-exceptions = Ausnahme
facet-status = HTTP-Status
# $entry ist der Anfang der Fehlermeldung.
copy-row = Meldung „{ $entry }“ kopieren
copy-code = Code kopieren
row-permalink = Link zur Zeile „{ $entry }“
entry-details = Mehr zu „{ $entry }“

## Startseite

home-pages = Seiten
home-others = Weitere Seiten
topics-apps = Apps
topics-exceptions = Ausnahmen
topics-status = HTTP-Statuscodes
entry-count = { $count ->
    [one] { $count } Fehler
   *[other] { $count } Fehler
}

## Eine App, eine Ausnahme oder ein Status

topic-title-apps = Fehler mit { $name }
topic-title-exceptions = { $name }
topic-title-status = HTTP-Status { $name }
topic-description-apps = { $count ->
    [one] { $count } bekannter Fehler mit { $name }, samt Ursache und Lösung.
   *[other] { $count } bekannte Fehler mit { $name }, samt Ursachen und Lösungen.
}
topic-description-exceptions = { $count ->
    [one] { $count } bekannter Fehler, bei dem { $name } auftritt, samt Ursache und Lösung.
   *[other] { $count } bekannte Fehler, bei denen { $name } auftritt, samt Ursachen und Lösungen.
}
topic-description-status = { $count ->
    [one] { $count } bekannter Fehler mit HTTP-Status { $name }, samt Ursache und Lösung.
   *[other] { $count } bekannte Fehler mit HTTP-Status { $name }, samt Ursachen und Lösungen.
}

## Ein Fehler

field-message = Fehlermeldung
field-applies_to = App
field-description = Ursache
field-resolution = Lösung
entry-in-table = Diese Zeile in der Tabelle anzeigen
entry-translations = In anderen Sprachen
entry-related = Verwandte Fehler
related-apps = Auch mit { $name }
related-exceptions = Auch { $name }
related-status = Auch HTTP-Status { $name }
copy-message = Meldung kopieren
copied = Kopiert
entry-also = Kommt auch vor in
entry-siblings = Weitere Fehler in derselben Tabelle
entry-changed = Das Original wurde zuletzt am { $date } geändert.
entry-fresh = Diese Übersetzung ist aktuell.
entry-stale = Das Original wurde seit der Übersetzung geändert.
entry-compare = Alle Sprachen vergleichen

## Suche

search-title = Suche
search-hint = Fügen Sie eine ganze Fehlermeldung oder Protokollzeile ein, in beliebiger Sprache.
search-results = Suchergebnisse
search-needs-script = Für die Suche ist JavaScript erforderlich. Ohne JavaScript finden Sie jeden Fehler über die Listen der Apps, Ausnahmen und Statuscodes auf der Startseite.
search-none = Keine Ergebnisse. Versuchen Sie es mit dem Namen der Ausnahme, der App oder einem Code aus der Meldung.
search-loading = Suche läuft …
search-failed = Der Suchindex konnte nicht geladen werden. Überprüfen Sie Ihre Verbindung und versuchen Sie es erneut.
# Der Browser setzt die Zahl an die Stelle von $count.
search-count-zero = { $count } Ergebnisse
search-count-one = { $count } Ergebnis
search-count-two = { $count } Ergebnisse
search-count-few = { $count } Ergebnisse
search-count-many = { $count } Ergebnisse
search-count-other = { $count } Ergebnisse

## Eine Adresse, die nirgendwohin führt

not-found-title = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es keine Seite.
not-found-home = Zur Startseite

## Ein Name, den eine Zeile früher hatte

retired-moved = Dieser Fehler hat eine neue Adresse
retired-gone = Dieser Fehler ist nicht mehr aufgeführt

## Alle Sprachen einer Seite nebeneinander

# Der Titel einer Seite, die jede Zeile der Seite $title in allen Sprachen zeigt.
compare-title = „{ $title }“ in allen Sprachen
compare-hint = Die Tabellenzeilen der Seite, in allen Sprachen nebeneinander. Befunde sind im Text markiert und darunter erläutert. Unter ihnen stehen die Texte der Seite, zu denen es Befunde gibt.
compare-columns = Angezeigte Sprachen
compare-marked = Nur Zeilen, an denen etwas zu tun ist
compare-row = Zeile
compare-missing = Diese Zeile fehlt hier.
compare-missing-block = Dieser Text fehlt hier.
compare-changed = Im Original geändert:
words-removed = Entfernt:
words-added = Hinzugefügt:
compare-keys = Pfeiltasten: von Zelle zu Zelle. Pos1 und Ende: zum Anfang und zum Ende der Zeile. n und p: zum nächsten und zum vorherigen Befund.
compare-none = Keine Befunde auf dieser Seite.
finding-count = { $count ->
    [one] { $count } Befund
   *[other] { $count } Befunde
}
severity-error = Fehler
severity-warning = Warnung
severity-info = Hinweis

## Wie vollständig und wie aktuell die Übersetzungen sind

dashboard-title = Übersetzungsstatus
dashboard-hint = Wie vollständig und wie aktuell jede Sprache ist und welche Befunde es gibt.
dashboard-languages = Sprachen
dashboard-pages = Seiten
dashboard-language = Sprache
dashboard-page = Seite
dashboard-rows = Zeilen
dashboard-blocks = Text
dashboard-units = Zeilen und Text
dashboard-findings = Befunde
dashboard-left-out = Nicht gezeigte Seiten: { $count }
to-do-more = { $count } weitere
to-do-nothing = Soweit bekannt, ist nichts veraltet, fehlend oder nicht übersetzt.
# Der Stand einer Tabellenzeile in einer Sprache: Die Wörter stehen über Spalten mit Zahlen.
state-fresh = Aktuell
state-stale = Veraltet
state-unknown = Unbekannt
state-untranslated = Nicht übersetzt
state-missing = Fehlend
state-orphan = Ohne Original
# Dasselbe für eine Seite in einer Sprache.
page-state-source = Original
page-state-fresh = Aktuell
page-state-stale = Veraltet
page-state-unknown = Übersetzt
page-state-untranslated = Nicht übersetzt
page-state-missing = Fehlt
page-state-orphan = Ohne Original
dashboard-translated = { $translated } von { $total }

## Für Programme, die die Website lesen

llms-hint = Jede Seite gibt es auch als Markdown: Hängen Sie index.html.md an ihre Adresse an.
llms-entries = Fehler
llms-languages = Sprachen

## Eine Adresse, die eine Seite früher hatte

page-moved = Diese Seite hat eine neue Adresse
