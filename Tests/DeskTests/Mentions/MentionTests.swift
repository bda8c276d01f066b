import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A mention` {
    private let colleagues = [
        (id: 1, name: "Ada Lovelace"), (id: 2, name: "Ada Byron"), (id: 3, name: "Bob"), (id: 4, name: "Zoë Żak"), (id: 5, name: "王芳"),
    ]

    @Test(arguments: [
        ("@Bob, look", [3]), ("look, @bob!", [3]), ("@Bobby", []), ("bob@bob.example", []), ("@Ada", []), ("@Ada Byron and @ada lovelace", [1, 2]),
        ("@zoe!", [4]), ("请@王芳看一下", []), ("请 @王芳 看一下", [5]), ("@", []), ("@@Bob", [3]),
    ]) func `calls whoever bears the name, and nobody who might`(text: String, called: [Int]) {
        #expect(Mention.called(in: text, colleagues).sorted() == called, "\(text)")
    }

    @Test(arguments: engines) func `stands in the inbox of whoever is called until they have looked`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            func count(_ staff: Viewer) async throws -> Int? {
                try await office.inbox.list(InboxAddress(view: .mentions), of: staff.id, at: noon()).counts[.mentions]
            }
            let newest = try await office.watch.store.newest()
            try await office.work.note(try await office.writing("@Bob and @Ada: dented", in: number), in: number, by: office.ada, at: noon())
            #expect(try await count(office.bob) == 1)
            #expect(try await count(office.ada) == 0)
            // Lists hear of a note that calls somebody.
            #expect(try await office.watch.store.stir(in: number, after: newest)?.isListed == true)
            let list = try await office.inbox.list(InboxAddress(view: .mentions), of: office.bob.id, at: noon())
            #expect(list.rows.map(\.isCalling) == [true])
            let last = try await office.conversations.find(number).lastEntry
            #expect(try await office.mentions.seen(number, upTo: last, by: office.bob.id))
            #expect(try await !office.mentions.seen(number, upTo: last, by: office.bob.id))
            let after = try await office.inbox.list(InboxAddress(view: .mentions), of: office.bob.id, at: noon())
            #expect(after.rows.map(\.isCalling) == [false] && after.counts[.mentions] == 0)
        }
    }
}
