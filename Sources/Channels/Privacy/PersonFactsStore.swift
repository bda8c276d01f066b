import Foundation
import Kernel
import People
import Storage
import Timeline

/// What is kept of a person beside their touchpoints, each as the API would tell of it.
struct PersonFacts {
    let person: Person
    let known: [KnownIdentifier]
    /// Keys of sources by their numbers.
    let sources: [Int64: String]
    let line: Line

    var own: SQL { "(SELECT id FROM identifier WHERE person = \(person.number))" }

    /// Why these identifiers are one person, also what was withdrawn. Another's identifier is the other's and is left out.
    func evidence(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let names = Dictionary(known.map { ($0.id, line.name($0)) }, uniquingKeysWith: { first, _ in first })
        return try reading.rows(
            """
            SELECT one, other, grade, occurred_at, identity_link.recorded_at AS recorded_at, source, identity_link.reason AS reason,
            identity_unlink.recorded_at AS withdrawn_at FROM identity_link LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE one IN \(own) OR other IN \(own) ORDER BY identity_link.id
            """
        ).map { row in
            var json = JSONObjectText()
            json.add("at", try row.get("occurred_at", as: Instant.self).description)
            json.add("says", Self.says(try row.get("grade")))
            json.add("reason", try row.get("reason", as: String.self))
            json.add("source", try row.find("source", as: Int64.self).flatMap { sources[$0] })
            if let one = names[try row.get("one")] { json.add("identifier", one) }
            if let other = names[try row.get("other")] { json.add("otherIdentifier", other) }
            json.add("withdrawnAt", try row.find("withdrawn_at", as: Instant.self)?.description)
            return json
        }
    }

    private static func says(_ grade: Int16) -> String {
        switch IdentityLink.Grade(rawValue: grade) {
        case .merged: "staff said that they are one"
        case .alias: "one is another name of the other"
        case .separated: "staff said that they are not one"
        default: "seen together"
        }
    }

    /// Every attribute at the identifier it came with; of a name the newest counts, which stands first.
    func facts(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let names = Dictionary(known.map { ($0.id, line.name($0)) }, uniquingKeysWith: { first, _ in first })
        return try reading.rows(
            "SELECT identifier, name, value, occurred_at, source FROM trait WHERE identifier IN \(own) ORDER BY name, occurred_at DESC, value DESC"
        ).map { row in
            var json = JSONObjectText()
            json.add("name", try row.get("name", as: String.self))
            json.add("value", try row.get("value", as: String.self))
            json.add("at", try row.get("occurred_at", as: Instant.self).description)
            json.add("source", sources[try row.get("source")])
            if let name = names[try row.get("identifier")] { json.add("identifier", name) }
            return json
        }
    }

