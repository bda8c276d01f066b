import Kernel
import Timeline

/// Two groups of people to be compared, of whom nobody is in both.
struct PathGroups: Sendable {
    let one: Set<Int64>
    let other: Set<Int64>
    /// Who belongs to both counts in neither.
    let both: Int

    /// - Parameters:
    ///   - segment: the key of the first; `nil` is everybody else.
    ///   - compared: the key of the other.
    /// - Throws: `missing` when there is no such segment.
    init(_ segment: String?, _ compared: String, _ line: Line, at now: Instant) async throws {
        let segments = SegmentScopeStore(line: line)
        let second = try await segments.people(of: compared, at: now)
        guard let segment else {
            (one, other, both) = (try await segments.everybody().subtracting(second), second, 0)
            return
        }
        let first = try await segments.people(of: segment, at: now)
        let shared = first.intersection(second)
        (one, other, both) = (first.subtracting(shared), second.subtracting(shared), shared.count)
    }
}

extension JourneyScope {
    /// The other segment that paths are compared with; days are not: they are of the same people.
    ///
    /// - Throws: `invalid` where the address asks for days.
    func comparedSegment() throws -> String? {
        switch comparison {
        case nil: return nil
        case .segment(let key): return key
        case .before: throw Failure.invalid("compare", "must be one of the choices")
        }
    }
}
