# De woorden van de site zelf, in het Nederlands.

number-group-separator = .
number = { $value }

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
row-permalink = Link naar de rij ‘{ $entry }’
entry-details = Meer over ‘{ $entry }’

## Startpagina

home-pages = Pagina’s
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

## Zoeken

search-title = Zoeken
search-hint = Plak een hele foutmelding of logregel, in welke taal dan ook.
search-results = Zoekresultaten
search-needs-script = Zoeken werkt alleen met JavaScript. Ook zonder JavaScript is elke fout te vinden: via de lijsten van apps, exceptions en statuscodes op de startpagina.
search-none = Niets gevonden. Probeer de naam van de exception, de app of een code uit de melding.
search-loading = Bezig met zoeken…
search-failed = De zoekindex kon niet worden geladen. Controleer de verbinding en probeer het opnieuw.
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

former-moved = Deze fout heeft een nieuw adres
former-gone = Deze fout staat er niet meer bij
