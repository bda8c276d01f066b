import Kernel
import People
import Web

/// Beside a conversation: what it is tied to, and what ties it.
struct ThreadSection: Markup {
    let t: Texts
    let seal: String
    let whole: ConversationStore.Whole
    let facts: ThreadFacts
    let state: FormState
    let mayWork: Bool

    private var conversation: Conversation { whole.conversation }
    private var path: String { conversation.path }

    var html: HTML {
        let fields = ConversationFieldsForm(t: t, seal: seal, path: path, fields: facts.fields, state: state, mayWork: mayWork)
        let parts = [companies, fields.html, people, others, incident].compactMap(\.self)
        return Section(t("desk.threads"), content: "\(parts)\(mayWork ? actions : nil)").html
    }

    private var actions: HTML {
        let incident: HTML? =
            conversation.incident == nil
            ? IncidentButton(t: t, seal: seal, conversation: conversation, value: "yes", label: t("desk.incident.make")).html : nil
        return """
            <div class="actions">\(LinkButton(t("desk.merge.link"), href: "\(path)/merge", .quiet))\
            \(LinkButton(t("desk.split.link"), href: "\(path)/split", .quiet))\(incident)</div>
            """
    }

    // MARK: - People

    private var companies: HTML? {
        guard !facts.companies.isEmpty else { return nil }
        let links = facts.companies.map { "<li><a href=\"\(url: "/companies/\($0.id)")\">\($0.name)</a></li>" as HTML }
        return "<div class=\"marks\"><h3>\(t("desk.threads.company"))</h3><ul class=\"ties\">\(links)</ul></div>"
    }

    private var people: HTML? {
        let items = facts.participants.map { participant -> HTML in
            let name: HTML =
                participant.person.map { "<a href=\"\(url: "/customers/\($0)")\">\(participant.name)</a>" } ?? HTML(escaping: participant.name)
            let address: HTML? =
                participant.address.isEmpty || participant.address == participant.name ? nil : " <small>\(participant.address)</small>"
            return "<li>\(name)\(address)\(participant.mayLeave && mayWork ? removal(participant) : nil)</li>"
        }
        let list: HTML? = items.isEmpty ? nil : "<ul class=\"ties\">\(items)</ul>"
        guard list != nil || mayWork else { return nil }
        return "<div class=\"marks\"><h3>\(t("desk.participants"))</h3>\(list)\(mayWork ? adding : nil)</div>"
    }

    private func removal(_ participant: ThreadFacts.Participant) -> HTML {
        let cross: HTML = """
            <input type="hidden" name="address" value="\(participant.address)">\
            <button class="remove" aria-label="\(t("desk.participants.take_off", ["name": participant.name]))">\(Icon.cross)</button>
            """
        return PostForm("\(path)/participants", method: .delete, seal: seal, content: cross).html
    }

    private var adding: HTML {
        let isWrong = state.errors["address"] != nil
        let fields: HTML = """
            <div class="fields">\(state.field("address", t("desk.participants.address"), .email, isRequired: true))\
            <div class="actions">\(Button(t("desk.participants.add"), .quiet))</div></div>
            """
        let form = PostForm("\(path)/participants", seal: seal, content: fields).html
        return "<details\(flag: "open", isWrong)><summary>\(t("desk.participants.more"))</summary>\(form)</details>"
    }

    // MARK: - Other conversations

    private var others: HTML? {
        let parts = whole.parts.map { part -> HTML in
            let undo: HTML? =
                mayWork && part.mergedInto == conversation.number
                ? PostForm("\(part.path)/merge", method: .delete, seal: seal, content: Button(t("desk.merge.take_out"), .quiet).html).html : nil
            return "<li>\(t("desk.merge.part")) \(link(part))\(undo)</li>"
        }
        let from = facts.splitFrom.map { origin -> HTML in
            let undo: HTML? =
                mayWork ? PostForm("\(path)/split", method: .delete, seal: seal, content: Button(t("desk.split.undo"), .quiet).html).html : nil
            return "<li>\(t("desk.split.from")) \(link(origin))\(undo)</li>"
        }
        let to = facts.splits.map { "<li>\(t("desk.split.to")) \(link($0))</li>" as HTML }
        let items = parts + [from].compactMap(\.self) + to
        guard !items.isEmpty else { return nil }
        return "<div class=\"marks\"><h3>\(t("desk.threads.others"))</h3><ul class=\"ties\">\(items)</ul></div>"
    }

    private func link(_ other: Conversation) -> HTML { "<a href=\"\(url: other.path)\">#\("\(other.number)") \(other.subject)</a>" }

    // MARK: - Incident

    private var incident: HTML? {
        guard let incident = facts.incident else { return mayWork && !facts.incidents.isEmpty ? under : nil }
        if incident.number == conversation.number {
            let end: HTML? =
                mayWork && facts.children == 0
                ? IncidentButton(t: t, seal: seal, conversation: conversation, value: "no", label: t("desk.incident.end")).html : nil
            return """
                <div class="marks"><h3>\(t("desk.incident"))</h3><p><a href="\(url: path + "/incident")">\
                \(t("desk.incident.is", ["count": facts.children]))</a></p>\(end)</div>
                """
        }
        let out: HTML? =
            mayWork ? IncidentButton(t: t, seal: seal, conversation: conversation, value: "", label: t("desk.incident.take_out")).html : nil
        return """
            <div class="marks"><h3>\(t("desk.incident"))</h3><p>\(t("desk.incident.child_of")) \
            <a href="\(url: incident.path + "/incident")">#\("\(incident.number)") \(incident.subject)</a></p>\(out)</div>
            """
    }

    private var under: HTML {
        let options = facts.incidents.map { Field.Option("\($0.number)", "#\($0.number) \($0.subject)") }
        let fields: HTML = """
            <div class="fields">\(Field("incident", t("desk.incident.under"), .choice(options)))\
            <div class="actions">\(Button(t("desk.incident.put"), .quiet))</div></div>
            """
        return "<div class=\"marks\"><h3>\(t("desk.incident"))</h3>\(PostForm("\(path)/incident", method: .put, seal: seal, content: fields))</div>"
    }
}

/// What an entry says that ties a conversation to something.
struct TieWords {
    let t: Texts
    /// Of those who joined or left, by the numbers of their identifiers.
    let names: [Int64: String]
    let fields: [ConversationField]

    func event(_ entry: ConversationEntry) -> String {
        let who = entry.staffName ?? t("desk.staff")
        guard let tie = entry.tie else { return who }
        switch tie.word {
        case .joined, .left: return t("desk.event.tie.\(tie.word.rawValue)", ["who": who, "name": names[tie.other] ?? t("desk.erased")])
        case .field:
            let field = fields.first { $0.key == tie.rest }
            let name = field?.name(t) ?? tie.rest
            guard entry.staff != nil else {
                return t("desk.event.tie.field.came", ["field": name, "value": field?.shown(entry.text, t) ?? entry.text])
            }
            guard !entry.text.isEmpty else { return t("desk.event.tie.field.emptied", ["who": who, "field": name]) }
            return t("desk.event.tie.field", ["who": who, "field": name, "value": field?.shown(entry.text, t) ?? entry.text])
        default: return t("desk.event.tie.\(tie.word.rawValue)", ["who": who, "number": "\(tie.other)"])
        }
    }
}
