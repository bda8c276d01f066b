package import Analytics
import Dispatch
import Foundation
import Kernel

/// Everybody's line in columns, as it stood at one moment; answers the questions on all cores. Each person's line stands in one part.
package struct ColumnarLine: Sendable {
    let parts: [Part]
    package let names: LineNames
    /// On how many threads a question is answered.
    let cores: Int
    /// The first and the last moment of all; `nil` where nothing has happened.
    let bounds: ClosedRange<Instant>?

    init(_ parts: [Part], _ names: LineNames, cores: Int = ProcessInfo.processInfo.activeProcessorCount) {
        (self.parts, self.names, self.cores) = (parts, names, cores)
        bounds = parts.compactMap { $0.block.bounds }.reduce(nil) { all, one in
            all.map { min($0.lowerBound, one.lowerBound)...max($0.upperBound, one.upperBound) } ?? one
        }
    }
}

extension ColumnarLine {
    /// A log's line, in memory.
    package init(_ log: JourneyLog) throws {
        var builder = BlockBuilder()
        for touch in log.lineTouches.sorted(by: { $0.position < $1.position }) { try builder.add(touch) }
        try self.init([Part(block: builder.build { try Memory(size: $0) }, alive: nil)], log.names)
    }

    package var touches: Int { parts.reduce(0) { $0 + $1.block.columns.counts.touches } }
}
