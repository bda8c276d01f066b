package import Analytics
package import Kernel

/// What a reader has to know of the data before trusting a figure: what of it was not read, was read on a guess, or stands nowhere on the journey.
package struct Caveats: Hashable, Sendable {
    /// `nil` where no file was read for the report.
    package var file: FileRead?
    /// Touchpoints whose time has not come yet; `nil` where there are none.
    package var ahead: Ahead?
    /// Kinds that belong to no stage, the most frequent first.
    package var withoutStage: [Overview.Share] = []

    /// How a file was read.
    package struct FileRead: Hashable, Sendable {
        package let path: String
        package let rows: Int
        package let rejected: Int
        /// The first of them.
        package let examples: [Example]
        /// A date that could be read with days first and with months first; all were read with days first. `nil` where something told.
        package let doubtfulDate: String?
        /// On which scales scores were read where nobody had said so, in a sentence; `nil` where nothing had to be guessed.
        package let scales: String?
        /// What columns could mean besides, in sentences.
        package let offers: [String]

        package struct Example: Hashable, Sendable {
            package let line: Int
            package let reason: String

            package init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }
        }

        package init(
            path: String, rows: Int, rejected: Int, examples: [Example], doubtfulDate: String?, scales: String? = nil, offers: [String] = []
        ) {
            (self.path, self.rows, self.rejected, self.examples) = (path, rows, rejected, examples)
            (self.doubtfulDate, self.scales, self.offers) = (doubtfulDate, scales, offers)
        }
    }

    package struct Ahead: Hashable, Sendable {
        package let touches: Int
        package let last: Instant
        /// The day on which the data was read.
        package let today: Day

        package init(touches: Int, last: Instant, today: Day) { (self.touches, self.last, self.today) = (touches, last, today) }
    }

    package init() {}
}

extension Caveats.FileRead {
    /// What could be read in two ways, and how it was read.
    fileprivate var doubt: String? {
        doubtfulDate.map { date in
            "Dates such as “\(date)” can be read in two ways, and nothing in the file tells which is right: in all \(counted(rows, "row", "rows")) "
                + "the day was taken to come first. Add --month-first if it is the month."
        }
    }
}

extension Caveats {
    /// So many are named.
    private static let most = 8

    /// Each with what to do about it.
    func sentences(_ labels: Labels) -> [String] {
        [file.flatMap(unread), file.flatMap(\.doubt), file?.scales].compactMap(\.self) + (file?.offers ?? [])
            + [ahead.map(sentence), placeless(labels)].compactMap(\.self)
    }

    private func unread(_ file: FileRead) -> String? {
        guard file.rejected > 0 else { return nil }
        let places = file.examples.map { "line \(grouped($0.line)): \($0.reason)" }.joined(separator: "; ")
        let more = file.rejected > file.examples.count ? "; and \(grouped(file.rejected - file.examples.count)) more" : ""
        return "\(grouped(file.rejected)) of \(counted(file.rows, "row", "rows")) could not be read and count nowhere – \(places)\(more). "
            + "throughline import writes them all to \(file.path).rejected.csv."
    }

    private func sentence(_ ahead: Ahead) -> String {
        "\(counted(ahead.touches, "touchpoint lies", "touchpoints lie")) in the future, the last on \(ahead.last.day); such are counted too. "
            + "Add --until \(ahead.today.adding(days: 1)) to leave them out, or say with --day-first, --month-first or --map how time is to be read."
    }

    private func placeless(_ labels: Labels) -> String? {
        guard !withoutStage.isEmpty else { return nil }
        let touches = withoutStage.reduce(0) { $0 + $1.touches }
        let named = withoutStage.prefix(Self.most).map { "\(labels.kind($0.name)) (\(grouped($0.touches)))" }.joined(separator: ", ")
        let more = withoutStage.count > Self.most ? " and \(withoutStage.count - Self.most) more" : ""
        let kinds = counted(withoutStage.count, "kind belongs", "kinds belong")
        return "\(kinds) to no stage, so \(counted(touches, "touchpoint stands", "touchpoints stand")) in none of the journey: "
            + "\(named)\(more). Give them one with --stage \"\(withoutStage[0].name)=after_purchase,…\" "
            + "– or, in an installation, under Settings › Catalogue."
    }
}

extension Caveats {
    var json: JSONValue {
        .object([
            "file": file.map { file in
                .object([
                    "rows": .integer(file.rows), "rejected": .integer(file.rejected),
                    "examples": .list(file.examples.map { .object(["line": .integer($0.line), "reason": .text($0.reason)]) }),
                    "doubt": .text(file.doubt), "scales": .text(file.scales), "offers": .list(file.offers.map { .text($0) }),
                ])
            } ?? .null,
            "ahead": ahead.map { .object(["touchpoints": .integer($0.touches), "last": .text($0.last.description)]) } ?? .null,
            "withoutStage": .list(
                withoutStage.map { .object(["kind": .text($0.name), "people": .integer($0.people), "touchpoints": .integer($0.touches)]) }),
        ])
    }
}
