import Analytics
import Kernel

/// A filter with its names looked up, and room for what it picks of one line. Of one thread.
final class Sieve {
    /// Every touch of a line.
    let keepsEverything: Bool
    /// All lines too, each as it is.
    var keepsLines: Bool { keepsEverything && people == nil && participation == nil }
    private let people: Set<UInt32>?
    private let from: Int64
    private let until: Int64
    private let kinds: [Bool]?
    private let channels: [Bool]?
    private let participation: Participation?
    private let stays: Stays?
    private let wanted: TouchSet?
    /// While when touches of the line count that is being picked from.
    private var times: [Range<Instant>] = []
    private var touches: [UInt32] = []
    private var scores: [UInt32] = []
    private var values: [UInt32] = []

    init(_ filter: Filter, _ names: LineNames, _ journey: JourneyDefinition?) {
        keepsEverything =
            filter.from == nil && filter.until == nil && filter.kinds == nil && filter.channels == nil && filter.stays == nil && filter.touches == nil
        people = filter.people.map { Set($0.compactMap(UInt32.init(exactly:))) }
        from = filter.from?.microseconds ?? .min
        until = filter.until?.microseconds ?? .max
        kinds = filter.kinds.map { wanted in names.kinds.map(wanted.contains) }
        channels = filter.channels.map { wanted in names.channels.map(wanted.contains) }
        participation = Participation(journey, names)
        (stays, wanted) = (filter.stays, filter.touches)
    }

    /// Which of a line's places take part in the journey.
    @inline(__always)
    func part(of touches: Range<Int>, _ columns: Columns) -> Range<Int> { participation?.part(of: touches, columns) ?? touches }

    @inline(__always)
    func passes(person: UInt32) -> Bool { people?.contains(person) ?? true }

    /// Calls `body` with those touches of the line that pass, unless there are none.
    ///
    /// - Parameters:
    ///   - scores: places of the line's answers in their column.
    func pick(_ columns: Columns, line: Int, _ touches: Run, scores: Run, values: Run, _ body: (LineView<Picked>) -> Void) {
        if let stays { times = stays.times(of: Int64(columns.persons[line])) }
        self.touches.removeAll(keepingCapacity: true)
        for index in 0..<touches.count where passes(columns, touches[index]) { self.touches.append(UInt32(touches[index])) }
        guard !self.touches.isEmpty else { return }
        self.scores.removeAll(keepingCapacity: true)
        for index in 0..<scores.count where passes(columns, Int(columns.scorePlaces[scores[index]])) { self.scores.append(UInt32(scores[index])) }
        self.values.removeAll(keepingCapacity: true)
        for index in 0..<values.count where passes(columns, Int(columns.valuePlaces[values[index]])) { self.values.append(UInt32(values[index])) }
        Self.withPicked(self.touches) { touches in
            Self.withPicked(self.scores) { scores in
                Self.withPicked(self.values) { values in
                    body(LineView(columns: columns, line: line, touches: touches, scores: scores, values: values))
                }
            }
        }
    }

    /// - Parameter place: of the line that is being picked from, where the filter tells times of people.
    func passes(_ columns: Columns, _ place: Int) -> Bool {
        let time = columns.times[place]
        guard time >= from, until == .max || time < until else { return false }
        if let kinds, !kinds[Int(columns.kinds[place])] { return false }
        if let channels, !channels[Int(columns.channels[place])] { return false }
        if let wanted, !wanted.contains(Int64(columns.positions[place])) { return false }
        return stays == nil || times.contains { $0.contains(Instant(microseconds: time)) }
    }

    private static func withPicked(_ places: [UInt32], _ body: (Picked) -> Void) {
        // An empty list has no address of its own; nothing is read through it.
        places.withUnsafeBufferPointer { places in
            if let base = places.baseAddress { body(Picked(places: base, count: places.count)) } else { body(.none) }
        }
    }
}

extension Picked {
    // Nothing is ever written to it, nor read from it.
    nonisolated(unsafe) private static let nowhere = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    static var none: Picked { Picked(places: nowhere, count: 0) }
}
