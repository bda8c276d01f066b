import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `The inbox` {
    @Test(arguments: engines) func `lists each conversation once over its pages, the newest first`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            // Three at each moment, so that pages end among equal ones.
            for number in 0..<60 { try await office.receive(office.message("m-\(number)", thread: "t-\(number)", after: Int64(number / 3))) }
            var (found, place): ([Conversation], InboxStore.Place?) = ([], nil)
            repeat {
                let page = try await office.inbox.list(InboxAddress(view: .open, after: place), of: office.ada.id, at: noon().adding(.hours(1)))
                #expect(page.rows.count <= InboxStore.pageLength && page.counts[.open] == 60 && page.counts[.mine] == 0)
                found += page.rows.map(\.conversation)
                place = page.next
            } while place != nil
            #expect(Set(found.map(\.number)).count == 60)
            #expect(found.map(\.lastAt) == found.map(\.lastAt).sorted(by: >))
        }
    }

    @Test func `goes on where a page ended, and at no other text`() {
        let place = InboxStore.Place("1795978818422198-1042")
        #expect(place?.text == "1795978818422198-1042")
        for text in ["", "1", "a-b", "1-2-3", "1-"] { #expect(InboxStore.Place(text) == nil) }
    }
}
