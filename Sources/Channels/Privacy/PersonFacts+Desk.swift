import Kernel
import People
import Storage
import Timeline

/// What the desk keeps of a person beside what was said.
extension PersonFacts {
    private var subject: PersonalDataStore.DataSubject { PersonalDataStore.DataSubject(person: person.number) }
    private var conversations: SQL { "(SELECT number FROM conversation WHERE identifier IN \(own))" }

    /// What they have booked, or asked a price of.
    func bookings(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT conversation, state, starts_at, name, email, phone, company, about, booked_at FROM booking
            WHERE conversation IN \(conversations) ORDER BY booked_at, id
            """
        ).map { row in
            var json = try Self.words(of: row, "state", "name", "email", "phone", "company", "about")
            json.add("conversation", try row.get("conversation", as: Int64.self))
            json.add("at", try row.get("booked_at", as: Instant.self).description)
            json.add("startsAt", try row.find("starts_at", as: Instant.self)?.description)
            return json
        }
    }

    /// What was told of each call, and what was written down of it before it was a conversation.
    func calls(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT phone_call.number AS number, phone, direction, channel, began_at, kind, at, talked, recording, text FROM phone_call
            JOIN phone_call_event ON call = phone_call.number WHERE phone_call.number IN \(subject.calls)
            UNION ALL SELECT phone_call.number, phone, direction, channel, began_at, 0, at, NULL, '', text FROM phone_call
            JOIN phone_call_note ON call = phone_call.number WHERE phone_call.number IN \(subject.calls) ORDER BY 1, 7
            """
        ).map { row in
            var json = try Self.words(of: row, "phone", "channel", "recording", "text")
            json.add("call", try row.get("number", as: Int64.self))
            json.add("direction", try row.get("direction", as: Int64.self) == 1 ? "in" : "out")
            json.add("beganAt", try row.get("began_at", as: Instant.self).description)
            let words = ["note", "ringing", "answered", "ended", "missed", "voicemail"]
            json.add("event", words[Int(try row.get("kind", as: Int64.self))])
            json.add("at", try row.get("at", as: Instant.self).description)
            json.add("talkedSeconds", try row.find("talked", as: Int64.self))
            return json
        }
    }

    /// Numbers that they have taken at a desk.
    func visits(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows("SELECT * FROM shop_visit WHERE \(subject.isVisit) ORDER BY taken_at, id").map { row in
            var json = try Self.words(of: row, "state", "name", "email", "about")
            json.add("at", try row.get("taken_at", as: Instant.self).description)
            json.add("conversation", try row.find("conversation", as: Int64.self))
            return json
        }
    }

    /// What staff have filled in beside their conversations.
    func fields(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            "SELECT * FROM conversation_field_value WHERE conversation IN \(conversations) ORDER BY conversation, field"
        ).map { row in
            var json = try Self.words(of: row, "field", "value")
            json.add("conversation", try row.get("conversation", as: Int64.self))
            return json
        }
    }

    private static func words(of row: Row, _ names: StaticString...) throws -> JSONObjectText {
        var json = JSONObjectText()
        for name in names { json.add(name, try row.get(name.description, as: String.self)) }
        return json
    }
}
