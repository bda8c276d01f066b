import HTTPTypes
import HummingbirdTesting
import Kernel
import Testing
import Web

/// Somebody who knocks at every door: what they hold, and what they may.
struct Caller: Sendable {
    enum Standing: Hashable, Sendable { case visitor, staff(Role), program(String) }

    let standing: Standing
    let browser: Browser
    /// The seal of a form that was opened in this browser.
    var seal: String
    var key: String?

    /// One of each sort there is.
    static func all(in house: House) async throws -> [Caller] {
        let ada = try await house.ada()
        let visitor = Browser(house)
        let seal = try await visitor.seal(on: "/sign-in")
        var callers = [Caller(standing: .visitor, browser: visitor, seal: seal)]
        for role in Role.allCases {
            let browser = try await house.colleague("\(role)", role, invitedBy: ada)
            callers.append(Caller(standing: .staff(role), browser: browser, seal: try await browser.seal(on: "/profile")))
        }
        let keys = ["write": try await ada.writeKey(), "read": try await ada.key("read"), "manage": try await ada.key("manage")]
        for (scope, key) in keys { callers.append(Caller(standing: .program(scope), browser: visitor, seal: seal, key: key)) }
        return callers
    }

    /// Whether the table lets them in.
    func may(_ right: Right) -> Bool {
        switch (right, standing) {
        case (.everyone, _), (.sender, .program("write")): true
        case (.staff(let least), .staff(let role)): role >= least
        case (.key(let scope), .program(let own)): own == scope || own == "manage" && scope == "read"
        default: false
        }
    }

    /// How somebody is turned away who may not come in.
    func refusals(at door: Door, _ right: Right) -> Set<HTTPResponse.Status> {
        switch (right, standing) {
        case (.staff, .staff), (.key, .program): [.forbidden]
        case (.staff, _) where door.method == .get && !door.isLive: [.seeOther]
        default: [.unauthorized]
        }
    }

    /// Asks at a door as its own page or program would, with made-up values in its path.
    func knock(on door: Door) async throws -> TestResponse {
        var headers = HTTPFields.sameSite
        var body = "_seal=\(seal)"
        if door.path.hasPrefix("/v1/") || door.path.hasPrefix("/api/") {
            headers[.contentType] = "application/json"
            body = #"{"type":"track","event":"Knock","userId":"u","groupId":"g","previousId":"p","messageId":"m","name":"n","batch":[]}"#
        }
        if let key { headers[.authorization] = "Bearer \(key)" }
        let method = door.isLive ? HTTPRequest.Method.head : door.method
        return try await browser.send(method, door.path(with: ID<Viewer>(bits: 7).description), headers, method == .get || door.isLive ? "" : body)
    }
}

extension Door {
    /// The path with `value` in place of each of its variables.
    func path(with value: String) -> String { path.replacing(/:[a-z]+/, with: value) }
}

extension TestResponse {
    /// Whether somebody was asked to sign in, or to be somebody else.
    var isRefusal: Bool { status == .unauthorized || status == .forbidden || status == .seeOther && location.hasPrefix("/sign-in?to=") }
}
