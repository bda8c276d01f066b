/// Which of a column's places belong to a line: all in a row, or some that a filter has picked.
protocol Places {
    var count: Int { get }
    /// - Parameter index: from 0 to `count`.
    subscript(index: Int) -> Int { get }
}

struct Run: Places {
    let first: Int
    let count: Int

    @inline(__always)
    subscript(index: Int) -> Int { first &+ index }
}

struct Picked: Places {
    let places: UnsafePointer<UInt32>
    let count: Int

    @inline(__always)
    subscript(index: Int) -> Int { Int(places[index]) }
}

/// One person's touches that a question is about; never none.
struct LineView<P: Places> {
    let columns: Columns
    /// Of the person's line in its block.
    let line: Int
    let touches: P
    /// Places in the columns of scores, and of values.
    let scores: P
    let values: P

    @inline(__always)
    var count: Int { touches.count }

    @inline(__always)
    func time(_ index: Int) -> Int64 { columns.times[touches[index]] }

    @inline(__always)
    func kind(_ index: Int) -> Int { Int(columns.kinds[touches[index]]) }

    @inline(__always)
    func channel(_ index: Int) -> Int { Int(columns.channels[touches[index]]) }

    var person: UInt32 { columns.persons[line] }
}
