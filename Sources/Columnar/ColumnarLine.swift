package import Analytics
import Foundation
import Kernel

/// Everybody's line in columns, as it stood at one moment; answers the questions on all cores. Each person's line stands in one part.
package struct ColumnarLine: Sendable {
    let parts: [Part]
    package let names: LineNames
    /// As which journey it is seen; `nil` by the stages of kinds alone.
    private(set) var journey: JourneyDefinition?
    /// On how many threads a question is answered.
    let cores: Int
    /// The first and the last moment of all; `nil` where nothing has happened.
    let bounds: ClosedRange<Instant>?

    /// - Parameter names: of as many kinds and channels as they know; further ones that occur are called by their numbers.
    init(_ parts: [Part], _ names: LineNames, cores: Int = ProcessInfo.processInfo.activeProcessorCount) {
        (self.parts, self.cores) = (parts, cores)
        let blocks = parts.map(\.block)
        self.names = names.reaching(kinds: blocks.map(\.kinds.count).max() ?? 0, channels: blocks.map(\.channels).max() ?? 0)
        bounds = blocks.compactMap(\.bounds).reduce(nil) { all, one in
            all.map { min($0.lowerBound, one.lowerBound)...max($0.upperBound, one.upperBound) } ?? one
        }
    }

    package func following(_ journey: JourneyDefinition) -> ColumnarLine {
        var line = self
        line.journey = journey
        return line
    }

    /// For one thread.
    func sieve(_ filter: Filter) -> Sieve { Sieve(filter, names, journey) }
    /// For one thread.
    var stages: StageReader { StageReader(names, journey) }

    var lines: Int { parts.reduce(0) { $0 + $1.block.columns.counts.lines } }
}
