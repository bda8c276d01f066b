import Hummingbird
import Kernel
import Storage
import Web

/// `/health/live`: the process answers. `/health/ready`: so does the database, for writing too.
struct HealthRoutes: Routable {
    let database: any Database

    var routes: RouteTable {
        RouteTable("/health")
            .get("live", access: .anySite, use: live)
            .get("ready", access: .anySite, use: ready)
    }

    private func live(_ request: Request, _ context: Context) -> Response { Self.plain("ok") }

    private func ready(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await database.write { try $0.value("SELECT 1", as: Int.self) }
        return Self.plain("ok")
    }

    private static func plain(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
