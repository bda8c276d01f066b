import Kernel
import Storage
import Synchronization
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A label` {
    @Test(arguments: [
        ("Delivery", "delivery"), ("  Late   delivery! ", "late-delivery"), ("Доставка", "доставка"), ("Zażółć gęślą", "zażółć-gęślą"),
        ("送货", "送货"), ("B2B / VIP", "b2b-vip"),
    ]) func `has a key that is made from its name, in every script`(name: String, key: String) throws {
        #expect(try Label.key(for: name, besides: []) == key)
    }

    @Test func `has a key of its own, and a name that says something`() throws {
        #expect(try Label.key(for: "Delivery", besides: ["delivery", "delivery-2"]) == "delivery-3")
        #expect(throws: Failure.invalid("name", "must have a letter or a number")) { try Label.key(for: "!?", besides: []) }
    }

    @Test(arguments: engines) func `is called as nothing else is, keeps its key under another name, and is put away instead of deleted`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            let recorded = Mutex<[String]>([])
            let store = LabelStore(line: office.line) { change, _ in
                recorded.withLock { $0.append("\(change.action) \(change.subject) \(change.detail)") }
            }
            #expect(try await store.save(nil, name: "Delivery", .sea, by: office.ada.id) == "delivery")
            try await store.save(nil, name: "Box", .brick, by: office.ada.id)
            await #expect(throws: Failure.invalid("name", "must be another one: a label is called so already")) {
                try await store.save(nil, name: "delivery", .moss, by: office.ada.id)
            }
            try await store.save("delivery", name: "Sent", .plum, by: office.ada.id)
            #expect(try await store.save(nil, name: "Delivery", .sea, by: office.ada.id) == "delivery-2")
            let sent = try await store.find("delivery")
            #expect(sent.name == "Sent" && sent.colour == .plum)
            for _ in 1...2 { try await store.putAway(sent, true, by: office.ada.id) }
            #expect(try await store.all().map { "\($0.name) \($0.isPutAway)" } == ["Box false", "Delivery false", "Sent true"])
            try await store.putAway(sent, false, by: office.ada.id)
            #expect(try await store.all().allSatisfy { !$0.isPutAway })
            #expect(
                recorded.withLock(\.self) == [
                    "labelAdded Delivery delivery", "labelAdded Box box", "labelChanged Sent delivery", "labelAdded Delivery delivery-2",
                    "labelPutAway Sent delivery", "labelBroughtBack Sent delivery",
                ])
        }
    }

    @Test(arguments: engines) func `is one of a hundred in use at most; those that are put away do not count`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for number in 1...LabelStore.most { try await office.labels.save(nil, name: "L\(number)", .sea, by: nil) }
            let full = Failure.conflict("There are 100 labels already: put one away first.")
            await #expect(throws: full) { try await office.labels.save(nil, name: "One more", .sea, by: nil) }
            let first = try await office.labels.find("l1")
            try await office.labels.putAway(first, true, by: office.ada.id)
            try await office.labels.save(nil, name: "One more", .sea, by: nil)
            await #expect(throws: full) { try await office.labels.putAway(first, false, by: office.ada.id) }
        }
    }
}

@Suite struct `Labels of a conversation` {
    @Test(arguments: engines) func `are put on and taken off once, and stand in it in order`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for name in ["Delivery", "Box"] { try await office.labels.save(nil, name: name, .sea, by: nil) }
            let number = try await office.receive(office.message("m-1"))
            for _ in 1...2 { try await office.work.label(number, "delivery", by: office.ada, at: noon()) }
            try await office.work.label(number, "box", by: office.bob, at: noon())
            #expect(try await office.marks(number) == ["box", "delivery"])
            for _ in 1...2 { try await office.work.unlabel(number, "delivery", by: office.bob, at: noon()) }
            try await office.work.unlabel(number, "box", by: office.ada, at: noon())
            try await office.work.label(number, "delivery", by: office.ada, at: noon())
            let entries = try await office.conversations.whole(number).entries.dropFirst()
            #expect(
                entries.map { "\($0.happening) \($0.detail) \($0.staffName ?? "")" } == [
                    "labelled delivery Ada", "labelled box Bob", "unlabelled delivery Bob", "unlabelled box Ada", "labelled delivery Ada",
                ])
            #expect(try await office.marks(number) == ["delivery"])
            // What the customer hears, and how long they wait, is not touched by it.
            let conversation = try await office.conversations.find(number)
            #expect(conversation.unansweredSince == noon() && conversation.preview == "It is dented.")
        }
    }

    @Test(arguments: engines) func `are put on by two at the same moment once`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Box", .sea, by: nil)
            let number = try await office.receive(office.message("m-1"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for staff in [office.ada, office.bob] { group.addTask { try await office.work.label(number, "box", by: staff, at: noon()) } }
                try await group.waitForAll()
            }
            #expect(try await office.conversations.whole(number).entries.count { $0.happening == .labelled } == 1)
        }
    }

    @Test(arguments: engines) func `are of those there are; one that is put away stays, and can be taken off`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for name in ["Box", "Old"] { try await office.labels.save(nil, name: name, .sea, by: nil) }
            let number = try await office.receive(office.message("m-1"))
            await #expect(throws: Failure.missing("This label")) { try await office.work.label(number, "none", by: office.ada, at: noon()) }
            await #expect(throws: Failure.missing("This conversation")) { try await office.work.label(9, "box", by: office.ada, at: noon()) }
            try await office.work.label(number, "old", by: office.ada, at: noon())
            for key in ["old", "box"] { try await office.labels.putAway(office.labels.find(key), true, by: office.ada.id) }
            await #expect(throws: Failure.conflict("This label is put away.")) {
                try await office.work.label(number, "box", by: office.ada, at: noon())
            }
            #expect(try await office.marks(number) == ["old"])
            try await office.work.unlabel(number, "old", by: office.ada, at: noon())
            #expect(try await office.marks(number) == [])
        }
    }

    @Test(arguments: engines) func `are what their entries say: worked out anew they are the same, whatever stood there`(engine: Engine) async throws
    {
        try await withOffice(engine) { office in
            let keys = ["a", "b", "c", "d"]
            for key in keys { try await office.labels.save(nil, name: key, .sea, by: nil) }
            var numbers: [Int64] = []
            for thread in 1...5 { numbers.append(try await office.receive(office.message("m-\(thread)", thread: "t-\(thread)"))) }
            var (chance, wanted) = (SeededGenerator(seed: 26), Set<String>())
            for _ in 1...120 {
                let (number, key) = (try #require(numbers.randomElement(using: &chance)), try #require(keys.randomElement(using: &chance)))
                if Bool.random(using: &chance) {
                    try await office.work.label(number, key, by: office.ada, at: noon())
                    wanted.insert("\(number) \(key)")
                } else {
                    try await office.work.unlabel(number, key, by: office.bob, at: noon())
                    wanted.remove("\(number) \(key)")
                }
            }
            #expect(try await office.allMarks() == wanted && !wanted.isEmpty && wanted.count < 20)
            try await office.line.database.write { tx in
                try tx.run("DELETE FROM conversation_label WHERE label = 'a'")
                try tx.run(
                    """
                    INSERT INTO conversation_label (conversation, label) SELECT number, 'b' FROM conversation WHERE 1 = 1 ON CONFLICT DO NOTHING
                    """)
            }
            try #require(try await office.allMarks() != wanted)
            try await office.line.database.write { try ConversationLabelProjection().rebuild(in: $0) }
            #expect(try await office.allMarks() == wanted)
        }
    }

    @Test(arguments: engines) func `come with a message; one that there is not refuses it, one that is put away does not`(engine: Engine) async throws
    {
        try await withOffice(engine) { office in
            for name in ["Box", "Old"] { try await office.labels.save(nil, name: name, .sea, by: nil) }
            try await office.labels.putAway(office.labels.find("old"), true, by: office.ada.id)
            var message = office.message("m-1")
            message.labels = ["old", "box", "old"]
            let receipt = try await office.messages.receive(message, from: office.shop)
            let whole = try await office.conversations.whole(receipt.conversation)
            #expect(whole.labels.map(\.key) == ["box", "old"])
            #expect(whole.entries.map(\.happening) == [.message, .labelled, .labelled] && whole.entries.first?.number == receipt.entry)
            #expect(ConversationJSON(whole, at: noon()).labels == ["box", "old"] && ConversationJSON(whole, at: noon()).messages.count == 1)
            #expect(try await office.messages.receive(message, from: office.shop).isDuplicate)
            // What is there already comes no second time.
            var second = office.message("m-2", after: 1)
            second.labels = ["box"]
            #expect(try await office.messages.receive(second, from: office.shop).entry == receipt.entry + 3)
            #expect(try await office.conversations.whole(receipt.conversation).entries.count == 4)
            var wrong = office.message("m-3", thread: "other")
            wrong.labels = ["box", "boxes"]
            await #expect(throws: Failure.invalid("labels.1", "is no label here; there are box")) {
                try await office.messages.receive(wrong, from: office.shop)
            }
            #expect(try await office.kinds() == ["chat_message", "ticket_opened", "chat_message"])
        }
    }
}
