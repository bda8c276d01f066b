import Storage

/// What touchpoints carry, as it was read for those who asked: only what has come in since is read again.
actor CarriedMemory {
    /// So many names are kept, those that were asked for last.
    private static let most = 8
    private var known: [(carried: Carried, column: CarriedColumn)] = []
    private var reading: [Carried: Task<CarriedColumn, any Error>] = [:]

    /// With everything that was appended before this was called.
    func column(_ carried: Carried, in database: any Database) async throws -> CarriedColumn {
        // What is being read already may lack the newest; then little is left to read.
        while let running = reading[carried] { _ = try? await running.value }
        let column = known.first { $0.carried == carried }?.column ?? CarriedColumn(carried)
        let task = Task { try await database.read { try column.reaching($0) } }
        reading[carried] = task
        defer { reading[carried] = nil }
        let newest = try await task.value
        known.removeAll { $0.carried == carried }
        known = Array(known.suffix(Self.most - 1)) + [(carried, newest)]
        return newest
    }
}
