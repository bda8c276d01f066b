import Foundation
import Kernel
import Mail
import Storage
import TestKit
import Testing
import Timeline

@testable import Channels
@testable import Desk

@Suite(.enabled(if: Servers.dovecot != nil, "dovecot is not installed: scripts/install-needs --tests does it.")) struct `Fetching mail` {
    private struct House: Sendable {
        let post: PostOffice
        let directory: String
        let port: Int

        var server: MailServer { MailServer(host: "127.0.0.1", port: port, security: .none, user: "kim", password: "secret") }
        var folder: String { "\(directory)/mail/kim" }

        /// Lays a message into the folder, as a server that delivers it does.
        func deliver(_ letter: [UInt8], _ name: String) throws {
            for part in ["", "/cur", "/new", "/tmp"] { try Servers.openFolder(folder + part) }
            try Data(letter).write(to: URL(fileURLWithPath: "\(folder)/tmp/\(name)"))
            try FileManager.default.moveItem(atPath: "\(folder)/tmp/\(name)", toPath: "\(folder)/new/\(name)")
        }

        func fetch() async throws {
            try await MailFetchWorker(mailboxes: post.mailboxes, intake: post.intake).run()
            try await post.work()
        }

        /// What was said, in the order of the alphabet: letters that come at once are filed at once.
        func texts() async throws -> [String] {
            try await post.line.database.read { try $0.rows("SELECT text FROM conversation_entry ORDER BY text").map { try $0.get(at: 0) } }
        }

        func mailbox() async throws -> Mailbox { try await post.mailboxes.find(post.mailbox) }
    }

    private func withHouse(_ engine: Engine = .sqlite, _ body: @Sendable (House) async throws -> Void) async throws {
        let dovecot = try #require(Servers.dovecot)
        try await withPostOffice(engine) { post in
            try await withDirectory { directory in
                let house = House(post: post, directory: directory, port: try Servers.freePort())
                let process = try Servers.imap(on: house.port, in: directory, program: dovecot)
                defer { Servers.stop(process) }
                try await body(house)
            }
        }
    }

    @Test(arguments: engines) func `takes each message once, and changes nothing in the folder`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            try await house.post.connect(fetching: house.server)
            for number in 1...3 { try house.deliver(house.post.letter("Message \(number)", id: "k\(number)@example.com"), "\(number).k") }
            try await house.fetch()
            try await house.fetch()
            #expect(try await house.texts() == ["Message 1", "Message 2", "Message 3"])
            try house.deliver(house.post.letter("Message 4", id: "k4@example.com"), "4.k")
            try await house.fetch()
            #expect(try await house.texts().last == "Message 4")
            #expect(try await house.post.journal(.incoming).map(\.arrivals) == [1, 1, 1, 1])
            let names = try ["/new", "/cur"].flatMap { try FileManager.default.contentsOfDirectory(atPath: house.folder + $0) }
            #expect(names.count == 4 && names.allSatisfy { !$0.hasSuffix("S") })
            let mailbox = try await house.mailbox()
            #expect(mailbox.fetching?.place?.uid == 4 && mailbox.standing.fetchFailingSince == nil)
        }
    }

    @Test func `reads what somebody has read and moved before us`() async throws {
        try await withHouse { house in
            try await house.post.connect(fetching: house.server)
            try house.deliver(house.post.letter(), "1.k")
            // Read in another program: its flag is set.
            try FileManager.default.moveItem(atPath: "\(house.folder)/new/1.k", toPath: "\(house.folder)/cur/1.k:2,S")
            try await house.fetch()
            #expect(try await house.texts() == ["It is dented."])
        }
    }

    @Test func `loses nothing and doubles nothing when the numbers of a folder mean something else`() async throws {
        try await withHouse { house in
            try await house.post.connect(fetching: house.server)
            for number in 1...3 { try house.deliver(house.post.letter("Message \(number)", id: "k\(number)@example.com"), "\(number).k") }
            try await house.fetch()
            let before = try #require(try await house.mailbox().fetching?.place)
            for file in try FileManager.default.contentsOfDirectory(atPath: house.folder) where file.hasPrefix("dovecot") {
                try FileManager.default.removeItem(atPath: "\(house.folder)/\(file)")
            }
            try "3 V\(before.validity + 77) N9 Gabcdabcdabcdabcdabcdabcdabcdabcd\n5 :3.k\n6 :1.k\n8 :2.k\n"
                .write(toFile: house.folder + "/dovecot-uidlist", atomically: true, encoding: .utf8)
            try house.deliver(house.post.letter("Message 4", id: "k4@example.com"), "4.k")
            try await house.fetch()
            let after = try #require(try await house.mailbox().fetching?.place)
            #expect(after.validity != before.validity)
            #expect(try await house.texts() == ["Message 1", "Message 2", "Message 3", "Message 4"])
        }
    }

    @Test func `begins with what comes from now on, unless it is told otherwise`() async throws {
        try await withHouse { house in
            try house.deliver(house.post.letter("Old", id: "old@example.com"), "1.k")
            try await house.post.connect(fetching: house.server, readsAll: false)
            try await house.fetch()
            try house.deliver(house.post.letter("New", id: "new@example.com"), "2.k")
            try await house.fetch()
            #expect(try await house.texts() == ["New"])
        }
    }

    @Test func `tells why it cannot be done, and alarms`() async throws {
        try await withHouse { house in
            var server = house.server
            server.password = "wrong"
            try await house.post.connect(fetching: server)
            try await house.fetch()
            #expect(try await house.mailbox().standing.fetchFault.hasPrefix("identity: "))
            house.post.clock.advance(by: .minutes(6))
            #expect(try await house.mailbox().alarm(at: house.post.clock.now()) == .notFetching)
            let trial = await MailboxTrial.run(try await house.mailbox())
            guard case .failure(let fault)? = trial.fetching else { return #expect(Bool(false), "it lets anybody in") }
            #expect(fault.step == .identity && !fault.said.contains("wrong"))
            try await house.post.connect(fetching: house.server)
            try await house.fetch()
            #expect(try await house.mailbox().alarm(at: house.post.clock.now()) == nil)
        }
    }

    @Test func `says that a message is larger than is read, and goes on`() async throws {
        try await withHouse { house in
            try await house.post.connect(fetching: house.server)
            try house.deliver(house.post.letter() + [UInt8](repeating: UInt8(ascii: "x"), count: 26 << 20), "1.k")
            try house.deliver(house.post.letter("Small", id: "k2@example.com"), "2.k")
            try await house.fetch()
            let journal = try await house.post.journal(.incoming)
            #expect(journal.map(\.decision).sorted() == ["beginning", "too_large"])
            let large = try #require(journal.first { $0.decision == "too_large" })
            await #expect(throws: Failure.self) { try await MailJournalStore(database: house.post.line.database).retry(large.id) }
            #expect(try await house.post.find(large.id) == large)
            #expect(try await house.texts() == ["Small"])
        }
    }
}
