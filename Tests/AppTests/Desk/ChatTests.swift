import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App

@Suite struct `A chat` {
    @Test(arguments: engines) func `begins with the first message, and goes back and forth by its token`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let visitor = Browser(house)
            _ = try await ada.setUpChatWithKey()
            let key = try await ada.furtherKey()
            let (token, begun) = try await visitor.beginChat(withKey: key, "Is it in stock?")
            #expect(visitor.cookies.isEmpty)
            #expect(begun.entries.map(\.text) == ["Is it in stock?"] && token.hasPrefix("tl_chat_"))
            try await ada.answerFirst("It is.")
            let heard = try await visitor.said(token, after: begun.entries[0].n)
            #expect(heard.entries.map(\.text) == ["It is."] && heard.entries.map(\.who) == ["Ada"])
            let again = try await visitor.chat(
                "/chat/messages", ["token": token, "text": "Good.", "once": "second-message", "after": "\(heard.entries[0].n)"])
            #expect(try again.chat().entries.map(\.text) == ["Good."])
            let resent = try await visitor.chat("/chat/messages", ["token": token, "text": "Good.", "once": "second-message"])
            #expect(try resent.chat().entries.map(\.text) == ["Is it in stock?", "It is.", "Good."])
        }
    }

    @Test func `whose first answer was lost is opened by the same message again, and by nobody else later`() async throws {
        try await withHouse { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            let lost = try await Browser(house).beginChat(withKey: key, once: "the-same-key").token
            let (token, answer) = try await Browser(house).beginChat(withKey: key, once: "the-same-key")
            #expect(answer.entries.count == 1)
            #expect(try await Browser(house).send(.get, "/chat/messages", [.authorization: "Bearer \(lost)"]).status == .notFound)
            house.clock.advance(by: .minutes(11))
            let late = try await Browser(house).chat("/chat/messages", ["key": key, "text": "x", "once": "the-same-key"])
            #expect(late.status == .conflict)
            #expect(try await Browser(house).said(token).entries.count == 1)
        }
    }

    @Test func `is shut to forged tokens and to keys without a chat`() async throws {
        try await withHouse { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            let visitor = Browser(house)
            let token = try await visitor.beginChat(withKey: key).token
            for forged in [KeySecret(.chat).text, String(token.dropLast()) + (token.hasSuffix("x") ? "y" : "x"), key, "", token + "a"] {
                #expect(try await visitor.send(.get, "/chat/messages", [.authorization: "Bearer \(forged)"]).status == .notFound)
                #expect(try await visitor.chat("/chat/writing", ["token": forged]).status == .notFound)
                #expect(try await visitor.send(.get, "/chat/live", [.authorization: "Bearer \(forged)"]).status == .notFound)
            }
            let other = try await ada.submit("/settings/sources", on: "/settings/sources", ["source": "Blog"]).secret()
            #expect(try await visitor.send(.get, "/chat?key=\(other)").status == .notFound)
            let answer = try await visitor.send(.get, "/chat/site?key=\(other)", [.origin: "https://shop.example"])
            #expect(answer.status == .notFound && answer.sentence.contains("Settings › Chat"))
        }
    }

    @Test func `stands on the sites that were listed and on no other`() async throws {
        try await withHouse { house async throws in
            let key = try await house.ada().setUpChatWithKey()
            let visitor = Browser(house)
            let allowed = try await visitor.send(.get, "/chat/site?key=\(key)", [.origin: "https://shop.example"])
            #expect(allowed.status == .ok && allowed.headers[.accessControlAllowOrigin] == "https://shop.example")
            let refused = try await visitor.send(.get, "/chat/site?key=\(key)", [.origin: "https://evil.example"])
            #expect(refused.status == .forbidden && refused.headers[.accessControlAllowOrigin] == "*")
            #expect(refused.sentence == "https://evil.example is not among the sites of this chat: add it under Settings › Chat.")
            let window = try await visitor.get("/chat?key=\(key)")
            #expect(window.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'self' https://shop.example;") == true)
            #expect(window.headers[.named("X-Frame-Options")] == nil)
            let sent = try await visitor.chat("/chat/messages", ["key": key, "text": "x", "once": "12345678"], origin: "https://evil.example")
            #expect(sent.status == .forbidden)
        }
    }

    @Test func `says in one sentence what is wrong with a message`() async throws {
        try await withHouse { house async throws in
            let key = try await house.ada().setUpChatWithKey()
            let visitor = Browser(house)
            func refusal(_ fields: KeyValuePairs<String, String?>) async throws -> String {
                let response = try await visitor.chat("/chat/messages", fields)
                #expect(response.status == .unprocessableContent)
                return response.sentence
            }
            let long = String(repeating: "a", count: 20_001)
            #expect(
                try await refusal(["key": key, "text": long, "once": "12345678"]) == "A message may have 20,000 characters at most. Send it in parts."
            )
            #expect(try await refusal(["key": key, "text": " ", "once": "12345678"]) == "Write something first.")
            #expect(try await refusal(["key": key, "text": "x", "once": "12345678", "website": "http://spam"]) == "website must be empty")
            #expect(try await refusal(["key": key, "text": "x", "once": "12345678", "address": "kim"]).hasPrefix("This is no email address"))
            #expect(try await refusal(["key": key, "text": "x", "once": "12345678", "identity": "a.b.c"]).hasPrefix("identity needs a secret"))
        }
    }

    @Test func `is begun five times a minute at most from one network`() async throws {
        try await withHouse { house async throws in
            let key = try await house.ada().setUpChatWithKey()
            for number in 0..<5 { _ = try await Browser(house).beginChat(withKey: key, once: "message-\(number)") }
            let sixth = try await Browser(house).chat("/chat/messages", ["key": key, "text": "x", "once": "message-6"])
            #expect(sixth.status == .tooManyRequests && sixth.headers[.retryAfter] != nil && sixth.sentence.hasPrefix("That is a lot at once"))
            house.clock.advance(by: .minutes(1))
            _ = try await Browser(house).beginChat(withKey: key, once: "message-7")
        }
    }

    @Test func `works as a form, and shows text as text`() async throws {
        try await withHouse { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            let visitor = Browser(house)
            let text = "<script>alert(1)</script>"
            let page = try await visitor.chat("/chat/messages", ["key": key, "text": text, "once": "12345678"], json: false).text
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains(text))
            let token = try String(#require(page.firstMatch(of: /name="token" value="([^"]*)"/)).1)
            try await ada.answerFirst("Hello.")
            #expect(try await visitor.chat("/chat", ["key": key, "token": token], json: false).text.contains("<p>Hello.</p>"))
            let transcript = try await visitor.chat("/chat/transcript", ["key": key, "token": token], json: false)
            #expect(transcript.text.contains(text) && transcript.text.contains("Ada\nHello."))
            let empty = try await visitor.chat("/chat/messages", ["key": key, "token": token, "text": "", "once": "12345679"], json: false)
            #expect(empty.status == .unprocessableContent && empty.text.contains("Write something first.") && empty.text.contains("Hello."))
        }
    }

    @Test func `says when somebody is back, and keeps the address of who leaves as a claim`() async throws {
        try await withHouse { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            #expect(try await !Browser(house).get("/chat?key=\(key)").text.contains("We are"))
            let weekdays: KeyValuePairs<String, String?> = [
                "zone": "GMT", "monday": "09:00-17:00", "tuesday": "09:00-17:00", "holidays": "", "special": "",
            ]
            let set = try await ada.submit("/settings/hours?_method=put", on: "/settings/hours", weekdays)
            try #require(set.status == .seeOther, "\(set.text)")
            #expect(try await Browser(house).get("/chat?key=\(key)").text.contains("We are here now"))
            // Monday evening.
            house.clock.advance(by: .hours(6))
            #expect(try await Browser(house).get("/chat?key=\(key)").text.contains("We are back tomorrow at 09:00"))
            let visitor = Browser(house)
            let token = try await visitor.beginChat(withKey: key, "Hello?", once: "12345678", ["address": "kim@example.com"]).token
            let path = try await ada.firstConversation()
            #expect(try await ada.get(path).text.contains("kim@example.com <span class=\"badge warn\">unverified</span>"))
            let known = try await house.installation.database.read {
                try $0.value("SELECT COUNT(*) FROM identifier WHERE value = 'kim@example.com'", as: Int.self)
            }
            #expect(known == 0)
            try await ada.answerFirst("We are here.")
            #expect(
                try await ada.get(path).text.contains(
                    "One answer is not read yet. No mailbox of yours sends mail, so it cannot go to kim@example.com"))
            let heard = try await visitor.said(token)
            _ = try await visitor.chat("/chat/read", ["token": token, "entry": "\(heard.entries[1].n)"])
            let page = try await ada.get(path).text
            #expect(!page.contains("not read yet") && page.contains("Read by the customer"))
        }
    }
}

