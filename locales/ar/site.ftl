# كل ما يعرضه الموقع نفسه من كلمات، باللغة العربية.

number = { $value }
date = { DATETIME($date) }

## حول كل صفحة

site-title = الوثائق
skip-to-content = الانتقال إلى المحتوى
search-label = البحث في هذا الموقع
search-placeholder = رسالة خطأ أو رمز أو كلمات
search-button = بحث
language-picker = اللغة
not-translated = غير مترجمة
all-languages = جميع اللغات
navigation-label = التنقل
navigation-home = الصفحة الرئيسية
navigation-pages = الصفحات
navigation-errors = البحث عن خطأ حسب
on-this-page = في هذه الصفحة
breadcrumbs = أنت هنا
pager-label = الصفحة السابقة والصفحة التالية
page-previous = السابق
page-next = التالي
page-updated = آخر تعديل: { $date }
page-stale = تغيّر النص الأصلي لهذه الصفحة منذ ترجمتها.
page-stale-since = تغيّر النص الأصلي لهذه الصفحة منذ { $date }.
notice-stale = لم يُحدَّث هنا بعد: { $units }.
notice-missing = غير موجود هنا بعد: { $units }.
notice-orphan = لم يعد في النص الأصلي: { $units }.
notice-compare = عرض التغييرات
unit-title = { $count ->
    [one] عنوان واحد
    [two] عنوانان
    [few] { $count } عناوين
    [many] { $count } عنوانًا
   *[other] { $count } عنوان
}
unit-description = { $count ->
    [one] وصف واحد
    [two] وصفان
    [few] { $count } أوصاف
    [many] { $count } وصفًا
   *[other] { $count } وصف
}
unit-section = { $count ->
    [one] قسم واحد
    [two] قسمان
    [few] { $count } أقسام
    [many] { $count } قسمًا
   *[other] { $count } قسم
}
unit-heading = { $count ->
    [one] عنوان فرعي واحد
    [two] عنوانان فرعيان
    [few] { $count } عناوين فرعية
    [many] { $count } عنوانًا فرعيًا
   *[other] { $count } عنوان فرعي
}
unit-paragraph = { $count ->
    [one] فقرة واحدة
    [two] فقرتان
    [few] { $count } فقرات
    [many] { $count } فقرة
   *[other] { $count } فقرة
}
unit-item = { $count ->
    [one] بند واحد في قائمة
    [two] بندان في قائمة
    [few] { $count } بنود في قائمة
    [many] { $count } بندًا في قائمة
   *[other] { $count } بند في قائمة
}
unit-row = { $count ->
    [one] صف واحد
    [two] صفان
    [few] { $count } صفوف
    [many] { $count } صفًا
   *[other] { $count } صف
}
unit-header = { $count ->
    [one] رأس جدول واحد
    [two] رأسا جدولين
    [few] { $count } رؤوس جداول
    [many] { $count } رأس جدول
   *[other] { $count } رأس جدول
}
unit-code = { $count ->
    [one] مقطع برمجي واحد
    [two] مقطعان برمجيان
    [few] { $count } مقاطع برمجية
    [many] { $count } مقطعًا برمجيًا
   *[other] { $count } مقطع برمجي
}
unit-html = { $count ->
    [one] مقطع HTML واحد
    [two] مقطعا HTML
    [few] { $count } مقاطع HTML
    [many] { $count } مقطع HTML
   *[other] { $count } مقطع HTML
}
read-original = قراءة النص الأصلي ({ $language })
footer-status = حالة الترجمة
footer-feed = آخر التغييرات
feed-title = { $title }: آخر التغييرات
fallback-notice = لم تُترجم هذه الصفحة بعد. اللغة المعروضة: { $language }.

## المحتوى

