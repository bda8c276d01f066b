import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Giving out under load` {
    /// Customers write, people come and go, answer and resolve, all at once and on two servers of the same database.
    @Test(arguments: engines) func `gives two hundred conversations to five who come and go: none strands, none twice, nobody has too many`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            let crew = try await office.hire(["Cleo", "Dan", "Eve", "Finn", "Gus"])
            try await office.team(of: crew)
            for member in crew { try await office.members.set(member.id, capacity: 7, skills: [], by: nil) }
            let other = Office(line: try await Line.open(office.line.database), shop: office.shop, watch: office.watch)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<4 {
                    let desk = lane % 2 == 0 ? office : other
                    group.addTask { for number in 0..<50 { _ = try await desk.ask("c-\(lane)-\(number)") } }
                }
                for (place, member) in crew.enumerated() {
                    let desk = place % 2 == 0 ? office : other
                    group.addTask { try await work(member, at: desk, seed: UInt64(place + 1)) }
                }
                try await group.waitForAll()
            }
            try await requireExact(office, crew)
            // In the end all of it is worked off by two.
            for member in crew.prefix(2) { try await office.presence.choose(.online, member.id) }
            for member in crew.dropFirst(2) { try await office.presence.choose(.away, member.id) }
            var rounds = 0
            while try await resolveAll(of: crew, office) > 0 { rounds += 1 }
            #expect(rounds > 0)
            let left = try await office.inbox.list(InboxAddress(view: .open), of: office.ada.id, at: noon())
            #expect(left.rows.isEmpty, "none strands")
            try await requireExact(office, crew)
        }
    }

    private func work(_ member: Viewer, at desk: Office, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<14 {
            let state = AgentState.allCases[Int.random(in: 0..<AgentState.allCases.count, using: &random)]
            try await desk.presence.choose(state, member.id)
            let mine = try await desk.inbox.list(InboxAddress(view: .mine), of: member.id, at: noon()).rows.map(\.conversation.number)
            #expect(mine.count <= 7, "nobody has too many")
            for number in mine.prefix(2) {
                // Somebody else may have it by now.
                do { try await desk.work.stand(.resolved, number, by: member, at: noon()) } catch Failure.conflict {}
            }
        }
    }

    /// Each resolves what is theirs.
    private func resolveAll(of crew: [Viewer], _ office: Office) async throws -> Int {
        var resolved = 0
        for member in crew {
            let mine = try await office.inbox.list(InboxAddress(view: .mine), of: member.id, at: noon()).rows.map(\.conversation.number)
            #expect(mine.count <= 7)
            for number in mine { try await office.work.stand(.resolved, number, by: member, at: noon()) }
            resolved += mine.count
        }
        return resolved
    }

    /// All are there; of each the entries say of whom it was one after the other, with no giving over another.
    private func requireExact(_ office: Office, _ crew: [Viewer]) async throws {
        let (conversations, entries) = try await office.line.database.read { session in
            let all = try session.rows(ConversationStore.columns).map(Conversation.init)
            return (all, try ConversationStore.happenings(of: all.map(\.number), session))
        }
        #expect(conversations.count == 200 && conversations.allSatisfy { $0.team == "support" })
        var given = 0
        for conversation in conversations {
            var owner: ID<Viewer>?
            for assignment in (entries[conversation.number] ?? []).compactMap(\.assignment) {
                if assignment.whom != nil {
                    #expect(owner == nil, "given twice")
                    given += 1
                }
                owner = assignment.whom
            }
            #expect(owner == conversation.assignee)
        }
        let open = conversations.filter { $0.status == .open }
        for member in crew { #expect(open.count { $0.assignee == member.id } <= 7) }
        #expect(given >= conversations.count { $0.assignee != nil })
    }

    @Test(arguments: engines) func `leaves nothing half done where a transaction is undone`(engine: Engine) async throws {
        struct Undone: Error {}
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada])
            let number = try await office.ask("a")
            await #expect(throws: Undone.self) {
                try await office.line.database.write { tx in
                    try PresenceStore.stand(office.ada.id, .online, chosen: .online, since: tx.now, tx)
                    #expect(try GivingStore().handOut(in: tx) == 1)
                    throw Undone()
                }
            }
            #expect(try await office.owner(number) == nil)
            #expect(try await office.ways(number).isEmpty)
            try await office.presence.choose(.online, office.ada.id)
            #expect(try await office.ways(number) == ["in_turn Ada support"], "and once when it is done")
        }
    }

    @Test(arguments: engines) func `lets one of two have what both take`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team("Support", .byHand, of: [office.ada, office.bob])
            let number = try await office.ask("a")
            let refused = try await withThrowingTaskGroup(of: Int.self) { group in
                for staff in [office.ada, office.bob] {
                    group.addTask {
                        do {
                            try await office.work.assign(number, to: staff.id, by: staff, at: noon())
                            return 0
                        } catch Failure.conflict { return 1 }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(refused == 1)
            #expect(try await office.ways(number).count == 1)
        }
    }
}
