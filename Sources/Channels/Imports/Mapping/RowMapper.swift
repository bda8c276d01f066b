import Kernel
import People
import Timeline

/// Makes touchpoints of records by a mapping. Columns are read by number, and bytes become text as late as possible.
final class RowMapper: RecordMapper {
    let mapping: Mapping
    private var layout: Layout
    private var times: TimeReader
    private var places = Places()
    private var texts = TextCache()
    private var known = IdentifierCache()
    private var writer = PropertiesWriter()
    private var keys = RecordKeys()
    private var kinds = CataloguedKinds()
    private(set) var nameless = Nameless()

    init(_ mapping: Mapping, times: TimeReader) {
        (self.mapping, self.times) = (mapping, times)
        mostPerRecord = 1 + mapping.entries.count { if case .answer = $0.meaning { true } else { false } }
        layout = Layout(mapping, columns: [])
    }

    let mostPerRecord: Int

    func skip(_ record: Record) {
        if layout.key.isEmpty { _ = keys.ordinal(of: record) }
    }

    func map(_ record: Record, of reader: any RecordReader, into touchpoints: inout [NewTouchpoint]) throws(BadRow) {
        if reader.columnCount > layout.columns.count { layout = Layout(mapping, columns: reader.columns) }
        places.index(record)
        // Before anything can fail: the same record counts as seen whether it was good or bad.
        let ordinal = layout.key.isEmpty ? keys.ordinal(of: record) : 0
        let at = try instant(record)
        var touchpoint = NewTouchpoint(try kind(record), channel: try channel(record), by: try identifiers(record), at: at)
        touchpoint.key = key(record, at: at, ordinal)
        if !layout.score.isEmpty { touchpoint.score = try score(record, of: touchpoint.kind) }
        if !layout.sentiment.isEmpty { touchpoint.sentiment = try sentiment(record) }
        if !layout.weight.isEmpty { touchpoint.weight = try weight(record) }
        if !layout.value.isEmpty { touchpoint.value = try money(record) }
        if !layout.subjects.isEmpty { touchpoint.subject = subject(record) }
        if !layout.company.isEmpty { touchpoint.company = text(layout.company, record) }
        if !layout.traits.isEmpty { touchpoint.traits = traits(record) }
        touchpoint.properties = writer.object(of: record, by: layout.properties)
        try touchpoint.checkLengths()
        touchpoints += layout.answers.isEmpty ? [touchpoint] : try together(touchpoint, answers(beside: touchpoint, record, ordinal))
    }

    /// A survey that was not answered is nothing beside answers that were; what is known of the customer and of the row is said once.
    private func together(_ main: NewTouchpoint, _ answers: [NewTouchpoint]) -> [NewTouchpoint] {
        guard var first = answers.first, main.score == nil, Scale(askedBy: main.kind) != nil else { return [main] + answers }
        (first.sentiment, first.value, first.traits) = (main.sentiment, main.value, main.traits)
        return [first] + answers.dropFirst()
    }

    /// The other answers that stand in the row.
    private func answers(beside main: NewTouchpoint, _ record: Record, _ ordinal: Int) throws(BadRow) -> [NewTouchpoint] {
        var made: [NewTouchpoint] = []
        for (kind, slot) in layout.answers {
            guard let scale = Scale(askedBy: kind), let value = try number([slot], record) else { continue }
            var answer = main
            (answer.kind, answer.score) = (kind, try score(value, on: scale))
            answer.key = key(record, at: main.occurredAt, ordinal, part: kind)
            (answer.sentiment, answer.value, answer.traits) = (nil, nil, [:])
            made.append(answer)
        }
        return made
    }
}

extension NewTouchpoint {
    /// What the line would refuse is refused here, where its row can still be told.
    func checkLengths() throws(BadRow) {
        if kind.utf8.count > 200 { throw BadRow("its kind is longer than 200 bytes") }
        if channel.utf8.count > 100 { throw BadRow("its channel is longer than 100 bytes") }
        if properties.utf8.count > 32_768 {
            throw BadRow("its properties are longer than 32 kB; name columns to be left out, as in --map ignore=COLUMN")
        }
        if lacksPurpose {
            throw BadRow("it is a word of consent that names no purpose; name the column that does, as in --map property.purpose=COLUMN")
        }
        if identifiers.count > 20 { throw BadRow("it says more than 20 identifiers") }
        if traits.count > 200 { throw BadRow("it says more than 200 traits") }
        if let subject, subject.id.utf8.count > 200 || subject.type.utf8.count > 60 { throw BadRow("its subject is longer than 200 bytes") }
    }
}

// MARK: - Values

extension RowMapper {
    private func field(_ slot: Layout.Slot, _ record: Record) -> Record.Field? {
        guard case .column(let number) = slot, let place = places[number] else { return nil }
        return record.fields[place]
    }

