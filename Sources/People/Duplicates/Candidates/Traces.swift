/// What a record can be found by: whole values and telling parts of them.
struct Traces {
    /// By record, all in one run: the numbers of its traces, ascending.
    let ofRecords: [Int32]
    let starts: [Int]
    /// By trace: how many records have it.
    let counts: [Int32]

    subscript(record: Int) -> ArraySlice<Int32> { ofRecords[starts[record]..<starts[record + 1]] }

    var recordCount: Int { starts.count - 1 }

    init(_ roster: Roster) {
        let ofValues = roster.columns.map { column in column.texts.map { Self.traces(of: $0, column.attribute) } }
        let names = Set(ofValues.joined().joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        let numbered = ofValues.map { $0.map { $0.compactMap { numbers[$0] } } }
        var (all, starts): ([Int32], [Int]) = ([], [0])
        var counts = [Int32](repeating: 0, count: names.count)
        for record in 0..<roster.count {
            var mine: Set<Int32> = []
            for (column, traces) in zip(roster.columns, numbered) where column.codes[record] >= 0 {
                mine.formUnion(traces[Int(column.codes[record])])
            }
            for trace in mine { counts[Int(trace)] += 1 }
            all += mine.sorted()
            starts.append(all.count)
        }
        (ofRecords, self.starts, self.counts) = (all, starts, counts)
    }

    private static func traces(of text: String, _ attribute: Attribute) -> [String] {
        switch attribute.sort {
        case .givenName, .familyName, .fullName: text.split(separator: " ").flatMap { nameTraces(String($0)) }
        case .birthDate: dayTraces(text)
        case .email: ["e:" + text, "l:" + text.prefix { $0 != "@" }]
        case .phone: ["p:" + text.suffix(7)]
        case .postcode: ["z:" + text, "d:" + text.prefix((text.count + 1) / 2)]
        case .place, .street, .company, .occupation, .text: ["\(attribute.name):" + text, "\(attribute.name)~" + text.prefix(4)]
        case .category, .code: ["\(attribute.name):" + text]
        }
    }

    /// Given and family names share their traces, so that exchanged ones meet.
    private static func nameTraces(_ word: String) -> [String] {
        guard word.count > 1 else { return [] }
        return word.count > 4 ? ["n:" + word, "k:" + word.prefix(4)] : ["n:" + word]
    }

    private static func dayTraces(_ day: String) -> [String] {
        guard day.utf8.count == 8 else { return ["b:" + day] }
        return ["b:" + day, "y:" + day.prefix(4), "m:" + day.prefix(6), "a:" + day.suffix(4)]
    }
}
