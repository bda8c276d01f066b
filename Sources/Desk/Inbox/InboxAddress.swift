import Kernel
import Web

/// Which list of the inbox: a view, of one label or of all, and from where on.
struct InboxAddress: Hashable, Sendable {
    var view = InboxView.usual
    /// The key of a label that all of them bear.
    var label: String?
    /// What a field of all of them holds.
    var field: FieldChoice?
    var after: InboxStore.Place?

    var path: String { "/inbox" + query.text }

    /// The same, of what is done with what was chosen there.
    var selectionPath: String { "/inbox/selection" + query.text }

    private var query: Query { Query(["view": view == .usual ? nil : view.rawValue, "label": label, "field": field?.text, "after": after?.text]) }

    /// The first page of another view, of the same label.
    func of(_ view: InboxView) -> InboxAddress { InboxAddress(view: view, label: label, field: field) }

    /// The first page of the same view, of another label or of all.
    func bearing(_ label: String?) -> InboxAddress { InboxAddress(view: view, label: label, field: field) }

    func from(_ place: InboxStore.Place?) -> InboxAddress { InboxAddress(view: view, label: label, field: field, after: place) }
}

extension InboxAddress {
    /// - Throws: `missing` for a view that there is not.
    init(_ query: Query) throws {
        guard let view = query["view"].map({ InboxView(rawValue: $0) }) ?? .usual else { throw Failure.missing("This view") }
        self.init(
            view: view, label: query["label"], field: query["field"].flatMap(FieldChoice.init), after: query["after"].flatMap(InboxStore.Place.init))
    }
}
