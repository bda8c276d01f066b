import HTTPTypes
package import Hummingbird
import Kernel

/// `/assets/style-1f0c….css`
package struct AssetRoutes: Routable {
    private let assets: Assets

    package init(assets: Assets = .embedded) { self.assets = assets }

    package var routes: RouteTable {
        RouteTable("/assets").get(":name", access: .anySite, use: show)
    }

    private func show(_ request: Request, _ context: Context) throws -> Response {
        guard let asset = assets.named(context.parameter("name")) else { throw Failure.missing("This file") }
        return asset.response(to: request)
    }
}

extension Request {
    /// Whether whoever asks can unpack gzip.
    var takesGzip: Bool {
        headers[values: .acceptEncoding].joined(separator: ",").split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let isRefused = parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
            return parts.first == "gzip" && !isRefused
        }
    }
}

extension Asset {
    /// Kept by browsers for a year, since another content has another address.
    package func response(to request: Request, caching: String = "public, max-age=31536000, immutable") -> Response {
        let tag = "\"\(hash)\""
        var headers: HTTPFields = [.eTag: tag, .cacheControl: caching, .vary: "Accept-Encoding", .contentType: contentType]
        if request.headers[values: .ifNoneMatch].contains(where: { $0.contains(tag) }) { return Response(status: .notModified, headers: headers) }
        guard let packed, request.takesGzip else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: packed))
    }

    /// A script that other sites put into their pages. Its address never changes, so that a correction must get around: within an hour.
    package func responseForSites(to request: Request) -> Response {
        var response = response(to: request, caching: "public, max-age=3600")
        response.headers[.accessControlAllowOrigin] = "*"
        HTTPField.Name("Cross-Origin-Resource-Policy").map { response.headers[$0] = "cross-origin" }
        return response
    }

    private var contentType: String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "html": "text/html; charset=utf-8"
        default: "application/octet-stream"
        }
    }
}