    func companies(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT company.key AS key, company.name AS name, MIN(membership.since) AS since, MAX(membership.until) AS until FROM membership
            JOIN company ON company.number = membership.company WHERE membership.identifier IN \(own)
            GROUP BY company.key, company.name ORDER BY company.key
            """
        ).map { row in
            var json = JSONObjectText()
            json.add("key", try row.get("key", as: String.self))
            json.add("name", try row.get("name", as: String.self))
            json.add("since", try row.get("since", as: Instant.self).description)
            json.add("until", try row.find("until", as: Instant.self)?.description)
            return json
        }
    }

    /// All that was said in their conversations, and what staff noted there; in those with others what they said themselves.
    func conversations(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let elsewhere = PersonalDataStore.DataSubject(person: person.number).strangersWords
        return try reading.rows(
            """
            SELECT conversation.number AS number, conversation.subject AS subject,
            conversation_entry.at AS at, conversation_entry.channel AS channel, conversation_entry.text AS text,
            CASE WHEN happening = 1 OR detail LIKE 'survey answered %' THEN 1 ELSE 0 END AS is_theirs FROM conversation
            JOIN conversation_entry ON conversation_entry.conversation = conversation.number
            WHERE (conversation.identifier IN \(own) OR conversation_entry.number IN \(elsewhere)) AND conversation_entry.text <> ''
            ORDER BY conversation_entry.number
            """
        ).map { row in
            var json = JSONObjectText()
            json.add("conversation", try row.get("number", as: Int64.self))
            json.add("subject", try row.get("subject", as: String.self))
            json.add("at", try row.get("at", as: Instant.self).description)
            json.add("channel", try row.get("channel", as: String.self))
            json.add("from", try row.get("is_theirs", as: Int64.self) == 1 ? "customer" : "staff")
            json.add("text", try row.get("text", as: String.self))
            return json
        }
    }

    /// What their conversations are marked with now.
    func labels(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT conversation_label.conversation AS number, label.key AS key, label.name AS name FROM conversation_label
            JOIN label ON label.key = conversation_label.label JOIN conversation ON conversation.number = conversation_label.conversation
            WHERE conversation.identifier IN \(own) ORDER BY conversation_label.conversation, label.key
            """
        ).map { row in
            var json = JSONObjectText()
            json.add("conversation", try row.get("number", as: Int64.self))
            json.add("label", try row.get("key", as: String.self))
            json.add("name", try row.get("name", as: String.self))
            return json
        }
    }

    /// How satisfied they said they were with resolutions.
    func answers(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT csat_survey.id AS id, csat_survey.conversation AS number, changed_at, score, comment FROM csat_survey
            JOIN conversation ON conversation.number = csat_survey.conversation
            WHERE conversation.identifier IN \(own) AND score IS NOT NULL ORDER BY csat_survey.resolution
            """
        ).map { row in
            let reasons = try reading.rows("SELECT reason FROM csat_reason WHERE survey = \(row.get("id", as: [UInt8].self)) ORDER BY reason")
            var json = JSONObjectText()
            json.add("conversation", try row.get("number", as: Int64.self))
            json.add("at", try row.get("changed_at", as: Instant.self).description)
            json.add("score", try row.get("score", as: Int64.self))
            json.add("comment", try row.get("comment", as: String.self))
            json.add("reasons", try reasons.map { try $0.get("reason", as: String.self) }.joined(separator: ", "))
            return json
        }
    }

    /// What they said of themselves in chat windows: where they were, and the address they left.
    func chats(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT chat.conversation AS number, chat.begun_at AS at, chat.page AS page, chat.address AS address, chat.language AS language FROM chat
            JOIN conversation ON conversation.number = chat.conversation WHERE conversation.identifier IN \(own) ORDER BY chat.conversation
            """
        ).map { row in
            var json = JSONObjectText()
            json.add("conversation", try row.get("number", as: Int64.self))
            json.add("at", try row.get("at", as: Instant.self).description)
            json.add("page", try row.get("page", as: String.self))
            json.add("address", try row.get("address", as: String.self))
            json.add("language", try row.get("language", as: String.self))
            return json
        }
    }

    /// Every message by mail from them or to them, and in their conversations, as it went over the wire.
    func mail(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            """
            SELECT id FROM mail_message WHERE id IN \(PersonalDataStore.DataSubject(person: person.number).mails) ORDER BY recorded_at, id
            """
        ).map { row in
            let message = try MailJournalStore.find(row.get("id"), reading)
            var json = JSONObjectText()
            json.add("at", message.receivedAt.description)
            json.add("direction", message.direction == .incoming ? "in" : "out")
            json.add("state", message.state.rawValue)
            json.add("address", message.address)
            json.add("subject", message.subject)
            json.add("conversation", message.conversation)
            json.add("messageInBase64", try MailJournalStore.raw(message.id, reading).map { Data($0).base64EncodedString() })
            return json
        }
    }

    /// What they sent and were sent in a chat, and what stands beside notes about them.
    func files(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let elsewhere = PersonalDataStore.DataSubject(person: person.number).strangersWords
        return try reading.rows(
            """
            SELECT conversation_entry.conversation AS conversation, entry, name, type, content FROM conversation_file
            JOIN conversation_entry ON conversation_entry.number = conversation_file.entry
            JOIN conversation ON conversation.number = conversation_entry.conversation
            WHERE conversation.identifier IN \(own) OR entry IN \(elsewhere) ORDER BY entry, place
            """
        ).map { row in
            var json = JSONObjectText()
            json.add("conversation", try row.get("conversation", as: Int64.self))
            json.add("entry", try row.get("entry", as: Int64.self))
            json.add("name", try row.get("name", as: String.self))
            json.add("type", try row.get("type", as: String.self))
            json.add("contentInBase64", Data(try row.get("content", as: [UInt8].self)).base64EncodedString())
            return json
        }
    }

    /// How they stand to each purpose; the words themselves are touchpoints.
    func consents(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let words = try ConsentStore().words(of: known.map(\.id), line.catalogue, reading)
        return Consent.standing(words).map { consent in
            var json = JSONObjectText()
            json.add("purpose", consent.purpose.rawValue)
            json.add("isGiven", json: (consent.isGiven ? "true" : "false").utf8)
            json.add("at", consent.at.description)
            json.add("channel", consent.channel.key)
            json.add("source", sources[consent.source])
            json.add("reason", consent.reason)
            return json
        }
    }

    /// That they may be somebody else too; who that is, is the other's.
    func possibleDuplicates(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows(
            "SELECT probability, found_at FROM duplicate_suggestion WHERE one IN \(own) OR other IN \(own) ORDER BY probability DESC, found_at"
        ).map { row in
            var json = JSONObjectText()
            json.add("probability", try row.get("probability", as: Double.self))
            json.add("foundAt", try row.get("found_at", as: Instant.self).description)
            return json
        }
    }

    func rejectedEvents(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let rules = line.rules
        let named = known.compactMap { known in rules[number: known.type].flatMap { Identifier($0.type, known.value) } }
        return try RejectedMentionStore().ids(naming: named, reading).chunked(by: 500).flatMap { ids in
            try reading.rows("SELECT * FROM rejected_event WHERE id IN \(list: ids) ORDER BY id").map { row in
                let event = try RejectedEvent(row)
                var json = JSONObjectText()
                json.add("id", event.id.description)
                json.add("receivedAt", event.receivedAt.description)
                json.add("source", sources[event.source])
                json.add("field", event.field)
                json.add("reason", event.reason)
                json.add("body", event.body)
                return json
            }
        }
    }

    /// What staff and programs did with what is kept of them.
    func changes(_ reading: some Storage.Reading) throws -> [JSONObjectText] {
        try reading.rows("SELECT action, recorded_at FROM audit WHERE subject = \(person.id.description) ORDER BY recorded_at, id").map { row in
            var json = JSONObjectText()
            json.add("at", try row.get("recorded_at", as: Instant.self).description)
            json.add("action", try row.get("action", as: String.self))
            return json
        }
    }
}
