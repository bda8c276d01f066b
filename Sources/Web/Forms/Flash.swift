package import Hummingbird
import Kernel

/// A sentence for the next page: what was done, or what could not be.
package struct Flash: Hashable, Sendable {
    package enum Tone: String, Sendable { case done, note, warning }

    package let tone: Tone
    package let text: String

    package init(_ text: String, tone: Tone = .done) {
        self.tone = tone
        self.text = text
    }

    static let cookie = "flash"
    var cookieValue: String { tone.rawValue + "." + Percent.encoded(text) }

    init?(cookieValue: String) {
        guard let dot = cookieValue.firstIndex(of: "."), let tone = Tone(rawValue: String(cookieValue[..<dot])) else { return nil }
        self.init(Percent.decoded(cookieValue[cookieValue.index(after: dot)...].utf8), tone: tone)
        if text.isEmpty { return nil }
    }
}

extension Context {
    /// On to another page of ours after something was done; `saying` is shown there once.
    package func redirect(to path: String, saying flash: Flash? = nil) -> Response {
        var response = Response.redirect(to: ownPath(path), type: .normal)
        if let flash { response.keep(cookie: Flash.cookie, flash.cookieValue, for: self, lasting: .minutes(1)) }
        return response
    }

    package func redirect(to path: String, saying text: String) -> Response { redirect(to: path, saying: Flash(text)) }

    /// Back to the page the form was on (its hidden field or query `to`), else to `fallback`.
    package func redirectBack(or fallback: String = "/", saying text: String? = nil) -> Response {
        let wish = form.optional("to") ?? query["to"]
        return redirect(to: wish ?? fallback, saying: text.map { Flash($0) })
    }

    var flash: Flash? { cookie(Flash.cookie).flatMap { Flash(cookieValue: $0) } }
}

/// The path if it stays with us, else the front page: an address that someone else wrote must not lead away.
func ownPath(_ path: String) -> String {
    let bytes = Array(path.utf8.prefix(2))
    let isOurs = bytes.first == UInt8(ascii: "/") && bytes.dropFirst().first != UInt8(ascii: "/") && isSafe(url: path)
    return isOurs ? path : "/"
}
