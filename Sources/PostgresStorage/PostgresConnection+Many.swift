import CPQ
import Storage

extension PostgresConnection {
    /// How many statements are on their way before we wait for the server to have done them.
    private static let mostOnTheirWay = 1_000

    func run(_ text: String, each arguments: [[Value]]) throws -> [Int] {
        let name = try prepared(text)
        guard PQenterPipelineMode(wire.handle) == 1 else { throw wire.refused(text) }
        defer { PQexitPipelineMode(wire.handle) }
        var counts: [Int] = []
        counts.reserveCapacity(arguments.count)
        for start in stride(from: 0, to: arguments.count, by: Self.mostOnTheirWay) {
            let some = arguments[start..<min(start + Self.mostOnTheirWay, arguments.count)]
            try noting { try pipe(name, some, text, &counts) }
        }
        return counts
    }

    /// After a fault in the middle the server skips the rest up to the mark, and so do we.
    private func pipe(_ name: String, _ some: ArraySlice<[Value]>, _ text: String, _ counts: inout [Int]) throws {
        let queued = Result { for values in some { try queue(name, values, text) } }
        guard PQpipelineSync(wire.handle) == 1 else { throw wire.refused(text) }
        try wire.flush()
        var fault: PostgresFault?
        while true {
            guard let result = try wire.next() else { continue }
            if result.status == PGRES_PIPELINE_SYNC { break }
            fault = fault ?? result.fault(text)
            counts.append(result.changed)
        }
        if let fault { throw fault }
        try queued.get()
    }
}