alert-note = ملاحظة
alert-tip = تلميح
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
broken-link = الرابط «{ $target }» لا يؤدي إلى أي صفحة
broken-include = تعذّر تضمين الملف «{ $target }»
missing-image = الصورة «{ $target }» مفقودة
watch-video = مشاهدة الفيديو على { $host }
task-done = مكتملة
task-open = غير مكتملة
footnotes = الحواشي
footnote-back = العودة إلى النص
table-label = الجدول { $number }: { $title }
row-fallback = لم يُترجم هذا الصف بعد. اللغة المعروضة: { $language }.
filter-label = تصفية صفوف هذا الجدول
filter-placeholder = تصفية الصفوف
# زر يزيل عامل التصفية.
filter-clear = إظهار جميع الصفوف
# يضع المتصفح أرقامًا مكان $shown و$total.
filter-count = الصفوف المعروضة: { $shown } من { $total }
filter-none = لا يوجد صف يطابق جميع هذه الشروط.
# اسم مجموعة من الأزرار، يُظهر كل منها الصفوف الخاصة بتطبيق واحد أو استثناء واحد أو حالة واحدة فقط.
facet-apps = التطبيق
facet-exceptions = الاستثناء
facet-status = حالة HTTP
# يحتوي $entry على بداية رسالة الخطأ.
copy-row = نسخ الرسالة «{ $entry }»
copy-code = نسخ التعليمات البرمجية
row-permalink = رابط إلى الصف «{ $entry }»
entry-details = مزيد من المعلومات عن «{ $entry }»

## الصفحة الرئيسية

home-pages = الصفحات
home-others = صفحات أخرى
topics-apps = التطبيقات
topics-exceptions = الاستثناءات
topics-status = رموز حالة HTTP
entry-count = { $count ->
    [zero] لا توجد أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $count } أخطاء
    [many] { $count } خطأً
   *[other] { $count } خطأ
}

## تطبيق أو استثناء أو حالة

topic-title-apps = الأخطاء في { $name }
topic-title-exceptions = { $name }
topic-title-status = حالة HTTP { $name }
topic-description-apps = { $count ->
    [zero] لا توجد أخطاء معروفة في { $name }.
    [one] خطأ معروف واحد في { $name }: السبب والحل.
    [two] خطآن معروفان في { $name }: الأسباب والحلول.
    [few] { $count } أخطاء معروفة في { $name }: الأسباب والحلول.
    [many] { $count } خطأً معروفًا في { $name }: الأسباب والحلول.
   *[other] { $count } خطأ معروف في { $name }: الأسباب والحلول.
}
topic-description-exceptions = { $count ->
    [zero] لا توجد أخطاء معروفة مع الاستثناء { $name }.
    [one] خطأ معروف واحد مع الاستثناء { $name }: السبب والحل.
    [two] خطآن معروفان مع الاستثناء { $name }: الأسباب والحلول.
    [few] { $count } أخطاء معروفة مع الاستثناء { $name }: الأسباب والحلول.
    [many] { $count } خطأً معروفًا مع الاستثناء { $name }: الأسباب والحلول.
   *[other] { $count } خطأ معروف مع الاستثناء { $name }: الأسباب والحلول.
}
topic-description-status = { $count ->
    [zero] لا توجد أخطاء معروفة مع حالة HTTP { $name }.
    [one] خطأ معروف واحد مع حالة HTTP { $name }: السبب والحل.
    [two] خطآن معروفان مع حالة HTTP { $name }: الأسباب والحلول.
    [few] { $count } أخطاء معروفة مع حالة HTTP { $name }: الأسباب والحلول.
    [many] { $count } خطأً معروفًا مع حالة HTTP { $name }: الأسباب والحلول.
   *[other] { $count } خطأ معروف مع حالة HTTP { $name }: الأسباب والحلول.
}

## خطأ واحد

field-message = الرسالة
field-applies_to = التطبيق
field-description = السبب
field-resolution = الحل
entry-in-table = إظهار هذا الصف في الجدول
entry-translations = بلغات أخرى
entry-related = أخطاء ذات صلة
related-apps = أخطاء أخرى في { $name }
related-exceptions = أخطاء أخرى مع الاستثناء { $name }
related-status = أخطاء أخرى مع حالة HTTP { $name }
copy-message = نسخ الرسالة
copied = تم النسخ
entry-also = يظهر أيضًا في
entry-siblings = أخطاء أخرى في الجدول نفسه
entry-changed = عُدّل النص الأصلي آخر مرة في { $date }.
entry-fresh = هذه الترجمة محدّثة.
entry-stale = تغيّر النص الأصلي بعد إنجاز هذه الترجمة.
entry-compare = مقارنة جميع اللغات

## البحث

