# Todas as palavras que o próprio site mostra, em português do Brasil.

number = { $value }
date = { DATETIME($date) }

## Em volta de cada página

site-title = Documentação
skip-to-content = Ir para o conteúdo
search-label = Pesquisar neste site
search-placeholder = Mensagem de erro, código ou palavras
search-button = Pesquisar
language-picker = Idioma
not-translated = sem tradução
all-languages = Todos os idiomas
navigation-label = Navegação
navigation-home = Página inicial
navigation-pages = Páginas
navigation-errors = Encontrar um erro por
on-this-page = Nesta página
breadcrumbs = Você está aqui
pager-label = Páginas anterior e próxima
page-previous = Anterior
page-next = Próxima
page-updated = Última alteração em { $date }
page-stale = O original desta página foi alterado depois da tradução.
page-stale-since = O original desta página mudou desde { $date }.
notice-stale = Desatualizado aqui: { $units }.
notice-missing = Falta aqui: { $units }.
notice-orphan = Não está mais no original: { $units }.
notice-compare = Ver o que mudou
unit-title = { $count ->
    [one] { $count } título
   *[other] { $count } títulos
}
unit-description = { $count ->
    [one] { $count } descrição
   *[other] { $count } descrições
}
unit-section = { $count ->
    [one] { $count } seção
   *[other] { $count } seções
}
unit-heading = { $count ->
    [one] { $count } subtítulo
   *[other] { $count } subtítulos
}
unit-paragraph = { $count ->
    [one] { $count } parágrafo
   *[other] { $count } parágrafos
}
unit-item = { $count ->
    [one] { $count } item de lista
   *[other] { $count } itens de lista
}
unit-row = { $count ->
    [one] { $count } linha
   *[other] { $count } linhas
}
unit-header = { $count ->
    [one] { $count } cabeçalho de tabela
   *[other] { $count } cabeçalhos de tabela
}
unit-code = { $count ->
    [one] { $count } bloco de código
   *[other] { $count } blocos de código
}
unit-html = { $count ->
    [one] { $count } bloco HTML
   *[other] { $count } blocos HTML
}
read-original = Ler o original em { $language }
footer-status = Status da tradução
footer-feed = O que mudou
feed-title = { $title }: o que mudou
fallback-notice = Esta página ainda não foi traduzida. Você está lendo a versão em { $language }.

## Conteúdo

alert-note = Observação
alert-tip = Dica
alert-important = Importante
alert-warning = Aviso
alert-caution = Cuidado
broken-link = Não existe uma página em “{ $target }”
broken-include = Não foi possível incluir o arquivo “{ $target }”
missing-image = A imagem “{ $target }” não foi encontrada
watch-video = Assistir ao vídeo em { $host }
task-done = Concluída
task-open = Não concluída
footnotes = Notas de rodapé
footnote-back = Voltar ao texto
table-label = Tabela { $number }: { $title }
row-fallback = Esta linha ainda não foi traduzida. Você está lendo a versão em { $language }.
filter-label = Filtrar as linhas desta tabela
filter-placeholder = Filtrar linhas
# Um botão que remove o filtro.
filter-clear = Mostrar todas as linhas
# O navegador coloca números no lugar de $shown e $total.
filter-count = Linhas exibidas: { $shown } de { $total }
filter-none = Nenhuma linha atende a todos esses critérios.
# O nome de uma fileira de botões, cada um dos quais mostra só as linhas de um aplicativo, uma exceção ou um status.
facet-apps = Aplicativo
facet-exceptions = Exceção
facet-status = Status HTTP
# $entry é o começo da mensagem de erro.
copy-row = Copiar a mensagem “{ $entry }”
copy-code = Copiar código
row-permalink = Link para a linha “{ $entry }”
entry-details = Mais informações sobre “{ $entry }”

## Página inicial

home-pages = Páginas
home-others = Outras páginas
topics-apps = Aplicativos
topics-exceptions = Exceções
topics-status = Códigos de status HTTP
entry-count = { $count ->
    [one] { $count } erro
   *[other] { $count } erros
}

## Um aplicativo, uma exceção ou um status

topic-title-apps = Erros com { $name }
topic-title-exceptions = { $name }
topic-title-status = Status HTTP { $name }
topic-description-apps = { $count ->
    [one] { $count } erro conhecido com { $name }: causa e solução.
   *[other] { $count } erros conhecidos com { $name }: causas e soluções.
}
topic-description-exceptions = { $count ->
    [one] { $count } erro conhecido em que ocorre { $name }: causa e solução.
   *[other] { $count } erros conhecidos em que ocorre { $name }: causas e soluções.
}
topic-description-status = { $count ->
    [one] { $count } erro conhecido com status HTTP { $name }: causa e solução.
   *[other] { $count } erros conhecidos com status HTTP { $name }: causas e soluções.
}

