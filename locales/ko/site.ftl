# 사이트 인터페이스의 문구(한국어).

number = { $value }
date = { DATETIME($date) }

## 모든 페이지 공통

site-title = 문서
skip-to-content = 본문으로 건너뛰기
search-label = 사이트 검색
search-placeholder = 오류 메시지, 코드 또는 검색어
search-button = 검색
language-picker = 언어
not-translated = 번역되지 않음
all-languages = 모든 언어
navigation-label = 탐색
navigation-home = 홈
navigation-pages = 페이지
navigation-errors = 유형별 오류 찾기
on-this-page = 이 페이지의 내용
breadcrumbs = 현재 위치
pager-label = 이전 및 다음 페이지
page-previous = 이전
page-next = 다음
page-updated = 최종 변경일: { $date }
page-stale = 이 페이지가 번역된 후 원문이 변경되었습니다.
page-stale-since = 이 페이지의 원문이 { $date } 이후 변경되었습니다.
notice-stale = 여기서 아직 업데이트되지 않음: { $units }.
notice-missing = 여기에 없음: { $units }.
notice-orphan = 원문에서 삭제됨: { $units }.
notice-compare = 변경 내용 보기
unit-title = 제목 { $count }개
unit-description = 설명 { $count }개
unit-section = 섹션 { $count }개
unit-heading = 소제목 { $count }개
unit-paragraph = 단락 { $count }개
unit-item = 목록 항목 { $count }개
unit-row = 행 { $count }개
unit-header = 표 머리글 { $count }개
unit-code = 코드 블록 { $count }개
unit-html = HTML 블록 { $count }개
read-original = 원문 읽기({ $language })
footer-status = 번역 현황
footer-feed = 변경 사항
feed-title = { $title }: 변경 사항
fallback-notice = 이 페이지는 아직 번역되지 않았습니다. 현재 표시 언어: { $language }

## 본문

alert-note = 참고
alert-tip = 팁
alert-important = 중요
alert-warning = 경고
alert-caution = 주의
broken-link = “{ $target }” 페이지가 없습니다
broken-include = “{ $target }” 파일을 포함할 수 없습니다
missing-image = “{ $target }” 이미지가 없습니다
watch-video = { $host }에서 동영상 보기
task-done = 완료
task-open = 미완료
footnotes = 각주
footnote-back = 본문으로 돌아가기
table-label = 표 { $number }: { $title }
row-fallback = 이 행은 아직 번역되지 않았습니다. 현재 표시 언어: { $language }
filter-label = 이 표의 행 필터링
filter-placeholder = 행 필터링
# 필터를 해제하는 단추.
filter-clear = 모든 행 표시
# 브라우저가 $shown과 $total 자리에 숫자를 넣는다.
filter-count = 전체 { $total }행 중 { $shown }행 표시
filter-none = 조건을 모두 만족하는 행이 없습니다.
# 하나의 앱, 예외 또는 상태에 관한 행만 표시하는 단추 줄의 이름.
facet-apps = 앱
facet-exceptions = 예외
facet-status = HTTP 상태
# $entry는 오류 메시지의 앞부분이다.
copy-row = “{ $entry }” 메시지 복사
copy-code = 코드 복사
row-permalink = “{ $entry }” 행 링크
entry-details = “{ $entry }” 자세히 보기

## 홈

home-pages = 페이지
home-others = 다른 페이지
topics-apps = 앱
topics-exceptions = 예외
topics-status = HTTP 상태 코드
entry-count = 오류 { $count }개

## 앱, 예외 또는 상태

topic-title-apps = { $name } 오류
topic-title-exceptions = { $name }
topic-title-status = HTTP 상태 { $name }
topic-description-apps = { $name } 관련 알려진 오류 { $count }개의 원인과 해결 방법입니다.
topic-description-exceptions = { $name } 예외가 발생하는 알려진 오류 { $count }개의 원인과 해결 방법입니다.
topic-description-status = HTTP 상태 { $name } 관련 알려진 오류 { $count }개의 원인과 해결 방법입니다.

## 오류 항목

