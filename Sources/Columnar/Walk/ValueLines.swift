import Analytics

/// A line divided by what its touches carry, in the order in which the values come; touches without one are left out.
struct ValueLines {
    private(set) var count = 0
    private var values: [UInt32] = []
    /// Room for as many lines as were ever needed.
    private var places: [[UInt32]] = []

    mutating func divide<P: Places>(_ line: LineView<P>, _ carried: TouchValues) {
        count = 0
        values.removeAll(keepingCapacity: true)
        for index in 0..<line.count {
            let touch = line.touches[index]
            guard let value = carried[Int64(line.columns.positions[touch])] else { continue }
            if let place = values.firstIndex(of: value) {
                places[place].append(UInt32(touch))
            } else {
                begin(value, with: UInt32(touch))
            }
        }
    }

    private mutating func begin(_ value: UInt32, with touch: UInt32) {
        values.append(value)
        if count == places.count { places.append([]) }
        places[count].removeAll(keepingCapacity: true)
        places[count].append(touch)
        count += 1
    }

    /// - Parameter place: of a value, below ``count``.
    func withLine<P: Places, Answer>(_ place: Int, of line: LineView<P>, _ body: (LineView<Picked>) -> Answer) -> Answer {
        places[place].withUnsafeBufferPointer { touches in
            let picked = touches.baseAddress.map { Picked(places: $0, count: touches.count) } ?? .none
            return body(LineView(columns: line.columns, line: line.line, touches: picked, scores: .none, values: .none))
        }
    }
}
