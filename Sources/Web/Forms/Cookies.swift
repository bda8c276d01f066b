import HTTPTypes
package import Hummingbird

extension Site {
    /// `__Host-name` under TLS: no other host can set it, and it is not sent in the clear.
    func cookieName(_ name: String) -> String { isSecure ? "__Host-\(name)" : name }
}

extension Response {
    /// Asks the browser to keep a cookie, hidden from scripts: until it closes, or for `lifetime`.
    /// `value` consists of letters, digits and `-_.~%`; encode anything else.
    package mutating func keep(cookie name: String, _ value: String, for context: Context, lasting lifetime: Duration? = nil) {
        let age = lifetime.map { "; Max-Age=\($0.components.seconds)" } ?? ""
        let secure = context.front.site.isSecure ? "; Secure" : ""
        headers.append(
            HTTPField(name: .setCookie, value: "\(context.front.site.cookieName(name))=\(value); Path=/; HttpOnly; SameSite=Lax\(age)\(secure)"))
    }

    package mutating func drop(cookie name: String, for context: Context) { keep(cookie: name, "", for: context, lasting: .zero) }
}

/// `a=1; b=2` as a dictionary. The first of two equal names counts, as browsers send the more specific one first.
func cookies(in headers: some Sequence<String>) -> [String: String] {
    var cookies: [String: String] = [:]
    for pair in headers.lazy.flatMap({ $0.split(separator: ";") }).prefix(50) {
        guard let equals = pair.firstIndex(of: "=") else { continue }
        let name = pair[..<equals].drop { $0 == " " }
        if cookies[String(name)] == nil { cookies[String(name)] = String(pair[pair.index(after: equals)...]) }
    }
    return cookies
}
