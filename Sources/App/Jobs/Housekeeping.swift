import Access
import Channels
import Kernel
import People
import Storage
import Timeline

/// What is done every night, UTC: what is over is thrown away, and what is to be looked over is looked over.
struct Housekeeping {
    let line: Line
    let access: AccessPart
    let channels: ChannelsPart
    let uploads: UploadPart

    var handlers: [JobHandler] {
        [
            nightly("tidy.access", at: 1) { [access] in try access.removeExpired(in: $0) },
            nightly("tidy.rejected", at: 2) { [channels] in try channels.removeExpired(in: $0) },
            nightly("tidy.jobs", at: 3) { try JobStore().removeOld(in: $0) },
            JobHandler("tidy.uploads", recurring: .daily(at: 4)) { [uploads] _ in try await uploads.removeOld() },
            JobHandler("retention", isLong: true, recurring: .daily(at: 1)) { [line] _ in
                _ = try await RetentionWorker(line: line, recording: Server.record).run(now: systemNow())
            },
            JobHandler("identities", isLong: true, recurring: .daily(at: 2, catchingUp: false)) { [line] _ in
                _ = try await IdentityReviewStore().run(line.database)
            },
            JobHandler("duplicates", isLong: true, recurring: .daily(at: 3, catchingUp: false)) { [line] _ in
                _ = try await DuplicateWorker(database: line.database).run()
            },
        ]
    }

    private func nightly(_ name: String, at hour: Int, _ body: @escaping @Sendable (Transaction) throws -> Void) -> JobHandler {
        JobHandler(name, recurring: .daily(at: hour)) { [line] _ in try await line.database.write { try body($0) } }
    }
}
