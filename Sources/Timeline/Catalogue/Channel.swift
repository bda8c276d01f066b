/// A way by which a touchpoint happens: the site, the phone, the courier at the door.
package struct Channel: Hashable, Sendable {
    package let key: String
    package var name: String

    package init(_ key: String, _ name: String) {
        self.key = key
        self.name = name
    }
}

extension Channel {
    /// What a new installation starts with. Texts name them by `channel.KEY`.
    package static let defaults = [
        Channel("ads", "Advertising"),
        Channel("search", "Search engine"),
        Channel("social", "Social media"),
        Channel("press", "Press and media"),
        Channel("event", "Event"),
        Channel("review_site", "Review site"),
        Channel("community", "Community"),
        Channel("web", "Website"),
        Channel("app", "Mobile app"),
        Channel("email", "Email"),
        Channel("sms", "SMS"),
        Channel("chat", "Live chat"),
        Channel("chatbot", "Chatbot"),
        Channel("messenger", "Messenger"),
        Channel("phone", "Phone"),
        Channel("video_call", "Video call"),
        Channel("shop", "Showroom"),
        Channel("kiosk", "Kiosk"),
        Channel("visit", "Visit to the customer"),
        Channel("in_person", "In person"),
        Channel("delivery", "Delivery"),
        Channel("voice", "Voice assistant"),
        Channel("device", "Connected device"),
    ]
}