    /// The first of the sources that says something.
    private func text(_ slots: [Layout.Slot], _ record: Record) -> String? {
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

    private func kind(_ record: Record) throws(BadRow) -> String {
        if let name = text(layout.kind, record) { return kinds.kind(name) }
        throw BadRow("it has no kind: “\(name(layout.kind.first))” is empty")
    }

    private func channel(_ record: Record) throws(BadRow) -> String {
        if let channel = text(layout.channel, record) { return channel }
        throw BadRow("it has no channel: “\(name(layout.channel.first))” is empty")
    }

    private func identifiers(_ record: Record) throws(BadRow) -> [Identifier] {
        var found: [Identifier] = []
        var none: (Record.Field, Layout.Slot)?
        for (type, slot) in layout.identifiers {
            if case .constant(let text) = slot {
                if let identifier = Identifier(type, text) { found.append(identifier) }
            } else if let field = field(slot, record) {
                let hasTail = mapping.columnsWithTail.contains(name(slot))
                if let identifier = record.with(field, { known.identifier(type, hasTail ? $0.withoutTail : $0) }) {
                    found.append(identifier)
                } else if record.with(field, { !IdentifierCache.isSilent($0) }) {
                    none = (field, slot)
                }
            }
        }
        if found.isEmpty { throw BadRow("it says no customer: nothing in \(Mapping.list(layout.identifiers.map { name($0.slot) })) names one") }
        if let (field, slot) = none { nameless.add(String(record.text(field).prefix(60)), in: name(slot)) }
        return found
    }

    /// Of one column, or of a date and a time of day in two.
    private func instant(_ record: Record) throws(BadRow) -> Instant {
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

    private func instant(joining slots: [Layout.Slot], _ record: Record) throws(BadRow) -> Instant {
        var parts: [String] = []
        for slot in slots { if let part = text([slot], record) { parts.append(part) } }
        let joined = parts.joined(separator: " ")
        do throws(BadValue) {
            return try times.instant(text: joined)
        } catch { throw BadRow("“\(joined.prefix(60))” \(error.reason)") }
    }

    /// - Parameter part: tells apart the touchpoints of one record.
    private func key(_ record: Record, at: Instant, _ ordinal: Int, part: String = "") -> SourceKey {
        if let key = text(layout.key, record) { return SourceKey(part.isEmpty ? key : "\(key)#\(part)") }
        return keys.key(of: record, at: at, ordinal: ordinal, part: part)
    }

    private func score(_ record: Record, of kind: String) throws(BadRow) -> Score? {
        guard let value = try number(layout.score, record) else { return nil }
        return try score(value, on: try scale(record, of: kind))
    }

    /// The first that says one.
    private func scale(_ record: Record, of kind: String) throws(BadRow) -> Scale {
        for slot in layout.scale {
            guard let key = text([slot], record) else { continue }
            if key == Mapping.ownScale {
                guard let own = Scale(askedBy: kind) else { continue }
                return own
            }
            if let scale = Scale(key: key) { return scale }
            throw BadRow("“\(key)” is no scale; there are \(Scale.allCases.map(\.key).joined(separator: ", "))")
        }
        throw BadRow("it has a score but no scale")
    }

    private func score(_ value: Double, on scale: Scale) throws(BadRow) -> Score {
        guard let score = Score(value, on: scale) else {
            throw BadRow("the score \(value) is not on the scale \(scale.span)")
        }
        return score
    }

    private func sentiment(_ record: Record) throws(BadRow) -> Double? {
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

    private func weight(_ record: Record) throws(BadRow) -> Double? {
        guard let value = try number(layout.weight, record) else { return nil }
        guard value > 0 else { throw BadRow("the weight \(value) is not above 0") }
        return value
    }

    private func number(_ slots: [Layout.Slot], _ record: Record) throws(BadRow) -> Double? {
        guard let text = text(slots, record) else { return nil }
        guard let value = Decimals.number(text) else { throw BadRow("“\(text.prefix(60))” in “\(name(slots.first))” is not a number") }
        return value
    }

    private var hasDottedThousands: Bool {
        !mapping.columnsWithDottedThousands.isEmpty && layout.value.contains { mapping.columnsWithDottedThousands.contains(name($0)) }
    }

    private func money(_ record: Record) throws(BadRow) -> Money? {
        guard let amount = text(layout.value, record) else { return nil }
        guard let code = text(layout.currency, record), let currency = Currency(code.uppercased()) else {
            throw BadRow("its value has no currency of three letters, such as EUR")
        }
        guard let minor = Decimals.minorUnits(amount, digits: currency.digits, dotsPartThousands: hasDottedThousands) else {
            throw BadRow("“\(amount.prefix(60))” in “\(name(layout.value.first))” is not an amount of money")
        }
        return Money(minor, currency)
    }

    private func subject(_ record: Record) -> Subject? {
        for (type, slot) in layout.subjects {
            if let id = text([slot], record) { return Subject(type, id) }
        }
        return nil
    }

    private func traits(_ record: Record) -> [String: String] {
        var found: [String: String] = [:]
        for (name, slot) in layout.traits { found[name] = text([slot], record) }
        return found
    }
}
