//! What an edit of the source leaves behind in its translations, block by block and in any number of languages.

use serde_json::Value;

use crate::fixtures::git_repository::git;
use crate::fixtures::site_folder::SiteFolder;

const PATH: &str = "okta.md";

/// A page in one language. The blocks are at the same lines in all of them.
struct Texts {
    tag: &'static str,
    description: &'static str,
    title: &'static str,
    opening: &'static str,
    section: &'static str,
    token: &'static str,
    items: [&'static str; 3],
    limits: &'static str,
    minute: &'static str,
    header: [&'static str; 2],
    row: [&'static str; 2],
}

const ENGLISH: Texts = Texts {
    tag: "en-US",
    description: "How Okta is connected.",
    title: "Connect Okta",
    opening: "Sign in as an administrator. The change can be undone.",
    section: "Tokens",
    token: "The token expires after 30 days without use, and a new one is made.",
    items: ["Open the settings of the tenant.", "Copy the token to a safe place.", "Close the window again."],
    limits: "Limits",
    minute: "Okta answers at most 600 requests a minute for each tenant.",
    header: ["Error message", "What to do"],
    row: ["HttpRequestFailure: 401", "Make a new token."],
};

/// In the order in which sites with fewer languages take them.
const TRANSLATIONS: [Texts; 8] = [
    Texts {
        tag: "nl-NL",
        description: "Hoe Okta wordt verbonden.",
        title: "Okta verbinden",
        opening: "Meld je aan als beheerder. De wijziging kan ongedaan worden gemaakt.",
        section: "Tokens beheren",
        token: "Het token verloopt na 30 dagen zonder gebruik, en er wordt een nieuw gemaakt.",
        items: [
            "Open de instellingen van de tenant.",
            "Kopieer het token naar een veilige plek.",
            "Sluit het venster weer.",
        ],
        limits: "Limieten",
        minute: "Okta beantwoordt hooguit 600 verzoeken per minuut voor elke tenant.",
        header: ["Foutmelding", "Wat te doen"],
        row: ["HttpRequestFailure: 401", "Maak een nieuw token."],
    },
    Texts {
        tag: "zh-TW",
        description: "如何連接 Okta。",
        title: "連接 Okta",
        opening: "請以系統管理員身分登入。此變更可以復原。",
        section: "權杖",
        token: "權杖在 30 天未使用後過期，並會建立新的權杖。",
        items: ["開啟租用戶的設定。", "將權杖複製到安全的地方。", "再次關閉視窗。"],
        limits: "限制",
        minute: "Okta 對每個租用戶每分鐘最多回應 600 個要求。",
        header: ["錯誤訊息", "解決方法"],
        row: ["HttpRequestFailure: 401", "建立新的權杖。"],
    },
    Texts {
        tag: "de-DE",
        description: "Wie Okta verbunden wird.",
        title: "Okta verbinden",
        opening: "Melde dich als Administrator an. Die Änderung lässt sich rückgängig machen.",
        section: "Token verwalten",
        token: "Das Token läuft nach 30 Tagen ohne Nutzung ab, und ein neues wird erstellt.",
        items: [
            "Öffne die Einstellungen des Mandanten.",
            "Kopiere das Token an einen sicheren Ort.",
            "Schließe das Fenster wieder.",
        ],
        limits: "Grenzen",
        minute: "Okta beantwortet höchstens 600 Anfragen pro Minute für jeden Mandanten.",
        header: ["Fehlermeldung", "Abhilfe"],
        row: ["HttpRequestFailure: 401", "Erstelle ein neues Token."],
    },
    Texts {
        tag: "fr-FR",
        description: "Comment connecter Okta.",
        title: "Connecter Okta",
        opening: "Connectez-vous en tant qu'administrateur. La modification peut être annulée.",
        section: "Jetons",
        token: "Le jeton expire après 30 jours sans utilisation, et un nouveau est créé.",
        items: ["Ouvrez les paramètres du locataire.", "Copiez le jeton dans un endroit sûr.", "Refermez la fenêtre."],
        limits: "Limites",
        minute: "Okta répond au plus à 600 requêtes par minute pour chaque locataire.",
        header: ["Message d'erreur", "Solution"],
        row: ["HttpRequestFailure: 401", "Créez un nouveau jeton."],
    },
    Texts {
        tag: "es-ES",
        description: "Cómo se conecta Okta.",
        title: "Conectar Okta",
        opening: "Inicie sesión como administrador. El cambio se puede deshacer.",
        section: "Fichas",
        token: "La ficha caduca tras 30 días sin uso, y se crea una nueva.",
        items: [
            "Abra la configuración del inquilino.",
            "Copie la ficha en un lugar seguro.",
            "Cierre de nuevo la ventana.",
        ],
        limits: "Límites",
        minute: "Okta responde como máximo a 600 solicitudes por minuto para cada inquilino.",
        header: ["Mensaje de error", "Solución"],
        row: ["HttpRequestFailure: 401", "Cree una ficha nueva."],
    },
    Texts {
        tag: "pt-BR",
        description: "Como o Okta é conectado.",
        title: "Conectar o Okta",
        opening: "Entre como administrador. A alteração pode ser desfeita.",
        section: "Fichas de acesso",
        token: "A ficha expira após 30 dias sem uso, e uma nova é criada.",
        items: [
            "Abra as configurações do locatário.",
            "Copie a ficha para um lugar seguro.",
            "Feche a janela novamente.",
        ],
        limits: "Limites",
        minute: "O Okta responde a no máximo 600 solicitações por minuto para cada locatário.",
        header: ["Mensagem de erro", "Solução"],
        row: ["HttpRequestFailure: 401", "Crie uma nova ficha."],
    },
    Texts {
        tag: "ja-JP",
        description: "Okta を接続する方法。",
        title: "Okta の接続",
        opening: "管理者としてサインインします。変更は元に戻せます。",
        section: "トークン",
        token: "トークンは 30 日間使用しないと期限切れになり、新しいものが作成されます。",
        items: ["テナントの設定を開きます。", "トークンを安全な場所にコピーします。", "ウィンドウを閉じます。"],
        limits: "制限",
        minute: "Okta はテナントごとに 1 分あたり最大 600 件の要求に応答します。",
        header: ["エラー メッセージ", "対処方法"],
        row: ["HttpRequestFailure: 401", "新しいトークンを作成します。"],
    },
    Texts {
        tag: "ru-RU",
        description: "Как подключить Okta.",
        title: "Подключение Okta",
        opening: "Войдите как администратор. Изменение можно отменить.",
        section: "Токены",
        token: "Срок действия токена истекает через 30 дней без использования, и создаётся новый.",
        items: ["Откройте параметры клиента.", "Скопируйте токен в надёжное место.", "Снова закройте окно."],
        limits: "Ограничения",
        minute: "Okta отвечает не более чем на 600 запросов в минуту для каждого клиента.",
        header: ["Сообщение об ошибке", "Решение"],
        row: ["HttpRequestFailure: 401", "Создайте новый токен."],
    },
];

/// The page, with its blocks at the lines 2, 3, 6, 8, 10, 12, 14 to 16, 18 to 20, 22, 24, and the table at 26 to 28.
fn page(texts: &Texts) -> String {
    let Texts { description, title, opening, section, token, items, limits, minute, header, row, .. } = texts;
    let items = items.map(|item| format!("- {item}\n")).concat();
    format!(
        "---\ntitle: {title}\ndescription: {description}\n---\n\n# {title}\n\n{opening}\n\n## {section}\n\n{token}\n\n{items}\n```sh\nokta token --days 30\n```\n\n## {limits}\n\n{minute}\n\n| {} | {} |\n| --- | --- |\n| {} | {} |\n",
        header[0], header[1], row[0], row[1]
    )
}

/// A committed site with the source and so many translations.
fn site(translations: usize) -> SiteFolder {
    let mut site = SiteFolder::empty().with("hexapla.toml", "[content]\nsource_locale = \"en-US\"\n");
    for texts in std::iter::once(&ENGLISH).chain(&TRANSLATIONS[..translations]) {
        site = site.with(&format!("content/{}/{PATH}", texts.tag), page(texts));
    }
    git(site.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "x"]);
    site
}

fn since_head(site: &SiteFolder) -> Vec<Value> {
    let run = site.run(&["check", "--since", "HEAD", "--format", "json"]);
    assert!(run.code < 2, "{run:?}");
    run.json()["findings"].as_array().unwrap().clone()
}

/// `rule severity line` of each finding in one language.
fn of_locale(findings: &[Value], tag: &str) -> Vec<String> {
    let own = findings.iter().filter(|finding| finding["locale"] == tag);
    let line = |finding: &Value| finding["range"]["start"]["line"].as_u64().unwrap();
    own.map(|finding| {
        format!("{} {} {}", finding["rule"].as_str().unwrap(), finding["severity"].as_str().unwrap(), line(finding))
    })
    .collect()
}

/// Edits of the English page, and what each of its translations then has.
fn edits() -> Vec<(&'static str, String, Vec<&'static str>)> {
    let english = page(&ENGLISH);
    let edit = |old: &str, new: &str| {
        assert!(english.contains(old), "{old}");
        english.replacen(old, new, 1)
    };
    let section = "## Before you start\n\nAsk the owner of each mailbox.\n\n- Keep the list for two years.\n\n";
    let tokens = english.find("## Tokens").unwrap();
    let limits = english.find("## Limits").unwrap();
    let table = english.find("| Error").unwrap();
    let swapped = format!(
        "{}{}\n\n{}{}",
        &english[..tokens],
        english[limits..table].trim_end(),
        &english[tokens..limits],
        &english[table..]
    );
    vec![
        ("a word in the title", edit("title: Connect Okta", "title: Join Okta"), vec!["stale-block warning 2"]),
        ("the level of a heading", edit("## Limits", "### Limits"), vec!["stale-block warning 22"]),
        ("the language of code", edit("```sh", "```bash"), vec!["stale-block warning 19"]),
        ("a word in the description", edit("is connected.", "is joined."), vec!["stale-block warning 3"]),
        ("a word in a heading", edit("## Tokens", "## Keys"), vec!["stale-block warning 10"]),
        ("a number in prose", edit("30 days without", "60 days without"), vec!["stale-block warning 12"]),
        ("a negation", edit("can be undone", "cannot be undone"), vec!["stale-block warning 8"]),
        ("a sentence", edit("is made.\n", "is made. Ask for it.\n"), vec!["stale-block warning 12"]),
        ("a word in an item", edit("a safe place", "a dry place"), vec!["stale-block warning 15"]),
        ("a line of code", edit("--days 30", "--days 60"), vec!["stale-block warning 19"]),
        ("a word in a header", edit("What to do", "How to act"), vec!["stale-block warning 26"]),
        ("a code in a row", edit("Failure: 401", "Failure: 403"), vec!["stale-row warning 28"]),
        (
            "a paragraph more",
            edit("## Tokens\n", "A copy is kept for seven days.\n\n## Tokens\n"),
            vec!["missing-paragraph warning 8"],
        ),
        ("an item more", edit("- Close", "- Restart the collector.\n- Close"), vec!["missing-paragraph warning 15"]),
        ("a section more", edit("## Limits", &format!("{section}## Limits")), vec!["missing-section warning 19"]),
        ("a paragraph less", edit(&format!("{}\n\n", ENGLISH.token), ""), vec!["extra-paragraph warning 12"]),
        ("an item less", edit("- Close the window again.\n", ""), vec!["extra-paragraph warning 16"]),
        ("a section less", format!("{}{}", &english[..tokens], &english[limits..]), vec!["extra-section warning 10"]),
        ("punctuation", edit("without use, and", "without use and"), vec!["stale-block info 12"]),
        ("sections in another order", swapped, vec![]),
        ("other line breaks", edit("days without use, and a", "days without use,\nand a"), vec![]),
        ("a paragraph in two", edit("administrator. The", "administrator.\n\nThe"), vec![]),
        ("other spaces", edit("Okta answers at most", "Okta  answers at  most"), vec![]),
    ]
}

#[test]
fn an_edit_of_the_source_is_reported_once_of_each_translation_whether_there_are_two_three_five_or_nine_languages() {
    for count in [1, 2, 4, 8] {
        let mut site = site(count);
        for (name, edited, expected) in edits() {
            site = site.with(&format!("content/en-US/{PATH}"), edited);
            let findings = since_head(&site);
            for texts in &TRANSLATIONS[..count] {
                assert_eq!(of_locale(&findings, texts.tag), expected, "{name}, {count} translations, {}", texts.tag);
            }
            let others = findings.iter().filter(|finding| finding["locale"] == "en-US").count();
            assert_eq!((others, findings.len()), (0, expected.len() * count), "{name}, {count} translations");
        }
    }
}

#[test]
fn what_the_same_change_translates_is_not_reported() {
    let dutch = |page: String, old: &str, new: &str| page.replacen(old, new, 1);
    for (english, old, new) in [
        ("30 days without", "30 dagen zonder", "60 dagen zonder"),
        ("A copy is kept.", "## Tokens beheren", "Een kopie blijft bewaard.\n\n## Tokens beheren"),
    ] {
        let page_now = match english {
            "A copy is kept." => page(&ENGLISH).replacen("## Tokens", "A copy is kept.\n\n## Tokens", 1),
            _ => page(&ENGLISH).replacen(english, "60 days without", 1),
        };
        let site = site(2)
            .with(&format!("content/en-US/{PATH}"), page_now)
            .with(&format!("content/nl-NL/{PATH}"), dutch(page(&TRANSLATIONS[0]), old, new));
        let findings = since_head(&site);
        assert_eq!(of_locale(&findings, "nl-NL"), Vec::<String>::new(), "{findings:#?}");
        assert_eq!(findings.len(), 1, "only Chinese is behind: {findings:#?}");
        assert_eq!(findings[0]["locale"], "zh-TW");
    }
}

#[test]
fn a_translation_that_drops_a_block_lacks_it_and_one_that_rewrites_it_does_not() {
    let dutch = page(&TRANSLATIONS[0]);
    let without = dutch.replacen(&format!("{}\n\n", TRANSLATIONS[0].minute), "", 1);
    let site = site(2).with(&format!("content/nl-NL/{PATH}"), without);
    assert_eq!(of_locale(&since_head(&site), "nl-NL"), ["missing-paragraph warning 22"]);
    let rewritten = dutch.replacen(TRANSLATIONS[0].minute, "Elke tenant mag 600 keer per minuut iets vragen.", 1);
    let site = site.with(&format!("content/nl-NL/{PATH}"), rewritten);
    assert_eq!(since_head(&site), Vec::<Value>::new());
}

#[test]
fn what_a_translation_alone_changes_is_reported_whatever_it_is() {
    let dutch = page(&TRANSLATIONS[0]);
    let conflict = "<<<<<<< HEAD\n| HttpRequestFailure: 401 | Maak er een. |\n=======\n| HttpRequestFailure: 401 | Vraag erom. |\n>>>>>>> tak\n";
    for (old, new, rule) in [
        ("| HttpRequestFailure: 401 |", "| HttpRequestFailure: 401 | Okta |", "ragged-row"),
        ("title: Okta verbinden", "layout: [a, b", "front-matter-invalid"),
        ("## Limieten", "### Limieten", "heading-level-changed"),
        ("token --days 30", "token --days 60", "code-block-changed"),
        ("30 dagen zonder", "60 dagen zonder", "number-changed"),
        ("| HttpRequestFailure: 401 | Maak een nieuw token. |\n", conflict, "merge-conflict"),
    ] {
        assert!(dutch.contains(old), "{old}");
        let site = site(2).with(&format!("content/nl-NL/{PATH}"), dutch.replacen(old, new, 1));
        let found = since_head(&site);
        assert!(found.iter().any(|finding| finding["rule"] == rule), "{rule}: {found:#?}");
    }
}

#[test]
fn a_section_with_sections_in_it_is_one_finding_and_so_is_a_description_over_several_lines() {
    let nested = "## Keys\n\nA key is a secret.\n\n### Make one\n\nPress the button.\n\n### Delete one\n\nPress it again.\n\n## Limits";
    let english = page(&ENGLISH);
    let site = site(1).with(&format!("content/en-US/{PATH}"), english.replacen("## Limits", nested, 1));
    assert_eq!(of_locale(&since_head(&site), "nl-NL"), ["missing-section warning 19"]);
    let folded = |page: String, word: &str| page.replacen("description: ", &format!("description: >\n  {word} "), 1);
    let site = site
        .with(&format!("content/en-US/{PATH}"), folded(english.clone(), "Here:"))
        .with(&format!("content/nl-NL/{PATH}"), folded(page(&TRANSLATIONS[0]), "Hier:"));
    git(site.path(), &["commit", "--quiet", "--all", "--message", "y"]);
    let site = site.with(&format!("content/en-US/{PATH}"), folded(english, "Below:"));
    assert_eq!(of_locale(&since_head(&site), "nl-NL"), ["stale-block warning 3"]);
}

#[test]
fn a_section_that_moves_to_another_page_is_no_finding() {
    let tokens = page(&ENGLISH).find("## Tokens").unwrap();
    let limits = page(&ENGLISH).find("## Limits").unwrap();
    let english = page(&ENGLISH);
    let mut site = site(2);
    for (tag, text) in [
        ("en-US", "# Tokens of all apps\n"),
        ("nl-NL", "# Tokens van alle apps\n"),
        ("zh-TW", "# 所有應用程式的權杖\n"),
    ] {
        site = site.with(&format!("content/{tag}/tokens.md"), text);
    }
    git(site.path(), &["add", "--all"]);
    git(site.path(), &["commit", "--quiet", "--message", "y"]);
    let site = site
        .with(&format!("content/en-US/{PATH}"), format!("{}{}", &english[..tokens], &english[limits..]))
        .with("content/en-US/tokens.md", format!("# Tokens of all apps\n\n{}", &english[tokens..limits]));
    assert_eq!(since_head(&site), Vec::<Value>::new());
}

#[test]
fn a_column_that_the_source_adds_is_one_finding_of_each_translation() {
    let english = page(&ENGLISH)
        .replace("| Error message | What to do |", "| Error message | App | What to do |")
        .replace("| --- | --- |", "| --- | --- | --- |")
        .replace("| HttpRequestFailure: 401 | Make", "| HttpRequestFailure: 401 | Okta | Make");
    let site = site(4).with(&format!("content/en-US/{PATH}"), english);
    let findings = since_head(&site);
    let rules: Vec<&str> = findings.iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["missing-column"; 4], "{findings:#?}");
}

#[test]
fn the_words_of_the_source_before_and_after_are_in_every_format() {
    let edited = page(&ENGLISH).replacen("30 days without", "60 days without", 1);
    let site = site(1).with(&format!("content/en-US/{PATH}"), edited);
    for format in ["full", "concise", "json", "sarif", "github", "gitlab", "rdjson", "junit", "markdown"] {
        let run = site.run(&["check", "--since", "HEAD", "--format", format, "--quiet"]);
        let has = |words: &str| run.stdout.contains(words);
        assert!(
            run.code == 0 && has("after 30 days without use") && has("after 60 days without use"),
            "{format}: {run:?}"
        );
    }
}
