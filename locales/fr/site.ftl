# Tous les mots que le site affiche lui-même, en français.

number = { $value }
date = { DATETIME($date) }

## Autour de chaque page

site-title = Documentation
skip-to-content = Aller au contenu
search-label = Rechercher sur ce site
search-placeholder = Message d’erreur, code ou mots-clés
search-button = Rechercher
language-picker = Langue
not-translated = non traduit
all-languages = Toutes les langues
navigation-label = Navigation
navigation-home = Accueil
navigation-pages = Pages
navigation-errors = Trouver une erreur
on-this-page = Sur cette page
breadcrumbs = Vous êtes ici
pager-label = Page précédente et page suivante
page-previous = Précédent
page-next = Suivant
page-updated = Dernière modification : { $date }
page-stale = L’original de cette page a été modifié depuis la traduction.
page-stale-since = L’original de cette page a été modifié depuis le { $date }.
notice-stale = À mettre à jour ici : { $units }.
notice-missing = À ajouter ici : { $units }.
notice-orphan = Absent désormais de l’original : { $units }.
notice-compare = Voir les modifications
unit-title = { $count ->
    [one] { $count } titre
   *[other] { $count } titres
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
    [one] { $count } intertitre
   *[other] { $count } intertitres
}
unit-paragraph = { $count ->
    [one] { $count } paragraphe
   *[other] { $count } paragraphes
}
unit-item = { $count ->
    [one] { $count } élément de liste
   *[other] { $count } éléments de liste
}
unit-row = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
unit-header = { $count ->
    [one] { $count } en-tête de tableau
   *[other] { $count } en-têtes de tableau
}
unit-code = { $count ->
    [one] { $count } bloc de code
   *[other] { $count } blocs de code
}
unit-html = { $count ->
    [one] { $count } bloc HTML
   *[other] { $count } blocs HTML
}
read-original = Lire l’original ({ $language })
footer-status = État des traductions
footer-feed = Modifications récentes
feed-title = { $title } : modifications récentes
fallback-notice = Cette page n’a pas encore été traduite. Langue affichée : { $language }.

## Contenu

alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
broken-link = Il n’existe aucune page à l’adresse « { $target } »
broken-include = Impossible d’inclure le fichier « { $target } »
missing-image = L’image « { $target } » est introuvable
watch-video = Regarder la vidéo sur { $host }
task-done = Terminé
task-open = À faire
footnotes = Notes de bas de page
footnote-back = Retour au texte
table-label = Tableau { $number } : { $title }
row-fallback = Cette ligne n’a pas encore été traduite. Langue affichée : { $language }.
filter-label = Filtrer les lignes de ce tableau
filter-placeholder = Filtrer les lignes
# Un bouton qui supprime le filtre.
filter-clear = Afficher toutes les lignes
# Le navigateur met des nombres à la place de $shown et de $total.
filter-count = Lignes affichées : { $shown } sur { $total }
filter-none = Aucune ligne ne correspond au filtre.
# Le nom d’une rangée de boutons, dont chacun n’affiche que les lignes d’une application, d’une exception ou d’un état.
facet-apps = Application
facet-exceptions = Exception
facet-status = Code d’état HTTP
# $entry est le début du message d’erreur.
copy-row = Copier le message « { $entry } »
copy-code = Copier le code
row-permalink = Lien vers la ligne « { $entry } »
entry-details = En savoir plus sur « { $entry } »

## Accueil

home-pages = Pages
home-others = Autres pages
topics-apps = Applications
topics-exceptions = Exceptions
topics-status = Codes d’état HTTP
entry-count = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}

## Une application, une exception ou un code d’état

topic-title-apps = Erreurs avec { $name }
topic-title-exceptions = { $name }
topic-title-status = Code d’état HTTP { $name }
topic-description-apps = { $count ->
    [one] { $count } erreur connue avec { $name }, sa cause et sa solution.
   *[other] { $count } erreurs connues avec { $name }, leurs causes et leurs solutions.
}
topic-description-exceptions = { $count ->
    [one] { $count } erreur connue dans laquelle apparaît { $name }, sa cause et sa solution.
   *[other] { $count } erreurs connues dans lesquelles apparaît { $name }, leurs causes et leurs solutions.
}
topic-description-status = { $count ->
    [one] { $count } erreur connue avec le code d’état HTTP { $name }, sa cause et sa solution.
   *[other] { $count } erreurs connues avec le code d’état HTTP { $name }, leurs causes et leurs solutions.
}

## Une erreur

