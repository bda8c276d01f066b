import Kernel

/// What is going to happen, the next thing first: a binary heap by time, and by order of planning where times are equal.
struct Agenda: Sendable {
    struct Entry: Sendable {
        let at: Instant
        let number: Int
        let who: Int
        let step: Step

        func comes(before other: Entry) -> Bool { (at.microseconds, number) < (other.at.microseconds, other.number) }
    }

    private var heap: [Entry] = []
    private var planned = 0

    mutating func plan(_ step: Step, for who: Int, at moment: Instant) {
        planned += 1
        heap.append(Entry(at: moment, number: planned, who: who, step: step))
        rise(heap.count - 1)
    }

    mutating func next() -> Entry? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return first
    }

    private mutating func rise(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].comes(before: heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return }
            if child + 1 < heap.count, heap[child + 1].comes(before: heap[child]) { child += 1 }
            guard heap[child].comes(before: heap[parent]) else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
