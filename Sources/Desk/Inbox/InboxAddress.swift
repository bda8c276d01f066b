import Kernel
import Web

/// Which list of the inbox: a view, of one label or of all, and from where on.
struct InboxAddress: Hashable, Sendable {
    var view = InboxView.usual
    /// The key of a label that all of them bear.
    var label: String?
    /// The key of the team whose all of them are.
    var team: String?
    /// What a field of all of them holds.
    var field: FieldChoice?
    var after: InboxStore.Place?

    var path: String { "/inbox" + query.text }

    /// The same, of what is done with what was chosen there.
    var selectionPath: String { "/inbox/selection" + query.text }

    private var query: Query {
        Query([
            "view": view == .usual ? nil : view.rawValue, "label": label, "team": team, "field": field?.text, "after": after?.text,
        ])
    }

    /// The first page of another view, narrowed likewise.
    func of(_ view: InboxView) -> InboxAddress { changed { $0.view = view } }

    /// The first page of the same view, of another label or of all.
    func bearing(_ label: String?) -> InboxAddress { changed { $0.label = label } }

    /// The first page of the same view, of another team or of all.
    func of(team: String?) -> InboxAddress { changed { $0.team = team } }

    /// The first page of the same view, where a field holds something else or anything.
    func holding(_ field: FieldChoice?) -> InboxAddress { changed { $0.field = field } }

    func from(_ place: InboxStore.Place?) -> InboxAddress { changed { $0.after = place } }

    private func changed(_ change: (inout InboxAddress) -> Void) -> InboxAddress {
        var other = self
        other.after = nil
        change(&other)
        return other
    }
}

extension InboxAddress {
    /// - Throws: `missing` for a view that there is not.
    init(_ query: Query) throws {
        guard let view = query["view"].map({ InboxView(rawValue: $0) }) ?? .usual else { throw Failure.missing("This view") }
        self.init(
            view: view, label: query["label"], team: query["team"], field: query["field"].flatMap(FieldChoice.init),
            after: query["after"].flatMap(InboxStore.Place.init))
    }
}
