package import Kernel
import People

extension NewTouchpoint {
    /// What a touchpoint must be to stand on the line.
    ///
    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    package func checked() throws {
        try Failure.require(!kind.isEmpty && kind.utf8.count <= 200, "kind", "must have 1 to 200 bytes")
        try Failure.require(!channel.isEmpty && channel.utf8.count <= 100, "channel", "must have 1 to 100 bytes")
        try Failure.require(!identifiers.isEmpty, "identifiers", "must name somebody: a user id, an email address, an anonymous id …")
        // Whoever counts customers from 0 has one of that number.
        try Failure.require(
            !identifiers.allSatisfy { $0.namesNobody && $0.value != "0" }, "identifiers",
            "must name somebody: what stands there is on the list of values that name nobody (Settings › Identities)")
        try Failure.require(identifiers.count <= 20, "identifiers", "must be 20 at most")
        try Self.checkTime(occurredAt, "at")
        if let sentiment { try Failure.require((-1...1).contains(sentiment), "sentiment", "must lie between −1 and 1") }
        if let weight { try Failure.require(weight > 0 && weight.isFinite, "weight", "must be a number above 0") }
        try Failure.require(properties.utf8.count <= 32_768, "properties", "must have 32 kB at most")
        if lacksPurpose { throw Failure.lacksPurpose }
        try Failure.require(!hasNull, "", "A text contains the character U+0000, which no database keeps.")
        if let subject {
            try Failure.require(
                subject.type.utf8.count <= 60 && subject.id.utf8.count <= 200, "subject", "must have 60 bytes of type and 200 of id at most")
        }
        try Failure.require(traits.count <= 200, "traits", "must be 200 at most")
    }

    private var hasNull: Bool {
        kind.hasNull || channel.hasNull || properties.hasNull || identifiers.contains { $0.value.hasNull }
            || (company?.hasNull ?? false) || (subject.map { $0.id.hasNull || $0.type.hasNull } ?? false)
            || traits.contains { $0.key.hasNull || $0.value.hasNull }
    }

    /// - Parameter field: how the sender calls the time.
    /// - Throws: `Failure.invalid` when nothing can have happened then.
    package static func checkTime(_ time: Instant, _ field: String) throws {
        try Failure.require(possibleTimes.contains(time), field, "must lie between the years 1900 and 9999")
    }

    private static let possibleTimes = Instant(seconds: -2_208_988_800)...Instant(seconds: 253_402_300_799)
}

extension Instant {
    /// No clock is believed that is more than five minutes ahead of ours, nor, unless it tells of history, more than five years behind.
    func isBelieved(now: Instant, isHistory: Bool) -> Bool {
        self <= now.adding(.minutes(5)) && (isHistory || self >= now.adding(.days(-5 * 365)))
    }
}

extension String {
    fileprivate var hasNull: Bool {
        guard !isEmpty else { return false }
        return utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? utf8.contains(0)
    }
}
