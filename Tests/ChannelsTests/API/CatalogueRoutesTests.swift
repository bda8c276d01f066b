import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Storage
import TestKit
import Testing
import Timeline

@testable import Channels

@Suite struct `The door of the catalogue` {
    private func put(
        _ post: Post, _ key: String, _ body: String, as program: String = "Bearer tl_manager"
    ) async throws -> (HTTPResponse.Status, JSONValue?) {
        let headers: HTTPFields = [.authorization: program, .contentType: "application/json"]
        let answer = try await post.client.execute(
            uri: "/api/v1/catalogue/kinds/\(key)", method: .put, headers: headers, body: ByteBuffer(string: body))
        return (answer.status, answer.json)
    }

    @Test(arguments: engines) func `adds a kind and changes it`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let body = #"{"name":"Visit to the vet","stage":"after_purchase","department":"care","control":"indirect","goal":"Be gentle."}"#
            #expect(try await put(post, "vet_visit", body).0 == .ok)
            #expect(post.line.catalogue.kinds.last == Kind("vet_visit", "Visit to the vet", .afterPurchase, "care", .indirect, goal: "Be gentle."))
            let (status, kind) = try await put(post, "vet_visit", #"{"name":"Vet"}"#)
            #expect(status == .ok)
            #expect(kind?.source == #"{"key":"vet_visit","name":"Vet","stage":null,"department":"","control":"direct","goal":""}"#)
            #expect(try await post.get("/api/v1/catalogue/kinds").json?["kinds"]?.elements.count == Kind.defaults.count + 1)
        }
    }

    @Test func `takes a key in any script`() async throws {
        try await withPost { post async throws in
            #expect(try await put(post, "%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7", #"{"name":"Заказ"}"#).0 == .ok)
            #expect(post.line.catalogue.number(ofKind: "заказ") != nil)
        }
    }

    @Test func `refuses a new key that no event would come by, and changes what a file has brought`() async throws {
        try await withPost { post async throws in
            let (status, problem) = try await put(post, "Bad%20Key!", #"{"name":"Bad"}"#)
            #expect(status == .unprocessableContent && problem?["field"]?.string == "key")
            #expect(post.line.catalogue.number(ofKind: "Bad Key!") == nil)
            try await post.line.database.write { [store = post.line.catalogueStore] in
                try store.add([Kind("Create Fine", "", nil, ""), Kind("-", "", nil, "")], [], in: $0)
            }
            try await post.line.reload()
            #expect(try await put(post, "Create%20Fine", #"{"name":"Fine"}"#).0 == .ok)
            #expect(try await put(post, "-", #"{"name":"Nothing"}"#).0 == .ok)
        }
    }

    @Test(arguments: engines) func `knows kinds and channels by other spellings`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            #expect(try await put(post, "vet_visit", #"{"name":"Visit to the vet"}"#).0 == .ok)
            let sent = [
                ("Vet Visit", "E-Mail"), ("VET-VISIT", "WEB"), ("vet_visit", "Video Call"), ("Groom", "Tram 1.1"), ("GROOM", "Tram 11"),
                ("Groom", "tram-11"),
            ]
            for (place, (kind, channel)) in sent.enumerated() {
                let body = #"{"key":"\#(place)","kind":"\#(kind)","channel":"\#(channel)","identifiers":[{"type":"user_id","value":"ada"}]}"#
                #expect(try await post.send("/api/v1/touchpoints", body).text.contains(#""accepted":1"#))
            }
            #expect(try await post.touchpoints().map(\.kind.key) == ["vet_visit", "vet_visit", "vet_visit", "Groom", "Groom", "Groom"])
            #expect(try await post.touchpoints().map(\.channel.key) == ["email", "web", "video_call", "Tram 1.1", "Tram 11", "Tram 11"])
            #expect(post.line.catalogue.channels.count == Channel.defaults.count + 2)
        }
    }

    @Test(arguments: [
        ("[]", "body"), ("{}", "name"), (#"{"name":""}"#, "name"), (#"{"name":"a","stage":"later"}"#, "stage"),
        (#"{"name":"a","control":1}"#, "control"),
        (#"{"name":"a","colour":"red"}"#, "colour"), (#"{"name":"a","goal":"\u0000"}"#, "goal"),
    ]) func `names the field that is wrong`(body: String, field: String) async throws {
        try await withPost { post async throws in
            let (status, problem) = try await put(post, "a", body)
            #expect(status == .unprocessableContent)
            #expect(problem?["field"]?.string == field)
        }
    }

    @Test func `is changed by those who may, and read by others`() async throws {
        try await withPost { post async throws in
            #expect(try await put(post, "a", #"{"name":"a"}"#, as: "Bearer tl_reader").0 == .forbidden)
            #expect(try await put(post, "a", "{", as: "Bearer tl_manager").0 == .badRequest)
            #expect(try await post.get("/api/v1/catalogue/channels").json?["channels"]?.elements.count == Channel.defaults.count)
        }
    }
}