field-message = 메시지
field-applies_to = 앱
field-description = 원인
field-resolution = 해결 방법
entry-in-table = 표에서 이 행 보기
entry-translations = 다른 언어
entry-related = 관련 오류
related-apps = 같은 앱: { $name }
related-exceptions = 같은 예외: { $name }
related-status = 같은 HTTP 상태: { $name }
copy-message = 메시지 복사
copied = 복사됨
entry-also = 이 오류가 있는 다른 곳
entry-siblings = 같은 표의 다른 오류
entry-changed = 원문은 { $date }에 마지막으로 변경되었습니다.
entry-fresh = 이 번역은 최신 상태입니다.
entry-stale = 번역된 후 원문이 변경되었습니다.
entry-compare = 모든 언어 비교

## 검색

search-title = 검색
search-hint = 오류 메시지나 로그 한 줄을 언어에 관계없이 그대로 붙여 넣으세요.
search-results = 검색 결과
search-needs-script = 검색하려면 JavaScript가 필요합니다. JavaScript 없이도 홈 페이지의 앱, 예외, 상태 코드 목록에서 모든 오류를 찾을 수 있습니다.
search-none = 검색 결과가 없습니다. 예외나 앱의 이름 또는 메시지에 있는 코드로 검색해 보세요.
search-loading = 검색 중…
search-failed = 검색 색인을 불러올 수 없습니다. 연결을 확인하고 다시 시도하세요.
# 브라우저가 $count 자리에 숫자를 넣는다.
search-count-zero = 결과 { $count }개
search-count-one = 결과 { $count }개
search-count-two = 결과 { $count }개
search-count-few = 결과 { $count }개
search-count-many = 결과 { $count }개
search-count-other = 결과 { $count }개

## 연결되는 페이지가 없는 주소

not-found-title = 페이지를 찾을 수 없음
not-found-text = 이 주소에는 페이지가 없습니다.
not-found-home = 홈으로 이동

## 행의 이전 이름

retired-moved = 이 오류의 주소가 변경되었습니다
retired-gone = 이 오류는 더 이상 목록에 없습니다

## 페이지의 모든 언어 나란히 보기

# $title 페이지의 모든 행을 모든 언어로 표시하는 페이지의 제목.
compare-title = “{ $title }” 모든 언어 비교
compare-hint = 페이지의 각 행을 모든 언어로 나란히 표시합니다. 발견된 문제는 강조 표시하고 텍스트 아래에 설명합니다. 행 아래에는 문제가 발견된 본문을 표시합니다.
compare-columns = 표시할 언어
compare-marked = 처리할 행만
compare-row = 행
compare-missing = 여기에는 이 행이 없습니다.
compare-missing-block = 여기에는 이 텍스트가 없습니다.
compare-changed = 원문의 변경 내용:
words-removed = 삭제됨:
words-added = 추가됨:
compare-keys = 화살표 키로 셀 사이를, Home과 End로 행의 양 끝으로, n과 p로 다음 및 이전 문제로 이동합니다.
compare-none = 이 페이지에서 발견된 문제가 없습니다.
finding-count = 문제 { $count }개
severity-error = 오류
severity-warning = 경고
severity-info = 참고

## 번역의 완성도와 최신 여부

dashboard-title = 번역 현황
dashboard-hint = 언어별 번역의 완성도와 최신 여부, 발견된 문제를 보여 줍니다.
dashboard-languages = 언어
dashboard-pages = 페이지
dashboard-language = 언어
dashboard-page = 페이지
dashboard-rows = 행
dashboard-blocks = 본문
dashboard-units = 행과 본문
dashboard-findings = 문제
dashboard-left-out = 표시되지 않은 페이지: { $count }
to-do-more = { $count }개 더
to-do-nothing = 오래되었거나 누락되었거나 번역되지 않은 것으로 알려진 항목이 없습니다.
# 한 언어에서 표의 행이 어떤 상태인지 나타낸다. 숫자 열의 머리글이다.
state-fresh = 최신
state-stale = 오래됨
state-unknown = 알 수 없음
state-untranslated = 번역되지 않음
state-missing = 누락
state-orphan = 원문 없음
# 한 언어에서 한 페이지의 상태.
page-state-source = 원문
page-state-fresh = 최신
page-state-stale = 오래됨
page-state-unknown = 번역됨
page-state-untranslated = 번역되지 않음
page-state-missing = 누락
page-state-orphan = 원문 없음
dashboard-translated = { $translated } / { $total }

## 사이트를 읽는 프로그램용

llms-hint = 모든 페이지는 Markdown으로도 제공됩니다. 주소 뒤에 index.html.md를 붙이세요.
llms-entries = 오류
llms-languages = 언어

## 페이지의 이전 주소

page-moved = 이 페이지의 주소가 변경되었습니다
