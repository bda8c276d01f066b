import Kernel
import Language
import Web

/// All fields, those in use first.
struct ConversationFieldsPage {
    let t: Texts
    let fields: [ConversationField]

    var title: String { t("desk.fields") }

    var html: HTML {
        let add = LinkButton(t("desk.fields.add"), href: ConversationFieldRoutes.path + "/new", .primary).html
        let (inUse, putAway) = (fields.filter { !$0.isPutAway }, fields.filter(\.isPutAway))
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.fields.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(inUse.isEmpty ? EmptyState(.firstUse, t("desk.fields.none"), t("desk.fields.none.hint")).html : table(inUse, title))
            \(putAway.isEmpty ? nil : Section(
                t("desk.fields.put_away"), note: HTML(escaping: t("desk.fields.put_away.about")),
                content: table(putAway, t("desk.fields.put_away"))).html)
            """
    }

    private func table(_ fields: [ConversationField], _ caption: String) -> HTML {
        Table(fields, caption: caption) {
            Column(t("desk.fields.field")) { "<a href=\"\(url: ConversationFieldRoutes.path + "/" + $0.key)\">\($0.name(t))</a>" }
            Column(t("desk.fields.kind")) { HTML(escaping: t("desk.fields.kind.\($0.kind.rawValue)")) }
            Column(t("desk.fields.choices")) { HTML(escaping: $0.choices.isEmpty ? "–" : $0.choices.joined(separator: ", ")) }
            Column(t("desk.labels.key")) { "<code>\($0.key)</code>" }
        }.html
    }
}

/// One of them, to be made or changed.
struct ConversationFieldPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let field: ConversationField?
    let state: FormState

    var title: String { field?.name(t) ?? t("desk.fields.add") }
    private var path: String { ConversationFieldRoutes.path + (field.map { "/\($0.key)" } ?? "") }

    static func fields(_ field: ConversationField) -> [String: String] {
        var values = ["kind": field.kind.rawValue, "choices": field.choices.joined(separator: "\n")]
        for (language, name) in field.names { values["name_\(language.rawValue)"] = name }
        return values
    }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("desk.fields"), ConversationFieldRoutes.path)]
        let names = ReaderLanguage.allCases.map { state.field("name_\($0.rawValue)", t("desk.fields.name", ["language": $0.name])).html }
        let kinds = ConversationField.Kind.allCases.map { Field.Option($0.rawValue, t("desk.fields.kind.\($0.rawValue)")) }
        let kind: HTML? = field == nil ? state.field("kind", t("desk.fields.kind"), .choice(kinds), hint: t("desk.fields.kind.hint")).html : nil
        let choices: HTML? =
            field.map { $0.kind == .choice } ?? true
            ? state.field("choices", t("desk.fields.choices"), .area(rows: 5), hint: t("desk.fields.choices.hint")).html : nil
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form"><p class="aside">\(t("desk.fields.names.hint"))</p>\(names)\(kind)\(choices)
            <div class="actions">\(Button(t("desk.fields.save"), .primary))</div></div>
            """
        let lead: HTML =
            if let field {
                "\(t("desk.fields.kind.\(field.kind.rawValue)")) · \(t("desk.labels.key")): <code>\(field.key)</code>"
            } else { HTML(escaping: t("desk.fields.key.about")) }
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs))
            <section class="sheet">\(PostForm(path, method: field == nil ? .post : .put, seal: seal, content: fields))</section>\(shelf)
            """
    }

    private var shelf: HTML? {
        guard let field else { return nil }
        let word = field.isPutAway ? "bring_back" : "put_away"
        let fields: HTML = """
            <input type="hidden" name="away" value="\(field.isPutAway ? "no" : "yes")">\(Button(t("desk.fields.\(word).do")))
            """
        let form = PostForm("\(path)/shelf", method: .put, seal: seal, content: fields).html
        return Section(t("desk.fields.\(word).do"), note: HTML(escaping: t("desk.fields.\(word).effect")), content: form).html
    }
}

/// The fields of a conversation, to be read and filled in beside it.
struct ConversationFieldsForm: Markup {
    let t: Texts
    let seal: String
    let path: String
    let fields: [(field: ConversationField, value: String?)]
    let state: FormState
    let mayWork: Bool

    var html: HTML {
        guard !fields.isEmpty else { return .nothing }
        guard mayWork else {
            let facts = fields.map { (name: $0.field.name(t), value: HTML(escaping: shown($0.field, $0.value))) }
            return "<div class=\"marks\"><h3>\(t("desk.fields.title"))</h3>\(KeyValues(facts))</div>"
        }
        let filled = fields.map { field($0.field, $0.value ?? "").html }
        let form: HTML = """
            <div class="form">\(filled)<div class="actions">\(Button(t("desk.fields.fill"), .quiet))</div></div>
            """
        return "<div class=\"marks\"><h3>\(t("desk.fields.title"))</h3>\(PostForm("\(path)/fields", method: .put, seal: seal, content: form))</div>"
    }

    private func shown(_ field: ConversationField, _ value: String?) -> String { value.map { field.shown($0, t) } ?? "–" }

    private func field(_ field: ConversationField, _ value: String) -> Field {
        let none = Field.Option("", "–")
        let kind: Field.Kind =
            switch field.kind {
            case .text, .number: .text
            case .date: .date
            // What was chosen once and is no choice any more stays until somebody chooses anew.
            case .choice: .choice([none] + Set(field.choices + (value.isEmpty ? [] : [value])).sorted().map { Field.Option($0, $0) })
            case .yes: .choice([none, Field.Option("yes", t("desk.fields.yes")), Field.Option("no", t("desk.fields.no"))])
            }
        let name = "fields.\(field.key)"
        let error = state.errors[name]
        return Field(name, field.name(t), kind, value: error == nil ? value : state[name], error: error)
    }
}
