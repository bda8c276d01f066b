package import Analytics
import Foundation
import Kernel

/// Keeps the line in columns: all of it in a block, and in a fresh one the lines of those to whom anything has come since. What is on disk is
/// a copy: it is checked when it is opened, and made anew from the source when it is not there or not whole.
package actor LineEngine {
    private let source: any LineSource
    /// The file of the block; `nil` keeps it in memory.
    private let path: String?
    fileprivate var state: State?
    private var running: Task<ColumnarLine, any Error>?
    private var waiting: Task<ColumnarLine, any Error>?

    fileprivate struct State {
        let base: Block
        var standing: LineStanding
        /// For each line of the base whether it is still the newest.
        var alive: [UInt8]?
        /// Whole lines, newer than in the base; an empty one is gone.
        var fresh: [Int64: [LineTouch]] = [:]
        var freshBlock: Block?

        var freshTouches: Int { freshBlock?.columns.counts.touches ?? 0 }

        var parts: [Part] { [Part(block: base, alive: alive)] + (freshBlock.map { [Part(block: $0, alive: nil)] } ?? []) }
    }

    package init(source: any LineSource, path: String? = nil) {
        (self.source, self.path) = (source, path)
    }

    /// The line with everything that was appended before this was called.
    package func line() async throws -> ColumnarLine {
        // Whoever comes while it is being brought up to date may have come too late for that: those wait together for the next time.
        if let waiting { return try await waiting.value }
        guard let running else { return try await start().value }
        let next = Task { [weak self] in
            // Its failure is told to those who asked then.
            _ = try? await running.value
            guard let self else { throw CancellationError() }
            return try await self.startWaiting().value
        }
        waiting = next
        return try await next.value
    }

    private func startWaiting() -> Task<ColumnarLine, any Error> {
        waiting = nil
        return start()
    }

    private func start() -> Task<ColumnarLine, any Error> {
        let task = Task {
            defer { running = nil }
            return try await refreshed()
        }
        running = task
        return task
    }
}

// MARK: - Bringing up to date

extension LineEngine {
    /// As much may be fresh as an eighth of the base, and always so much, before all is put together anew.
    private static let mostFresh = 100_000

    private func refreshed() async throws -> ColumnarLine {
        if state == nil { state = try path.flatMap { try Self.opened($0) } }
        guard var state else { return try await rebuilt() }
        switch try await source.news(since: state.standing) {
        case .nothing: break
        case .everything: return try await rebuilt()
        case .lines(let people, let touches, let standing):
            try state.take(people, touches, standing)
            if state.freshTouches > Self.mostFresh + state.base.columns.counts.touches / 8 { state = try compacted(state) }
        }
        self.state = state
        return try await line(of: state)
    }

    private func line(of state: State) async throws -> ColumnarLine {
        ColumnarLine(state.parts, try await source.names())
    }

    private func rebuilt() async throws -> ColumnarLine {
        let building = Building(stretches: ProcessInfo.processInfo.activeProcessorCount)
        let standing = try await source.everything(in: building.stretches) { try building.add($1, in: $0) }
        let state = State(base: try block(building.builder, standing), standing: standing)
        self.state = state
        return try await line(of: state)
    }

    private func compacted(_ state: State) throws -> State {
        var builder = BlockBuilder()
        builder.reserveCapacity(state.base.columns.counts.touches + state.freshTouches)
        try ColumnarLine(state.parts, LineNames()).eachLineTouch { try builder.add($0) }
        return State(base: try block(builder, state.standing), standing: state.standing)
    }

    private func block(_ builder: BlockBuilder, _ standing: LineStanding) throws -> Block {
        guard let path else { return try builder.build { try Memory(size: $0) } }
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try Block.create(path, builder, note: Array(JSONEncoder().encode(standing)))
    }

    private static func opened(_ path: String) throws -> State? {
        // What was being written when a process was killed is nobody's any more.
        let place = URL(filePath: path)
        // Where there is no folder yet, nothing was being written.
        let beside = (try? FileManager.default.contentsOfDirectory(atPath: place.deletingLastPathComponent().path)) ?? []
        for name in beside where name.hasPrefix(place.lastPathComponent + ".new-") {
            try FileManager.default.removeItem(at: place.deletingLastPathComponent().appending(path: name))
        }
        guard let base = try Block.open(path) else { return nil }
        // A note of another form is as good as none: all is made anew.
        let standing = try? JSONDecoder().decode(LineStanding.self, from: Data(base.header.note))
        return standing.map { State(base: base, standing: $0) }
    }
}

/// Builders that grow while the source reads, each on one thread of the database.
private final class Building: @unchecked Sendable {
    let stretches: Int
    private let builders: UnsafeMutablePointer<BlockBuilder>

    init(stretches: Int) {
        self.stretches = max(1, stretches)
        builders = .allocate(capacity: self.stretches)
        builders.initialize(repeating: BlockBuilder(), count: self.stretches)
    }

    deinit {
        builders.deinitialize(count: stretches)
        builders.deallocate()
    }

    func add(_ touch: LineTouch, in stretch: Int) throws { try builders[stretch].add(touch) }

    /// All stretches one behind the other.
    var builder: BlockBuilder {
        get throws {
            var whole = BlockBuilder()
            swap(&whole, &builders[0])
            for stretch in 1..<max(1, stretches) { try whole.append(builders[stretch]) }
            return whole
        }
    }
}

extension LineEngine.State {
    fileprivate mutating func take(_ people: Set<Int64>, _ touches: [LineTouch], _ standing: LineStanding) throws {
        self.standing = standing
        for person in people { fresh[person] = [] }
        for touch in touches { fresh[touch.person, default: []].append(touch) }
        let columns = base.columns
        var alive = alive ?? Array(repeating: 1, count: columns.counts.lines)
        for person in people { if let line = UInt32(exactly: person).flatMap({ columns.line(of: $0) }) { alive[line] = 0 } }
        self.alive = alive
        var builder = BlockBuilder()
        for touch in fresh.values.joined() { try builder.add(touch) }
        freshBlock = try builder.build { try Memory(size: $0) }
    }
}
