import Kernel
import People
import Web

/// What a customer allows, what is kept of them, and the way out.
struct CustomerPrivacyPage {
    let head: CustomerHead
    let words: [Consent]
    let channels: [Channel]
    let role: Role
    let seal: String
    let state: FormState
    let source: (Int64) -> String

    private var t: Texts { head.t }
    private var path: String { head.customer.path }

    var html: HTML {
        """
        \(head.html)
        <div class="columns">\(Section(t("privacy.consent"), note: HTML(escaping: t("privacy.consent.about")), content: "\(standing)\(history)"))
        <div class="stack">\(role >= .agent ? Section(t("privacy.consent.note"), id: "consent", content: form) : nil)\
        \(Section(t("privacy.kept"), note: HTML(escaping: t("privacy.kept.about")), content: kept))</div></div>
        """
    }

    // MARK: - Consent

    private var standing: HTML {
        let states = Consent.standing(words)
        guard !states.isEmpty else { return EmptyState(.noResult, t("privacy.consent.none"), t("privacy.consent.none.hint")).html }
        return Table(states, caption: t("privacy.consent")) {
            Column(t("privacy.purpose")) { HTML(escaping: t.name(of: $0.purpose)) }
            Column(t("privacy.consent.state")) { badge($0) }
            Column(t("privacy.consent.since")) { Moment(t, $0.at, showing: .moment).html }
            Column(t("customers.channel")) { HTML(escaping: t.name(of: $0.channel)) }
            Column(t("customers.data.source")) { HTML(escaping: source($0.source)) }
        }.html
    }

    private func badge(_ consent: Consent) -> HTML {
        Badge(t(consent.isGiven ? "privacy.consent.given" : "privacy.consent.withdrawn"), tone: consent.isGiven ? .good : .warn).html
    }

    /// Every word, once there is more to see than how it stands now.
    private var history: HTML? {
        guard words.count > Consent.standing(words).count || words.contains(where: { $0.reason != nil }) else { return nil }
        let items = words.prefix(50).map { word -> HTML in
            """
            <li>\(badge(word)) \(t.name(of: word.purpose)) <small>\(Moment(t, word.at, showing: .moment)) · \(t.name(of: word.channel)) · \
            \(source(word.source))</small>\(word.reason.map { "<br><q>\($0)</q>" as HTML })</li>
            """
        }
        return "<details><summary>\(t("privacy.consent.history", ["count": words.count]))</summary><ul class=\"reasons\">\(items)</ul></details>"
    }

    private var form: HTML {
        let purposes = Consent.Purpose.known.map { Field.Option($0.rawValue, t.name(of: $0)) }
        let words = [Field.Option("given", t("privacy.consent.gives")), Field.Option("withdrawn", t("privacy.consent.withdraws"))]
        return PostForm(
            path + "/consents", seal: seal,
            content: """
                <div class="form">\(state.field("purpose", t("privacy.purpose"), .choice(purposes)))\
                \(state.field("word", t("privacy.consent.word"), .radios(words), isRequired: true))\
                \(state.field(
                    "channel", t("privacy.consent.channel"), .choice(channels.map { .init($0.key, t.name(of: $0)) })))\
                \(state.field("reason", t("customers.reason"), hint: t("privacy.consent.reason.hint"), isRequired: true))
                <div class="actions">\(Button(t("privacy.consent.save"), .primary))</div></div>
                """
        ).html
    }

    // MARK: - What is kept

    private var kept: HTML {
        let export: HTML? =
            role >= .manager
            ? "<p>\(t("privacy.export.about"))</p>\(PostForm(path + "/export", seal: seal, content: Button(t("privacy.export")).html))" : nil
        let erase: HTML? =
            role >= .admin
            ? "<p>\(t("privacy.erase.about"))</p><p>\(LinkButton(t("privacy.erase"), href: path + "/erasure", .danger))</p>" : nil
        let facts: [(name: String, value: HTML)] = [
            (t("customers.touchpoints"), HTML(escaping: t.number(head.customer.activity.count))),
            (t("customers.identifiers"), HTML(escaping: t.number(head.customer.profile.identifiers.count))),
            (t("customers.data"), HTML(escaping: t.number(head.customer.profile.traits.count))),
        ]
        return "<div class=\"stack\">\(KeyValues(facts))\(export)\(erase)</div>"
    }
}

/// The one action that has no way back asks for more than a click.
struct ErasureQuestionPage {
    let t: Texts
    let customer: CustomerRow
    /// Companies that nobody else acts for.
    let companies: [Company]
    let seal: String
    let state: FormState

    private var label: String { customer.label(t("customers.unknown")) }

    var title: String { t("privacy.erase.question", ["name": label]) }

    var html: HTML {
        """
        \(PageHeader(title, crumbs: [Crumb(t("customers.title"), "/customers"), Crumb(label, customer.path + "/privacy")]))
        <section class="sheet stack"><p>\(t("privacy.erase.goes"))</p><p>\(t("privacy.erase.stays"))</p>
        \(Callout(HTML(escaping: t("privacy.erase.warning")), tone: .warn))\(form)</section>
        """
    }

    private var form: PostForm {
        let also = companies.map(\.name).joined(separator: ", ")
        let companiesToo = companies.isEmpty ? nil : state.field("companies", t("privacy.erase.companies", ["names": also]), .tick)
        return PostForm(
            customer.path + "/erasure", seal: seal,
            content: """
                <div class="form">\(companiesToo?.html)\
                \(state.field(
                    "confirmation", t("privacy.erase.confirm", ["name": label]), hint: t("privacy.erase.confirm.hint"), isRequired: true,
                    autocomplete: "off"))
                <div class="actions">\(Button(t("privacy.erase.now"), .danger))\
                \(LinkButton(t("customers.merge.cancel"), href: customer.path + "/privacy"))</div></div>
                """)
    }
}

extension Texts {
    /// Ours in the reader's language, others as they were named.
    func name(of purpose: Consent.Purpose) -> String {
        has("privacy.purpose.\(purpose.rawValue)") ? self("privacy.purpose.\(purpose.rawValue)") : purpose.rawValue
    }
}
