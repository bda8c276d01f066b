import Kernel
import People
import Timeline

/// Makes touchpoints of records by a mapping. Columns are read by number, and bytes become text as late as possible.
struct RowMapper {
    let mapping: Mapping
    private var layout: Layout
    private var times: TimeReader
    private var places = Places()
    private var texts = TextCache()
    private var known = IdentifierCache()
    private var writer = PropertiesWriter()
    private var keys = RecordKeys()

    init(_ mapping: Mapping, times: TimeReader) {
        (self.mapping, self.times) = (mapping, times)
        layout = Layout(mapping, columns: [])
    }

    /// No kind or channel is longer, in bytes.
    static let nameLimit = 200

    /// Takes note of a record that was taken in by an earlier run: what comes behind it gets the same keys as it would have then.
    mutating func skip(_ record: Record) {
        if layout.key.isEmpty { _ = keys.ordinal(of: record) }
    }

    mutating func touchpoint(of record: Record, columns: @autoclosure () -> [String], count: Int) throws(BadRow) -> NewTouchpoint {
        if count > layout.columns.count { layout = Layout(mapping, columns: columns()) }
        places.index(record)
        // Before anything can fail: the same record must count as seen whether it was good or bad.
        let ordinal = layout.key.isEmpty ? keys.ordinal(of: record) : 0
        let at = try instant(record)
        var touchpoint = NewTouchpoint(try kind(record), channel: try channel(record), by: try identifiers(record), at: at)
        touchpoint.key = key(record, at: at, ordinal)
        if !layout.score.isEmpty { touchpoint.score = try score(record) }
        if !layout.sentiment.isEmpty { touchpoint.sentiment = try sentiment(record) }
        if !layout.weight.isEmpty { touchpoint.weight = try weight(record) }
        if !layout.value.isEmpty { touchpoint.value = try money(record) }
        if !layout.subjects.isEmpty { touchpoint.subject = subject(record) }
        if !layout.company.isEmpty { touchpoint.company = text(layout.company, record) }
        if !layout.traits.isEmpty { touchpoint.traits = traits(record) }
        touchpoint.properties = writer.object(of: record, by: layout.properties)
        return touchpoint
    }
}

/// Why a row cannot be a touchpoint, in a sentence.
struct BadRow: Error, Hashable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

// MARK: - Values

extension RowMapper {
    private func field(_ slot: Layout.Slot, _ record: Record) -> Record.Field? {
        guard case .column(let number) = slot, let place = places[number] else { return nil }
        return record.fields[place]
    }

    /// The first of the sources that says something.
    private mutating func text(_ slots: [Layout.Slot], _ record: Record) -> String? {
        for slot in slots {
            if case .constant(let text) = slot { return text }
            if let field = field(slot, record), let text = record.with(field, { texts.text(of: $0) }) { return text }
        }
        return nil
    }

    private func name(_ slot: Layout.Slot?) -> String {
        guard case .column(let number) = slot else { return "" }
        return layout.columns[number]
    }

    private mutating func kind(_ record: Record) throws(BadRow) -> String {
        guard let kind = text(layout.kind, record) else { throw BadRow("it has no kind: “\(name(layout.kind.first))” is empty") }
        guard kind.utf8.count <= Self.nameLimit else { throw BadRow("its kind is longer than \(Self.nameLimit) bytes") }
        return kind
    }

    private mutating func channel(_ record: Record) throws(BadRow) -> String {
        guard let channel = text(layout.channel, record) else { throw BadRow("it has no channel: “\(name(layout.channel.first))” is empty") }
        guard channel.utf8.count <= Self.nameLimit else { throw BadRow("its channel is longer than \(Self.nameLimit) bytes") }
        return channel
    }

    private mutating func identifiers(_ record: Record) throws(BadRow) -> [Identifier] {
        var found: [Identifier] = []
        for (type, slot) in layout.identifiers {
            if case .constant(let text) = slot {
                if let identifier = Identifier(type, text) { found.append(identifier) }
            } else if let field = field(slot, record) {
                let hasTail = mapping.columnsWithTail.contains(name(slot))
                if let identifier = record.with(field, { known.identifier(type, hasTail ? $0.withoutTail : $0) }) { found.append(identifier) }
            }
        }
        if found.isEmpty { throw BadRow("it says no customer: \(Mapping.list(layout.identifiers.map { name($0.slot) })) is empty or too long") }
        return found
    }

