import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Access

@Suite struct `A key` {
    @Test func `is known as mistyped without asking anybody`() throws {
        let key = KeySecret()
        #expect(key.text.hasPrefix("tl_") && key.text.utf8.count == 41)
        #expect(KeySecret(key.text)?.digest == key.digest)
        #expect(key.text.hasSuffix(key.hint) && key.hint.count == 4)
        for place in 3..<41 {
            var characters = Array(key.text)
            characters[place] = characters[place] == "a" ? "b" : "a"
            #expect(KeySecret(String(characters)) == nil)
        }
        for wrong in ["", "tl_", key.text.uppercased(), key.text + "a", String(key.text.dropLast()), "xx" + key.text.dropFirst(2)] {
            #expect(KeySecret(wrong) == nil)
        }
    }

    @Test(arguments: engines) func `opens what it is for, in every way that programs show it`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let (write, read) = try await house.keys()
            #expect(try await house.track("Bearer \(write)").text == "1")
            #expect(try await house.track("bearer  \(write)").text == "1")
            #expect(try await house.track("Basic \(base64("\(write):"))").text == "1")
            #expect(try await house.people("Bearer \(read)").text == "Warehouse")
            #expect(try await house.people("Bearer \(write)").status == .forbidden)
            #expect(try await house.track("Bearer \(read)").status == .forbidden)
            let found = try #require(try await house.access.keys.find(write, now: house.now))
            #expect(found.scopes == ["write"] && found.source == 1 && found.name == "Shop")
        }
    }

    @Test(arguments: ["", "Bearer", "Bearer tl_", "Basic", "Basic !!!", "Basic Og==", "Digest x", "Bearer " + String(repeating: "a", count: 5_000)])
    func `that is none opens nothing`(header: String) async throws {
        try await withHouse { house in
            _ = try await house.keys()
            #expect(try await house.track(header).status == .unauthorized)
            #expect(try await house.track("Bearer \(KeySecret().text)").status == .unauthorized)
        }
    }

    @Test(arguments: engines) func `that manages also reads, and sends for nobody`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            let key = try await ada.submit("/settings/keys", on: "/settings/sources", ["key": "Sync", "scope": "manage"]).secret()
            #expect(try await house.people("Bearer \(key)").status == .ok)
            #expect(try await house.track("Bearer \(key)").status == .forbidden)
            let write = try await ada.submit("/settings/keys", on: "/settings/sources", ["key": "Sync", "scope": "write"])
            #expect(write.status == .unprocessableContent)
        }
    }

    @Test(arguments: engines) func `stops at once where it is revoked, and within five seconds elsewhere`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let (write, _) = try await house.keys()
            let elsewhere = KeyRing(store: house.access.issuedKeys)
            #expect(try await elsewhere.find(write, now: house.now) != nil)
            #expect(try await house.track("Bearer \(write)").status == .ok)
            let key = try #require(try await house.access.issuedKeys.list().first { $0.scope == .write })
            let ada = Browser(house)
            try await ada.signIn("ada@example.com")
            let question = "/settings/keys/\(key.id)/revocation"
            #expect(try await ada.get(question).text.contains("Revoke the key of Shop?"))
            #expect(try await ada.submit("/settings/keys/\(key.id)?_method=delete", on: question).status == .seeOther)
            #expect(try await house.track("Bearer \(write)").status == .unauthorized)
            #expect(try await elsewhere.find(write, now: house.now.adding(.milliseconds(4_999))) != nil)
            #expect(try await elsewhere.find(write, now: house.now.adding(.seconds(5))) == nil)
            #expect(try await ada.get(question).status == .notFound)
        }
    }

    @Test func `of a source that was shut off opens nothing`() async throws {
        try await withHouse { house in
            let (write, _) = try await house.keys()
            try await house.database.write { tx in try tx.run("UPDATE source SET disabled_at = \(tx.now)") }
            #expect(try await house.track("Bearer \(write)").status == .unauthorized)
        }
    }

    @Test func `costs a busy sender one question to the database in five seconds, found or not`() async throws {
        try await withHouse { house in
            let (write, _) = try await house.keys()
            let counted = CountingDatabase(house.database)
            let ring = KeyRing(store: AccessKeyStore(database: counted, addSource: { _, _ in 0 }))
            let unknown = KeySecret().text
            for tick in 0..<500 {
                let now = house.now.adding(.milliseconds(Int64(10 * tick)))
                #expect(try await ring.find(write, now: now) != nil)
                #expect(try await ring.find(unknown, now: now) == nil)
                #expect(try await ring.find("tl_nonsense", now: now) == nil)
            }
            #expect(counted.reads == 2)
        }
    }

    @Test func `is shown once, and kept as a digest with its last four characters`() async throws {
        try await withHouse { house in
            let (write, _) = try await house.keys()
            let ada = Browser(house)
            try await ada.signIn("ada@example.com")
            let page = try await ada.get("/settings/sources").text
            #expect(!page.contains(write))
            #expect(page.contains("tl_…\(write.suffix(4))"))
            let stored = try await house.database.read { try $0.value("SELECT hash FROM access_key WHERE scope = 'write'", as: [UInt8].self) }
            #expect(stored == KeySecret(write).map { Array($0.digest) })
        }
    }

    @Test func `can be one of several of a source, so that one can be exchanged without a gap`() async throws {
        try await withHouse { house in
            let (write, _) = try await house.keys()
            let ada = Browser(house)
            try await ada.signIn("ada@example.com")
            let second = try await ada.submit("/settings/sources/1/keys", on: "/settings/sources").secret()
            #expect(try await house.track("Bearer \(write)").text == "1")
            #expect(try await house.track("Bearer \(second)").text == "1")
            #expect(try await ada.submit("/settings/sources/7/keys", on: "/settings/sources").status == .notFound)
        }
    }
}

extension House {
    /// The keys of a shop that sends and of a warehouse that reads, made by Ada.
    fileprivate func keys() async throws -> (write: String, read: String) {
        let ada = try await ada()
        let write = try await ada.submit("/settings/sources", on: "/settings/sources", ["source": "Shop"]).secret()
        let read = try await ada.submit("/settings/keys", on: "/settings/sources", ["key": "Warehouse", "scope": "read"]).secret()
        return (write, read)
    }

    fileprivate func track(_ authorization: String) async throws -> TestResponse {
        try await client.execute(uri: "/v1/track", method: .post, headers: [.authorization: authorization])
    }

    fileprivate func people(_ authorization: String) async throws -> TestResponse {
        try await client.execute(uri: "/api/v1/people", method: .get, headers: [.authorization: authorization])
    }
}
