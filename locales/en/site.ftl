# Every word that the site itself shows, in English. A language that lacks a message falls back to this one.

number = { $value }
date = { DATETIME($date) }

## Around every page

site-title = Documentation
skip-to-content = Skip to the content
search-label = Search this site
search-placeholder = Error message, code or words
search-button = Search
language-picker = Language
not-translated = not translated
all-languages = All languages
navigation-label = Navigation
navigation-home = Home
navigation-pages = Pages
navigation-errors = Find an error by
on-this-page = On this page
breadcrumbs = You are here
pager-label = Previous and next page
page-previous = Previous
page-next = Next
page-updated = Last changed on { $date }
page-stale = The original of this page has changed since it was translated.
page-stale-since = The original of this page has changed since { $date }.
# $units is a list of the messages unit-… below, such as “2 paragraphs and 1 row”.
notice-stale = Out of date here: { $units }.
notice-missing = Missing here: { $units }.
notice-orphan = No longer in the original: { $units }.
notice-compare = See what has changed
unit-title = { $count ->
    [one] { $count } title
   *[other] { $count } titles
}
unit-description = { $count ->
    [one] { $count } description
   *[other] { $count } descriptions
}
unit-section = { $count ->
    [one] { $count } section
   *[other] { $count } sections
}
unit-heading = { $count ->
    [one] { $count } heading
   *[other] { $count } headings
}
unit-paragraph = { $count ->
    [one] { $count } paragraph
   *[other] { $count } paragraphs
}
unit-item = { $count ->
    [one] { $count } list item
   *[other] { $count } list items
}
unit-row = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
unit-header = { $count ->
    [one] { $count } table header
   *[other] { $count } table headers
}
unit-code = { $count ->
    [one] { $count } code block
   *[other] { $count } code blocks
}
unit-html = { $count ->
    [one] { $count } block of HTML
   *[other] { $count } blocks of HTML
}
read-original = Read the original in { $language }
footer-status = Translation status
footer-feed = What has changed
feed-title = { $title }: what has changed
fallback-notice = This page has not been translated yet. You are reading it in { $language }.

## Content

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
broken-link = There is no page at “{ $target }”
broken-include = The file “{ $target }” could not be included
missing-image = The image “{ $target }” is missing
watch-video = Watch the video on { $host }
task-done = Done
task-open = Not done
footnotes = Footnotes
footnote-back = Back to the text
table-label = Table { $number }: { $title }
row-fallback = This row has not been translated yet. You are reading it in { $language }.
filter-label = Filter the rows of this table
filter-placeholder = Filter the rows
# A button that takes away the filter.
filter-clear = Show all rows
# The browser puts numbers in the places of $shown and $total.
filter-count = Rows shown: { $shown } of { $total }
filter-none = No row holds all of that.
# The name of a row of buttons, each of which shows only rows about one app, one exception or one status.
facet-apps = App
facet-exceptions = Exception
facet-status = HTTP status
# $entry is the beginning of the error message.
copy-row = Copy the message “{ $entry }”
copy-code = Copy the code
row-permalink = Link to the row “{ $entry }”
entry-details = More about “{ $entry }”

## Home

home-pages = Pages
home-others = Other pages
topics-apps = Apps
topics-exceptions = Exceptions
topics-status = HTTP status codes
entry-count = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}

## An app, an exception or a status

topic-title-apps = Errors with { $name }
topic-title-exceptions = { $name }
topic-title-status = HTTP status { $name }
topic-description-apps = { $count ->
    [one] { $count } known error with { $name }, its cause and what to do about it.
   *[other] { $count } known errors with { $name }, their causes and what to do about them.
}
topic-description-exceptions = { $count ->
    [one] { $count } known error in which { $name } occurs, its cause and what to do about it.
   *[other] { $count } known errors in which { $name } occurs, their causes and what to do about them.
}
topic-description-status = { $count ->
    [one] { $count } known error with HTTP status { $name }, its cause and what to do about it.
   *[other] { $count } known errors with HTTP status { $name }, their causes and what to do about them.
}

## An entry

field-message = Message
field-applies_to = App
field-description = Cause
field-resolution = What to do
entry-in-table = Show this row in its table
entry-translations = In other languages
entry-related = Related errors
related-apps = Also with { $name }
related-exceptions = Also { $name }
related-status = Also HTTP status { $name }
copy-message = Copy the message
copied = Copied
entry-also = Also seen in
entry-siblings = Other errors in the same table
entry-changed = The original changed last on { $date }.
entry-fresh = This translation is up to date.
entry-stale = The original has changed since this was translated.
entry-compare = Compare all languages

## Search

search-title = Search
search-hint = Paste a whole error message or log line, in any language.
search-results = Search results
search-needs-script = Searching needs JavaScript. Without it, the lists of apps, exceptions and status codes on the home page lead to every error.
search-none = Nothing was found. Try the name of the exception, the app or a code from the message.
search-loading = Searching…
search-failed = The search index could not be loaded. Check your connection and try again.
# The browser puts the number in the place of $count.
search-count-zero = { $count } results
search-count-one = { $count } result
search-count-two = { $count } results
search-count-few = { $count } results
search-count-many = { $count } results
search-count-other = { $count } results

## An address that leads nowhere

not-found-title = Page not found
not-found-text = There is no page at this address.
not-found-home = Go to the home page

## A name that a row had before

retired-moved = This error has a new address
retired-gone = This error is no longer listed

## All languages of a page side by side

# The title of a page that shows every row of the page $title in all languages.
compare-title = “{ $title }” in all languages
compare-hint = Each line holds one row of the page in every language, with what the original has changed since. What was found wrong is marked, and explained below the text. Below the rows is the text that is not up to date, or in which something was found.
compare-columns = Languages shown
compare-marked = Only rows with something to do
compare-row = Row
compare-missing = This row is missing here.
compare-missing-block = This text is missing here.
compare-changed = What the original changed:
# Screen readers say these before words that are struck out or underlined.
words-removed = Removed:
words-added = Added:
compare-keys = Arrow keys move from cell to cell, Home and End to the ends of a row, n and p to the next and the previous finding.
compare-none = Nothing was found on this page.
finding-count = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
severity-error = Error
severity-warning = Warning
severity-info = Remark

## How complete and how current the translations are

dashboard-title = Translation status
dashboard-hint = How complete and how current each language is, what there is to do in it, and what was found wrong.
dashboard-languages = Languages
dashboard-pages = Pages
dashboard-language = Language
dashboard-page = Page
dashboard-rows = Rows
dashboard-blocks = Text
dashboard-units = Rows and text
dashboard-findings = Findings
dashboard-left-out = Pages not shown: { $count }
to-do-more = { $count } more
to-do-nothing = Nothing is known to be out of date, missing or not translated.
# What a row of a table is in a language: the words head columns of numbers.
state-fresh = Up to date
state-stale = Out of date
state-unknown = Not known
state-untranslated = Not translated
state-missing = Missing
state-orphan = Without original
# The same for one page in one language.
page-state-source = Original
page-state-fresh = Up to date
page-state-stale = Out of date
page-state-unknown = Translated
page-state-untranslated = Not translated
page-state-missing = Missing
page-state-orphan = Without original
dashboard-translated = { $translated } of { $total }

## For programs that read the site

llms-hint = Every page is also there as Markdown: add index.html.md to its address.
llms-entries = Errors
llms-languages = Languages

## An address that a page had before

page-moved = This page has a new address
