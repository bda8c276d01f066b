import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Testing

@testable import Web

@Suite struct `An event for pages` {
    @Test func `is written a line each, whatever is in it`() {
        let event = ServerEvent(id: "7\nevent: x", name: "message\r", data: "one\r\ntwo\rthree\n\n")
        #expect(String(buffer: event.encoded) == "id: 7event: x\nevent: message\ndata: one\ndata: two\ndata: three\ndata: \ndata: \n\n")
    }

    @Test func `reaches those who listen to its topic`() async {
        let hub = EventHub()
        let (mine, other) = (hub.listen(to: "mine"), hub.listen(to: "other"))
        hub.publish(ServerEvent(name: "a", data: "1"), to: "mine")
        hub.publish(ServerEvent(name: "b", data: "2"), to: "other")
        #expect(await mine.first { _ in true }?.name == "a")
        #expect(await other.first { _ in true }?.name == "b")
    }

    @Test func `is not kept for one who falls behind, who is let go instead`() async {
        let hub = EventHub()
        let slow = hub.listen(to: "t")
        for number in 0..<100 { hub.publish(ServerEvent(name: "\(number)", data: ""), to: "t") }
        #expect(hub.count(of: "t") == 0)
        var seen = 0
        for await _ in slow { seen += 1 }
        #expect(seen == 64)
    }
}

@Suite(.serialized) struct `A stream of events` {
    private func table(_ hub: EventHub, heartbeat: Duration = .seconds(20)) -> RouteTable {
        RouteTable("/stream").get(access: .everyone) { request, _ in
            let stream = EventStream(request, heartbeat: heartbeat)
            let live = hub.listen(to: "t")
            let missed = stream.lastEventID.map { [ServerEvent(id: "9", name: "missed", data: "after \($0)")] } ?? []
            return stream.response(missed: missed, live: live)
        }
    }

    private let question = "GET /stream HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 8\r\n\r\n"

    @Test func `first tells what was missed, then what happens`() async throws {
        let hub = EventHub()
        try await withServer(table(hub), ConnectionLimits()) { [question] port, _ async throws in
            try await RawClient.connect(port) { client async throws in
                try await client.send(question)
                #expect(try await eventually { hub.count(of: "t") == 1 })
                hub.publish(ServerEvent(id: "10", name: "now", data: "x"), to: "t")
                let said = try await client.said(until: "data: x")
                #expect(said.contains("content-type: text/event-stream") || said.contains("Content-Type: text/event-stream"))
                let (missed, now) = (said.range(of: "data: after 8"), said.range(of: "event: now"))
                #expect(missed != nil && now != nil && missed?.lowerBound ?? said.endIndex < now?.lowerBound ?? said.startIndex)
            }
        }
    }

    @Test func `ends for us when the page goes away`() async throws {
        let hub = EventHub()
        try await withServer(table(hub), ConnectionLimits()) { [question] port, count async throws in
            try await RawClient.connect(port) { client async throws in
                try await client.send(question)
                _ = try await client.said(until: "after 8")
            }
            #expect(try await eventually { hub.count(of: "t") == 0 && count.total <= 1 })
        }
    }

    @Test func `gives a sign of life, and outlives the limits for the slow`() async throws {
        var limits = ConnectionLimits()
        (limits.header, limits.idle, limits.body, limits.writing) = (.seconds(2), .seconds(1), .milliseconds(100), .milliseconds(100))
        let hub = EventHub()
        try await withServer(table(hub, heartbeat: .milliseconds(1_500)), limits) { [question] port, _ async throws in
            try await RawClient.connect(port) { client async throws in
                try await client.send(question)
                #expect(try await client.said(until: ": \n\n").contains(": \n\n"))
            }
        }
    }
}
