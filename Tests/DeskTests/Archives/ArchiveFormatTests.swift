import Channels
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `Tickets of Zendesk` {
    @Test(arguments: engines) func `come with who said what, in their order and at their times`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let result = try await office.bring(example: "zendesk.json")
            #expect(result.counts == .init(records: 3, accepted: 3) && result.said == 8)
            #expect(
                try await office.story("5101")
                    == [
                        "message 2025-10-06T08:14:20Z: Hello, the desk arrived today and its top has a dent.\n\n[dent.jpg]",
                        "note [Ada] 2025-10-06T08:40:00Z: Third dent from this carrier in a month.",
                        "reply [Ada] 2025-10-06T08:52:30Z: Hello Kim, I am sorry. A new top leaves us today.",
                        "message 2025-10-07T08:55:00Z: It is here, thank you!",
                        "assignment [Zendesk] 2025-10-07T08:55:00Z: Ada",
                        "status [Zendesk] 2025-10-07T09:02:11Z: resolved",
                    ].map { $0.replacing(" [Zendesk]", with: "") })
            let conversation = try await office.conversations.find(try await office.number(of: "5101"))
            #expect(conversation.status == .resolved && conversation.priority == .high && conversation.assignee == office.ada.id)
            #expect(conversation.subject == "Desk arrived with a dent" && conversation.channel == "email")
            #expect(try await office.customer(of: "5101") == ["email kim@example.com", "name Kim Lee", "phone +48600100200"])
        }
    }

    @Test(arguments: engines) func `keep the names of staff who are not here, and words of others as theirs`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.bring(example: "zendesk.json")
            let number = try await office.number(of: "5102")
            #expect(
                try await office.story("5102") == [
                    "message 2025-10-08T13:00:00Z: Please send the invoice to our accountant, in copy.",
                    "message [zendesk:90013] 2025-10-08T13:20:00Z: Accountant here: we need the tax number on it.",
                    "reply [Tomasz Wolny (Zendesk)] 2025-10-08T13:45:00Z: Which tax number shall it be?",
                    "status 2025-10-08T13:45:00Z: waiting",
                ])
            #expect(try await office.conversations.find(number).assignee == nil)
            #expect(try await office.story("5103") == ["message 2025-10-09T07:30:00Z: Is the oak top treated with oil or with varnish?"])
            #expect(try await office.customer(of: "5103") == ["anonymous_id zendesk:90014", "name Visitor 90014"])
        }
    }

    @Test func `in an envelope know their users, wherever those stand`() async throws {
        try await withOffice(.sqlite) { office async throws in
            let text = """
                {"count": 1, "next_page": null, "tickets": [{"id": 7, "subject": "Hello", "status": "open", "requester_id": 1, "comments": [
                  {"id": 1, "author_id": 1, "public": true, "body": "Hello", "created_at": "2025-01-01T10:00:00Z"},
                  {"id": 2, "author_id": 2, "public": true, "body": "Hello Kim", "created_at": "2025-01-01T10:01:00Z"},
                  {"id": 3, "author_id": 99, "public": true, "body": "And me", "created_at": "2025-01-01T10:02:00Z"}]}],
                 "users": [{"id": 1, "name": "Kim", "email": "kim@example.com", "role": "end-user"},
                           {"id": 2, "name": "Ada", "email": "ADA@example.com", "role": "agent"}]}
                """
            let result = try await office.bring(text: text).result
            #expect(result.counts == .init(records: 3, accepted: 1))
            #expect(
                try await office.story("7") == [
                    "message 2025-01-01T10:00:00Z: Hello", "reply [Ada] 2025-01-01T10:01:00Z: Hello Kim",
                    "reply [#99 (Zendesk)] 2025-01-01T10:02:00Z: And me",
                ])
        }
    }
}

@Suite struct `Conversations of Chatwoot` {
    @Test(arguments: engines) func `come with messages, answers and notes, and without what it tells of itself`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let result = try await office.bring(example: "chatwoot.json")
            #expect(result.counts == .init(records: 2, accepted: 2))
            #expect(
                try await office.story("301") == [
                    "message 2025-10-09T09:00:00Z: Hi, can I send the chair back?",
                    "note [Chatwoot (Chatwoot)] 2025-10-09T09:00:01Z: We usually answer within ten minutes.".replacing(" (Chatwoot)", with: ""),
                    "reply [Ada] 2025-10-09T09:03:40Z: Within 30 days, yes. I send you a label.",
                    "note [Ada] 2025-10-09T09:04:00Z: Second return of this chair.", "message 2025-10-09T10:05:00Z: [label.pdf]",
                    "assignment 2025-10-09T10:05:00Z: Ada", "status 2025-10-09T10:05:00Z: resolved",
                ])
            #expect(try await office.customer(of: "301") == ["email sara@example.com", "name Sara Ortiz", "user_id c-20881"])
            let open = try await office.conversations.find(try await office.number(of: "302"))
            #expect(open.status == .open && open.channel == "messenger" && open.unansweredSince == Instant(seconds: 1_760_090_000))
            #expect(try await office.customer(of: "302") == ["name Jun", "phone +8613800138000"])
        }
    }
}

