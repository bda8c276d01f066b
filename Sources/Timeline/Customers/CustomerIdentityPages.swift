import Kernel
import Language
import People
import Web

/// Why these identifiers are one person, and what can be done when they are not.
struct CustomerIdentityPage {
    let head: CustomerHead
    let view: IdentityView
    let seal: String
    let mayChange: Bool
    let source: (Int64) -> String
    /// Of the form that splits off.
    let state: FormState
    /// What was ticked in it.
    let chosen: Set<Int64>

    private var t: Texts { head.t }
    private var path: String { head.customer.path }

    var html: HTML {
        """
        \(head.html)
        \(Section(t("customers.identifiers"), note: HTML(escaping: t("customers.identifiers.about")), actions: mergeButton, content: identifiers))
        \(view.evidence.isEmpty ? nil : Section(t("customers.evidence"), note: HTML(escaping: t("customers.evidence.about")), content: evidence))
        \(view.decisions.isEmpty ? nil : Section(t("customers.decisions"), note: HTML(escaping: t("customers.decisions.about")), content: decisions))
        """
    }

    private var mergeButton: HTML? {
        mayChange ? LinkButton(t("customers.merge"), href: path + "/merge", icon: .plus).html : nil
    }

    private var canSplit: Bool { mayChange && view.identifiers.count > 1 }

    private var identifiers: HTML {
        let table = Table(view.identifiers, caption: t("customers.identifiers")) {
            Column(t("customers.identifier")) { entry in
                canSplit
                    ? """
                    <label class="pick"><input type="checkbox" name="identifier" value="\(entry.identifier.id)"\
                    \(flag: "checked", chosen.contains(entry.identifier.id))> \(value(entry))</label>
                    """
                    : value(entry)
            }
            Column(t("customers.identifier.type")) { HTML(escaping: t.name(ofIdentifier: $0.type)) }
            Column(t("customers.verification")) { standing($0) }
            Column(t("customers.identifier.seen")) { Moment(t, $0.seenAt, showing: .moment).html }
        }.html
        guard mayChange else { return table }
        guard canSplit else { return PostForm(path + "/split", seal: seal, content: table).html }
        return PostForm(
            path + "/split", seal: seal,
            content: """
                \(refusal)\(table)<div class="fields">\(state.field("reason", t("customers.reason"), hint: t("customers.split.hint")))
                <div class="actions">\(Button(t("customers.split")))</div></div>
                """
        ).html
    }

    /// Why those that were ticked could not be split off.
    private var refusal: HTML? {
        state.errors["identifiers"].map { Callout("<p role=\"alert\">\(t("customers.split.refused")) \($0)</p>", tone: .warn).html }
    }

    /// Whether it is truly theirs, who said so, and the button that says otherwise. What a browser made up is nobody's to verify.
    private func standing(_ entry: IdentityView.Entry) -> HTML {
        guard !IdentifierType(rawValue: entry.type).isOfThing else { return .nothing }
        let badge = Badge(
            t(entry.isVerified ? "customers.verified" : "customers.claimed"), tone: entry.isVerified ? .good : .plain)
        return "<span class=\"who\"><span>\(badge)\(entry.word.map { "<small>\(said($0, entry))</small>" as HTML })</span></span> \(button(entry))"
    }

    private func said(_ word: VerificationStore.Word, _ entry: IdentityView.Entry) -> String {
        let facts: [String: any MessageArgument] = ["day": t.moment(word.occurredAt), "source": word.source.map(source) ?? ""]
        if word.staff != nil { return t(word.isVerified ? "customers.verified.by_staff" : "customers.verified.taken_back", facts) }
        return t(entry.isVerified ? "customers.verified.by_source" : "customers.verified.not_believed", facts)
    }

    /// It sends the form around the table elsewhere, since forms cannot stand within one another.
    private func button(_ entry: IdentityView.Entry) -> HTML? {
        guard mayChange else { return nil }
        let target = "\(path)/verifications/\(entry.identifier.id)?_method=\(entry.isVerified ? "delete" : "put")"
        let label = t(entry.isVerified ? "customers.verify.withdraw" : "customers.verify")
        return "<button class=\"button quiet\" formaction=\"\(url: target)\">\(label)</button>"
    }

    private func value(_ entry: IdentityView.Entry) -> HTML { "<code>\(entry.identifier.value)</code>" }

    private var evidence: HTML {
        let items = view.evidence.map { known -> HTML in
            """
            <li><code>\(view.value(known.link.one))</code> – <code>\(view.value(known.link.other))</code><br>\(sentence(known))</li>
            """
        }
        return "<ul class=\"reasons\">\(items)</ul>"
    }

