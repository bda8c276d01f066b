import Foundation
import Kernel
import Storage
import Web

/// Files that came by the browser, and their imports.
struct UploadedFileStore: Sendable {
    func add(_ file: UploadedFile, by staff: ID<Viewer>, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO upload (id, name, bytes, staff, choices, uploaded_at, records, accepted, duplicates, rejected, bytes_done)
            VALUES (\(file.id), \(file.name), \(file.bytes), \(staff), \(try PlainJSON.text(file.choices)), \(file.uploadedAt), 0, 0, 0, 0, 0)
            """)
    }

    /// - Throws: `missing`.
    func find(_ id: ID<UploadedFile>, _ reading: some Storage.Reading) throws -> UploadedFile {
        guard let row = try reading.first("SELECT * FROM upload WHERE id = \(id)") else { throw Failure.missing("This file") }
        return try UploadedFile(row)
    }

    /// The newest first.
    ///
    /// - Parameter archives: those of conversations, or those of rows.
    func list(archives: Bool, _ reading: some Storage.Reading) throws -> [UploadedFile] {
        let which: SQL = archives ? "LIKE" : "NOT LIKE"
        return try reading.rows(
            "SELECT * FROM upload WHERE choices \(which) \(#"{"archive":%"#) ORDER BY uploaded_at DESC, id DESC LIMIT 100"
        ).map(UploadedFile.init)
    }

    func standing(of file: UploadedFile, at now: Instant, _ reading: some Storage.Reading) throws -> UploadedFile.Standing {
        if file.finishedAt != nil { return .finished }
        guard file.startedAt != nil, let job = try JobStore().find(key: file.jobKey, reading) else { return .open }
        return switch job.state(at: now) {
        case .waiting: .waiting
        case .running: .running
        case .failed: .failed(job.fault ?? "")
        case .dismissed: .stopped
        // The job is done and the import is not: it was begun anew under another number.
        case .done: .waiting
        }
    }

    func keep(_ choices: ReadingChoices, of id: ID<UploadedFile>, in tx: Transaction) throws {
        try tx.run("UPDATE upload SET choices = \(try PlainJSON.text(choices)) WHERE id = \(id) AND started_at IS NULL")
    }

    /// - Throws: `conflict` when somebody has started it already.
    func start(_ file: UploadedFile, in tx: Transaction) throws {
        let changed = try tx.run("UPDATE upload SET started_at = \(tx.now) WHERE id = \(file.id) AND started_at IS NULL")
        if changed == 0 { throw Failure.conflict("The import of this file was started already.") }
        let job = file.choices.archive == nil ? UploadedFile.jobName : UploadedFile.archiveJobName
        try JobStore().enqueue(job, key: file.jobKey, payload: file.id.description, in: tx)
    }

    func note(_ tally: UploadedFile.Tally, of id: ID<UploadedFile>, in tx: Transaction) throws {
        try tx.run(
            """
            UPDATE upload SET records = \(tally.records), accepted = \(tally.accepted), duplicates = \(tally.duplicates),
            rejected = \(tally.rejected), bytes_done = \(tally.bytesDone), rate = \(tally.rate), seconds_left = \(tally.secondsLeft)
            WHERE id = \(id)
            """)
    }

    func finish(_ id: ID<UploadedFile>, in tx: Transaction) throws {
        try tx.run("UPDATE upload SET finished_at = \(tx.now), bytes_done = bytes, rate = NULL, seconds_left = NULL WHERE id = \(id)")
    }

    func remove(_ id: ID<UploadedFile>, in tx: Transaction) throws {
        try tx.run("DELETE FROM upload WHERE id = \(id)")
        try JobStore().remove(key: UploadedFile.jobKey(of: id), in: tx)
    }

    /// What nobody has started for a day, and what is over for thirty; an import that goes on stays.
    func outdated(_ tx: Transaction) throws -> [ID<UploadedFile>] {
        let (open, closed) = (tx.now.adding(.zero - UploadedFile.openLifetime), tx.now.adding(.zero - UploadedFile.closedLifetime))
        return try tx.rows(
            """
            SELECT id FROM upload WHERE (started_at IS NULL AND uploaded_at < \(open)) OR finished_at < \(closed)
            OR (finished_at IS NULL AND started_at < \(closed))
            """
        ).map { try $0.get("id") }
    }

    func ids(_ reading: some Storage.Reading) throws -> Set<ID<UploadedFile>> {
        Set(try reading.rows("SELECT id FROM upload").map { try $0.get("id") })
    }
}

extension UploadedFile {
    init(_ row: Row) throws {
        var tally = Tally(
            records: try row.get("records"), accepted: try row.get("accepted"), duplicates: try row.get("duplicates"),
            rejected: try row.get("rejected"))
        (tally.bytesDone, tally.rate, tally.secondsLeft) = (try row.get("bytes_done"), try row.find("rate"), try row.find("seconds_left"))
        let choices: String = try row.get("choices")
        self.init(
            id: try row.get("id"), name: try row.get("name"), bytes: try row.get("bytes"),
            choices: try JSONDecoder().decode(ReadingChoices.self, from: Data(choices.utf8)), uploadedAt: try row.get("uploaded_at"),
            startedAt: try row.find("started_at"), finishedAt: try row.find("finished_at"), tally: tally)
    }
}
