/// What a touchpoint carries beside its kind: the thing that it is about, or a property.
package enum Carried: Hashable, Sendable {
    /// The id of the thing of this type: an order, a ticket.
    case subject(String)
    /// The property of this name.
    case property(String)

    /// `subject.order`, `property.carrier`; `nil` of anything else.
    package init?(key: String) {
        if let type = Self.rest(of: key, after: "subject.") {
            self = .subject(type)
        } else if let name = Self.rest(of: key, after: "property.") {
            self = .property(name)
        } else {
            return nil
        }
    }

    private static func rest(of key: String, after prefix: String) -> String? {
        key.hasPrefix(prefix) && key.utf8.count > prefix.utf8.count ? String(key.dropFirst(prefix.count)) : nil
    }

    package var key: String {
        switch self {
        case .subject(let type): "subject.\(type)"
        case .property(let name): "property.\(name)"
        }
    }
}
