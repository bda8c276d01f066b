/// A place of the product: what the rail at the left leads to.
package enum Place: String, CaseIterable, Sendable {
    case pulse, inbox, customers, journey, feedback, success, help, alerts, settings

    /// Those that have a page, in the order of the rail. A part that brings the page of a place adds it here.
    package static let open: [Place] = [.pulse, .inbox, .customers, .journey, .settings]

    package var path: String { self == .pulse ? "/" : "/\(rawValue)" }
    /// After `g`.
    var key: String { self == .settings ? "t" : String(rawValue.prefix(1)) }

    var icon: Icon {
        switch self {
        case .pulse: .pulse
        case .inbox: .inbox
        case .customers: .customers
        case .journey: .journey
        case .feedback: .feedback
        case .success: .success
        case .help: .help
        case .alerts: .alerts
        case .settings: .settings
        }
    }
}
