# Every word that the site itself shows, in English. A language that lacks a message borrows it from here.

# What stands between groups of three digits.
number-group-separator = ,
number = { $value }

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
row-permalink = Link to the row “{ $entry }”
entry-details = More about “{ $entry }”

## Home

home-pages = Pages
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

former-moved = This error has a new address
former-gone = This error is no longer listed
