import Timeline

/// From the names that senders give their events to the kinds of the catalogue.
enum EventName {
    /// `Order Placed` is the catalogue's `order_placed` wherever it comes from; what the product has no kind for stays as it was written.
    static func catalogued(_ name: String) -> String {
        guard !catalogue.contains(name) else { return name }
        let key = kind(of: name)
        return catalogue.contains(key) ? key : name
    }

    private static let catalogue = Set(Kind.defaults.map(\.key))

    /// `Order Completed` is the catalogue's `order_placed`; `Song Played` becomes `song_played`.
    static func kind(of name: String) -> String {
        let key = snakeCased(name)
        return kinds[key] ?? key
    }

    /// The names of the public specs (e-commerce, B2B, email, live chat) that the catalogue has another word for.
    private static let kinds = [
        "order_completed": "order_placed", "order_refunded": "refund_paid", "product_viewed": "product_view", "product_added": "cart_add",
        "products_searched": "site_search", "product_reviewed": "product_rated", "promotion_viewed": "ad_view", "promotion_clicked": "ad_click",
        "signed_up": "sign_up", "account_created": "sign_up", "signed_in": "login", "email_link_clicked": "email_clicked",
        "live_chat_message_sent": "chat_message", "live_chat_message_received": "service_reply",
    ]

    /// Lower-case words with underscores between them: `OrderCompleted`, `Order completed` and `order-completed` are one.
    /// A name without a letter or digit stays as it is.
    static func snakeCased(_ name: String) -> String {
        var key = String.UnicodeScalarView()
        var last = Character.other
        for scalar in name.unicodeScalars {
            let now = Character(scalar)
            defer { last = now }
            guard now != .other else { continue }
            if !key.isEmpty, last == .other || (now == .upper && last == .lower) { key.append("_") }
            if now == .upper { key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars) } else { key.append(scalar) }
        }
        return key.isEmpty ? name : String(key)
    }

    private enum Character {
        case upper, lower, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "a"..."z", "0"..."9": self = .lower
            case "A"..."Z": self = .upper
            case _ where scalar.isASCII: self = .other
            case _ where scalar.properties.isUppercase: self = .upper
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil: self = .lower
            default: self = .other
            }
        }
    }
}
