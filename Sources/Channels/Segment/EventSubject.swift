import Timeline

/// The thing an event is about.
enum EventSubject {
    /// By the property that names it: an order, a ticket, a conversation, a survey, a cart. Ids of more than 200 bytes name nothing.
    static func read(_ properties: JSONValue) -> Subject? {
        for (name, type) in names {
            if let id = properties[name]?.plain, !id.isEmpty, id.utf8.count <= 200 { return Subject(type, id) }
        }
        return nil
    }

    private static let names: [(StaticString, String)] = [
        ("order_id", "order"), ("ticket_id", "ticket"), ("conversation_id", "conversation"), ("survey_id", "survey"), ("cart_id", "cart"),
    ]
}
