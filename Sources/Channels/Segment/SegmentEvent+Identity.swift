import Kernel
import People

extension SegmentEvent {
    /// Everybody the call names, without repetition.
    ///
    /// - Throws: `Failure.invalid` when it names nobody, or only half of what an `alias` needs.
    func identifiers(_ call: SegmentCall, _ known: Knowledge) throws -> [Identifier] {
        var found: [Identifier] = []
        func note(_ type: IdentifierType, _ value: String?) {
            guard let identifier = value.flatMap({ Identifier(type, $0) }), !found.contains(identifier) else { return }
            found.append(identifier)
        }
        note(.userID, try id("userId"))
        if call == .alias {
            try Failure.require(!found.isEmpty, "userId", "must be given")
            guard let former = try id("previousId"), Identifier(.userID, former) != nil else { throw Failure.invalid("previousId", "must be given") }
            note(known.users.contains(former) ? .userID : .anonymousID, former)
        }
        note(.anonymousID, try id("anonymousId"))
        try Failure.require(!found.isEmpty, "", "userId or anonymousId must be given")
        note(.deviceID, context("device")?["id"]?.plain)
        let traits = person(call)
        note(.email, traits.lazy.compactMap { $0["email"]?.string }.first { Identifier(.email, $0) != nil })
        note(.phone, traits.lazy.compactMap { $0["phone"]?.plain }.first { $0.utf8.count { $0 &- 0x30 < 10 } >= 5 })
        return found
    }

    /// What an `alias` call says somebody was called before.
    var formerID: String? { isCall(.alias) ? json["previousId"]?.plain : nil }

    func isCall(_ other: SegmentCall) -> Bool { call.map { $0 == other } ?? (json["type"]?.string == other.rawValue) }

    /// What the call says about the person. The traits of a group are not theirs.
    private func person(_ call: SegmentCall) -> [JSONValue] {
        [call == .group ? nil : json["traits"], context("traits")].compactMap(\.self)
    }
}

// MARK: - Traits

extension SegmentEvent {
    /// What it says about the customer, by name.
    func traits(_ call: SegmentCall) -> [String: String] {
        var traits: [String: String] = [:]
        for object in person(call).reversed() { Self.collect(object, into: &traits) }
        return traits
    }

    /// What a `group` call says about the company.
    var groupTraits: [String: String] {
        var traits: [String: String] = [:]
        if isCall(.group), let said = json["traits"] { Self.collect(said, into: &traits) }
        return traits
    }

    /// Lists stay JSON. Of an address each part counts by itself; of anything else that is nested, by both names.
    private static func collect(_ object: JSONValue, into traits: inout [String: String]) {
        for (name, value) in object.members {
            if value.form == .object {
                for (inner, value) in value.members {
                    if let text = value.plain { traits[flatName(name, inner)] = text }
                }
            } else if value.form != .null {
                traits[name] = value.plain ?? value.source
            }
        }
    }

    private static func flatName(_ outer: String, _ inner: String) -> String {
        switch (outer, inner) {
        case ("address", _): inner
        case ("company", "name"): "company"
        default: "\(outer)_\(inner)"
        }
    }
}

// MARK: - Company

extension SegmentEvent {
    /// The company the customer acts for.
    func company(_ call: SegmentCall) throws -> String? {
        if call == .group {
            guard let key = try id("groupId") else { throw Failure.invalid("groupId", "must be given") }
            // They are kept beside the touchpoint, which checks its own texts.
            let isKeepable = groupTraits.allSatisfy { !$0.key.utf8.contains(0) && !$0.value.utf8.contains(0) }
            try Failure.require(isKeepable, "traits", "must not contain the character U+0000")
            return key
        }
        let key = (context("groupId") ?? json["traits"]?["company"]?["id"])?.plain
        return key.flatMap { (1...512).contains($0.utf8.count) ? $0 : nil }
    }
}
