import Foundation
import Kernel
import Storage
import Synchronization

/// A database that counts how often it is asked.
final class CountingDatabase: Database {
    private let database: any Database
    private let count = Mutex(0)

    init(_ database: any Database) { self.database = database }

    var reads: Int { count.withLock { $0 } }
    var engine: Engine { database.engine }
    var writing: WriterFigures { database.writing }

    func read<Answer: Sendable>(_ body: @escaping @Sendable (Session) throws -> Answer) async throws -> Answer {
        count.withLock { $0 += 1 }
        return try await database.read(body)
    }

    func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        try await database.write(body)
    }

    func close() async throws { try await database.close() }
}

func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
