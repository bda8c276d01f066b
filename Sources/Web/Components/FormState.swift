package import Kernel

/// A form as it is shown: what stands in it, and after a failed attempt what is wrong with which field.
///
///     state.field("name", t("customers.name"), isRequired: true)
package struct FormState: Sendable {
    private let values: [String: String]
    private let form: Form?
    private var replaced: Set<String> = []
    package private(set) var errors: [String: String] = [:]

    /// As it is shown first.
    package init(_ values: [String: String] = [:]) {
        self.values = values
        form = nil
    }

    /// As it came in, with what was wrong in the reader's words.
    ///
    /// - Parameter values: of fields of the page that were in no form, or in another one.
    package init(_ form: Form, failure: Failure, besides values: [String: String] = [:]) {
        (self.values, self.form) = (values, form)
        if case .invalid(let field, let reason) = failure { errors[field] = said(reason) } else { errors[""] = said(failure.description) }
    }

    /// As it came in, with something else in some of its fields.
    package init(_ form: Form, replacing values: [String: String]) {
        (self.values, self.form, replaced) = (values, form, Set(values.keys))
    }

    /// The same with all that was wrong, each at its field.
    package init(_ form: Form, failures: [Failure]) {
        (values, self.form) = ([:], form)
        for case .invalid(let field, let reason) in failures where errors[field] == nil { errors[field] = said(reason) }
    }

    private func said(_ reason: String) -> String { form?.reader?.reason(reason) ?? reason }

    package subscript(_ name: String) -> String {
        if let form, form.has(name), !replaced.contains(name) { return form[name] }
        return values[name] ?? ""
    }

    /// What is wrong with the form as a whole.
    package var error: String? { errors[""] }

    /// - Parameter id: where the page has several fields of that name; unique on the page.
    package func field(
        _ name: String, _ label: String, _ kind: Field.Kind = .text, hint: String? = nil, isRequired: Bool = false, placeholder: String? = nil,
        autocomplete: String? = nil, id: String? = nil
    ) -> Field {
        Field(
            name, label, kind, value: self[name], hint: hint, error: errors[name], isRequired: isRequired, placeholder: placeholder,
            autocomplete: autocomplete, id: id)
    }
}
