# 網站介面的文字，繁體中文（臺灣）。

number-group-separator = ,
number = { $value }

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
row-permalink = 「{ $entry }」一列的連結
entry-details = 「{ $entry }」的詳細資料

## 首頁

home-pages = 頁面
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

## 搜尋

search-title = 搜尋
search-hint = 可直接貼上整段錯誤訊息或記錄檔內容，任何語言皆可。
search-results = 搜尋結果
search-needs-script = 搜尋功能需要 JavaScript。若未啟用，仍可從首頁的應用程式、例外與狀態碼清單找到每個錯誤。
search-none = 找不到符合的結果。請改用例外名稱、應用程式名稱，或訊息中的代碼。
search-loading = 搜尋中…
search-failed = 無法載入搜尋索引。請檢查網路連線，然後再試一次。
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

former-moved = 這個錯誤的網址已變更
former-gone = 這個錯誤已不再列出
