import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import App

@Suite struct `The door for calls` {
    private func tell(_ browser: Browser, _ key: String, _ fields: String) async throws -> TestResponse {
        try await browser.send(.post, "/api/v1/calls", [.authorization: "Bearer \(key)", .contentType: "application/json"], "{\(fields)}")
    }

    private static let call = #""call":"pbx-1","number":"+48 600 100 200""#

    @Test(arguments: engines) func `shows on the pages of whoever it rings for who calls, and makes a conversation when they pick it up`(
        engine: Engine
    ) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let dan = try await house.colleague("Dan", .agent, invitedBy: ada)
            let key = try await ada.writeKey()
            try await dan.submit("/profile/phone?_method=put", on: "/profile/phone", ["extension": "204"])
            let ringing = try await tell(ada, key, "\(Self.call),\"event\":\"ringing\",\"agent\":\"204\",\"at\":\"\(noon())\"")
            #expect(ringing.status == .ok && ringing.text == #"{"agent":"Dan","call":"pbx-1","duplicate":false}"#)
            let pop = try await dan.send(.get, "/calls")
            #expect(pop.text.contains("Unknown number") && pop.text.contains("+48600100200"))
            #expect(try await dan.send(.get, "/inbox").text.contains("<noscript><section class=\"calls\""))
            #expect(try await !ada.send(.get, "/calls").text.contains("+48600100200"))
            let again = try await tell(ada, key, "\(Self.call),\"event\":\"ringing\",\"agent\":\"204\",\"at\":\"\(noon())\"")
            #expect(again.text.contains(#""duplicate":true"#))
            let times =
                #""began_at":"\#(noon())","answered_at":"\#(noon().adding(.seconds(9)))","at":"\#(noon().adding(.seconds(60)))""#
            let ended = #"\#(Self.call),"event":"ended",\#(times),"agent":"dan@example.com","talked":51"#
            let over = try await tell(ada, key, ended)
            #expect(over.text.contains(#""conversation":1001"#), "\(over.text)")
            let page = try await dan.send(.get, "/inbox/1001").text
            #expect(page.contains("waited 9 sec") || page.contains("waited 9 s"), "\(page.prefix(10_000))")
            #expect(try await dan.send(.get, "/inbox/calls?period=all").status == .ok)
        }
    }

    @Test(arguments: engines) func `says in one sentence what is wrong`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let key = try await ada.writeKey()
            let wrong: [(String, String)] = [
                (#"\#(Self.call),"event":"missed""#, "began_at must say when the call began"),
                (#"\#(Self.call),"event":"rang""#, "event must be one of ringing, answered, ended, missed, voicemail"),
                (#"\#(Self.call),"event":"answered","began_at":"2026-03-02T11:00:00Z""#, "agent must say who answered"),
                (#"\#(Self.call),"event":"missed","began_at":"2026-03-02T11:00:00Z","at":"2026-03-02T10:00:00Z""#, "at must not lie before"),
                (#"\#(Self.call),"event":"ended","began_at":"2026-03-02T11:00:00Z","talked":-1"#, "talked must be seconds"),
                (#"\#(Self.call),"event":"ended","began_at":"2026-03-02T11:00:00Z","recording":"javascript:alert(1)""#, "recording must be a link"),
                (#""call":"","event":"ringing""#, "call must have 1 to 200 characters"),
                (#""call":"x","event":"ringing","colour":"red""#, "colour is no field here"),
            ]
            for (fields, reason) in wrong {
                let answer = try await tell(ada, key, fields)
                #expect(answer.status == .unprocessableContent && answer.text.contains(reason), "\(fields): \(answer.status) \(answer.text)")
            }
            #expect(try await house.installation.database.read { try $0.value("SELECT COUNT(*) FROM phone_call", as: Int.self) } == 0)
        }
    }
}
