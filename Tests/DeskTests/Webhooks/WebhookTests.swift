import Crypto
import Foundation
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

extension Office {
    var webhooks: WebhookStore { WebhookStore(database: line.database, feed: ConversationFeedStore(), recording: { _, _ in }) }

    func hook(_ address: String, source: Int64? = nil, _ events: Set<Webhook.Event> = [.answered]) async throws -> (webhook: Webhook, secret: String)
    {
        try await webhooks.add(.init(name: "Bridge", address: address, source: source, events: events), by: nil)
    }

    /// Does all webhook jobs that are due.
    func tell() async throws {
        let worker = JobWorker(line.database, [WebhookWorker(database: line.database, feed: ConversationFeedStore()).handler], complain: { _, _ in })
        while try await worker.workOnce() {}
    }

    /// As if it had waited until its next attempt.
    func wait() async throws {
        try await line.database.write { tx in
            try tx.run("UPDATE job SET due_at = \(tx.now) WHERE finished_at IS NULL")
            try tx.run("UPDATE webhook SET next_try_at = \(tx.now) WHERE next_try_at IS NOT NULL")
        }
    }

    func answer(_ number: Int64, _ texts: String...) async throws {
        for text in texts {
            try await work.reply(writing(text, in: number, once: text), in: number, by: ada, at: noon())
        }
    }
}

