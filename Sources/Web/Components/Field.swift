/// A labelled place in a form, with a hint and with what is wrong with it; a page opens at the first that is wrong.
package struct Field: Markup {
    package enum Kind: Sendable {
        case text, email, password, number, date, time, search, file, url, telephone
        case area(rows: Int)
        /// A text for which the `datalist` of that id has suggestions.
        case suggested(list: String)
        case choice([Option])
        case radios([Option])
        case tick
    }

    package struct Option: Sendable {
        let value: String
        let label: String

        package init(_ value: String, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    let name: String
    let label: String
    let kind: Kind
    let value: String
    var hint: String?
    var error: String?
    var isRequired: Bool
    var placeholder: String?
    /// What the browser may fill in: `email`, `current-password`, `one-time-code`.
    var autocomplete: String?
    /// The key that leads to it.
    var key: String?
    private let id: String

    /// - Parameter id: where the page has several fields of that name; unique on the page.
    package init(
        _ name: String, _ label: String, _ kind: Kind = .text, value: String = "", hint: String? = nil, error: String? = nil,
        isRequired: Bool = false, placeholder: String? = nil, autocomplete: String? = nil, key: String? = nil, id: String? = nil
    ) {
        self.key = key
        self.id = "field-\(id ?? name)"
        self.name = name
        self.label = label
        self.kind = kind
        self.value = value
        self.hint = hint
        self.error = error
        self.isRequired = isRequired
        self.placeholder = placeholder
        self.autocomplete = autocomplete
    }

    package var html: HTML {
        switch kind {
        case .tick: "<div class=\"field tick\"><label for=\"\(id)\">\(control)<span>\(label)</span></label>\(notes)</div>"
        case .radios(let options): radios(options)
        default: "<div class=\"field\"><label for=\"\(id)\">\(label)</label>\(control)\(notes)</div>"
        }
    }
}

// MARK: - Parts

extension Field {
    private var notes: HTML {
        """
        \(hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" as HTML })\
        \(error.map { "<p class=\"error\" id=\"\(id)-error\">\(Icon.warning)\($0)</p>" as HTML })
        """
    }

    private var common: HTML {
        let described = [hint == nil ? nil : "\(id)-hint", error == nil ? nil : "\(id)-error"].compactMap(\.self)
        return """
             id="\(id)" name="\(name)"\(attribute: "aria-describedby", described.isEmpty ? nil : described.joined(separator: " "))\
            \(attribute: "aria-invalid", error == nil ? nil : "true")\(flag: "autofocus", error != nil)\(flag: "required", isRequired)\
            \(attribute: "placeholder", placeholder)\
            \(attribute: "autocomplete", autocomplete)\(attribute: "list", list)\(attribute: "data-key", key)
            """
    }

    private var list: String? { if case .suggested(let list) = kind { list } else { nil } }

    private var control: HTML {
        switch kind {
        case .area(let rows): "<textarea rows=\"\(rows)\"\(common)>\n\(value)</textarea>"
        case .choice(let options):
            "<select\(common)>\(options.map(choice))</select>"
        case .tick: "<input type=\"checkbox\" value=\"on\"\(common)\(flag: "checked", value == "on")>"
        case .file: "<input type=\"file\"\(common)>"
        default: "<input type=\"\(inputType)\" value=\"\(value)\"\(common)>"
        }
    }

    private func choice(_ option: Option) -> HTML {
        "<option value=\"\(option.value)\"\(flag: "selected", option.value == value)>\(option.label)</option>"
    }

    private func radios(_ options: [Option]) -> HTML {
        let buttons = options.map { option -> HTML in
            """
            <label><input type="radio" name="\(name)" value="\(option.value)"\
            \(flag: "checked", option.value == value)\(flag: "required", isRequired)>\
            <span>\(option.label)</span></label>
            """
        }
        return "<fieldset class=\"field radios\"><legend>\(label)</legend>\(buttons)\(notes)</fieldset>"
    }

    private var inputType: String {
        switch kind {
        case .email: "email"
        case .password: "password"
        case .number: "number"
        case .date: "date"
        case .time: "time"
        case .search: "search"
        case .url: "url"
        case .telephone: "tel"
        default: "text"
        }
    }
}
