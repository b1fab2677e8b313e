//! Pages that agree, and the ways in which one of them can be damaged.

use std::fmt::Write;

/// The locales of the pages, the source first.
pub const LOCALES: [&str; 5] = ["en-US", "nl-NL", "zh-TW", "de-DE", "fr-FR"];

/// How many tables like the one below the pages have: what is a habit needs to be seen more than once.
const TABLES: usize = 3;

/// A way of damaging a page: what is put for what in which locale, and the rules of which one must tell.
pub struct Mutation {
    /// The kind of damage.
    pub kind: &'static str,
    /// The locale that is damaged.
    pub locale: &'static str,
    /// A text that stands there, the first one of which is replaced.
    pub from: &'static str,
    /// What is put in its place.
    pub to: &'static str,
    /// Rules that may tell.
    pub rules: &'static [&'static str],
}

/// A row of the table, in all locales.
struct Row([[&'static str; 4]; 5]);

/// Rows of our own about errors that connectors report.
const ROWS: [Row; 8] = [
    Row([
        [
            "HttpRequestFailure: 401 Unauthorized",
            "Okta",
            "The token was revoked.",
            "Create a new token, and allow it for 30 days.",
        ],
        [
            "HttpRequestFailure: 401 Niet gemachtigd",
            "Okta",
            "Het token is ingetrokken.",
            "Maak een nieuw token en sta het 30 dagen toe.",
        ],
        ["HttpRequestFailure: 401 未經授權", "Okta", "權杖已被撤銷。", "請建立新的權杖，並允許使用 30 天。"],
        [
            "HttpRequestFailure: 401 Nicht autorisiert",
            "Okta",
            "Das Token wurde widerrufen.",
            "Erstellen Sie ein neues Token und lassen Sie es 30 Tage zu.",
        ],
        [
            "HttpRequestFailure: 401 Non autorisé",
            "Okta",
            "Le jeton a été révoqué.",
            "Créez un nouveau jeton et autorisez-le pendant 30 jours.",
        ],
    ]),
    Row([
        [
            "TokenRefreshException: {\"error\":\"invalid_grant\",\"code\":\"AADSTS70008\"}",
            "Office 365",
            "The refresh token expired after 90 days.",
            "Enable the connector again with an account of an administrator.",
        ],
        [
            "TokenRefreshException: {\"error\":\"invalid_grant\",\"code\":\"AADSTS70008\"}",
            "Office 365",
            "Het vernieuwingstoken is na 90 dagen verlopen.",
            "Schakel met het account van een beheerder de connector opnieuw in: hem inschakelen kan alleen een beheerder.",
        ],
        [
            "TokenRefreshException: {\"error\":\"invalid_grant\",\"code\":\"AADSTS70008\"}",
            "Office 365",
            "重新整理權杖在 90 天後過期。",
            "請使用系統管理員的帳戶再次啟用連接器。",
        ],
        [
            "TokenRefreshException: {\"error\":\"invalid_grant\",\"code\":\"AADSTS70008\"}",
            "Office 365",
            "Das Aktualisierungstoken ist nach 90 Tagen abgelaufen.",
            "Aktivieren Sie den Connector mit dem Konto eines Administrators erneut.",
        ],
        [
            "TokenRefreshException: {\"error\":\"invalid_grant\",\"code\":\"AADSTS70008\"}",
            "Office 365",
            "Le jeton d’actualisation a expiré après 90 jours.",
            "Activez à nouveau le connecteur avec le compte d’un administrateur.",
        ],
    ]),
    Row([
        [
            "BoxServerException: 403 Forbidden",
            "Box",
            "The account of Box is not an **Enterprise** account.",
            "Open the [settings](https://example.org/en-us/settings) of Box and add the user `{0}`.",
        ],
        [
            "BoxServerException: 403 Verboden",
            "Box",
            "Het account van Box is geen **Enterprise**-account.",
            "Open de [instellingen](https://example.org/nl-nl/settings) van Box en voeg de gebruiker `{0}` toe: toevoegen is genoeg.",
        ],
        [
            "BoxServerException: 403 禁止",
            "Box",
            "Box 的帳戶不是 **Enterprise** 帳戶。",
            "請開啟 Box 的[設定](https://example.org/zh-tw/settings)，並新增使用者 `{0}`。",
        ],
        [
            "BoxServerException: 403 Verboten",
            "Box",
            "Das Konto von Box ist kein **Enterprise**-Konto.",
            "Öffnen Sie die [Einstellungen](https://example.org/de-de/settings) von Box, und fügen Sie den Benutzer `{0}` hinzu.",
        ],
        [
            "BoxServerException: 403 Interdit",
            "Box",
            "Le compte de Box n’est pas un compte **Enterprise**.",
            "Ouvrez les [paramètres](https://example.org/fr-fr/settings) de Box et ajoutez l’utilisateur `{0}`.",
        ],
    ]),
    Row([
        [
            "SocketTimeoutException",
            "Salesforce",
            "The service did not answer within 60 seconds.",
            "Wait, then test the connection to Salesforce again.",
        ],
        [
            "SocketTimeoutException",
            "Salesforce",
            "De service heeft niet binnen 60 seconden geantwoord.",
            "Wacht even en test daarna de verbinding met Salesforce opnieuw.",
        ],
        [
            "SocketTimeoutException",
            "Salesforce",
            "服務未在 60 秒內回應。",
            "請稍候，然後再次測試與 Salesforce 的連線。",
        ],
        [
            "SocketTimeoutException",
            "Salesforce",
            "Der Dienst hat nicht innerhalb von 60 Sekunden geantwortet.",
            "Warten Sie, und testen Sie dann die Verbindung mit Salesforce erneut.",
        ],
        [
            "SocketTimeoutException",
            "Salesforce",
            "Le service n’a pas répondu dans les 60 secondes.",
            "Patientez, puis testez à nouveau la connexion à Salesforce.",
        ],
    ]),
    Row([
        [
            "GoogleJsonResponseException: 429",
            "G Suite",
            "The daily limit of the service is reached.",
            "Try again after midnight, or ask for a higher limit.",
        ],
        [
            "GoogleJsonResponseException: 429",
            "G Suite",
            "De daglimiet van de service is bereikt.",
            "Probeer het na middernacht opnieuw of vraag om een hogere limiet.",
        ],
        [
            "GoogleJsonResponseException: 429",
            "G Suite",
            "已達到服務的每日上限。",
            "請在午夜之後再試一次，或要求更高的上限。",
        ],
        [
            "GoogleJsonResponseException: 429",
            "G Suite",
            "Das Tageslimit des Diensts ist erreicht.",
            "Versuchen Sie es nach Mitternacht erneut, oder fordern Sie ein höheres Limit an.",
        ],
        [
            "GoogleJsonResponseException: 429",
            "G Suite",
            "La limite quotidienne du service est atteinte.",
            "Réessayez après minuit ou demandez une limite plus élevée.",
        ],
    ]),
    Row([
        [
            "AuthFatalFailureException",
            "ServiceNow",
            "The permissions of the external user are not sufficient.",
            "Give the external user the role of an administrator in ServiceNow.",
        ],
        [
            "AuthFatalFailureException",
            "ServiceNow",
            "De machtigingen van de externe gebruiker zijn niet voldoende.",
            "Geef de externe gebruiker in ServiceNow de rol van beheerder.",
        ],
        [
            "AuthFatalFailureException",
            "ServiceNow",
            "外部使用者的權限不足。",
            "請在 ServiceNow 中將系統管理員角色授與外部使用者。",
        ],
        [
            "AuthFatalFailureException",
            "ServiceNow",
            "Die Berechtigungen des externen Benutzers reichen nicht aus.",
            "Geben Sie dem externen Benutzer in ServiceNow die Rolle eines Administrators.",
        ],
        [
            "AuthFatalFailureException",
            "ServiceNow",
            "Les autorisations de l’utilisateur externe ne sont pas suffisantes.",
            "Attribuez à l’utilisateur externe le rôle d’administrateur dans ServiceNow.",
        ],
    ]),
    Row([
        [
            "ParseException: session_id",
            "Dropbox",
            "The answer of the service cannot be read.",
            "Report the problem with the complete log file to the support team.",
        ],
        [
            "ParseException: session_id",
            "Dropbox",
            "Het antwoord van de service kan niet worden gelezen.",
            "Meld het probleem met het volledige logboekbestand bij het ondersteuningsteam.",
        ],
        ["ParseException: session_id", "Dropbox", "無法讀取服務的回應。", "請將問題連同完整的記錄檔回報給支援小組。"],
        [
            "ParseException: session_id",
            "Dropbox",
            "Die Antwort des Diensts kann nicht gelesen werden.",
            "Melden Sie das Problem mit der vollständigen Protokolldatei dem Supportteam.",
        ],
        [
            "ParseException: session_id",
            "Dropbox",
            "La réponse du service ne peut pas être lue.",
            "Signalez le problème avec le fichier journal complet à l’équipe de support.",
        ],
    ]),
    Row([
        [
            "IOException: 503 Service Unavailable",
            "AWS",
            "The service is being updated and starts anew.",
            "Check the page about its state, then connect the app a second time.",
        ],
        [
            "IOException: 503 Service niet beschikbaar",
            "AWS",
            "De service wordt bijgewerkt en begint opnieuw.",
            "Kijk op de pagina over de status en verbind de app daarna nog een keer.",
        ],
        [
            "IOException: 503 服務無法使用",
            "AWS",
            "服務正在更新並重新開始。",
            "請查看狀態頁面，然後再連接應用程式一次。",
        ],
        [
            "IOException: 503 Dienst nicht verfügbar",
            "AWS",
            "Der Dienst wird aktualisiert und beginnt von vorn.",
            "Prüfen Sie die Seite über den Zustand, und verbinden Sie die App dann noch einmal.",
        ],
        [
            "IOException: 503 Service indisponible",
            "AWS",
            "Le service est en cours de mise à jour et recommence.",
            "Vérifiez la page d’état, puis connectez l’application une nouvelle fois.",
        ],
    ]),
];

/// The words around the tables, in all locales: title, lead, second heading, a paragraph, an item, headers of the table.
const PROSE: [[&str; 9]; 5] = [
    [
        "Errors of connectors",
        "This page lists what connectors report, and what to do.",
        "When nothing helps",
        "Write to the support team, and send them the log of the last 24 hours.",
        "Never send them a password.",
        "Error message",
        "App",
        "Description",
        "Resolution",
    ],
    [
        "Fouten van connectors",
        "Op deze pagina staat wat connectors melden en wat je eraan doet.",
        "Als niets helpt",
        "Schrijf naar het ondersteuningsteam en stuur het logboek van de laatste 24 uur mee.",
        "Stuur ze nooit een wachtwoord.",
        "Foutbericht",
        "App",
        "Beschrijving",
        "Oplossing",
    ],
    [
        "連接器的錯誤",
        "本頁列出連接器回報的內容，以及該怎麼做。",
        "都沒有幫助時",
        "請寫信給支援小組，並附上最近 24 小時的記錄。",
        "千萬不要傳送密碼給他們。",
        "錯誤訊息",
        "應用程式",
        "描述",
        "解決方法",
    ],
    [
        "Fehler von Connectors",
        "Diese Seite nennt, was Connectors melden und was zu tun ist.",
        "Wenn nichts hilft",
        "Schreiben Sie dem Supportteam, und senden Sie das Protokoll der letzten 24 Stunden mit.",
        "Senden Sie niemals ein Kennwort.",
        "Fehlermeldung",
        "App",
        "Beschreibung",
        "Lösung",
    ],
    [
        "Erreurs des connecteurs",
        "Cette page énumère ce que signalent les connecteurs et que faire.",
        "Si rien n’aide",
        "Écrivez à l’équipe de support et envoyez-lui le journal des 24 dernières heures.",
        "Ne leur envoyez jamais de mot de passe.",
        "Message d’erreur",
        "Application",
        "Description",
        "Résolution",
    ],
];

/// The pages of a site that agrees: path and text, for each locale `TABLES` pages.
pub fn pages() -> Vec<(String, String)> {
    let all = (0..LOCALES.len()).flat_map(|locale| (0..TABLES).map(move |number| (locale, number)));
    all.map(|(locale, number)| (path(LOCALES[locale], number), page(locale, number))).collect()
}

/// The page that is damaged: the first of its locale.
pub fn path(locale: &str, number: usize) -> String {
    format!("content/{locale}/errors-{number}.md")
}

fn page(locale: usize, number: usize) -> String {
    let [title, lead, second, paragraph, item, headers @ ..] = PROSE[locale];
    let mut text = format!(
        "---\ntitle: {title}\nms.topic: article\n---\n# <a name=\"errors\"></a>{title}\n\n{lead}\n\n![{title}](media/errors-{number}.png)\n\n"
    );
    writeln!(text, "| {} |\n| --- | --- | --- | --- |", headers.join(" | ")).unwrap();
    for (at, Row(row)) in ROWS.iter().enumerate() {
        // The later pages have the same rows in part, so that names and words are met more than once.
        if number == 0 || at % TABLES != number {
            writeln!(text, "| {} |", row[locale].join(" | ")).unwrap();
        }
    }
    write!(text, "\n## <a name=\"help\"></a>{second}\n\n{paragraph}\n\n- {item}\n").unwrap();
    text
}

/// Every kind of damage.
pub const MUTATIONS: &[Mutation] = &[
    Mutation { kind: "number", locale: "nl-NL", from: "na 90 dagen", to: "na 60 dagen", rules: &["number-changed"] },
    Mutation { kind: "number", locale: "zh-TW", from: "60 秒", to: "80 秒", rules: &["number-changed"] },
    Mutation { kind: "number in prose", locale: "nl-NL", from: "24 uur", to: "48 uur", rules: &["number-changed"] },
    Mutation { kind: "code", locale: "zh-TW", from: "AADSTS70008", to: "AADSTS70003", rules: &["code-changed"] },
    Mutation { kind: "status", locale: "nl-NL", from: "401", to: "403", rules: &["status-changed"] },
    Mutation { kind: "status", locale: "zh-TW", from: "503", to: "500", rules: &["status-changed"] },
    Mutation {
        kind: "identifier",
        locale: "nl-NL",
        from: "SocketTimeoutException",
        to: "SoketTimeoutException",
        rules: &["identifier-changed"],
    },
    Mutation {
        kind: "identifier",
        locale: "zh-TW",
        from: "session_id",
        to: "sesion_id",
        rules: &["identifier-changed"],
    },
    Mutation { kind: "link", locale: "zh-TW", from: "zh-tw/settings", to: "zh-tw/profile", rules: &["link-changed"] },
    Mutation {
        kind: "link dropped",
        locale: "nl-NL",
        from: "[instellingen](https://example.org/nl-nl/settings)",
        to: "instellingen",
        rules: &["link-changed"],
    },
    Mutation {
        kind: "inline code",
        locale: "nl-NL",
        from: "`{0}`",
        to: "`{o}`",
        rules: &["inline-code-changed", "placeholder-changed"],
    },
    Mutation {
        kind: "placeholder",
        locale: "zh-TW",
        from: "`{0}`",
        to: "`{1}`",
        rules: &["inline-code-changed", "placeholder-changed"],
    },
    Mutation { kind: "bold", locale: "nl-NL", from: "**Enterprise**", to: "Enterprise", rules: &["markup-changed"] },
    Mutation {
        kind: "bold",
        locale: "zh-TW",
        from: "**Enterprise**",
        to: "**Enterprise *",
        rules: &["markup-changed"],
    },
    Mutation { kind: "JSON key", locale: "nl-NL", from: "\"error\":", to: "\"fout\":", rules: &["payload-broken"] },
    Mutation {
        kind: "JSON quote",
        locale: "zh-TW",
        from: "\"invalid_grant\"",
        to: "「invalid_grant」",
        rules: &["payload-broken", "identifier-changed"],
    },
    Mutation { kind: "name", locale: "zh-TW", from: "| Box |", to: "| 方塊 |", rules: &["name-translated"] },
    Mutation {
        kind: "name",
        locale: "nl-NL",
        from: "met Salesforce",
        to: "met Verkoopkracht",
        rules: &["name-translated"],
    },
    Mutation {
        kind: "name's case",
        locale: "nl-NL",
        from: "| Salesforce |",
        to: "| SalesForce |",
        rules: &["name-case"],
    },
    Mutation { kind: "empty cell", locale: "zh-TW", from: "權杖已被撤銷。", to: "", rules: &["empty-cell"] },
    Mutation {
        kind: "truncated cell",
        locale: "nl-NL",
        from: " met het volledige logboekbestand bij het ondersteuningsteam.",
        to: "",
        rules: &["truncated-cell"],
    },
    Mutation {
        kind: "truncated cell",
        locale: "zh-TW",
        from: "，然後再連接應用程式一次。",
        to: "",
        rules: &["truncated-cell"],
    },
    Mutation {
        kind: "swapped cells",
        locale: "nl-NL",
        from: "De service wordt bijgewerkt en begint opnieuw. | Kijk op de pagina over de status en verbind de app daarna nog een keer.",
        to: "Kijk op de pagina over de status en verbind de app daarna nog een keer. | De service wordt bijgewerkt en begint opnieuw.",
        rules: &["swapped-cells", "terminal-punctuation", "reversed-meaning", "truncated-cell"],
    },
    Mutation {
        kind: "swapped cells",
        locale: "zh-TW",
        from: "| Okta | 權杖已被撤銷。 |",
        to: "| 權杖已被撤銷。 | Okta |",
        rules: &["swapped-cells", "name-translated"],
    },
    Mutation {
        kind: "doubled word",
        locale: "nl-NL",
        from: "het probleem",
        to: "het het probleem",
        rules: &["doubled-word"],
    },
    Mutation {
        kind: "doubled word", locale: "zh-TW", from: "支援小組", to: "支援支援小組", rules: &["doubled-word"]
    },
    Mutation {
        kind: "antonym",
        locale: "nl-NL",
        from: "inschakelen",
        to: "uitschakelen",
        rules: &["reversed-meaning"],
    },
    Mutation {
        kind: "antonym", locale: "zh-TW", from: "啟用連接器", to: "停用連接器", rules: &["reversed-meaning"]
    },
    Mutation {
        kind: "antonym",
        locale: "zh-TW",
        from: "外部使用者的",
        to: "內部使用者的",
        rules: &["reversed-meaning"],
    },
    Mutation {
        kind: "wrong script",
        locale: "zh-TW",
        from: "無法讀取服務的回應",
        to: "无法读取服务的回应",
        rules: &["wrong-script"],
    },
    Mutation {
        kind: "untranslated cell",
        locale: "nl-NL",
        from: "Het antwoord van de service kan niet worden gelezen.",
        to: "The answer of the service cannot be read.",
        rules: &["untranslated-cell"],
    },
    Mutation {
        kind: "untranslated cell",
        locale: "zh-TW",
        from: "服務正在更新並重新開始。",
        to: "The service is being updated and starts anew.",
        rules: &["untranslated-cell"],
    },
    Mutation {
        kind: "replacement character",
        locale: "zh-TW",
        from: "每日上限",
        to: "每\u{fffd}上限",
        rules: &["corrupted-text"],
    },
    Mutation {
        kind: "wrong encoding", locale: "fr-FR", from: "révoqué", to: "rÃ©voquÃ©", rules: &["corrupted-text"]
    },
    Mutation {
        kind: "row dropped",
        locale: "nl-NL",
        from: "| ParseException: session_id | Dropbox | Het antwoord van de service kan niet worden gelezen. | Meld het probleem met het volledige logboekbestand bij het ondersteuningsteam. |\n",
        to: "",
        rules: &["missing-row"],
    },
    Mutation {
        kind: "row doubled",
        locale: "zh-TW",
        from: "| SocketTimeoutException | Salesforce | 服務未在 60 秒內回應。 | 請稍候，然後再次測試與 Salesforce 的連線。 |\n",
        to: "| SocketTimeoutException | Salesforce | 服務未在 60 秒內回應。 | 請稍候，然後再次測試與 Salesforce 的連線。 |\n| SocketTimeoutException | Salesforce | 服務未在 60 秒內回應。 | 請稍候，然後再次測試與 Salesforce 的連線。 |\n",
        rules: &["duplicate-row"],
    },
    Mutation {
        kind: "paragraph dropped",
        locale: "nl-NL",
        from: "Schrijf naar het ondersteuningsteam en stuur het logboek van de laatste 24 uur mee.\n\n",
        to: "",
        rules: &["missing-paragraph"],
    },
    Mutation {
        kind: "lead dropped",
        locale: "zh-TW",
        from: "本頁列出連接器回報的內容，以及該怎麼做。\n\n",
        to: "",
        rules: &["missing-paragraph", "missing-section"],
    },
    Mutation {
        kind: "list item dropped",
        locale: "zh-TW",
        from: "- 千萬不要傳送密碼給他們。\n",
        to: "",
        rules: &["missing-paragraph"],
    },
    Mutation {
        kind: "image dropped",
        locale: "nl-NL",
        from: "![Fouten van connectors](media/errors-0.png)\n\n",
        to: "",
        rules: &["missing-image"],
    },
    Mutation { kind: "heading level", locale: "zh-TW", from: "## ", to: "### ", rules: &["heading-level-changed"] },
    Mutation {
        kind: "anchor",
        locale: "nl-NL",
        from: "<a name=\"help\">",
        to: "<a name=\"hulp\">",
        rules: &["heading-anchor-drift"],
    },
    Mutation {
        kind: "front matter",
        locale: "zh-TW",
        from: "ms.topic: article",
        to: "ms.topic: reference",
        rules: &["front-matter-drift"],
    },
    Mutation {
        kind: "front matter dropped",
        locale: "nl-NL",
        from: "title: Fouten van connectors\n",
        to: "",
        rules: &["front-matter-drift"],
    },
];
