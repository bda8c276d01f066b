/// A binary heap: the greatest comes first.
struct Heap<Element: Comparable> {
    private var elements: [Element]

    init(_ elements: [Element]) {
        self.elements = elements
        for index in stride(from: elements.count / 2 - 1, through: 0, by: -1) { sink(from: index) }
    }

    mutating func push(_ element: Element) {
        elements.append(element)
        var index = elements.count - 1
        while index > 0, elements[(index - 1) / 2] < elements[index] {
            elements.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func pop() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first = elements.first else { return last }
        elements[0] = last
        sink(from: 0)
        return first
    }

    private mutating func sink(from start: Int) {
        var index = start
        while true {
            var greatest = index
            for child in [2 * index + 1, 2 * index + 2] where child < elements.count && elements[greatest] < elements[child] { greatest = child }
            guard greatest != index else { return }
            elements.swapAt(index, greatest)
            index = greatest
        }
    }
}
