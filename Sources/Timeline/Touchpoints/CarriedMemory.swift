/// What touchpoints carry, as it was read for those who asked: only what has come in since is read again.
actor CarriedMemory {
    /// So many names are kept, those that were asked for last.
    private static let most = 8
    private var known: [CarriedColumn] = []
    private var reading: [Carried: Task<CarriedColumn, any Error>] = [:]

    /// With everything that was appended before this was called.
    ///
    /// - Parameter reach: reads what has come since a column was read.
    func column(_ carried: Carried, _ reach: @escaping @Sendable (CarriedColumn) async throws -> CarriedColumn) async throws -> CarriedColumn {
        while let running = reading[carried] {
            _ = try? await running.value  // may lack the newest, then little is left to read; a failure is told to those who asked then
        }
        let column = known.first { $0.carried == carried } ?? CarriedColumn(carried)
        let task = Task { try await reach(column) }
        reading[carried] = task
        defer { reading[carried] = nil }
        let newest = try await task.value
        known.removeAll { $0.carried == carried }
        known = Array(known.suffix(Self.most - 1)) + [newest]
        return newest
    }
}
