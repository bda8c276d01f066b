/// Where in a record the value of a column stands.
struct Places {
    private var places: [Int32] = []
    private var used: [Int] = []

    mutating func index(_ record: Record) {
        for column in used { places[column] = -1 }
        used.removeAll(keepingCapacity: true)
        for (place, field) in record.fields.enumerated() {
            if field.column >= places.count { places.append(contentsOf: repeatElement(-1, count: field.column + 1 - places.count)) }
            if places[field.column] < 0 { used.append(field.column) }
            places[field.column] = Int32(place)
        }
    }

    subscript(column: Int) -> Int? {
        column < places.count && places[column] >= 0 ? Int(places[column]) : nil
    }
}