field-message = Message d’erreur
field-applies_to = Application
field-description = Cause
field-resolution = Solution
entry-in-table = Afficher cette ligne dans son tableau
entry-translations = Dans d’autres langues
entry-related = Erreurs apparentées
related-apps = Également avec { $name }
related-exceptions = Également { $name }
related-status = Également avec le code d’état HTTP { $name }
copy-message = Copier le message
copied = Copié
entry-also = Apparaît aussi dans
entry-siblings = Autres erreurs du même tableau
entry-changed = Dernière modification de l’original : { $date }.
entry-fresh = Cette traduction est à jour.
entry-stale = L’original a été modifié depuis la traduction.
entry-compare = Comparer toutes les langues

## Recherche

search-title = Recherche
search-hint = Collez un message d’erreur complet ou une ligne de journal, dans n’importe quelle langue.
search-results = Résultats de la recherche
search-needs-script = La recherche nécessite JavaScript. Sans JavaScript, les listes d’applications, d’exceptions et de codes d’état de la page d’accueil mènent à toutes les erreurs.
search-none = Aucun résultat. Essayez le nom de l’exception, celui de l’application ou un code figurant dans le message.
search-loading = Recherche en cours…
search-failed = Impossible de charger l’index de recherche. Vérifiez votre connexion, puis réessayez.
# Le navigateur met le nombre à la place de $count.
search-count-zero = { $count } résultats
search-count-one = { $count } résultat
search-count-two = { $count } résultats
search-count-few = { $count } résultats
search-count-many = { $count } de résultats
search-count-other = { $count } résultats

## Une adresse qui ne mène nulle part

not-found-title = Page introuvable
not-found-text = Il n’existe aucune page à cette adresse.
not-found-home = Aller à la page d’accueil

## Un ancien nom d’une ligne

retired-moved = Cette erreur a une nouvelle adresse
retired-gone = Cette erreur n’est plus répertoriée

## Toutes les langues d’une page côte à côte

# Le titre d’une page qui affiche chaque ligne de la page $title dans toutes les langues.
compare-title = « { $title } » dans toutes les langues
compare-hint = Les lignes des tableaux de la page, dans toutes les langues côte à côte. Les problèmes relevés sont signalés dans le texte et expliqués en dessous. En dessous figurent les textes de la page pour lesquels des problèmes ont été relevés.
compare-columns = Langues affichées
compare-marked = Seulement les lignes à traiter
compare-row = Ligne
compare-missing = Cette ligne manque ici.
compare-missing-block = Ce texte manque ici.
compare-changed = Modifié dans l’original :
words-removed = Supprimé :
words-added = Ajouté :
compare-keys = Touches fléchées : d’une cellule à l’autre. Origine et Fin : au début et à la fin de la ligne. n et p : au problème suivant et au précédent.
compare-none = Aucun problème relevé sur cette page.
finding-count = { $count ->
    [one] { $count } problème
   *[other] { $count } problèmes
}
severity-error = Erreur
severity-warning = Avertissement
severity-info = Remarque

## Si les traductions sont complètes et à jour

dashboard-title = État des traductions
dashboard-hint = Pour chaque langue : ce qui est traduit, ce qui est à jour et les problèmes relevés.
dashboard-languages = Langues
dashboard-pages = Pages
dashboard-language = Langue
dashboard-page = Page
dashboard-rows = Lignes
dashboard-blocks = Texte
dashboard-units = Lignes et textes
dashboard-findings = Problèmes
dashboard-left-out = Pages non affichées : { $count }
to-do-more = { $count } de plus
to-do-nothing = Rien d’obsolète, de manquant ou de non traduit n’est connu.
# L’état des lignes d’un tableau dans une langue : ces mots sont les en-têtes de colonnes de nombres.
state-fresh = À jour
state-stale = Obsolètes
state-unknown = État inconnu
state-untranslated = Non traduites
state-missing = Manquantes
state-orphan = Sans original
# La même chose pour une page dans une langue.
page-state-source = Original
page-state-fresh = À jour
page-state-stale = Obsolète
page-state-unknown = Traduite
page-state-untranslated = Non traduite
page-state-missing = Manquante
page-state-orphan = Sans original
dashboard-translated = { $translated } sur { $total }

## Pour les programmes qui lisent le site

llms-hint = Chaque page existe aussi en Markdown : ajoutez index.html.md à son adresse.
llms-entries = Erreurs
llms-languages = Langues

## Une ancienne adresse d’une page

page-moved = Cette page a une nouvelle adresse
