# De woorden van de site zelf, in het Nederlands.

number = { $value }
date = { DATETIME($date) }

## Rond elke pagina

site-title = Documentatie
skip-to-content = Naar de inhoud
search-label = Deze site doorzoeken
search-placeholder = Foutmelding, code of woorden
search-button = Zoeken
language-picker = Taal
not-translated = niet vertaald
all-languages = Alle talen
navigation-label = Navigatie
navigation-home = Startpagina
navigation-pages = Pagina’s
navigation-errors = Fouten opzoeken
on-this-page = Op deze pagina
breadcrumbs = Kruimelpad
pager-label = Vorige en volgende pagina
page-previous = Vorige
page-next = Volgende
page-updated = Laatst gewijzigd op { $date }
page-stale = Het origineel van deze pagina is na de vertaling gewijzigd.
page-stale-since = Het origineel van deze pagina is sinds { $date } gewijzigd.
notice-stale = Hier verouderd: { $units }.
notice-missing = Hier ontbrekend: { $units }.
notice-orphan = Niet meer in het origineel: { $units }.
notice-compare = Bekijk wat er is gewijzigd
unit-title = { $count ->
    [one] { $count } titel
   *[other] { $count } titels
}
unit-description = { $count ->
    [one] { $count } beschrijving
   *[other] { $count } beschrijvingen
}
unit-section = { $count ->
    [one] { $count } sectie
   *[other] { $count } secties
}
unit-heading = { $count ->
    [one] { $count } kop
   *[other] { $count } koppen
}
unit-paragraph = { $count ->
    [one] { $count } alinea
   *[other] { $count } alinea’s
}
unit-item = { $count ->
    [one] { $count } lijstitem
   *[other] { $count } lijstitems
}
unit-row = { $count ->
    [one] { $count } rij
   *[other] { $count } rijen
}
unit-header = { $count ->
    [one] { $count } tabelkop
   *[other] { $count } tabelkoppen
}
unit-code = { $count ->
    [one] { $count } codeblok
   *[other] { $count } codeblokken
}
unit-html = { $count ->
    [one] { $count } HTML-blok
   *[other] { $count } HTML-blokken
}
read-original = Origineel lezen ({ $language })
footer-status = Vertaalstatus
footer-feed = Wijzigingen
feed-title = { $title }: wijzigingen
fallback-notice = Deze pagina is nog niet vertaald. Dit is de versie in een andere taal: { $language }.

## Inhoud

alert-note = Opmerking
alert-tip = Tip
alert-important = Belangrijk
alert-warning = Waarschuwing
alert-caution = Let op
broken-link = Er is geen pagina op ‘{ $target }’
broken-include = Het bestand ‘{ $target }’ kon niet worden ingevoegd
missing-image = De afbeelding ‘{ $target }’ ontbreekt
watch-video = Bekijk de video op { $host }
task-done = Gedaan
task-open = Nog te doen
footnotes = Voetnoten
footnote-back = Terug naar de tekst
table-label = Tabel { $number }: { $title }
row-fallback = Deze rij is nog niet vertaald. Dit is de versie in een andere taal: { $language }.
filter-label = De rijen van deze tabel filteren
filter-placeholder = Rijen filteren
# Een knop die het filter weghaalt.
filter-clear = Alle rijen tonen
# De browser zet getallen op de plaats van $shown en $total.
filter-count = Getoonde rijen: { $shown } van { $total }
filter-none = Geen enkele rij voldoet aan het filter.
# De naam van een reeks knoppen die elk alleen rijen over één app, één exception of één status tonen.
facet-apps = App
facet-exceptions = Exception
facet-status = HTTP-status
# $entry is het begin van de foutmelding.
copy-row = Melding ‘{ $entry }’ kopiëren
copy-code = Code kopiëren
row-permalink = Link naar de rij ‘{ $entry }’
entry-details = Meer over ‘{ $entry }’

## Startpagina

home-pages = Pagina’s
home-others = Andere pagina’s
topics-apps = Apps
topics-exceptions = Exceptions
topics-status = HTTP-statuscodes
entry-count = { $count ->
    [one] { $count } fout
   *[other] { $count } fouten
}

## Een app, een exception of een status

topic-title-apps = Fouten met { $name }
topic-title-exceptions = { $name }
topic-title-status = HTTP-status { $name }
topic-description-apps = { $count ->
    [one] { $count } bekende fout met { $name }, met de oorzaak en de oplossing.
   *[other] { $count } bekende fouten met { $name }, met hun oorzaken en oplossingen.
}
topic-description-exceptions = { $count ->
    [one] { $count } bekende fout waarin { $name } voorkomt, met de oorzaak en de oplossing.
   *[other] { $count } bekende fouten waarin { $name } voorkomt, met hun oorzaken en oplossingen.
}
topic-description-status = { $count ->
    [one] { $count } bekende fout met HTTP-status { $name }, met de oorzaak en de oplossing.
   *[other] { $count } bekende fouten met HTTP-status { $name }, met hun oorzaken en oplossingen.
}

