/// Numbers at places that need no check: of one tally, on one thread.
final class Table<Element> {
    let count: Int
    let pointer: UnsafeMutablePointer<Element>

    init(_ count: Int, _ value: Element) {
        self.count = count
        pointer = .allocate(capacity: max(1, count))
        pointer.initialize(repeating: value, count: count)
    }

    convenience init(_ values: some Collection<Element>) {
        self.init(values.count, unfilled: ())
        for (place, value) in values.enumerated() { (pointer + place).initialize(to: value) }
    }

    /// Of numbers and the like that are all written before they are read.
    init(_ count: Int, unfilled: Void) {
        self.count = count
        pointer = .allocate(capacity: max(1, count))
    }

    deinit {
        pointer.deinitialize(count: count)
        pointer.deallocate()
    }

    @inline(__always)
    subscript(place: Int) -> Element {
        get { pointer[place] }
        set { pointer[place] = newValue }
    }

    var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: pointer, count: count) }
}

extension Table where Element: AdditiveArithmetic {
    func add(_ other: Table) {
        for place in 0..<count { pointer[place] += other.pointer[place] }
    }
}
