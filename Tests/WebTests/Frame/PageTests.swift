import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Testing

@testable import Web

@Suite struct `A page of staff` {
    private var table: RouteTable {
        let routes = RouteTable("/x").get(access: .staff(.viewer)) { _, context in
            Page("T & T", at: .customers, scope: .init(period: context.period, segments: [("vip", "VIP")]), content: "<p>inside</p>")
        }
        return RouteTable([Fixed(routes: routes), FrameRoutes()])
    }

    struct Fixed: Routable { let routes: RouteTable }

    private func text(_ path: String, _ headers: HTTPFields = [:]) async throws -> (text: String, cookies: [String]) {
        let application = Application(responder: table.responder(behind: testFront, identifying: [Callers()]))
        return try await application.test(.router) { client in
            let response = try await client.execute(uri: path, method: .get, headers: [.role: "viewer"] + headers)
            return (String(buffer: response.body), response.headers[values: .setCookie])
        }
    }

    @Test func `stands in the frame, with landmarks and the way to its content`() async throws {
        let text = try await text("/x").text
        for part in [
            "<title>T &amp; T · Throughline</title>", "class=\"skip\" href=\"#main\"", "<nav class=\"rail\"", "role=\"search\"", "<main id=\"main\"",
            "<p>inside</p>",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(text.firstMatch(of: /<a href="\/customers" aria-current="page"/) != nil)
    }

    @Test func `keeps everything else in the address when the period changes`() async throws {
        let text = try await text("/x?segment=vip&q=%26&from=2026-11-01&to=2026-11-22").text
        #expect(text.contains("href=\"/x?segment=vip&amp;q=%26&amp;period=7d\""))
        #expect(text.contains("<option value=\"vip\" selected>"))
    }

    @Test func `shows what was said once, escaped`() async throws {
        let flash = Flash("<b>Saved</b>").cookieValue
        let (text, cookies) = try await text("/x", [.cookie: "flash=\(flash)"])
        #expect(text.contains("&lt;b&gt;Saved&lt;/b&gt;"))
        #expect(cookies == ["flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"])
        #expect(try await self.text("/x").cookies.isEmpty)
    }

    @Test func `speaks the language that was chosen`() async throws {
        try await withDoors(table) { client async throws in
            let chosen = try await client.submit("/language", "language=pl&to=%2Fx%3Fa%3D1", role: .viewer)
            #expect(chosen.headers[.location] == "/x?a=1")
            #expect(chosen.headers[.setCookie]?.hasPrefix("language=pl;") == true)
            let away = try await client.submit("/language", "language=pl&to=https%3A%2F%2Fevil.example", role: .viewer)
            #expect(away.headers[.location] == "/")
            #expect(try await client.submit("/language", "language=xx", role: .viewer).status == .unprocessableContent)
        }
    }

    @Test func `sets cookies no other host can touch when it is served over TLS`() async throws {
        let secure = Front(site: Site(origin: "https://cx.example.com"), seal: testSeal, now: { noon })
        try await withDoors(table, front: secure) { client async throws in
            let chosen = try await client.submit("/language", "language=pl", role: .viewer)
            #expect(chosen.headers[.setCookie] == "__Host-language=pl; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000; Secure")
        }
    }
}

@Suite struct `A period` {
    private let today = Day(number: 20_000)

    @Test func `is thirty days up to today unless the address says otherwise`() {
        let month = Period(Query(), today: today)
        #expect(month.length == 30 && month.last == today && month.choice == .month)
        #expect(Period(Query("period=7d"), today: today).days.count == 7)
        #expect(Period(Query("period=nonsense"), today: today).choice == .month)
    }

    @Test func `takes two days in either order, ten years at most`() {
        let period = Period(Query("from=2026-11-22&to=2026-11-20"), today: today)
        #expect(period.length == 3 && period.choice == nil)
        #expect(Period(Query("from=0001-01-01&to=9999-12-31"), today: today).length == 3653)
    }

    @Test func `is compared with as many days right before it`() {
        let period = Period(.week, until: today)
        #expect(period.before.length == 7 && period.before.last == period.first.adding(days: -1))
    }
}
