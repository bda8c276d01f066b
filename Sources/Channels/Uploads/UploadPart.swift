import Dispatch
package import Foundation
package import Kernel
package import Storage
package import Timeline
package import Web

/// Files by the browser: taken in, looked at, mapped, imported by a job, and what became of them.
package struct UploadPart: Sendable {
    let line: Line
    let folder: UploadFolder
    let hub = EventHub()
    private let store = UploadedFileStore()
    private let wake: @Sendable () -> Void
    private let recording: SettingsChange.Recording

    /// - Parameters:
    ///   - folder: where the files lie until they are imported.
    ///   - wake: tells the workers that there is something to do.
    package init(line: Line, folder: String, wake: @escaping @Sendable () -> Void, recording: @escaping SettingsChange.Recording) {
        self.line = line
        self.folder = UploadFolder(path: folder)
        self.wake = wake
        self.recording = recording
    }

    package var routes: [any Routable] { [UploadRoutes(uploads: self)] }

    func list(at now: Instant) async throws -> [(file: UploadedFile, standing: UploadedFile.Standing)] { try await list(archives: false, now) }

    /// Files of conversations.
    package func archives(at now: Instant) async throws -> [(file: UploadedFile, standing: UploadedFile.Standing)] {
        try await list(archives: true, now)
    }

    private func list(archives: Bool, _ now: Instant) async throws -> [(file: UploadedFile, standing: UploadedFile.Standing)] {
        try await line.database.read { [store] reading in
            try store.list(archives: archives, reading).map { ($0, try store.standing(of: $0, at: now, reading)) }
        }
    }

    /// A file of rows.
    ///
    /// - Throws: `missing`.
    func findRows(_ id: ID<UploadedFile>) async throws -> UploadedFile {
        let file = try await find(id)
        guard file.choices.archive == nil else { throw Failure.missing("This file") }
        return file
    }

    /// - Throws: `missing`.
    package func find(_ id: ID<UploadedFile>) async throws -> UploadedFile {
        try await line.database.read { [store] in try store.find(id, $0) }
    }

    package func standing(of file: UploadedFile, at now: Instant) async throws -> UploadedFile.Standing {
        try await line.database.read { [store] in try store.standing(of: file, at: now, $0) }
    }
}

// MARK: - Taking in

extension UploadPart {
    /// Keeps a file, if it is one that can be imported.
    ///
    /// - Throws: `Failure.invalid` in one sentence; then nothing of it is kept.
    func take(_ uploads: [Upload], by staff: ID<Viewer>, at now: Instant) async throws -> ID<UploadedFile> {
        var choices = ReadingChoices()
        if let map = uploads.first(where: { $0.field == "map" }) {
            try Failure.require(map.size <= 1 << 18, map.name, "is too long for a map of columns.")
            choices.survey = String(decoding: try Data(contentsOf: map.file), as: UTF8.self)
        }
        return try await take(uploads, choices, by: staff, at: now) { file in
            let look = try await look(at: file)
            if file.choices.survey != nil { _ = try look.plan.get() }
        }
    }

    /// Keeps a file of conversations.
    ///
    /// - Parameter check: looks at the file, and throws what is wrong with it.
    /// - Throws: `Failure.invalid` in one sentence; then nothing of it is kept.
    package func takeArchive(
        _ uploads: [Upload], by staff: ID<Viewer>, at now: Instant, _ check: (_ path: String) throws -> Void
    ) async throws -> ID<UploadedFile> {
        var choices = ReadingChoices()
        choices.archive = ReadingChoices.Archive()
        return try await take(uploads, choices, by: staff, at: now) { try check(folder.path(of: $0)) }
    }

    private func take(
        _ uploads: [Upload], _ choices: ReadingChoices, by staff: ID<Viewer>, at now: Instant, _ check: (UploadedFile) async throws -> Void
    ) async throws -> ID<UploadedFile> {
        guard let brought = uploads.first(where: { $0.field == "file" }) else { throw Failure.invalid("file", "must be chosen") }
        let file = UploadedFile(
            id: ID(at: now), name: UploadedFile.fileName(brought.name), bytes: Int64(brought.size), choices: choices, uploadedAt: now, startedAt: nil,
            finishedAt: nil, tally: .init())
        try folder.adopt(brought.file, as: file.name, of: file.id)
        do {
            try await check(file)
            try await line.database.write { [store] in try store.add(file, by: staff, in: $0) }
        } catch {
            folder.remove(file.id)
            throw (error as? Failure).map { folder.plainly($0, file.id) } ?? error
        }
        return file.id
    }

    /// Where files are put while they come.
    package func place() throws -> URL { try folder.prepared() }

    package func path(of file: UploadedFile) -> String { folder.path(of: file) }
    package func rejectedPath(of file: UploadedFile) -> String { folder.rejectedPath(of: file) }

    /// What the file is and what would become of it, read as `choices` say.
    ///
    /// - Throws: `Failure.invalid` in one sentence when it is nothing that can be imported.
    func look(at file: UploadedFile, _ choices: ReadingChoices? = nil) async throws -> FileLook {
        let path = folder.path(of: file)
        do {
            let options = try (choices ?? file.choices).options()
            let look = try await apart { try FileImport(path: path, options: options).look() }
            try Self.check(look, path, isSurvey: options.survey != nil)
            return look.with(look.plan.mapError { folder.plainly($0, file.id) })
        } catch let failure as Failure { throw folder.plainly(failure, file.id) }
    }

