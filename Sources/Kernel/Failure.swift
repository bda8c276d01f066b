/// What the caller can mend, in words that say what and where. Any other error is a fault of ours: it is logged whole and
/// shown as such.
package enum Failure: Error, Hashable, Sendable {
    case invalid(_ field: String, _ reason: String)
    case missing(_ what: String)
    case conflict(_ reason: String)
    case forbidden(_ reason: String)
    case unauthenticated
    case limited(retryAfter: Duration)
}

extension Failure {
    /// The requirement, said positively: `try Failure.require(!name.isEmpty, "name", "must not be empty")`.
    package static func require(_ condition: Bool, _ field: String, _ reason: @autoclosure () -> String) throws {
        if !condition { throw invalid(field, reason()) }
    }
}

extension Failure: CustomStringConvertible {
    /// One sentence for a terminal or a log.
    package var description: String {
        switch self {
        case .invalid(let field, let reason): field.isEmpty ? reason : "\(field) \(reason)"
        case .missing(let what): "\(what) was not found."
        case .conflict(let reason), .forbidden(let reason): reason
        case .unauthenticated: "Please sign in first."
        case .limited(let pause): "Too many requests: try again in \(max(1, pause.components.seconds)) s."
        }
    }
}
