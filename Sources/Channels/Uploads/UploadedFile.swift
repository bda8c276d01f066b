package import Kernel

/// A file that came by the browser, from its arrival to the result of its import.
package struct UploadedFile: Sendable, Identifiable {
    package let id: Kernel.ID<UploadedFile>
    /// What it is called, here and where it came from.
    package let name: String
    package let bytes: Int64
    package let choices: ReadingChoices
    package let uploadedAt: Instant
    package let startedAt: Instant?
    package let finishedAt: Instant?
    package let tally: Tally

    /// What the import has done so far.
    package struct Tally: Hashable, Sendable {
        package var records = 0
        package var accepted = 0
        package var duplicates = 0
        package var rejected = 0
        package var bytesDone: Int64 = 0
        /// Touchpoints a second.
        package var rate: Double?
        package var secondsLeft: Double?

        package init(records: Int = 0, accepted: Int = 0, duplicates: Int = 0, rejected: Int = 0) {
            (self.records, self.accepted, self.duplicates, self.rejected) = (records, accepted, duplicates, rejected)
        }
    }

    /// How it stands with it.
    package enum Standing: Hashable, Sendable {
        /// Nobody has said yet that it is to be imported.
        case open
        case waiting, running
        /// It was given up, and why.
        case failed(String)
        case stopped
        case finished
    }

    package static let mostBytes = 1 << 30
    /// Beyond that nobody maps columns by hand.
    static let mostColumns = 300
    /// A file whose import nobody has started goes after a day, the list of rejected rows after thirty.
    static let openLifetime = Duration.days(1)
    static let closedLifetime = Duration.days(30)
}

extension UploadedFile {
    /// The key of its job: there is only one import of it.
    var jobKey: String { Self.jobKey(of: id) }
    static func jobKey(of id: Kernel.ID<UploadedFile>) -> String { "import \(id)" }
    package static let jobName = "import"
    /// Of a file of conversations.
    package static let archiveJobName = "import.conversations"

    /// A name for our disk made of one from elsewhere: letters, digits and a few marks, no dot at its beginning, of 100 bytes at most.
    static func fileName(_ name: String) -> String {
        let plain = String(name.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "_" }.drop { $0 == "." || $0 == "_" })
        guard plain.utf8.count > 100 else { return plain.isEmpty ? "file" : plain }
        let ending = plain.lastIndex(of: ".").map { plain[$0...].prefix(10) } ?? ""
        var stem = plain.prefix(100)
        while stem.utf8.count + ending.utf8.count > 100 { stem.removeLast() }
        return String(stem + ending)
    }
}