## Een fout

field-message = Foutmelding
field-applies_to = App
field-description = Oorzaak
field-resolution = Oplossing
entry-in-table = Deze rij in de tabel bekijken
entry-translations = In andere talen
entry-related = Verwante fouten
related-apps = Ook met { $name }
related-exceptions = Ook { $name }
related-status = Ook HTTP-status { $name }
copy-message = Melding kopiëren
copied = Gekopieerd
entry-also = Komt ook voor in
entry-siblings = Andere fouten in dezelfde tabel
entry-changed = Het origineel is het laatst gewijzigd op { $date }.
entry-fresh = Deze vertaling is actueel.
entry-stale = Het origineel is na de vertaling gewijzigd.
entry-compare = Alle talen vergelijken

## Zoeken

search-title = Zoeken
search-hint = Plak een hele foutmelding of logregel, in welke taal dan ook.
search-results = Zoekresultaten
search-needs-script = Zoeken werkt alleen met JavaScript. Ook zonder JavaScript is elke fout te vinden: via de lijsten van apps, exceptions en statuscodes op de startpagina.
search-none = Niets gevonden. Probeer de naam van de exception, de app of een code uit de melding.
search-loading = Bezig met zoeken…
search-failed = De zoekindex kon niet worden geladen. Controleer de verbinding en probeer het opnieuw.
# De browser zet het getal op de plaats van $count.
search-count-zero = { $count } resultaten
search-count-one = { $count } resultaat
search-count-two = { $count } resultaten
search-count-few = { $count } resultaten
search-count-many = { $count } resultaten
search-count-other = { $count } resultaten

## Een adres dat nergens heen leidt

not-found-title = Pagina niet gevonden
not-found-text = Er is geen pagina op dit adres.
not-found-home = Naar de startpagina

## Een naam die een rij vroeger had

retired-moved = Deze fout heeft een nieuw adres
retired-gone = Deze fout staat er niet meer bij

## Alle talen van een pagina naast elkaar

# De titel van een pagina die elke rij van de pagina $title in alle talen toont.
compare-title = ‘{ $title }’ in alle talen
compare-hint = De rijen van de pagina, in alle talen naast elkaar, met wat er in het origineel is gewijzigd. Bevindingen zijn gemarkeerd in de tekst en worden eronder uitgelegd. Daaronder staan de teksten van de pagina die niet actueel zijn of waar bevindingen over zijn.
compare-columns = Getoonde talen
compare-marked = Alleen rijen waar iets te doen is
compare-row = Rij
compare-missing = Deze rij ontbreekt hier.
compare-missing-block = Deze tekst ontbreekt hier.
compare-changed = Gewijzigd in het origineel:
words-removed = Verwijderd:
words-added = Toegevoegd:
compare-keys = Pijltoetsen: van cel naar cel. Home en End: naar het begin en het einde van de rij. n en p: naar de volgende en de vorige bevinding.
compare-none = Geen bevindingen op deze pagina.
finding-count = { $count ->
    [one] { $count } bevinding
   *[other] { $count } bevindingen
}
severity-error = Fout
severity-warning = Waarschuwing
severity-info = Opmerking

## Hoe volledig en hoe actueel de vertalingen zijn

dashboard-title = Vertaalstatus
dashboard-hint = Hoe volledig en hoe actueel elke taal is, wat er te doen is en welke bevindingen er zijn.
dashboard-languages = Talen
dashboard-pages = Pagina’s
dashboard-language = Taal
dashboard-page = Pagina
dashboard-rows = Rijen
dashboard-blocks = Tekst
dashboard-units = Rijen en tekst
dashboard-findings = Bevindingen
dashboard-left-out = Niet getoonde pagina’s: { $count }
to-do-more = Nog { $count }
to-do-nothing = Voor zover bekend is niets verouderd, ontbrekend of onvertaald.
# Wat een rij van een tabel in een taal is: de woorden staan boven kolommen met getallen.
state-fresh = Actueel
state-stale = Verouderd
state-unknown = Onbekend
state-untranslated = Niet vertaald
state-missing = Ontbrekend
state-orphan = Zonder origineel
# Hetzelfde voor één pagina in één taal.
page-state-source = Origineel
page-state-fresh = Actueel
page-state-stale = Verouderd
page-state-unknown = Vertaald
page-state-untranslated = Niet vertaald
page-state-missing = Ontbreekt
page-state-orphan = Zonder origineel
dashboard-translated = { $translated } van { $total }

## Voor programma’s die de site lezen

llms-hint = Elke pagina is er ook als Markdown: zet index.html.md achter het adres.
llms-entries = Fouten
llms-languages = Talen

## Een adres dat een pagina vroeger had

page-moved = Deze pagina heeft een nieuw adres
