# サイトのインターフェースの文言（日本語）。

number = { $value }
date = { DATETIME($date) }

## 全ページ共通

site-title = ドキュメント
skip-to-content = 本文へスキップ
search-label = サイト内を検索
search-placeholder = エラーメッセージ、コード、キーワード
search-button = 検索
language-picker = 言語
not-translated = 未翻訳
all-languages = すべての言語
navigation-label = ナビゲーション
navigation-home = ホーム
navigation-pages = ページ
navigation-errors = 分類からエラーを探す
on-this-page = このページの内容
breadcrumbs = 現在位置
pager-label = 前後のページ
page-previous = 前へ
page-next = 次へ
page-updated = 最終更新日：{ $date }
page-stale = このページの翻訳後に、原文が変更されています。
page-stale-since = このページの原文は{ $date }以降に変更されています。
notice-stale = ここで未更新：{ $units }。
notice-missing = ここに未掲載：{ $units }。
notice-orphan = 原文から削除済み：{ $units }。
notice-compare = 変更内容を見る
unit-title = タイトル { $count } 件
unit-description = 説明文 { $count } 件
unit-section = セクション { $count } 件
unit-heading = 見出し { $count } 件
unit-paragraph = 段落 { $count } 件
unit-item = リスト項目 { $count } 件
unit-row = 行 { $count } 件
unit-header = 表の見出し行 { $count } 件
unit-code = コードブロック { $count } 件
unit-html = HTML ブロック { $count } 件
read-original = 原文を読む（{ $language }）
footer-status = 翻訳状況
footer-feed = 更新情報
feed-title = { $title }：更新情報
fallback-notice = このページはまだ翻訳されていません。表示中の言語：{ $language }

## 本文

alert-note = 補足
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
broken-link = ページ「{ $target }」が見つかりません
broken-include = ファイル「{ $target }」を読み込めませんでした
missing-image = 画像「{ $target }」がありません
watch-video = { $host } で動画を見る
task-done = 完了
task-open = 未完了
footnotes = 脚注
footnote-back = 本文に戻る
table-label = 表 { $number }：{ $title }
row-fallback = この行はまだ翻訳されていません。表示中の言語：{ $language }
filter-label = この表の行を絞り込む
filter-placeholder = 行を絞り込む
# 絞り込みを解除するボタン。
filter-clear = すべての行を表示
# ブラウザーが $shown と $total の位置に数値を入れる。
filter-count = { $total } 行中 { $shown } 行を表示
filter-none = すべての条件に一致する行はありません。
# 1 つのアプリ、例外、ステータスに関する行だけを表示するボタンの並びの名前。
facet-apps = アプリ
facet-exceptions = 例外
facet-status = HTTP ステータス
# $entry はエラーメッセージの冒頭。
copy-row = メッセージ「{ $entry }」をコピー
copy-code = コードをコピー
row-permalink = 「{ $entry }」の行へのリンク
entry-details = 「{ $entry }」の詳細

## ホーム

home-pages = ページ
home-others = その他のページ
topics-apps = アプリ
topics-exceptions = 例外
topics-status = HTTP ステータスコード
entry-count = { $count } 件のエラー

## アプリ、例外、ステータス

topic-title-apps = { $name } のエラー
topic-title-exceptions = { $name }
topic-title-status = HTTP ステータス { $name }
topic-description-apps = { $name } の既知のエラー { $count } 件について、原因と対処方法をまとめています。
topic-description-exceptions = { $name } が発生する既知のエラー { $count } 件について、原因と対処方法をまとめています。
topic-description-status = HTTP ステータス { $name } の既知のエラー { $count } 件について、原因と対処方法をまとめています。

## エラーの項目

