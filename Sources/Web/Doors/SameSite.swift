import Foundation
import HTTPTypes
import Hummingbird
import Kernel

/// Whether a request that changes something comes from a page of ours. Browsers say so themselves (Fetch Metadata, RFC 6454).
enum SameSite {
    static func check(_ request: Request, _ site: Site) throws {
        guard holds(request, site) else { throw Failure.forbidden("This request came from another site.") }
    }

    private static func holds(_ request: Request, _ site: Site) -> Bool {
        if let relation = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) { return relation == "same-origin" || relation == "none" }
        guard let origin = request.headers[.origin] else { return false }
        if origin == site.origin { return true }
        guard let host = request.head.authority, let scheme = origin.range(of: "://") else { return false }
        return origin[scheme.upperBound...].lowercased() == host.lowercased()
    }
}
