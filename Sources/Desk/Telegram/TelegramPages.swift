import Kernel
import Web

/// Bots by which customers write on Telegram.
struct TelegramBotsPage {
    let t: Texts
    let bots: [TelegramBot]

    var title: String { t("telegram.title") }

    var html: HTML {
        let add = LinkButton(t("telegram.add"), href: "\(TelegramRoutes.path)/new", .primary).html
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("telegram.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(bots.isEmpty ? EmptyState(.firstUse, t("telegram.none"), t("telegram.none.hint")).html : table.html)
            """
    }

    private var table: Table<TelegramBot> {
        Table(bots, caption: title) {
            Column(t("telegram.name")) {
                Who($0.name, href: "\(TelegramRoutes.path)/\($0.id)", beneath: $0.username.isEmpty ? $0.base : "@\($0.username)").html
            }
            Column(t("telegram.state")) { TelegramBadge(t: t, bot: $0).html }
            Column(t("telegram.read")) { $0.readAt.map { Moment(t, $0).html } ?? "–" }
        }
    }
}

struct TelegramBadge: Markup {
    let t: Texts
    let bot: TelegramBot

    var html: HTML {
        if bot.failingSince != nil { return Badge(t("telegram.state.failing"), tone: .bad).html }
        return Badge(t(bot.readAt == nil ? "telegram.state.new" : "telegram.state.well"), tone: bot.readAt == nil ? .plain : .good).html
    }
}

/// One of them, to be added, changed, closed.
struct TelegramBotPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let bot: TelegramBot?
    let state: FormState

    var title: String { bot?.name ?? t("telegram.add") }
    private var path: String { bot.map { "\(TelegramRoutes.path)/\($0.id)" } ?? TelegramRoutes.path }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("telegram.title"), TelegramRoutes.path)]
        return """
            \(PageHeader(title, lead: HTML(escaping: t("telegram.lead")), crumbs: crumbs))\(bot.map(standing))
            <section class="sheet">\(PostForm(path, method: bot == nil ? .post : .put, seal: seal, content: form))</section>\(closing)
            """
    }

    private var form: HTML {
        """
        \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
        <div class="form">\(state.field("name", t("telegram.name"), hint: t("telegram.name.hint"), isRequired: true))
        \(Field(
            "token", t("telegram.token"), .password, hint: t(bot == nil ? "telegram.token.hint" : "telegram.token.keep"),
            error: state.errors["token"], isRequired: bot == nil, autocomplete: "off"))
        \(state.field("base", t("telegram.base"), .url, hint: t("telegram.base.hint"), isRequired: true))
        <div class="actions">\(Button(t("telegram.save"), .primary))</div></div>
        """
    }

    private func standing(_ bot: TelegramBot) -> HTML {
        var facts: [(name: String, value: HTML)] = [
            (t("telegram.state"), TelegramBadge(t: t, bot: bot).html),
            (
                t("telegram.bot"),
                bot.username.isEmpty ? "–" : "<a href=\"\(url: "https://t.me/\(bot.username)")\" rel=\"noreferrer\">@\(bot.username)</a>"
            ),
            (t("telegram.read"), bot.readAt.map { Moment(t, $0).html } ?? "–"),
        ]
        if let since = bot.failingSince { facts += [(t("hooks.failing"), Moment(t, since).html), (t("hooks.fault"), HTML(escaping: bot.fault))] }
        return Section(t("telegram.state"), content: KeyValues(facts).html).html
    }

    private var closing: HTML? {
        guard bot != nil else { return nil }
        let button = PostButton(t("telegram.close"), to: path, method: .delete, seal: seal, .danger, swaps: false).html
        return Section(t("telegram.close"), note: HTML(escaping: t("telegram.close.about")), content: button).html
    }
}

/// What in a conversation nobody said, and Telegram told.
struct TelegramEntryLine {
    let t: Texts
    let entry: ConversationEntry
    /// Where it was written, where that is another conversation.
    let source: HTML?

    /// `nil` of any other entry.
    init?(t: Texts, entry: ConversationEntry, source: HTML? = nil) {
        let isOurs = entry.fate != nil || [TelegramOutgoingStore.blocked, TelegramOutgoingStore.unblocked].contains(entry.detail)
        guard entry.happening == .note, entry.staff == nil, entry.channel == DeskChannel.messenger.rawValue, isOurs else { return nil }
        (self.t, self.entry, self.source) = (t, entry, source)
    }

    var html: HTML {
        let said = entry.fate == nil ? entry.detail : "lost"
        let words: HTML? =
            entry.fate == nil
            ? nil : "<p class=\"words\">\(t.has("telegram.fault.\(entry.text)") ? t("telegram.fault.\(entry.text)") : entry.text)</p>"
        return """
            <li class="note them" id="entry-\("\(entry.number)")"><header><b>\(t("telegram.note.\(said)"))</b> \
            <small>\(t.channelName(entry.channel))</small> \(source)\(Moment(t, entry.at, showing: .moment))</header>\(words)</li>
            """
    }
}
