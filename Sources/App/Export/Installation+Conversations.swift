package import Desk
package import Kernel

/// What conversations are written out as.
package enum ConversationsForm: String, Sendable, CaseIterable {
    /// One object a line, which the import takes back.
    case jsonl
    /// Two files for spreadsheets.
    case csv

    /// - Throws: `invalid` when there is none of this name.
    package init(named name: String) throws {
        guard let form = Self(rawValue: name.lowercased()) else { throw Failure.invalid("--format", "must be jsonl or csv.") }
        self = form
    }
}

extension Installation {
    /// All conversations, into a folder; as lines also to standard output, which is `-`.
    ///
    /// - Parameters:
    ///   - since: only those in which something happened since then.
    ///   - progress: is told how many of how many are written.
    /// - Returns: the files, and how many conversations there were.
    package func exportConversations(
        to folder: String, as form: ConversationsForm, since: Instant?, progress: @escaping (Int, Int) -> Void
    ) async throws -> (files: [String], count: Int) {
        let export = ConversationExportStore(line: line, since: since)
        if folder == "-", form == .csv { throw Failure.invalid("DIRECTORY", "must be one: CSV makes two files.") }
        if folder != "-" { try ExportFile.folder(folder) }
        try await export.note(form.rawValue, by: nil, Server.record)
        let total = try await export.count()
        var (files, count): ([String], Int) = ([], 0)
        func written(_ name: String, _ work: ((Int) -> Void, ConversationExportStore.Write) async throws -> Void) async throws {
            let file = try ExportFile(path: folder == "-" ? "-" : "\(folder)/\(name)")
            try await work(
                { done in
                    count = done
                    progress(done, max(done, total))
                }, { try file.write($0) })
            try file.finish()
            files.append(file.path)
        }
        switch form {
        case .jsonl: try await written("conversations.jsonl") { try await export.lines(progress: $0, $1) }
        case .csv:
            for table in ConversationExportStore.Table.allCases {
                try await written("\(table.rawValue).csv") { try await export.table(table, progress: $0, $1) }
            }
        }
        return (files, count)
    }
}