field-message = メッセージ
field-applies_to = アプリ
field-description = 原因
field-resolution = 対処方法
entry-in-table = 表でこの行を見る
entry-translations = ほかの言語
entry-related = 関連するエラー
related-apps = 同じアプリ：{ $name }
related-exceptions = 同じ例外：{ $name }
related-status = 同じ HTTP ステータス：{ $name }
copy-message = メッセージをコピー
copied = コピーしました
entry-also = ほかの掲載箇所
entry-siblings = 同じ表にあるほかのエラー
entry-changed = 原文の最終更新日は{ $date }です。
entry-fresh = この翻訳は最新です。
entry-stale = 翻訳後に、原文が変更されています。
entry-compare = すべての言語を比較

## 検索

search-title = 検索
search-hint = エラーメッセージやログの行を、そのまま貼り付けて検索できます。言語は問いません。
search-results = 検索結果
search-needs-script = 検索には JavaScript が必要です。JavaScript を使わない場合も、ホームにあるアプリ、例外、ステータスコードの一覧からすべてのエラーを探せます。
search-none = 見つかりませんでした。例外やアプリの名前、またはメッセージに含まれるコードでお試しください。
search-loading = 検索中…
search-failed = 検索インデックスを読み込めませんでした。接続を確認して、もう一度お試しください。
# ブラウザーが $count の位置に数値を入れる。
search-count-zero = { $count } 件の結果
search-count-one = { $count } 件の結果
search-count-two = { $count } 件の結果
search-count-few = { $count } 件の結果
search-count-many = { $count } 件の結果
search-count-other = { $count } 件の結果

## 存在しないアドレス

not-found-title = ページが見つかりません
not-found-text = このアドレスにページはありません。
not-found-home = ホームに移動

## 行の以前の名前

retired-moved = このエラーのアドレスが変わりました
retired-gone = このエラーは掲載されなくなりました

## ページの全言語の比較

# ページ $title のすべての行を全言語で表示するページの題名。
compare-title = 「{ $title }」の全言語比較
compare-hint = ページの各行を、すべての言語で横に並べて表示します。検出された問題には印を付け、テキストの下で説明しています。行の下には、問題が検出された本文を表示します。
compare-columns = 表示する言語
compare-marked = 対応が必要な行のみ
compare-row = 行
compare-missing = ここにはこの行がありません。
compare-missing-block = ここにはこのテキストがありません。
compare-changed = 原文の変更：
words-removed = 削除：
words-added = 追加：
compare-keys = 方向キーでセルの間を、Home と End で行の両端へ、n と p で次と前の問題へ移動できます。
compare-none = このページに問題は見つかりませんでした。
finding-count = { $count } 件の問題
severity-error = エラー
severity-warning = 警告
severity-info = 情報

## 翻訳の完成度と最新度

dashboard-title = 翻訳状況
dashboard-hint = 各言語の翻訳がどこまで完成し、どこまで最新か、どのような問題が見つかったかを示します。
dashboard-languages = 言語
dashboard-pages = ページ
dashboard-language = 言語
dashboard-page = ページ
dashboard-rows = 行
dashboard-blocks = 本文
dashboard-units = 行と本文
dashboard-findings = 問題
dashboard-left-out = 表示していないページ：{ $count }
to-do-more = ほか { $count } 件
to-do-nothing = 古い箇所、不足、未訳の箇所は確認されていません。
# ある言語での表の行の状態。数値の列の見出しになる。
state-fresh = 最新
state-stale = 要更新
state-unknown = 不明
state-untranslated = 未翻訳
state-missing = 欠落
state-orphan = 原文なし
# ある言語での 1 ページの状態。
page-state-source = 原文
page-state-fresh = 最新
page-state-stale = 要更新
page-state-unknown = 翻訳済み
page-state-untranslated = 未翻訳
page-state-missing = 欠落
page-state-orphan = 原文なし
dashboard-translated = { $translated } / { $total }

## サイトを読み取るプログラム向け

llms-hint = どのページにも Markdown 版があります。アドレスの末尾に index.html.md を付けてください。
llms-entries = エラー
llms-languages = 言語

## ページの以前のアドレス

page-moved = このページのアドレスが変わりました
