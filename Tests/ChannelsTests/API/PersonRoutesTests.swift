import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing

@testable import Channels

@Suite struct `The door for people` {
    private static let cast = [("1", "Ada Lovelace", "ada@example.com"), ("2", "Łucja Żółw", "lucja@example.pl"), ("3", "王小明", "wang@example.cn")]
    private static let questions = [
        ("love", "Ada Lovelace"), ("zolw", "Łucja Żółw"), ("%E7%8E%8B%E5%B0%8F%E6%98%8E", "王小明"), ("wang@", "王小明"), ("2", "Łucja Żółw"),
    ]

    @Test(arguments: engines) func `finds them by name, address and number`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            for (id, name, email) in Self.cast {
                _ = try await post.send("/v1/identify", #"{"userId":"\#(id)","traits":{"name":"\#(name)","email":"\#(email)"}}"#)
            }
            for (question, name) in Self.questions {
                let people = try await post.get("/api/v1/people?q=\(question)").json?["people"]
                #expect(people?.elements.map { $0["name"]?.string } == [name], "\(question)")
            }
            #expect(try await post.get("/api/v1/people?q=nobody").text == #"{"people":[]}"#)
        }
    }

    @Test(arguments: engines) func `lists all, newest first, page by page`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            for number in 1...5 { _ = try await post.send("/v1/track", #"{"userId":"u\#(number)","event":"a"}"#) }
            let first = try #require(try await post.get("/api/v1/people?limit=3").json)
            #expect(first["people"]?.elements.compactMap { $0["identifiers"]?.elements.first?["value"]?.string } == ["u5", "u4", "u3"])
            let next = try #require(first["next"]?.string)
            let second = try #require(try await post.get(next).json)
            #expect(second["people"]?.elements.count == 2)
            #expect(second["next"] == nil)
        }
    }

    @Test(arguments: engines) func `leads from somebody who was merged to who they are now`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            _ = try await post.send("/v1/track", #"{"anonymousId":"b1","event":"a"}"#)
            let before = try #require(try await post.get("/api/v1/people").json?["people"]?.elements.first?["id"]?.string)
            _ = try await post.send("/v1/track", #"{"userId":"ada","event":"a"}"#)
            let other = try #require(try await post.get("/api/v1/people").json?["people"]?.elements.first?["id"]?.string)
            _ = try await post.send("/v1/identify", #"{"anonymousId":"b1","userId":"ada"}"#)
            let one = try await post.get("/api/v1/people/\(before)").text
            #expect(try await post.get("/api/v1/people/\(other)").text == one)
            #expect(
                one.contains(
                    #""identifiers":[{"type":"user_id","value":"ada","verified":false},{"type":"anonymous_id","value":"b1","verified":false}]"#))
        }
    }

    @Test func `knows nothing of ids that are none`() async throws {
        try await withPost { post async throws in
            #expect(try await post.get("/api/v1/people/nobody").status == .notFound)
            #expect(try await post.get("/api/v1/people/\(ID<Never>(bits: 1))").status == .notFound)
            #expect(try await post.get("/api/v1/people?before=x").status == .unprocessableContent)
        }
    }
}