    private static func check(_ look: FileLook, _ path: String, isSurvey: Bool) throws {
        if case .delimited = look.format, look.columns.count == 1 {
            throw Failure.invalid(path, "has one column only; a touchpoint needs a customer and a time.")
        }
        guard !isSurvey, look.columns.count > UploadedFile.mostColumns else { return }
        throw Failure.invalid(path, "has more than \(UploadedFile.mostColumns) columns: describe them by a map of a survey.")
    }
}

/// Runs what takes its time on a thread of its own, so that requests need not wait for it.
private func apart<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
}

// MARK: - Mapping and importing

extension UploadPart {
    package func keep(_ choices: ReadingChoices, of file: UploadedFile) async throws {
        try await line.database.write { [store] in try store.keep(choices, of: file.id, in: $0) }
    }

    package func start(_ file: UploadedFile, by staff: ID<Viewer>) async throws {
        try await line.database.write { [store, recording] tx in
            try store.start(file, in: tx)
            try recording(SettingsChange(action: .importStarted, subject: file.name, detail: "", staff: staff), tx)
        }
        wake()
    }

    /// Begins again what was given up or stopped: it goes on where it was.
    package func resume(_ file: UploadedFile) async throws {
        try await line.database.write { tx in
            guard let job = try JobStore().find(key: file.jobKey, tx) else { throw Failure.missing("The import of this file") }
            try JobStore().retry(job.id, in: tx)
        }
        wake()
    }

    /// Stops an import; what was taken so far stays.
    package func stop(_ file: UploadedFile) async throws {
        try await line.database.write { tx in
            guard let job = try JobStore().find(key: file.jobKey, tx) else { throw Failure.missing("The import of this file") }
            try JobStore().dismiss(job.id, in: tx)
        }
        tell(file.id)
    }

    /// Removes the file and what is known of its import; what was taken stays.
    package func remove(_ file: UploadedFile) async throws {
        try await line.database.write { [store] in try store.remove(file.id, in: $0) }
        folder.remove(file.id)
    }

    /// Removes files that nobody has imported for a day, what is long over, and what a crash has left behind.
    package func removeOld() async throws {
        let (gone, known, now) = try await line.database.write { [store] tx in
            let gone = try store.outdated(tx)
            for id in gone { try store.remove(id, in: tx) }
            return (gone, try store.ids(tx), tx.now)
        }
        for id in gone { folder.remove(id) }
        folder.removeStrays(except: known, before: now.adding(.zero - UploadedFile.openLifetime))
    }
}

// MARK: - For the job

extension UploadPart {
    /// The file and how to read it.
    package func fileImport(_ file: UploadedFile) throws -> FileImport {
        FileImport(path: folder.path(of: file), options: try file.choices.options())
    }

    /// A job that brings files in. Each attempt goes on behind the one before, so that there may be many.
    package func handler(_ name: String, _ bring: @escaping @Sendable (UploadedFile, JobRun) async throws -> Void) -> JobHandler {
        JobHandler(name, mostAttempts: 20, isLong: true) { run in
            guard let id = ID<UploadedFile>(run.job.payload) else { throw Failure.missing("The file") }
            let file = try await find(id)
            do {
                if file.finishedAt == nil { try await bring(file, run) }
                imported(file)
            } catch let failure as Failure { throw folder.plainly(failure, id) }
        }
    }

    /// Notes how far the import of a file is, for its page and for that of the jobs.
    package func report(_ progress: ImportProgress, _ tally: UploadedFile.Tally, of file: UploadedFile, in run: JobRun) async throws {
        var tally = tally
        let now = systemNow()
        tally.bytesDone = min(file.bytes, progress.bytesDone)
        (tally.rate, tally.secondsLeft) = (progress.rate(at: now), progress.timeLeft(at: now))
        try await note(tally, of: file.id)
        try await run.report(progress.share)
    }

    /// Notes how far an import is, for whoever looks at it.
    package func note(_ tally: UploadedFile.Tally, of id: ID<UploadedFile>) async throws {
        try await line.database.write { [store] in try store.note(tally, of: id, in: $0) }
        tell(id)
    }

    /// That an import is at its end: to be run in the transaction that ends it.
    package var finishing: @Sendable (UploadedFile.Tally, ID<UploadedFile>, Transaction) throws -> Void {
        { [store] tally, id, tx in
            try store.note(tally, of: id, in: tx)
            try store.finish(id, in: tx)
        }
    }

    /// The file is not needed any more; the list of rejected rows is.
    private func imported(_ file: UploadedFile) {
        folder.removeContent(of: file)
        tell(file.id)
    }

    /// A sentence about the file, without our own path.
    package func plainly(_ failure: Failure, _ id: ID<UploadedFile>) -> Failure { folder.plainly(failure, id) }

    private func tell(_ id: ID<UploadedFile>) { hub.publish(Self.progress, to: Self.topic(id)) }

    /// What a page of an import is told: it fetches the rest itself.
    static let progress = ServerEvent(name: "progress", data: "{}")

    static func topic(_ id: ID<UploadedFile>) -> String { "import \(id)" }
}