@Suite struct `Tickets of Zammad` {
    @Test(arguments: engines) func `come with their articles; what stays inside is a note`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            #expect(try await office.bring(example: "zammad.json").counts == .init(records: 2, accepted: 2))
            #expect(
                try await office.story("41") == [
                    "message 2025-09-01T06:05:00Z: Good morning,\nthe left armrest is loose.\n\nOla\n\n[armrest.png]",
                    "note [Zammad] 2025-09-01T06:05:02Z: We have received your message.",
                    "reply [Ada] 2025-09-01T08:30:00Z: Good morning Ola, two screws are on their way.",
                    "note [Piotr Lis (Zammad)] 2025-09-01T09:00:00Z: Screws of batch 12 again.",
                    "assignment 2025-09-01T09:00:00Z: Ada", "status 2025-09-02T10:00:00Z: resolved",
                ])
            #expect(try await office.customer(of: "41") == ["email ola@example.com", "name Ola Zielińska"])
            // The reminder has passed: it is open.
            let open = try await office.conversations.find(try await office.number(of: "42"))
            #expect(open.status == .open && open.channel == "phone")
            #expect(try await office.customer(of: "42") == ["phone +48501502503"])
        }
    }
}

@Suite struct `Mail in an mbox` {
    @Test(arguments: engines) func `is put together by what answers what, and resolved; machines are left out`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let result = try await office.bring(example: "help.mbox", own: ["@alderdesk.example"])
            #expect(result.counts == .init(records: 5, accepted: 2, rejected: 1) && result.said == 4)
            #expect(
                try await office.story("ines-1@example.com") == [
                    "message 2025-09-08T07:12:00Z: Do you deliver on Saturdays?\n\nFrom nine to twelve would be best for us.",
                    "reply [Ada] 2025-09-08T08:01:40Z: Yes, we do: Saturday from nine to twelve is booked.",
                    "message 2025-09-08T09:30:00Z: Perfect, obrigada! Thank you for the quick answer.", "status 2025-09-08T09:30:00Z: resolved",
                ])
            #expect(try await office.customer(of: "ines-1@example.com") == ["email ines@example.com", "name Inês Prado"])
            // Neither the end of its parts nor its date is there: the line before it tells the time.
            #expect(
                try await office.story("lee-1@example.net") == [
                    "message 2025-09-09T12:00:00Z: The chair came without its gas spring.", "status 2025-09-09T12:00:00Z: resolved",
                ])
        }
    }

    @Test func `of two files, what went out and what came in, becomes one conversation, whichever comes first`() async throws {
        try await withOffice(.sqlite) { office async throws in
            let came = """
                From kim@example.com Mon Sep  8 07:12:04 2025
                From: kim@example.com
                To: help@shop.example
                Subject: Hello
                Date: Mon, 08 Sep 2025 07:12:00 +0000
                Message-ID: <k1@example.com>

                Hello?

                From kim@example.com Mon Sep  8 09:12:04 2025
                From: kim@example.com
                To: help@shop.example
                Subject: Re: Hello
                Date: Mon, 08 Sep 2025 09:12:00 +0000
                Message-ID: <k2@example.com>
                In-Reply-To: <a1@shop.example>

                Thank you.

                """
            let sent = """
                From ada@example.com Mon Sep  8 08:12:04 2025
                From: Ada <ada@example.com>
                To: kim@example.com
                Subject: Re: Hello
                Date: Mon, 08 Sep 2025 08:12:00 +0000
                Message-ID: <a1@shop.example>
                In-Reply-To: <k1@example.com>
                References: <k1@example.com>

                Hello Kim.

                """
            #expect(try await office.bring(text: sent).result.counts.accepted == 1)
            try await office.bring(text: came)
            #expect(try await office.numbers().count == 1)
            #expect(try await office.conversations.whole(try await office.numbers()[0]).entries.count { $0.happening.isSaid } == 3)
        }
    }
}
