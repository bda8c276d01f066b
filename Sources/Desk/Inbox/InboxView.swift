/// Which conversations a list shows.
enum InboxView: String, CaseIterable, Sendable {
    case mine, teams, unassigned, open, due, waiting, snoozed, resolved, unhappy, mentions, drafts

    static let usual = InboxView.open

    /// Those whose number says how much there is to do.
    static let counted = allCases.filter { $0 != .resolved }

    /// What is owed first comes first; else what was said last.
    var isByDeadline: Bool { self == .due }
}