    private func sentence(_ known: IdentityStore.KnownEvidence) -> String {
        let facts: [String: any MessageArgument] = [
            "day": t.moment(known.link.occurredAt), "source": known.source.map(source) ?? "", "what": t.name(ofKind: known.reason),
            "reason": known.reason,
        ]
        return switch known.link.grade {
        case .merged: t("customers.evidence.merged", facts)
        case .alias: t("customers.evidence.alias", facts)
        case .claimed: t("customers.evidence.claimed", facts)
        case .seenTogether, .separated: t("customers.evidence.seen_together", facts)
        }
    }

    private var decisions: HTML {
        let items = view.decisions.map { decision -> HTML in
            let undo: HTML? =
                mayChange
                ? PostButton(
                    t("customers.undo"), to: "\(path)/decisions/\(decision.reference.first)/\(decision.reference.last)", method: .delete, seal: seal,
                    .quiet
                ).html : nil
            return """
                <li>\(t("customers.decision.\(decision.grade == .separated ? "separated" : "merged")", ["day": t.moment(decision.recordedAt)]))\
                \(decision.reason.isEmpty ? nil : "<br><q>\(decision.reason)</q>") \(undo)</li>
                """
        }
        return "<ul class=\"reasons\">\(items)</ul>"
    }
}

/// Whom to join with.
struct MergeSearchPage {
    let t: Texts
    let customer: CustomerRow
    let search: String?
    let found: [CustomerRow]

    var html: HTML {
        let label = customer.label(t("customers.unknown"))
        return """
            \(PageHeader(
                t("customers.merge.with", ["name": label]), lead: HTML(escaping: t("customers.merge.about")),
                crumbs: [Crumb(label, customer.path + "/identities")]))
            \(SearchForm(
                t, at: customer.path + "/merge", id: "merge-q", label: t("customers.search"), placeholder: t("customers.search.hint"), value: search))
            \(search == nil ? nil : results)
            """
    }

    private var results: HTML {
        guard !found.isEmpty else { return EmptyState(.noResult, t("customers.none_found"), t("customers.none_found.hint")).html }
        return Table(found, caption: t("customers.title")) {
            Column(t("customers.name")) { row in
                // Two of one name are told apart by what they are reached at.
                Who(
                    row.label(t("customers.unknown")), href: customer.path + "/merge?with=\(row.person.id)",
                    beneath: row.name == nil ? nil : row.profile.bestIdentifier(row.rules)
                ).html
            }
            Column(t("customers.company")) { HTML(escaping: $0.company ?? "") }
            Column(t("customers.last")) { row in row.activity.last.map { Moment(t, $0).html } ?? "–" }
            Column(t("customers.touchpoints"), isNumber: true) { HTML(escaping: t.number($0.activity.count)) }
        }.html
    }
}

/// Both side by side, before they are joined.
struct MergeQuestionPage {
    let t: Texts
    let seal: String
    let one: CustomerRow
    let other: CustomerRow

    var html: HTML {
        let form = PostForm(
            one.path + "/merge", seal: seal,
            content: """
                <input type="hidden" name="with" value="\(other.person.id)">\
                \(Field("reason", t("customers.reason"), hint: t("customers.reason.hint")))
                <div class="actions">\(Button(t("customers.merge.confirm"), .primary))\
                \(LinkButton(t("customers.merge.cancel"), href: one.path + "/identities"))</div>
                """)
        return """
            \(PageHeader(
                t("customers.merge.question"), lead: HTML(escaping: t("customers.merge.question.about")),
                crumbs: [Crumb(one.label(t("customers.unknown")), one.path + "/identities")]))
            <div class="columns">\(side(one))\(side(other))</div><section class="sheet">\(form)</section>
            """
    }

    private func side(_ row: CustomerRow) -> HTML {
        let identifiers = row.profile.identifiers.prefix(20).map { identifier -> (name: String, value: HTML) in
            (t.name(ofIdentifier: row.rules[number: identifier.type]?.type.rawValue ?? ""), "<code>\(identifier.value)</code>")
        }
        let facts = row.profile.traits.prefix(20).map { trait -> (name: String, value: HTML) in (trait.name, HTML(escaping: trait.value)) }
        return Section(
            row.label(t("customers.unknown")), note: HTML(escaping: t("customers.touchpoint_count", ["count": row.activity.count])),
            content: KeyValues(identifiers + facts).html
        ).html
    }
}

extension Texts {
    func name(ofIdentifier type: String) -> String { has("identifier.\(type)") ? self("identifier.\(type)") : type }
    func name(ofKind key: String) -> String { has("kind.\(key)") ? self("kind.\(key)") : key }
}
