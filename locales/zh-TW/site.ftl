# 網站介面的文字，繁體中文（臺灣）。

number = { $value }
date = { DATETIME($date) }

## 每一頁的外框

site-title = 文件
skip-to-content = 跳至主要內容
search-label = 搜尋本網站
search-placeholder = 錯誤訊息、代碼或關鍵字
search-button = 搜尋
language-picker = 語言
not-translated = 尚未翻譯
all-languages = 所有語言
navigation-label = 導覽
navigation-home = 首頁
navigation-pages = 頁面
navigation-errors = 依類別查詢錯誤
on-this-page = 本頁內容
breadcrumbs = 目前位置
pager-label = 上一頁與下一頁
page-previous = 上一頁
page-next = 下一頁
page-updated = 最後更新：{ $date }
page-stale = 本頁翻譯之後，原文已有變更。
page-stale-since = 本頁原文自{ $date }起已有變更。
notice-stale = 此處尚未更新：{ $units }。
notice-missing = 此處缺少：{ $units }。
notice-orphan = 原文已移除：{ $units }。
notice-compare = 查看變更內容
unit-title = { $count } 個標題
unit-description = { $count } 段說明
unit-section = { $count } 個章節
unit-heading = { $count } 個小標題
unit-paragraph = { $count } 個段落
unit-item = { $count } 個清單項目
unit-row = { $count } 列
unit-header = { $count } 個表格標題列
unit-code = { $count } 個程式碼區塊
unit-html = { $count } 個 HTML 區塊
read-original = 閱讀原文（{ $language }）
footer-status = 翻譯狀態
footer-feed = 近期變更
feed-title = { $title }：近期變更
fallback-notice = 本頁尚未翻譯，目前顯示的語言版本為：{ $language }。

## 內容

alert-note = 附註
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
broken-link = 找不到「{ $target }」頁面
broken-include = 無法納入檔案「{ $target }」
missing-image = 缺少圖片「{ $target }」
watch-video = 前往 { $host } 觀看影片
task-done = 已完成
task-open = 未完成
footnotes = 註腳
footnote-back = 返回內文
table-label = 表格 { $number }：{ $title }
row-fallback = 這一列尚未翻譯，目前顯示的語言版本為：{ $language }。
filter-label = 篩選此表格的各列
filter-placeholder = 篩選各列
# 取消篩選的按鈕。
filter-clear = 顯示所有列
# 瀏覽器會在 $shown 和 $total 的位置填入數字。
filter-count = 顯示 { $shown } 列，共 { $total } 列
filter-none = 沒有符合所有條件的列。
# 一排按鈕的名稱，每個按鈕只顯示與某個應用程式、例外或狀態碼有關的列。
facet-apps = 應用程式
facet-exceptions = 例外
facet-status = HTTP 狀態碼
# $entry 是錯誤訊息的開頭。
copy-row = 複製訊息「{ $entry }」
copy-code = 複製程式碼
row-permalink = 「{ $entry }」一列的連結
entry-details = 「{ $entry }」的詳細資料

## 首頁

home-pages = 頁面
home-others = 其他頁面
topics-apps = 應用程式
topics-exceptions = 例外
topics-status = HTTP 狀態碼
entry-count = { $count } 個錯誤

## 應用程式、例外或狀態碼

topic-title-apps = { $name } 的錯誤
topic-title-exceptions = { $name }
topic-title-status = HTTP 狀態碼 { $name }
topic-description-apps = { $name } 共有 { $count } 個已知錯誤，附原因與解決方法。
topic-description-exceptions = 共有 { $count } 個已知錯誤會出現 { $name }，附原因與解決方法。
topic-description-status = 共有 { $count } 個已知錯誤的 HTTP 狀態碼為 { $name }，附原因與解決方法。

## 單一錯誤