## Um erro

field-message = Mensagem
field-applies_to = Aplicativo
field-description = Causa
field-resolution = Solução
entry-in-table = Mostrar esta linha na tabela
entry-translations = Em outros idiomas
entry-related = Erros relacionados
related-apps = Também com { $name }
related-exceptions = Também com a exceção { $name }
related-status = Também com status HTTP { $name }
copy-message = Copiar mensagem
copied = Copiado
entry-also = Também ocorre em
entry-siblings = Outros erros na mesma tabela
entry-changed = A última alteração do original foi em { $date }.
entry-fresh = Esta tradução está atualizada.
entry-stale = O original foi alterado depois desta tradução.
entry-compare = Comparar todos os idiomas

## Pesquisa

search-title = Pesquisa
search-hint = Cole uma mensagem de erro inteira ou uma linha de log, em qualquer idioma.
search-results = Resultados da pesquisa
search-needs-script = A pesquisa requer JavaScript. Sem ele, as listas de aplicativos, exceções e códigos de status na página inicial levam a todos os erros.
search-none = Nenhum resultado encontrado. Tente o nome da exceção, o aplicativo ou um código da mensagem.
search-loading = Pesquisando…
search-failed = Não foi possível carregar o índice de pesquisa. Verifique sua conexão e tente novamente.
# O navegador coloca o número no lugar de $count.
search-count-zero = { $count } resultados
search-count-one = { $count } resultado
search-count-two = { $count } resultados
search-count-few = { $count } resultados
search-count-many = { $count } de resultados
search-count-other = { $count } resultados

## Um endereço que não leva a lugar nenhum

not-found-title = Página não encontrada
not-found-text = Não existe uma página neste endereço.
not-found-home = Ir para a página inicial

## Um nome que uma linha tinha antes

retired-moved = Este erro tem um novo endereço
retired-gone = Este erro não está mais na lista

## Todos os idiomas de uma página lado a lado

# O título de uma página que mostra cada linha da página $title em todos os idiomas.
compare-title = “{ $title }” em todos os idiomas
compare-hint = Cada linha da página aparece em todos os idiomas, lado a lado. Os problemas encontrados estão marcados e são explicados abaixo do texto. Abaixo delas estão os textos da página em que foram encontrados problemas.
compare-columns = Idiomas exibidos
compare-marked = Somente linhas com pendências
compare-row = Linha
compare-missing = Esta linha está faltando aqui.
compare-missing-block = Este texto está faltando aqui.
compare-changed = Mudanças no original:
words-removed = Removido:
words-added = Adicionado:
compare-keys = Use as teclas de seta para passar de uma célula a outra, Home e End para ir ao início e ao fim de uma linha, n e p para ir ao próximo problema e ao anterior.
compare-none = Nenhum problema encontrado nesta página.
finding-count = { $count ->
    [one] { $count } problema
   *[other] { $count } problemas
}
severity-error = Erro
severity-warning = Aviso
severity-info = Observação

## O quanto as traduções estão completas e atualizadas

dashboard-title = Status da tradução
dashboard-hint = O quanto cada idioma está completo e atualizado, e quais problemas foram encontrados nele.
dashboard-languages = Idiomas
dashboard-pages = Páginas
dashboard-language = Idioma
dashboard-page = Página
dashboard-rows = Linhas
dashboard-blocks = Texto
dashboard-units = Linhas e texto
dashboard-findings = Problemas
dashboard-left-out = Páginas não exibidas: { $count }
to-do-more = Mais { $count }
to-do-nothing = Até onde se sabe, nada está desatualizado, faltando ou sem tradução.
# O estado de uma linha de tabela em um idioma: as palavras encabeçam colunas de números.
state-fresh = Atualizadas
state-stale = Desatualizadas
state-unknown = Indeterminadas
state-untranslated = Sem tradução
state-missing = Ausentes
state-orphan = Sem original
# O mesmo para uma página em um idioma.
page-state-source = Original
page-state-fresh = Atualizada
page-state-stale = Desatualizada
page-state-unknown = Traduzida
page-state-untranslated = Sem tradução
page-state-missing = Ausente
page-state-orphan = Sem original
dashboard-translated = { $translated } de { $total }

## Para programas que leem o site

llms-hint = Todas as páginas também estão disponíveis em Markdown: acrescente index.html.md ao endereço.
llms-entries = Erros
llms-languages = Idiomas

## Um endereço que uma página tinha antes

page-moved = Esta página tem um novo endereço
