import Analytics
import Kernel
import Timeline

extension JourneyScope {
    /// What the scope leaves of the line, the segment and all else looked up.
    ///
    /// - Throws: `missing` where there is no such segment, `invalid` where no company is called so, or a value has no property.
    func filter(_ line: Line, at now: Instant) async throws -> Filter {
        var filter = filter(try await people(of: segment, line, at: now))
        if let company {
            let companies = CompanyScopeStore(line: line)
            filter.stays = try await companies.stays(in: try await companies.find(company))
        }
        try Failure.require(value == nil || property != nil, "property", "must be given")
        if let property { filter.touches = try await CarriedStore(line: line).touches(property: property, value) }
        return filter
    }

    /// - Parameter segment: its key; `nil` is everybody.
    func people(of segment: String?, _ line: Line, at now: Instant) async throws -> Set<Int64>? {
        guard let segment else { return nil }
        return try await SegmentScopeStore(line: line).people(of: segment, at: now)
    }
}
