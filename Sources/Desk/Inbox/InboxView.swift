/// Which conversations a list shows.
enum InboxView: String, CaseIterable, Sendable {
    case mine, unassigned, open, due, waiting, snoozed, resolved, unhappy

    static let usual = InboxView.open

    /// What is owed first comes first; else what was said last.
    var isByDeadline: Bool { self == .due }

    var path: String { self == .usual ? "/inbox" : "/inbox?view=\(rawValue)" }
}
