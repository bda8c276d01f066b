/// Which conversations a list shows.
enum InboxView: String, CaseIterable, Sendable {
    case mine, unassigned, open, waiting, snoozed, resolved

    static let usual = InboxView.open

    var path: String { self == .usual ? "/inbox" : "/inbox?view=\(rawValue)" }
}
