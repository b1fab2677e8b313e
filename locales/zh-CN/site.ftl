# 网站界面的文字，简体中文（中国大陆）。

number = { $value }
date = { DATETIME($date) }

## 每一页的外框

site-title = 文档
skip-to-content = 跳到主要内容
search-label = 搜索本网站
search-placeholder = 错误消息、代码或关键词
search-button = 搜索
language-picker = 语言
not-translated = 尚未翻译
all-languages = 所有语言
navigation-label = 导航
navigation-home = 首页
navigation-pages = 页面
navigation-errors = 按类别查找错误
on-this-page = 本页内容
breadcrumbs = 当前位置
pager-label = 上一页和下一页
page-previous = 上一页
page-next = 下一页
page-updated = 最后更新：{ $date }
page-stale = 本页翻译之后，原文已有更改。
page-stale-since = 本页原文自{ $date }起已有更改。
notice-stale = 此处尚未更新：{ $units }。
notice-missing = 此处缺少：{ $units }。
notice-orphan = 原文已删除：{ $units }。
notice-compare = 查看更改内容
unit-title = { $count } 个标题
unit-description = { $count } 段说明
unit-section = { $count } 个章节
unit-heading = { $count } 个小标题
unit-paragraph = { $count } 个段落
unit-item = { $count } 个列表项
unit-row = { $count } 行
unit-header = { $count } 个表头
unit-code = { $count } 个代码块
unit-html = { $count } 个 HTML 块
read-original = 阅读原文（{ $language }）
footer-status = 翻译状态
footer-feed = 最近更改
feed-title = { $title }：最近更改
fallback-notice = 本页尚未翻译，当前显示的语言版本为：{ $language }。

## 内容

alert-note = 说明
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
broken-link = 找不到页面“{ $target }”
broken-include = 无法引入文件“{ $target }”
missing-image = 缺少图片“{ $target }”
watch-video = 在 { $host } 上观看视频
task-done = 已完成
task-open = 未完成
footnotes = 脚注
footnote-back = 返回正文
table-label = 表 { $number }：{ $title }
row-fallback = 这一行尚未翻译，当前显示的语言版本为：{ $language }。
filter-label = 筛选此表格中的行
filter-placeholder = 筛选行
# 取消筛选的按钮。
filter-clear = 显示所有行
# 浏览器会在 $shown 和 $total 的位置填入数字。
filter-count = 显示 { $shown } 行，共 { $total } 行
filter-none = 没有符合全部条件的行。
# 一排按钮的名称，每个按钮只显示与某个应用、异常或状态码有关的行。
facet-apps = 应用
facet-exceptions = 异常
facet-status = HTTP 状态码
# $entry 是错误消息的开头。
copy-row = 复制消息“{ $entry }”
copy-code = 复制代码
row-permalink = “{ $entry }”一行的链接
entry-details = “{ $entry }”的详细信息

## 首页

home-pages = 页面
home-others = 其他页面
topics-apps = 应用
topics-exceptions = 异常
topics-status = HTTP 状态码
entry-count = { $count } 个错误

## 应用、异常或状态码

topic-title-apps = { $name } 的错误
topic-title-exceptions = { $name }
topic-title-status = HTTP 状态码 { $name }
topic-description-apps = { $name } 共有 { $count } 个已知错误，附原因和解决方法。
topic-description-exceptions = 共有 { $count } 个已知错误会出现 { $name }，附原因和解决方法。
topic-description-status = 共有 { $count } 个已知错误的 HTTP 状态码为 { $name }，附原因和解决方法。

## 单个错误

field-message = 错误消息
field-applies_to = 应用
field-description = 原因
field-resolution = 解决方法
entry-in-table = 在表格中查看此行
entry-translations = 其他语言
entry-related = 相关错误
related-apps = 同一应用：{ $name }
related-exceptions = 同一异常：{ $name }
related-status = 同一 HTTP 状态码：{ $name }
copy-message = 复制消息
copied = 已复制
entry-also = 另见于
entry-siblings = 同一表格中的其他错误
entry-changed = 原文最后更改于 { $date }。
entry-fresh = 此译文已是最新。
entry-stale = 翻译之后，原文已有更改。
entry-compare = 对比所有语言

## 搜索

search-title = 搜索
search-hint = 可直接粘贴整段错误消息或日志内容，任何语言均可。
search-results = 搜索结果
search-needs-script = 搜索功能需要 JavaScript。如未启用，仍可通过首页的应用、异常和状态码列表找到每个错误。
search-none = 未找到结果。请尝试使用异常名称、应用名称或消息中的代码。
search-loading = 正在搜索…
search-failed = 无法加载搜索索引。请检查网络连接，然后重试。
# 浏览器会在 $count 的位置填入数字。
search-count-zero = { $count } 条结果
search-count-one = { $count } 条结果
search-count-two = { $count } 条结果
search-count-few = { $count } 条结果
search-count-many = { $count } 条结果
search-count-other = { $count } 条结果

## 找不到页面

not-found-title = 找不到页面
not-found-text = 此网址没有对应的页面。
not-found-home = 前往首页

## 行以前的名称

retired-moved = 此错误的网址已更改
retired-gone = 此错误已不再列出

## 并排显示页面的所有语言

# 以所有语言显示页面 $title 每一行的页面的标题。
compare-title = “{ $title }”的所有语言版本
compare-hint = 页面中的每一行都以各种语言并排显示。发现的问题会加上标记，并在文字下方说明。各行下方显示发现问题的正文。
compare-columns = 显示的语言
compare-marked = 仅显示待处理的行
compare-row = 行
compare-missing = 此处缺少这一行。
compare-missing-block = 此处缺少这段文字。
compare-changed = 原文的更改：
words-removed = 已删除：
words-added = 已添加：
compare-keys = 使用方向键可在单元格之间移动，按 Home 和 End 可移到行的两端，按 n 和 p 可移到下一个和上一个问题。
compare-none = 本页未发现任何问题。
finding-count = { $count } 个问题
severity-error = 错误
severity-warning = 警告
severity-info = 提示

## 翻译的完整程度和更新程度

dashboard-title = 翻译状态
dashboard-hint = 各语言的完整程度和更新程度，以及其中发现的问题。
dashboard-languages = 语言
dashboard-pages = 页面
dashboard-language = 语言
dashboard-page = 页面
dashboard-rows = 行
dashboard-blocks = 正文
dashboard-units = 行和正文
dashboard-findings = 问题
dashboard-left-out = 未显示的页面：{ $count }
to-do-more = 还有 { $count } 项
to-do-nothing = 目前没有已知的过时、缺失或未翻译内容。
# 表格的一行在某种语言中的状态，用作数字列的标题。
state-fresh = 最新
state-stale = 过时
state-unknown = 未知
state-untranslated = 尚未翻译
state-missing = 缺少
state-orphan = 无原文
# 一个页面在某种语言中的状态。
page-state-source = 原文
page-state-fresh = 最新
page-state-stale = 过时
page-state-unknown = 已翻译
page-state-untranslated = 尚未翻译
page-state-missing = 缺少
page-state-orphan = 无原文
dashboard-translated = { $translated } / { $total }

## 供读取网站的程序使用

llms-hint = 每个页面都提供 Markdown 版本：请在网址后面加上 index.html.md。
llms-entries = 错误
llms-languages = 语言

## 页面以前的网址

page-moved = 此页面的网址已更改