@Suite struct `Webhooks` {
    @Test(arguments: engines) func `are told what they want to hear, signed, in order and once`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                let (webhook, secret) = try await office.hook(address)
                try await office.work.note(office.writing("Not for them.", in: number), in: number, by: office.ada, at: noon())
                try await office.answer(number, "First.", "Second.")
                try await office.work.stand(.resolved, number, by: office.ada, at: noon())
                try await office.tell()
                try await office.tell()
                #expect(receiver.told.map(\.text) == ["First.", "Second."], "what came before, notes and what was not asked for are not among them")
                let first = try #require(receiver.told.first)
                #expect(first.json["type"] as? String == "message.answered" && first.json["staff"] as? String == "Ada")
                let conversation = try #require(first.json["conversation"] as? [String: Any])
                #expect(conversation["thread"] as? String == "chat" && (conversation["number"] as? NSNumber)?.int64Value == number)
                #expect(first["content-type"] == "application/json" && first["webhook-id"] == "\(webhook.id)-\(first.number)")
                let key = SymmetricKey(data: try #require(Data(base64Encoded: String(secret.dropFirst(6)))))
                for told in receiver.told {
                    let signed = Array("\(told["webhook-id"]).\(told["webhook-timestamp"]).".utf8) + told.body
                    let code = try #require(Data(base64Encoded: String(told["webhook-signature"].dropFirst(3))))
                    #expect(HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key))
                }
                let standing = try await office.webhooks.standing(webhook.id)
                #expect(standing.webhook.state == .well && standing.waiting == 0 && standing.webhook.lastToldAt != nil)
            }
        }
    }

    @Test(arguments: engines) func `are told again what they did not take, and nothing before it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                let webhook = try await office.hook(address).webhook
                receiver.answer(503, 302, 200)
                try await office.answer(number, "First.")
                try await office.tell()
                try await office.answer(number, "Second.")
                try await office.tell()
                #expect(receiver.told.map(\.text) == ["First."], "the next attempt has its time")
                var standing = try await office.webhooks.standing(webhook.id)
                #expect(standing.webhook.state == .failing && standing.webhook.fault == "HTTP 503" && standing.waiting == 2)
                #expect(standing.next?.number == receiver.told[0].number)
                try await office.wait()
                try await office.tell()
                standing = try await office.webhooks.standing(webhook.id)
                #expect(standing.webhook.fault == "HTTP 302" && standing.webhook.attempts == 2, "nobody is followed elsewhere")
                try await office.wait()
                try await office.tell()
                #expect(receiver.told.map(\.text) == ["First.", "First.", "First.", "Second."])
                #expect(Set(receiver.told.prefix(3).map { $0["webhook-id"] }).count == 1)
                #expect(try await office.webhooks.standing(webhook.id).webhook.state == .well)
                try await office.answer(number, "Third.")
                try await office.tell()
                #expect(receiver.told.last?.text == "Third.", "afterwards it hears at once again")
            }
        }
    }

    @Test(arguments: engines) func `hear only of their source, and of changes where they ask for them`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let other = try await office.line.source("forum", name: "Forum", medium: .http)
                _ = try await office.hook(address, source: other.id, Set(Webhook.Event.allCases))
                let ours = try await office.receive(office.message("1"))
                try await office.answer(ours, "Not theirs.")
                let theirs = try await office.messages.receive(office.message("1"), from: other).conversation
                try await office.work.stand(.resolved, theirs, by: office.ada, at: noon())
                try await office.tell()
                #expect(receiver.told.compactMap { $0.json["type"] as? String } == ["message.received", "conversation.changed"])
                #expect(receiver.told.last?.json["change"] as? [String: String] == ["what": "status", "to": "resolved"])
            }
        }
    }

    @Test(arguments: engines) func `that are paused go on where they stood, and leave out what staff say`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                let webhook = try await office.hook(address).webhook
                try await office.webhooks.pause(webhook.id, by: office.ada.id)
                try await office.answer(number, "First.", "Second.")
                try await office.tell()
                #expect(receiver.told.isEmpty)
                receiver.answer(400)
                try await office.webhooks.goOn(webhook.id, by: office.ada.id)
                try await office.tell()
                #expect(receiver.told.map(\.text) == ["First."])
                let first = try #require(try await office.webhooks.standing(webhook.id).next)
                try await office.webhooks.skip(webhook.id, first.number, by: office.ada.id)
                try await office.tell()
                #expect(receiver.told.map(\.text) == ["First.", "Second."])
                try await office.webhooks.skip(webhook.id, first.number, by: office.ada.id)
                try await office.tell()
                #expect(receiver.told.count == 2, "what is told already is not told again")
            }
        }
    }

    @Test(arguments: engines) func `are given up after three days, or when they say that they are gone`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                let webhook = try await office.hook(address).webhook
                receiver.answer(500, 500, 410)
                try await office.answer(number, "First.")
                try await office.tell()
                let long = Duration.days(-3)
                try await office.line.database.write { tx in _ = try tx.run("UPDATE webhook SET failing_since = \(tx.now.adding(long))") }
                try await office.wait()
                try await office.tell()
                #expect(try await office.webhooks.find(webhook.id).state == .paused)
                try await office.webhooks.goOn(webhook.id, by: office.ada.id)
                try await office.tell()
                #expect(try await office.webhooks.find(webhook.id).state == .paused, "410")
                try await office.webhooks.goOn(webhook.id, by: office.ada.id)
                try await office.tell()
                #expect(receiver.told.count == 4 && receiver.told.last?.text == "First.", "and nothing is lost")
                #expect(try await office.webhooks.find(webhook.id).state == .well)
            }
        }
    }

    @Test(arguments: engines) func `hear no more of what was changed while they were told`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                let webhook = try await office.hook(address).webhook
                for place in 0..<5 { try await office.answer(number, "Answer \(place)") }
                receiver.doMeanwhile { try await office.webhooks.pause(webhook.id, by: office.ada.id) }
                try await office.tell()
                #expect(receiver.told.map(\.text) == ["Answer 0"], "paused in the middle")
                try await office.line.database.write { tx in _ = try tx.run("UPDATE webhook SET busy_until = NULL") }
                receiver.doMeanwhile { _ = try await office.webhooks.renewSecret(webhook.id, by: office.ada.id) }
                try await office.webhooks.goOn(webhook.id, by: office.ada.id)
                try await office.tell()
                #expect(receiver.told.map(\.text) == (0..<5).map { "Answer \($0)" })
                let secret: String? = try await office.line.database.read { try $0.value("SELECT secret FROM webhook") }
                let last = try #require(receiver.told.last)
                let seconds = try #require(Int64(last["webhook-timestamp"]))
                let signed = WebhookSignature(secret: secret ?? "").signature(of: last.body, id: last["webhook-id"], at: seconds)
                #expect(last["webhook-signature"] == signed, "a new secret holds from the next on")
                receiver.doMeanwhile { try await office.webhooks.remove(webhook.id, by: office.ada.id) }
                for place in 5..<8 { try await office.answer(number, "Answer \(place)") }
                try await office.tell()
                #expect(receiver.told.count == 6, "and nothing once it is removed")
            }
        }
    }

    @Test(arguments: engines) func `have one job each, however much happens while they take nothing`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                _ = try await office.hook(address)
                receiver.answer(500, 500)
                for place in 0..<20 {
                    try await office.answer(number, "Answer \(place)")
                    if place == 3 { try await office.tell() }
                }
                try await office.tell()
                let open: Int? = try await office.line.database.read { session in
                    try session.value("SELECT COUNT(*) FROM job WHERE name = 'webhook' AND finished_at IS NULL")
                }
                #expect(open == 1 && receiver.told.count == 1)
            }
        }
    }

    @Test(arguments: engines) func `are told by one at a time`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                let number = try await office.receive(office.message("1"))
                let webhook = try await office.hook(address).webhook
                let texts = (0..<20).map { "Answer \($0)" }
                for text in texts { try await office.answer(number, text) }
                let worker = WebhookWorker(database: office.line.database, feed: ConversationFeedStore())
                let limited = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            do {
                                try await worker.tellAll(webhook.id)
                                return false
                            } catch Failure.limited { return true }
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(limited >= 1 || receiver.told.count == 20)
                #expect(receiver.told.map(\.text) == texts)
            }
        }
    }

    @Test func `that nobody answers for say why, and what cannot be an address is none`() async throws {
        try await withOffice(.sqlite) { office in
            let number = try await office.receive(office.message("1"))
            let webhook = try await office.hook("http://127.0.0.1:1/hook").webhook
            try await office.answer(number, "First.")
            try await office.tell()
            #expect(try await office.webhooks.find(webhook.id).fault.contains("connect"))
            for address in [
                "", "hooks.example.com", "ftp://hooks.example.com", "https://", "https://ada:secret@hooks.example.com", "https://a b",
                "javascript:alert(1)",
            ] {
                await #expect(throws: Failure.self, "\(address)") {
                    _ = try await office.webhooks.add(.init(name: "Other", address: address, source: nil, events: [.answered]), by: nil)
                }
            }
            await #expect(throws: Failure.invalid("name", "must be another one: a webhook is called so already")) {
                _ = try await office.hook("http://127.0.0.1:1/hook")
            }
        }
    }

    /// The example of the specification.
    @Test func `sign as Standard Webhooks say`() {
        let signature = WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").signature(
            of: Array(#"{"test": 2432232314}"#.utf8), id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330)
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }
}
