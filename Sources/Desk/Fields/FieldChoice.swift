import Kernel
import Web

/// What a field holds, as the address of a list says it: `carrier:DHL`.
struct FieldChoice: Hashable, Sendable {
    let key: String
    let value: String

    var text: String { "\(key):\(value)" }

    init(key: String, value: String) { (self.key, self.value) = (key, value) }

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        self.init(key: parts[0], value: parts[1])
    }
}

/// A list of conversations in which a field holds one thing: for fields of which one of several is chosen.
struct InboxFields: Markup {
    let t: Texts
    let address: InboxAddress
    let fields: [ConversationField]

    var html: HTML {
        let groups = fields.filter { !$0.isPutAway && !choices(of: $0).isEmpty }.map { field -> HTML in
            let options = choices(of: field).map { value -> HTML in
                let choice = FieldChoice(key: field.key, value: value)
                return "<option value=\"\(choice.text)\"\(flag: "selected", choice == address.field)>\(field.shown(value, t))</option>"
            }
            return "<optgroup label=\"\(field.name(t))\">\(options)</optgroup>"
        }
        guard !groups.isEmpty || address.field != nil else { return .nothing }
        let view: HTML? = address.view == .usual ? nil : "<input type=\"hidden\" name=\"view\" value=\"\(address.view.rawValue)\">"
        let label: HTML? = address.label.map { "<input type=\"hidden\" name=\"label\" value=\"\($0)\">" }
        return """
            <form class="filter" method="get" action="/inbox">\(view)\(label)<div class="field">\
            <label class="quiet" for="field-field">\(t("desk.fields.filter"))</label>\
            <select id="field-field" name="field"><option value="">\(t("desk.fields.filter"))</option>\(groups)</select></div>\
            \(Button(t("desk.fields.show"), .quiet))</form>
            """
    }

    private func choices(of field: ConversationField) -> [String] {
        switch field.kind {
        case .choice: field.choices
        case .yes: ["yes", "no"]
        default: []
        }
    }
}