    /// Of one column, or of a date and a time of day in two.
    private mutating func instant(_ record: Record) throws(BadRow) -> Instant {
        let slots = layout.at
        guard slots.count < 2 else { return try instant(joining: slots, record) }
        if let slot = slots.first, let field = field(slot, record) {
            do throws(BadValue) {
                return try record.bytes.withUnsafeBufferPointer { bytes throws(BadValue) in
                    try times.instant(UnsafeBufferPointer(rebasing: bytes[field.start..<field.end]))
                }
            } catch { throw BadRow("“\(record.text(field).prefix(60))” in “\(name(slot))” \(error.reason)") }
        }
        guard case .constant = slots.first else { throw BadRow("it has no time: “\(name(slots.first))” is empty") }
        return try instant(joining: slots, record)
    }

    private mutating func instant(joining slots: [Layout.Slot], _ record: Record) throws(BadRow) -> Instant {
        var parts: [String] = []
        for slot in slots { if let part = text([slot], record) { parts.append(part) } }
        let joined = parts.joined(separator: " ")
        do throws(BadValue) {
            return try times.instant(text: joined)
        } catch { throw BadRow("“\(joined.prefix(60))” \(error.reason)") }
    }

    private mutating func key(_ record: Record, at: Instant, _ ordinal: Int) -> SourceKey {
        if let key = text(layout.key, record) { return SourceKey(key) }
        return keys.key(of: record, at: at, ordinal: ordinal)
    }

    private mutating func score(_ record: Record) throws(BadRow) -> Score? {
        guard let value = try number(layout.score, record) else { return nil }
        guard let key = text(layout.scale, record) else { throw BadRow("it has a score but no scale") }
        guard let scale = Scale(key: key) else {
            throw BadRow("“\(key)” is no scale; there are \(Scale.allCases.map(\.key).joined(separator: ", "))")
        }
        guard let score = Score(value, on: scale) else {
            throw BadRow("the score \(value) is not on the scale \(key), \(Int(scale.range.lowerBound)) to \(Int(scale.range.upperBound))")
        }
        return score
    }

    private mutating func sentiment(_ record: Record) throws(BadRow) -> Double? {
        switch text(layout.sentiment, record)?.lowercased() {
        case nil: return nil
        case "positive": return 1
        case "neutral", "mixed": return 0
        case "negative": return -1
        default: break
        }
        guard let value = try number(layout.sentiment, record) else { return nil }
        guard (-1...1).contains(value) else { throw BadRow("the sentiment \(value) is not between -1 and 1") }
        return value
    }

    private mutating func weight(_ record: Record) throws(BadRow) -> Double? {
        guard let value = try number(layout.weight, record) else { return nil }
        guard value > 0 else { throw BadRow("the weight \(value) is not above 0") }
        return value
    }

    private mutating func number(_ slots: [Layout.Slot], _ record: Record) throws(BadRow) -> Double? {
        guard let text = text(slots, record) else { return nil }
        guard let value = Decimals.number(text) else { throw BadRow("“\(text.prefix(60))” in “\(name(slots.first))” is not a number") }
        return value
    }

    private mutating func money(_ record: Record) throws(BadRow) -> Money? {
        guard let amount = text(layout.value, record) else { return nil }
        guard let code = text(layout.currency, record), let currency = Currency(code.uppercased()) else {
            throw BadRow("its value has no currency of three letters, such as EUR")
        }
        guard let minor = Decimals.minorUnits(amount, digits: currency.digits) else {
            throw BadRow("“\(amount.prefix(60))” in “\(name(layout.value.first))” is not an amount of money")
        }
        return Money(minor, currency)
    }

    private mutating func subject(_ record: Record) -> Subject? {
        for (type, slot) in layout.subjects {
            if let id = text([slot], record) { return Subject(type, id) }
        }
        return nil
    }

    private mutating func traits(_ record: Record) -> [String: String] {
        var found: [String: String] = [:]
        for (name, slot) in layout.traits { found[name] = text([slot], record) }
        return found
    }
}