@Suite struct `Who a site vouches for` {
    @Test(arguments: engines) func `is known, by the secret of now and the one before`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            let path = try await ada.setUpChat()
            func renewed() async throws -> String { try await ada.submit(path + "/secrets", on: "/settings/chat").secret() }
            let (oldest, before, now) = (try await renewed(), try await renewed(), try await renewed())
            let visitor = Browser(house)
            func status(_ token: String, _ once: String) async throws -> HTTPResponse.Status {
                try await visitor.chat("/chat/messages", ["key": key, "text": "Hi", "once": once, "identity": token]).status
            }
            #expect(try await status(signed(with: now), "12345671") == .ok)
            #expect(try await status(signed(with: before, sub: "1002"), "12345672") == .ok)
            #expect(try await status(signed(with: oldest), "12345673") == .unprocessableContent)
            // Of a page that was left open: nobody is vouched for, and what was written is taken.
            #expect(try await status(signed(with: now, sub: "1003", expiring: -1), "12345674") == .ok)
            #expect(try await status(signed(with: now, expiring: 90_000), "12345675") == .unprocessableContent)
            #expect(try await status(signed(with: now, algorithm: "none"), "12345676") == .unprocessableContent)
            let users = try await house.installation.database.read { session in
                try session.rows(
                    """
                    SELECT identifier.value FROM conversation JOIN identifier ON identifier.id = conversation.identifier ORDER BY conversation.number
                    """
                ).map { try $0.get(at: 0, as: String.self) }
            }
            #expect(users.count == 3 && users.prefix(2) == ["1001", "1002"] && users[2].hasPrefix("chat-"))
        }
    }

    private func signed(with secret: String, sub: String = "1001", expiring seconds: Int64 = 600, algorithm: String = "HS256") -> String {
        func encoded(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
        }
        let head = encoded(#"{"alg":"\#(algorithm)"}"#)
        let claims = encoded(#"{"sub":"\#(sub)","email":"kim-\#(sub)@example.com","exp":\#(noon().seconds + seconds)}"#)
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(head).\(claims)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        let signature = Data(code).base64EncodedString().replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
        return "\(head).\(claims).\(signature)"
    }
}

extension Browser {
    /// A source with a key and a chat.
    func setUpChatWithKey() async throws -> String {
        let key = try await writeKey()
        _ = try await setUpChat()
        return key
    }

    func furtherKey() async throws -> String {
        let path = try await String(#require(get("/settings/sources").text.firstMatch(of: /\/settings\/sources\/[0-9]+\/keys/)).0)
        return try await submit(path, on: "/settings/sources").secret()
    }

    fileprivate func firstConversation() async throws -> String {
        try await String(#require(get("/inbox").text.firstMatch(of: /\/inbox\/[0-9]+/)).0)
    }

    /// Answers the newest conversation.
    fileprivate func answerFirst(_ text: String) async throws {
        let path = try await firstConversation()
        let page = try await get(path).text
        let seen = try String(#require(page.firstMatch(of: /name="seen" form="reply" value="([0-9]+)"/)).1)
        let response = try await submit(path + "/replies", on: path, ["text": text, "seen": seen, "once": "answer-\(text)", "then": ""])
        try #require(response.status == .seeOther, "\(response.text)")
    }
}
