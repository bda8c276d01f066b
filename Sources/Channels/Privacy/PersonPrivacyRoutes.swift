import HTTPTypes
import Hummingbird
import Kernel
import People
import Timeline
import Web

/// Everything that is kept of a customer as one file, and their erasure: for staff on the customer's page, for programs by the API.
struct PersonPrivacyRoutes: Routable {
    let line: Line
    let recording: SettingsChange.Recording

    var routes: RouteTable {
        RouteTable()
            .post("/customers/:id/export", access: .staff(.manager), use: exportForStaff)
            .post("/api/v1/people/:id/export", access: .key(scope: "manage"), use: export)
            .delete("/api/v1/people/:id", access: .key(scope: "manage"), use: erase)
    }

    /// A form, since that it was asked for is noted.
    func exportForStaff(_ request: Request, _ context: Context) async throws -> Response {
        try await file(context, by: context.staff.id)
    }

    /// A POST as well: that it was asked for is noted.
    func export(_ request: Request, _ context: Context) async throws -> Response { try await file(context, by: nil) }

    private func file(_ context: Context, by staff: ID<Viewer>?) async throws -> Response {
        let export = PersonExportStore(line: line)
        let person = try await export.begin(context.id(), by: staff, key: context.key?.name, recording: recording)
        return .download("customer-\(person).json", as: "application/json") { try await export.write(person, to: $0) }
    }

    func erase(_ request: Request, _ context: Context) async throws -> Response {
        let erasure = try await ErasureStore(line: line, recording: recording).erase(
            context.id(), companies: context.query["companies"] == "true", by: nil, key: context.key?.name)
        var json = JSONObjectText()
        json.add("identifiers", Int64(erasure.identifiers))
        json.add("touchpoints", Int64(erasure.touchpoints))
        json.add("rejectedEvents", Int64(erasure.rejectedEvents))
        json.add("companies", Int64(erasure.companies))
        return .json(json)
    }
}
