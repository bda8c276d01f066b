package import Foundation
package import Hummingbird
package import Kernel
package import Language
package import NIOCore

/// What every handler is given besides the request.
///
/// `Arrivals` fills in what belongs to the request; whoever keeps sessions and keys fills in `viewer`, `key` and `binding`.
package struct Context: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var front: Front

    /// When the request came in: the one answer to "what time is it" while it is served.
    package var now: Instant
    /// The member of staff who is signed in, if any.
    package var viewer: Viewer?
    /// The key of the program that calls, if any.
    package var key: AccessKey?
    /// What forms are tied to: a secret of the session, empty for a visitor.
    package var binding = ""

    package var language = ReaderLanguage.en
    package var timeZone = TimeZone.gmt
    /// The address of the client, as far as we believe our proxies.
    package var address: String
    package var path = "/"
    package var query = Query()
    var takesGzip = false
    var cookies: [String: String] = [:]

    /// The body, where the door reads it. Empty for GET and for doors that stream.
    package var body = ByteBuffer()
    /// The fields of a submitted form; empty when the body was no form.
    package var form = Form()

    package init(source: Source) {
        coreContext = .init(source: source)
        front = .unconfigured
        now = front.now()
        address = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}

extension Context {
    /// The member of staff who is signed in, or `unauthenticated`.
    package var staff: Viewer {
        get throws {
            guard let viewer else { throw Failure.unauthenticated }
            return viewer
        }
    }

    /// The identifier in the path, or `missing`: an id that cannot be parsed names nothing.
    package func id<Subject>(of: Subject.Type = Subject.self, _ name: String = "id") throws -> ID<Subject> {
        guard let id = ID<Subject>(parameter(name)) else { throw Failure.missing("\(Subject.self)") }
        return id
    }

    /// A part of the path, decoded: `:key` of `/topics/:key`. Empty when the path has no such part.
    package func parameter(_ name: String) -> String {
        guard let text = coreContext.parameters.get(name) else { return "" }
        return text.removingPercentEncoding ?? text
    }

    package func cookie(_ name: String) -> String? { cookies[front.site.cookieName(name)] }
}
