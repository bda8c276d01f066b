import App
import Channels
import Foundation
import Kernel
import People
import Storage
import TestKit
import Timeline

/// Somebody with an unmistakable mark in every field that can hold one, and Ben, who has nothing to do with it.
struct MarkedPerson {
    static let marks = [
        "zq7user", "zq7mail@example.com", "+48777123456", "zq7browser", "zq7name", "zq7city", "zq7traitname", "zq7property", "zq7said", "zq7subject",
        "zq7company", "zq7account", "zq7rejected", "zq7reason", "zq7undone", "zq7likeness",
        "zq7heading", "zq7thread", "zq7message", "zq7note", "zq7page", "zq7left@example.com", "zq7letter", "zq7file", "zq7friend", "zq7comment",
        "zq7picture", "zq7copied", "zq7inside",
    ]
    /// Marks that an export has to bring; why staff undid something stands beside the evidence and is not the person's.
    static let exported = marks.filter { !["zq7undone", "zq7likeness", "zq7thread", "zq7file", "zq7friend", "zq7copied", "zq7inside"].contains($0) }

    static func bring(into installation: Installation) async throws {
        let line = installation.line
        let shop = try await line.source("shop", name: "Shop", medium: .http)
        let people = [Identifier(.userID, "zq7user"), Identifier(.email, "ZQ7mail@example.com"), Identifier(.phone, "+48 777-123-456")]
        var first = NewTouchpoint(
            "order_placed", channel: "web", by: people.compactMap { $0 }, at: noon(), score: Score(9, on: .nps), key: SourceKey("zq7key"),
            subject: Subject("order", "zq7subject"), properties: #"{"zq7property":"zq7said"}"#,
            traits: ["name": "zq7name", "city": "zq7city", "zq7traitname": "1"])
        first.company = "zq7company"
        let second = NewTouchpoint(
            "page_view", channel: "web", by: [Identifier(.anonymousID, "zq7browser")].compactMap { $0 }, at: noon(), key: SourceKey("2"))
        let bens = NewTouchpoint(
            "page_view", channel: "web", by: [Identifier(.userID, "ben")].compactMap { $0 }, at: noon(), key: SourceKey("3"), traits: ["name": "Ben"])
        _ = try await line.append([first, second, bens], from: shop)
        let rules = line.rules
        try await installation.database.write { tx in
            let company = try CompanyStore().numbers(of: ["zq7company"], in: tx)["zq7company"] ?? 0
            try CompanyStore().record(["name": "zq7account", "tier": "zq7account"], of: company, at: noon(), source: shop.id, in: tx)
            let known = try ["zq7user", "zq7browser", "ben"].map { value in
                try tx.value("SELECT id FROM identifier WHERE value = \(value)", as: Int64.self) ?? 0
            }
            try line.identities.merge(known[0], with: known[1], by: [1], reason: "zq7reason", in: tx, rules: rules)
            let wrong = try line.identities.merge(known[0], with: known[2], by: [1], reason: "zq7undone", in: tx, rules: rules)
            try line.identities.unlink([wrong], by: [1], reason: "zq7undone", in: tx, rules: rules)
            try tx.run(
                """
                INSERT INTO duplicate_suggestion (one, other, probability, reasons, found_at)
                VALUES (\(min(known[0], known[2])), \(max(known[0], known[2])), 0.5, 'zq7likeness', \(tx.now))
                """)
            try bringConversation(with: known[0], source: shop.id, in: tx)
            try bringLetter(from: known[0], in: tx)
            for (body, id) in [(#"{"userId":"zq7user","event":"zq7rejected"}"#, 1), (#"{"userId":"ben"}"#, 2)] {
                try tx.run(
                    """
                    INSERT INTO rejected_event (id, source, dress, received_at, field, reason, body)
                    VALUES (\(ID<MarkedPerson>(bits: UInt128(id))), \(shop.id), 'segment', \(tx.now), 'at', 'is wrong', \(body))
                    """)
            }
        }
    }

    private static func bringLetter(from identifier: Int64, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO mailbox (number, address, name, signature, takes_details, imap_host, imap_port, imap_security, imap_user, imap_password,
            imap_folder, imap_all, smtp_host, smtp_port, smtp_security, smtp_user, smtp_password, silent_after, fetch_fault, send_fault, created_at)
            VALUES (1, 'help@shop.example', 'Help', '', 0, '', 0, 'none', '', '', '', 0, '', 0, 'none', '', '', 0, '', '', \(tx.now))
            """)
        let id = ID<JournalMessage>(bits: 3)
        try tx.run(
            """
            INSERT INTO mail_message (id, mailbox, direction, state, decision, fault, once, message_id, delivered_to, address, name, reply_to,
            recipients, recipient_count, subject, size, troubles, has_html, is_stranger, received_at, recorded_at, arrivals, attempts, unsure,
            conversation, entry, identifier)
            VALUES (\(id), 1, 1, 'filed', 'beginning', 'zq7letter', 'in:1:0', 'zq7letter', 'zq7letter', 'zq7mail@example.com', 'zq7letter',
            'zq7letter', 'zq7letter', 1, 'zq7letter', 9, '', 0, 0, \(noon()), \(tx.now), 1, 0, 0, 7, 1, \(identifier))
            """)
        try MailJournalStore.keep(raw: Array("zq7letter".utf8), of: id, in: tx)
        try tx.run("INSERT INTO mail_attachment (message, place, name, size) VALUES (\(id), 0, 'zq7file.pdf', 3)")
        try tx.run("INSERT INTO mail_copy (message, address, is_blind) VALUES (\(id), 'zq7copied@example.com', 1)")
        try tx.run(
            """
            INSERT INTO conversation_file (id, entry, place, name, type, size, content)
            VALUES (\(id), 2, 0, 'zq7picture.gif', 'image/gif', 9, \(Array("zq7inside".utf8)))
            """)
        try tx.run("INSERT INTO mail_participant (conversation, address) VALUES (7, 'zq7friend@example.com')")
    }

    private static func bringConversation(with identifier: Int64, source: Int64, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO conversation (number, identifier, source, thread, channel, subject, opened_at, status, status_at, priority, last_at, preview,
            last_entry)
            VALUES (7, \(identifier), \(source), 'zq7thread', 'chat', 'zq7heading', \(noon()), 1, \(noon()), 2, \(noon()), 'zq7message', 2)
            """)
        for (number, happening, text) in [(1, 1, "zq7message"), (2, 3, "zq7note")] {
            try tx.run(
                """
                INSERT INTO conversation_entry (number, conversation, happening, at, recorded_at, channel, text, detail, once)
                VALUES (\(number), 7, \(happening), \(noon()), \(tx.now), 'chat', \(text), '', \("zq7thread \(number)"))
                """)
        }
        try tx.run(
            """
            INSERT INTO csat_survey (id, conversation, resolution, way, channel, language, planned_at, dropped, score, comment, answered_at,
            changed_at)
            VALUES (\(ID<MarkedPerson>(bits: 9)), 7, 2, 'chat', 'chat', 'en', \(noon()), '', 4, 'zq7comment', \(noon()), \(noon()))
            """)
        try tx.run(
            """
            INSERT INTO chat_site (source, name, greeting, accent, origins, set_at)
            VALUES (\(source), 'Shop', '', '#000000', 'https://shop.example', \(tx.now))
            """)
        try tx.run(
            """
            INSERT INTO chat (conversation, site, token, verified, language, page, address, begun_at, visitor_read, staff_read)
            VALUES (7, \(source), \([UInt8](repeating: 7, count: 32)), 0, 'en', 'https://shop.example/zq7page', 'zq7left@example.com',
            \(tx.now), 0, 0)
            """)
    }
}