search-title = البحث
search-hint = ألصق رسالة خطأ كاملة أو سطرًا من السجل، بأي لغة كانت.
search-results = نتائج البحث
search-needs-script = يتطلب البحث تشغيل JavaScript. ومن دونه يمكن الوصول إلى كل خطأ عبر قوائم التطبيقات والاستثناءات ورموز الحالة في الصفحة الرئيسية.
search-none = لم يُعثر على نتائج. جرّب اسم الاستثناء أو التطبيق أو رمزًا من الرسالة.
search-loading = جارٍ البحث…
search-failed = تعذّر تحميل فهرس البحث. تحقّق من الاتصال ثم أعد المحاولة.
# يضع المتصفح العدد مكان $count؛ وصيغتا المفرد والمثنى تدلان على العدد دون رقم.
search-count-zero = لا توجد نتائج
search-count-one = نتيجة واحدة
search-count-two = نتيجتان
search-count-few = { $count } نتائج
search-count-many = { $count } نتيجة
search-count-other = { $count } نتيجة

## عنوان لا يؤدي إلى أي مكان

not-found-title = الصفحة غير موجودة
not-found-text = لا توجد صفحة على هذا العنوان.
not-found-home = الانتقال إلى الصفحة الرئيسية

## اسم كان للصف من قبل

retired-moved = انتقل هذا الخطأ إلى عنوان جديد
retired-gone = لم يعد هذا الخطأ مدرجًا

## جميع لغات الصفحة جنبًا إلى جنب

# عنوان صفحة تعرض كل صف من صفوف الصفحة $title بجميع اللغات.
compare-title = «{ $title }» بجميع اللغات
compare-hint = يعرض كل سطر صفًا واحدًا من الصفحة بجميع اللغات. المشكلات التي عُثر عليها مميّزة في النص ومشروحة أسفله. تظهر أسفل الصفوف النصوص التي عُثر فيها على مشكلات.
compare-columns = اللغات المعروضة
compare-marked = الصفوف التي تحتاج إلى عمل فقط
compare-row = الصف
compare-missing = هذا الصف مفقود هنا.
compare-missing-block = هذا النص مفقود هنا.
compare-changed = ما تغيّر في النص الأصلي:
words-removed = محذوف:
words-added = مضاف:
compare-keys = مفاتيح الأسهم للتنقل بين الخلايا، وHome وEnd للانتقال إلى بداية الصف ونهايته، وn وp للانتقال إلى المشكلة التالية والمشكلة السابقة.
compare-none = لم يُعثر على مشكلات في هذه الصفحة.
finding-count = { $count ->
    [zero] لا توجد مشكلات
    [one] مشكلة واحدة
    [two] مشكلتان
    [few] { $count } مشكلات
    [many] { $count } مشكلة
   *[other] { $count } مشكلة
}
severity-error = خطأ
severity-warning = تحذير
severity-info = ملاحظة

## مدى اكتمال الترجمات وحداثتها

dashboard-title = حالة الترجمة
dashboard-hint = مدى اكتمال كل لغة وحداثتها، والمشكلات التي عُثر عليها فيها.
dashboard-languages = اللغات
dashboard-pages = الصفحات
dashboard-language = اللغة
dashboard-page = الصفحة
dashboard-rows = الصفوف
dashboard-blocks = النصوص
dashboard-units = الصفوف والنصوص
dashboard-findings = المشكلات
dashboard-left-out = الصفحات غير المعروضة: { $count }
to-do-more = المزيد: { $count }
to-do-nothing = لا يُعرف وجود شيء قديم أو مفقود أو غير مترجم.
# حالة صف من جدول في لغة ما: تعلو هذه الكلمات أعمدة من الأرقام.
state-fresh = محدّثة
state-stale = قديمة
state-unknown = غير معروفة
state-untranslated = غير مترجمة
state-missing = مفقودة
state-orphan = بلا أصل
# الأمر نفسه لصفحة واحدة بلغة واحدة.
page-state-source = الأصل
page-state-fresh = محدّثة
page-state-stale = قديمة
page-state-unknown = مترجمة
page-state-untranslated = غير مترجمة
page-state-missing = مفقودة
page-state-orphan = بلا أصل
dashboard-translated = { $translated } من { $total }

## للبرامج التي تقرأ الموقع

llms-hint = تتوفر كل صفحة أيضًا بتنسيق Markdown: أضف index.html.md إلى عنوانها.
llms-entries = الأخطاء
llms-languages = اللغات

## عنوان كان للصفحة من قبل

page-moved = انتقلت هذه الصفحة إلى عنوان جديد
