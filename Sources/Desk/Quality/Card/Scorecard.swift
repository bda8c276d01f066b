import Kernel
import Web

/// One version of what conversations are judged by. A version is never changed: a review keeps the one that it was made with.
struct Scorecard: Hashable, Sendable {
    /// 1, 2 …
    let version: Int64
    let since: Instant
    let terms: Terms

    struct Terms: Hashable, Sendable {
        let criteria: [Criterion]
        /// Of a hundred resolved conversations of an agent so many are drawn by chance, and one a week at least; 0 draws none.
        let share: Int
        /// By which is drawn, and which nobody sees; the same for all versions.
        let seed: String

        static let most = 20

        /// - Throws: `invalid` without anything that weighs, and for criteria that cannot stand together.
        init(_ criteria: [Criterion], share: Int, seed: String) throws {
            try Failure.require(!criteria.isEmpty && criteria.count <= Self.most, "criteria", "must be 1 to \(Self.most)")
            try Failure.require(criteria.contains { $0.weight > 0 }, "criteria", "must have one at least whose weight is above 0")
            try Failure.require(criteria.count { $0.sort == .speed } <= 1, "criteria", "must have speed once at most")
            try Failure.require(Set(criteria.map(\.key)).count == criteria.count, "criteria", "must have different names")
            try Failure.require((0...100).contains(share), "share", "must be between 0 and 100")
            (self.criteria, self.share, self.seed) = (criteria, share, seed)
        }
    }

    /// A question that a conversation is judged by.
    struct Criterion: Hashable, Sendable {
        /// What it is known by in all versions; of one's own criteria an id.
        let key: String
        /// Empty where it is the product's.
        var name: String
        /// What is asked; empty where it is the product's.
        var about: String
        let sort: Sort
        /// How much it counts, beside the others; 0 counts nowhere.
        var weight: Int
        /// Where it fails, the whole conversation has failed.
        var isCritical: Bool

        init(key: String, name: String = "", about: String = "", sort: Sort, weight: Int, isCritical: Bool = false) throws {
            try Failure.require((0...100).contains(weight), "weight", "must be between 0 and 100")
            try Failure.require(!isCritical || sort == .pass, "critical", "must be a question of yes or no to be critical")
            (self.key, self.name, self.about, self.sort, self.weight, self.isCritical) = (key, name, about, sort, weight, isCritical)
        }
    }

    enum Sort: String, Sendable, Codable, CaseIterable {
        /// 0 to 5.
        case scale
        /// Yes or no.
        case pass
        /// Worked out from when replies came and when they were due.
        case speed
    }
}

extension Scorecard.Criterion {
    /// Those that come with the product.
    static let usual: [Scorecard.Criterion] = {
        let all: [(String, Scorecard.Sort, Int, Bool)] = [
            ("speed", .speed, 20, false), ("knowledge", .scale, 20, false), ("patience", .scale, 15, false), ("willingness", .scale, 20, false),
            ("clarity", .scale, 15, false), ("privacy", .pass, 10, true),
        ]
        // They are as they must be; a test holds them to it.
        return all.compactMap { try? Scorecard.Criterion(key: $0.0, sort: $0.1, weight: $0.2, isCritical: $0.3) }
    }()

    var isUsual: Bool { Self.usual.contains { $0.key == key } }

    func name(_ t: Texts) -> String { name.isEmpty && isUsual ? t("quality.criterion.\(key)") : name }

    func about(_ t: Texts) -> String { about.isEmpty && isUsual ? t("quality.criterion.\(key).about") : about }
}

// MARK: - As it is kept

extension Scorecard.Terms: Codable {
    private enum CodingKeys: String, CodingKey { case criteria, share, seed }

    /// - Throws: `invalid`, as when it is made.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            values.decode([Scorecard.Criterion].self, forKey: .criteria), share: values.decode(Int.self, forKey: .share),
            seed: values.decode(String.self, forKey: .seed))
    }
}

extension Scorecard.Criterion: Codable {
    private struct Stored: Codable {
        var key: String
        var name: String?
        var about: String?
        var sort: Scorecard.Sort
        var weight: Int
        var critical: Bool?
    }

    /// - Throws: `invalid`, as when it is made.
    init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        try self.init(
            key: stored.key, name: stored.name ?? "", about: stored.about ?? "", sort: stored.sort, weight: stored.weight,
            isCritical: stored.critical ?? false)
    }

    func encode(to encoder: any Encoder) throws {
        try Stored(
            key: key, name: name.isEmpty ? nil : name, about: about.isEmpty ? nil : about, sort: sort, weight: weight,
            critical: isCritical ? true : nil
        ).encode(to: encoder)
    }
}
