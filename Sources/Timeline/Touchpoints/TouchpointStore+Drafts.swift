import Kernel
import People
import Storage

/// Touchpoints on their way to the line together, laid out so that the writer, whom everybody waits for, has as little to do as can be.
struct DraftBatch: Sendable {
    let source: Source
    private(set) var touchpoints: [NewTouchpoint]
    /// Everybody whom they name, each once.
    private(set) var names: [Identifier] = []
    /// Of each touchpoint: the place of its strongest identifier among the names.
    private(set) var owners: [Int] = []
    /// Those that say more of who is who than whom they happened to.
    private(set) var telling: [Telling] = []
    /// Those that name nothing but an address, which their sender vouches for by sending it.
    private(set) var ofAddressAlone: [Int] = []
    /// Kinds and channels that the catalogue does not have.
    private(set) var strangers = Strangers()
    private var values: [[Value]] = []
    private var earliest = Instant.distantFuture
    private var latest = Instant.distantPast

    struct Telling: Sendable {
        /// Which touchpoint.
        let place: Int
        /// Places of its identifiers among the names, the strongest first.
        let names: [Int]
    }

    struct Strangers: Sendable {
        /// By their words alone: what differs only in spelling is one, as it was written first.
        private var kindsByWords: [String: String] = [:]
        /// By their letters, as the catalogue knows them: "e-mail" is "email".
        private var channelsByLetters: [String: String] = [:]

        var kinds: Set<String> { Set(kindsByWords.values) }
        var channels: Set<String> { Set(channelsByLetters.values) }
        var areNone: Bool { kindsByWords.isEmpty && channelsByLetters.isEmpty }

        mutating func add(kind: String) {
            let words = kind.wordsAlone
            if kindsByWords[words] == nil { kindsByWords[words] = kind }
        }

        mutating func add(channel: String) {
            let letters = channel.lettersAlone ?? channel.wordsAlone
            if channelsByLetters[letters] == nil { channelsByLetters[letters] = channel }
        }
    }

    /// - Parameter touchpoints: all of them right.
    init(_ touchpoints: [NewTouchpoint], from source: Source, _ rules: IdentityRules, _ catalogue: Catalogue) {
        (self.touchpoints, self.source) = (touchpoints, source)
        owners.reserveCapacity(touchpoints.count)
        values.reserveCapacity(touchpoints.count)
        var roll = Roll(capacity: touchpoints.count)
        for place in touchpoints.indices { add(place, &roll, rules, catalogue) }
        names = roll.names
    }

    /// Several of one source, one after the other.
    init(joining batches: [DraftBatch]) {
        source = batches[0].source
        touchpoints = batches.flatMap(\.touchpoints)
        values = batches.flatMap(\.values)
        var roll = Roll(capacity: touchpoints.count)
        var begun = 0
        for batch in batches {
            let places = batch.names.map { roll.place(of: $0) }
            owners += batch.owners.map { places[$0] }
            telling += batch.telling.map { [begun] in Telling(place: begun + $0.place, names: $0.names.map { places[$0] }) }
            ofAddressAlone += batch.ofAddressAlone.map { begun + $0 }
            earliest = min(earliest, batch.earliest)
            latest = max(latest, batch.latest)
            begun += batch.touchpoints.count
        }
        names = roll.names
    }

    private mutating func add(_ place: Int, _ roll: inout Roll, _ rules: IdentityRules, _ catalogue: Catalogue) {
        let named = roll.places(of: touchpoints[place].identifiers, rules)
        owners.append(named.owner)
        if touchpoints[place].tellsOfPeople { telling.append(Telling(place: place, names: [named.owner] + named.others)) }
        if touchpoints[place].isOfAddressAlone { ofAddressAlone.append(place) }
        earliest = min(earliest, touchpoints[place].occurredAt)
        latest = max(latest, touchpoints[place].occurredAt)
        let kind = kind(place, catalogue)
        let channel = channel(place, catalogue)
        values.append(TouchpointStore.values(touchpoints[place], kind: kind ?? 0, channel: channel ?? 0, from: source))
    }

    /// The number of its kind, which from now on is spelled as in the catalogue; `nil` where that has none.
    private mutating func kind(_ place: Int, _ catalogue: Catalogue) -> Int64? {
        if let number = catalogue.number(ofKind: touchpoints[place].kind) { return number }
        guard let key = catalogue.spelling(ofKind: touchpoints[place].kind) else {
            strangers.add(kind: touchpoints[place].kind)
            return nil
        }
        touchpoints[place].kind = key
        return catalogue.number(ofKind: key)
    }

    private mutating func channel(_ place: Int, _ catalogue: Catalogue) -> Int64? {
        if let number = catalogue.number(ofChannel: touchpoints[place].channel) { return number }
        guard let key = catalogue.spelling(ofChannel: touchpoints[place].channel) else {
            strangers.add(channel: touchpoints[place].channel)
            return nil
        }
        touchpoints[place].channel = key
        return catalogue.number(ofChannel: key)
    }

    /// Their rows, from this position on.
    func rows(at first: Int64, _ numbers: SightingStore.Numbers, receivedAt now: Instant) -> NewRows {
        let flags = source.bringsHistory ? Touchpoint.Flags.history : []
        let areBelieved = [earliest, latest].allSatisfy { $0.isBelieved(now: now, isHistory: source.bringsHistory) }
        var head: [Int64] = []
        head.reserveCapacity(4 * owners.count)
        for (place, owner) in owners.enumerated() {
            let isBelieved = areBelieved || touchpoints[place].occurredAt.isBelieved(now: now, isHistory: source.bringsHistory)
            head.append(first + Int64(place))
            head.append(numbers[owner])
            head.append(now.microseconds)
            head.append(Int64((isBelieved ? flags : flags.union(.clockSkew)).rawValue))
        }
        return NewRows(numbers: head, perRow: 4, values: values)
    }
}

/// Who was named so far, and where.
private struct Roll {
    private(set) var names: [Identifier] = []
    private var places: [Identifier: Int]

    init(capacity: Int) {
        names.reserveCapacity(capacity)
        places = Dictionary(minimumCapacity: capacity)
    }

    /// The place of the strongest of those that name somebody, and those of the others.
    mutating func places(of identifiers: [Identifier], _ rules: IdentityRules) -> (owner: Int, others: [Int]) {
        guard identifiers.count > 1 else { return (place(of: identifiers[0]), []) }
        var places = identifiers.map { place(of: $0) }
        let priorities = identifiers.map { $0.namesNobody ? Int.max : rules.priority(of: $0.type) }
        let strongest = priorities.indices.min { priorities[$0] < priorities[$1] } ?? 0
        let owner = places.remove(at: strongest)
        return (owner, places)
    }

    mutating func place(of identifier: Identifier) -> Int {
        let next = names.count
        let place = places[identifier, default: next]
        if place == next {
            places[identifier] = next
            names.append(identifier)
        }
        return place
    }
}

extension NewTouchpoint {
    fileprivate var tellsOfPeople: Bool { identifiers.count > 1 || !traits.isEmpty || company != nil || !verified.isEmpty }
    fileprivate var isOfAddressAlone: Bool { identifiers.count == 1 && identifiers[0].type.isAddress }
}
