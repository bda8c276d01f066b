import Access
import Channels
import Storage

/// What is thrown away every night, UTC.
struct Housekeeping {
    let database: any Database
    let access: AccessPart
    let channels: ChannelsPart
    let uploads: UploadPart

    var handlers: [JobHandler] {
        [
            nightly("tidy.access", at: 1) { [access] in try access.removeExpired(in: $0) },
            nightly("tidy.rejected", at: 2) { [channels] in try channels.removeExpired(in: $0) },
            nightly("tidy.jobs", at: 3) { try JobStore().removeOld(in: $0) },
            JobHandler("tidy.uploads", recurring: .daily(at: 4)) { [uploads] _ in try await uploads.removeOld() },
        ]
    }

    private func nightly(_ name: String, at hour: Int, _ body: @escaping @Sendable (Transaction) throws -> Void) -> JobHandler {
        JobHandler(name, recurring: .daily(at: hour)) { [database] _ in try await database.write { try body($0) } }
    }
}
