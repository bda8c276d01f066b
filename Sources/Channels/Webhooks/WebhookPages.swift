import Kernel
import Timeline
import Web

/// Who is told what happens on the desk.
struct WebhooksPage {
    let t: Texts
    let webhooks: [Webhook]
    let sources: [Source]

    var title: String { t("hooks.title") }

    var html: HTML {
        let add = LinkButton(t("hooks.add"), href: "\(WebhookRoutes.path)/new", .primary).html
        return """
            \(PageHeader(title, lead: HTML(escaping: t("hooks.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(webhooks.isEmpty ? EmptyState(.firstUse, t("hooks.none"), t("hooks.none.hint")).html : table.html)
            """
    }

    private var table: Table<Webhook> {
        Table(webhooks, caption: title) {
            Column(t("hooks.name")) { Who($0.name, href: "\(WebhookRoutes.path)/\($0.id)", beneath: $0.address).html }
            Column(t("hooks.source")) { webhook in HTML(escaping: sources.first { $0.id == webhook.source }?.name ?? t("hooks.source.all")) }
            Column(t("hooks.state")) { WebhookBadge(t: t, webhook: $0).html }
            Column(t("hooks.told")) { $0.lastToldAt.map { Moment(t, $0).html } ?? "–" }
        }
    }
}

struct WebhookBadge: Markup {
    let t: Texts
    let webhook: Webhook

    var html: HTML {
        let tone: Tone =
            switch webhook.state {
            case .well: .good
            case .failing: .bad
            case .paused: .plain
            }
        return Badge(t("hooks.state.\(webhook.state.rawValue)"), tone: tone).html
    }
}