field-message = 錯誤訊息
field-applies_to = 應用程式
field-description = 原因
field-resolution = 解決方法
entry-in-table = 在表格中檢視此列
entry-translations = 其他語言
entry-related = 相關錯誤
related-apps = 同為 { $name } 的錯誤
related-exceptions = 同為 { $name }
related-status = 同為 HTTP 狀態碼 { $name }
copy-message = 複製訊息
copied = 已複製
entry-also = 另見於
entry-siblings = 同一表格中的其他錯誤
entry-changed = 原文最後變更於 { $date }。
entry-fresh = 此翻譯已是最新。
entry-stale = 翻譯之後，原文已有變更。
entry-compare = 比對所有語言

## 搜尋

search-title = 搜尋
search-hint = 可直接貼上整段錯誤訊息或記錄檔內容，任何語言皆可。
search-results = 搜尋結果
search-needs-script = 搜尋功能需要 JavaScript。若未啟用，仍可從首頁的應用程式、例外與狀態碼清單找到每個錯誤。
search-none = 找不到符合的結果。請改用例外名稱、應用程式名稱，或訊息中的代碼。
search-loading = 搜尋中…
search-failed = 無法載入搜尋索引。請檢查網路連線，然後再試一次。
# 瀏覽器會在 $count 的位置填入數字。
search-count-zero = { $count } 筆結果
search-count-one = { $count } 筆結果
search-count-two = { $count } 筆結果
search-count-few = { $count } 筆結果
search-count-many = { $count } 筆結果
search-count-other = { $count } 筆結果

## 找不到頁面

not-found-title = 找不到頁面
not-found-text = 這個網址沒有對應的頁面。
not-found-home = 前往首頁

## 列以前的名稱

retired-moved = 這個錯誤的網址已變更
retired-gone = 這個錯誤已不再列出

## 並列顯示頁面的所有語言

# 以所有語言顯示頁面 $title 每一列的頁面的標題。
compare-title = 「{ $title }」的所有語言版本
compare-hint = 頁面中的每一列都以各種語言並列顯示，並標示原文之後的變更。發現的問題會加上標記，並在文字下方說明。各列下方顯示並非最新或發現問題的內文。
compare-columns = 顯示的語言
compare-marked = 僅顯示待處理的列
compare-row = 列
compare-missing = 此處缺少這一列。
compare-missing-block = 此處缺少這段文字。
compare-changed = 原文的變更：
words-removed = 已刪除：
words-added = 已新增：
compare-keys = 使用方向鍵可在儲存格之間移動，按 Home 和 End 可移至列的兩端，按 n 和 p 可移至下一項和上一項問題。
compare-none = 本頁未發現任何問題。
finding-count = { $count } 項問題
severity-error = 錯誤
severity-warning = 警告
severity-info = 備註

## 翻譯的完整程度與更新程度

dashboard-title = 翻譯狀態
dashboard-hint = 各語言的完整程度與更新程度、待處理的項目，以及其中發現的問題。
dashboard-languages = 語言
dashboard-pages = 頁面
dashboard-language = 語言
dashboard-page = 頁面
dashboard-rows = 列
dashboard-blocks = 內文
dashboard-units = 列和內文
dashboard-findings = 問題
dashboard-left-out = 未顯示的頁面：{ $count }
to-do-more = 還有 { $count } 項
to-do-nothing = 目前沒有已知的過時、缺少或未翻譯內容。
# 表格的一列在某種語言中的狀態，用作數字欄的標題。
state-fresh = 最新
state-stale = 過時
state-unknown = 不明
state-untranslated = 尚未翻譯
state-missing = 缺少
state-orphan = 無原文
# 一個頁面在某種語言中的狀態。
page-state-source = 原文
page-state-fresh = 最新
page-state-stale = 過時
page-state-unknown = 已翻譯
page-state-untranslated = 尚未翻譯
page-state-missing = 缺少
page-state-orphan = 無原文
dashboard-translated = { $translated } / { $total }

## 供讀取網站的程式使用

llms-hint = 每個頁面都提供 Markdown 版本：請在網址後面加上 index.html.md。
llms-entries = 錯誤
llms-languages = 語言

## 頁面以前的網址

page-moved = 這個頁面的網址已變更
