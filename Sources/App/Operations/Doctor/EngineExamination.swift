import Storage

/// What an engine says of itself.
struct EngineExamination {
    let engine: Engine

    /// Asked of the connection that writes: the promise is its own.
    func durability(_ tx: Transaction) throws -> [Finding] {
        switch engine {
        case .sqlite:
            let version = try tx.value("SELECT sqlite_version()", as: String.self) ?? "?"
            let journal = try tx.value("PRAGMA journal_mode", as: String.self) ?? "?"
            let synchronous = try tx.value("PRAGMA synchronous", as: Int.self) ?? -1
            return [
                Finding("engine", "embedded, SQLite \(version); it can be written to"),
                Finding("durability", "journal \(journal), synchronous \(synchronous)", isTrouble: journal != "wal" || synchronous < 2),
            ]
        case .postgres:
            let version = try tx.value("SHOW server_version", as: String.self) ?? "?"
            let commit = try tx.value("SHOW synchronous_commit", as: String.self) ?? "?"
            let fsync = try tx.value("SHOW fsync", as: String.self) ?? "?"
            let pages = try tx.value("SHOW full_page_writes", as: String.self) ?? "?"
            return [
                Finding("engine", "PostgreSQL \(version); it can be written to"),
                Finding(
                    "durability", "synchronous_commit \(commit), fsync \(fsync), full_page_writes \(pages)",
                    isTrouble: commit == "off" || fsync != "on" || pages != "on"),
            ]
        }
    }

    /// Size, and whether what is on the disk is whole.
    func soundness(_ session: Session) throws -> [Finding] {
        [Finding("size", megabytes(try size(session)))] + (engine == .sqlite ? [try integrity(session)] : [])
    }

    /// Bytes of the database.
    func size(_ reading: some Reading) throws -> Int64 {
        switch engine {
        case .sqlite:
            try reading.value("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()") ?? 0
        case .postgres: try reading.value("SELECT pg_database_size(current_database())") ?? 0
        }
    }

    private func integrity(_ session: Session) throws -> Finding {
        let words: [String] = try session.rows("PRAGMA integrity_check(5)").map { try $0.get(at: 0) }
        let orphans = try session.rows("PRAGMA foreign_key_check").count
        if orphans > 0 { return Finding("integrity", "\(orphans) rows refer to rows that are not there: restore a backup", isTrouble: true) }
        return Finding("integrity", words == ["ok"] ? "every page and index is whole" : words.joined(separator: "; "), isTrouble: words != ["ok"])
    }
}