/// One of them, to be made, changed, watched.
struct WebhookPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let standing: WebhookStore.Standing?
    let state: FormState
    let sources: [Source]
    /// One that was just made, shown this once.
    var secret: String?
    /// What came of a test.
    var tested: WebhookSending.Outcome?

    var title: String { standing?.webhook.name ?? t("hooks.add") }
    private var path: String { standing.map { "\(WebhookRoutes.path)/\($0.webhook.id)" } ?? WebhookRoutes.path }

    static func fields(_ webhook: Webhook) -> [String: String] {
        var fields = ["name": webhook.name, "address": webhook.address, "source": webhook.source.map { "\($0)" } ?? ""]
        for event in webhook.events { fields[event.word] = "on" }
        return fields
    }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("hooks.title"), WebhookRoutes.path)]
        return """
            \(PageHeader(title, lead: HTML(escaping: t("hooks.lead")), crumbs: crumbs))\(shown)\(outcome)\(standing.map(section))
            <section class="sheet">\(PostForm(path, method: standing == nil ? .post : .put, seal: seal, content: form))</section>\(rest)
            """
    }

    private var form: HTML {
        let choices = [Field.Option("", t("hooks.source.all"))] + sources.map { Field.Option("\($0.id)", $0.name) }
        return """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(state.field("name", t("hooks.name"), hint: t("hooks.name.hint"), isRequired: true))
            \(state.field(
                "address", t("hooks.address"), .url, hint: t("hooks.address.hint"), isRequired: true,
                placeholder: "https://hooks.example.com/throughline"))
            \(state.field("source", t("hooks.source"), .choice(choices), hint: t("hooks.source.hint")))
            <fieldset><legend>\(t("hooks.events"))</legend>\(state.errors["events"].map { "<p class=\"error\">\(Icon.warning)\($0)</p>" as HTML })\
            \(Webhook.Event.allCases.map { state.field($0.word, t("hooks.event.\($0.word)"), .tick).html })</fieldset>
            <div class="actions">\(Button(t("hooks.save"), .primary))</div></div>
            """
    }

    private var shown: HTML? {
        guard let secret else { return nil }
        return Callout("<p>\(t("hooks.secret.once"))</p><p><code>\(secret)</code></p>").html
    }

    private var outcome: HTML? {
        switch tested {
        case nil: nil
        case .taken: Callout(HTML(escaping: t("hooks.test.taken")), tone: .good).html
        case .gone: Callout(HTML(escaping: t("hooks.test.refused", ["fault": "HTTP 410"])), tone: .warn).html
        case .refused(let fault): Callout(HTML(escaping: t("hooks.test.refused", ["fault": fault])), tone: .warn).html
        }
    }

    private func section(_ standing: WebhookStore.Standing) -> HTML {
        let webhook = standing.webhook
        var facts: [(name: String, value: HTML)] = [
            (t("hooks.state"), WebhookBadge(t: t, webhook: webhook).html),
            (t("hooks.told"), webhook.lastToldAt.map { Moment(t, $0).html } ?? "–"),
            (t("hooks.waiting"), HTML(escaping: t.number(standing.waiting))),
        ]
        if let since = webhook.failingSince {
            facts += [
                (t("hooks.failing"), Moment(t, since).html), (t("hooks.fault"), HTML(escaping: webhook.fault)),
                (t("hooks.attempts"), HTML(escaping: t.number(webhook.attempts))),
            ]
        }
        if let next = webhook.nextTryAt { facts.append((t("hooks.next_try"), Moment(t, next, showing: .moment).html)) }
        return Section(t("hooks.state"), note: note(webhook), content: "<div class=\"stack\">\(KeyValues(facts))\(actions(standing))</div>").html
    }

    private func note(_ webhook: Webhook) -> HTML? {
        switch webhook.state {
        case .well: nil
        case .failing: HTML(escaping: t("hooks.failing.about"))
        case .paused: HTML(escaping: t("hooks.paused.about"))
        }
    }

    private func actions(_ standing: WebhookStore.Standing) -> HTML {
        let state = standing.webhook.state
        let skip = standing.next.map { next in
            PostForm(
                path + "/skips", seal: seal,
                content: "<input type=\"hidden\" name=\"event\" value=\"\(next.number)\">\(Button(t("hooks.skip", ["number": "\(next.number)"])))")
        }
        return """
            <div class="actions">\(PostButton(t("hooks.test"), to: path + "/tests", seal: seal))\
            \(state == .well ? nil : PostButton(
                t(state == .paused ? "hooks.resume" : "hooks.go_on"), to: path + "/pauses", method: .delete, seal: seal, .primary).html)\
            \(state == .paused ? nil : PostButton(t("hooks.pause"), to: path + "/pauses", seal: seal, .quiet).html)\
            \(state == .well ? nil : skip?.html)</div>\(state == .well ? nil : standing.next.map(told))
            """
    }

    /// What it has not taken, or is to be told first.
    private func told(_ event: WebhookEvent) -> HTML {
        let body = String(decoding: event.body, as: UTF8.self)
        return "<p class=\"aside\">\(t("hooks.next", ["number": "\(event.number)"]))</p><pre>\(body.prefix(1_000))</pre>"
    }

    private var rest: HTML? {
        guard standing != nil else { return nil }
        let renew = PostButton(t("hooks.secret.renew"), to: path + "/secrets", seal: seal, swaps: false).html
        let remove = PostButton(t("hooks.remove"), to: path, method: .delete, seal: seal, .danger, swaps: false).html
        return """
            \(Section(t("hooks.secret"), note: HTML(escaping: t("hooks.secret.about")), content: renew))\
            \(Section(t("hooks.remove"), note: HTML(escaping: t("hooks.remove.about")), content: remove))
            """
    }
}

/// Whether an event is really to be left out.
struct WebhookSkipQuestion {
    let t: Texts
    let seal: String
    let path: String
    let name: String
    let event: Int64

    var title: String { t("hooks.skip", ["number": "\(event)"]) }

    var html: HTML {
        let fields: HTML = """
            <input type="hidden" name="event" value="\("\(event)")"><input type="hidden" name="sure" value="yes">\(Button(title, .danger))
            """
        let answers: HTML = "\(PostForm(path + "/skips", seal: seal, content: fields))\(LinkButton(t("hooks.skip.keep"), href: path))"
        return Question(title, "<p>\(t("hooks.skip.ask", ["name": name, "number": "\(event)"]))</p>", answers: answers).html
    }
}
