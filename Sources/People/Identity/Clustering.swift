import Kernel

/// Who is who: best-first linking with limits.
///
/// The strongest and earliest evidence is taken first; evidence that would give a person more identifiers of a type than
/// the limit is left out. Claims come last and join nobody whom somebody trustworthy knows to another. The result depends on
/// the set of links alone, not on the order in which they arrived, so that withdrawing a link gives exactly what would be without it.
struct Clustering {
    let rules: IdentityRules
    let identifiers: [Int64: KnownIdentifier]
    /// Those that somebody trustworthy vouches for.
    private let vouched: Set<Int64>
    private var groups: [Int64: Group] = [:]
    private var groupOf: [Int64: Int64] = [:]

    private struct Group {
        var members: [Int64]
        var countOfType: [Int64: Int]
        /// Has a customer number, or an identifier that somebody trustworthy vouches for.
        var isKnown: Bool
    }

    private init(_ identifiers: [KnownIdentifier], _ rules: IdentityRules, _ vouched: Set<Int64>) {
        self.rules = rules
        self.vouched = vouched
        self.identifiers = Dictionary(identifiers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for identifier in identifiers {
            groups[identifier.id] = Group(
                members: [identifier.id], countOfType: [identifier.type: 1],
                isKnown: rules[number: identifier.type]?.type == .userID || vouched.contains(identifier.id))
            groupOf[identifier.id] = identifier.id
        }
    }

    /// The person of each identifier: the lowest number among those that are one.
    static func persons(
        of identifiers: [KnownIdentifier], links: [IdentityLink], rules: IdentityRules, vouched: Set<Int64> = []
    ) -> [Int64: Int64] {
        var clustering = Clustering(identifiers, rules, vouched)
        let separations = links.filter { $0.grade == .separated }
        let usable = clustering.withoutShared(links.filter { $0.grade != .separated })
        for link in clustering.bestFirst(usable) { clustering.join(link, unless: separations) }
        return clustering.persons
    }

    private var persons: [Int64: Int64] {
        var persons: [Int64: Int64] = [:]
        for group in groups.values {
            let lowest = group.members.reduce(Int64.max, min)
            for member in group.members { persons[member] = lowest }
        }
        return persons
    }

    // MARK: - Order

    private func bestFirst(_ links: [IdentityLink]) -> [IdentityLink] {
        links
            .map { (link: $0, rank: rank($0)) }
            .sorted { a, b in
                if a.link.grade != b.link.grade { return a.link.grade < b.link.grade }
                if a.link.occurredAt != b.link.occurredAt { return a.link.occurredAt < b.link.occurredAt }
                return a.rank.lexicographicallyPrecedes(b.rank)
            }
            .map(\.link)
    }

    /// A name for the pair that does not depend on who was seen first.
    private func rank(_ link: IdentityLink) -> [String] {
        [link.one, link.other].compactMap { identifiers[$0] }.map { "\($0.type) \($0.value)" }.sorted()
    }

    // MARK: - Joining

    private mutating func join(_ link: IdentityLink, unless separations: [IdentityLink]) {
        guard let a = groupOf[link.one], let b = groupOf[link.other], a != b, let first = groups[a], let second = groups[b] else { return }
        guard isAllowed(link, first, second), !isSeparated(a, b, by: separations, at: link) else { return }
        let (kept, gone) = first.members.count >= second.members.count ? (a, b) : (b, a)
        absorb(gone, into: kept)
    }

    private mutating func absorb(_ gone: Int64, into kept: Int64) {
        guard let group = groups.removeValue(forKey: gone) else { return }
        for member in group.members { groupOf[member] = kept }
        groups[kept]?.members += group.members
        groups[kept]?.countOfType.merge(group.countOfType, uniquingKeysWith: +)
        if group.isKnown { groups[kept]?.isKnown = true }
    }

    private func isAllowed(_ link: IdentityLink, _ a: Group, _ b: Group) -> Bool {
        switch link.grade {
        case .merged: true
        // The sender itself says that two customer numbers are one person: of these it knows more than a limit does.
        case .alias: isWithinLimits(a, b, except: isBetweenCustomers(link) ? identifiers[link.one]?.type : nil)
        case .claimed: isBelievable(link, a, b) && isWithinLimits(a, b)
        case .seenTogether, .separated: isWithinLimits(a, b)
        }
    }

    private func isWithinLimits(_ a: Group, _ b: Group, except unlimited: Int64? = nil) -> Bool {
        b.countOfType.allSatisfy { type, count in
            guard type != unlimited, let present = a.countOfType[type] else { return true }
            return present + count <= rules[number: type]?.mostPerPerson ?? 1
        }
    }

    private func isBetweenCustomers(_ link: IdentityLink) -> Bool {
        [link.one, link.other].allSatisfy { type(of: $0) == .userID }
    }

    private func type(of identifier: Int64) -> IdentifierType? { identifiers[identifier].flatMap { rules[number: $0.type]?.type } }

    /// A claim may give a customer a browser, and an address that nobody else vouches for. It never makes two customers one.
    private func isBelievable(_ link: IdentityLink, _ a: Group, _ b: Group) -> Bool {
        guard !(a.isKnown && b.isKnown) else { return false }
        return ![link.one, link.other].contains { vouched.contains($0) && type(of: $0)?.isAddress == true }
    }

    /// Between two words of staff the later one counts: a merge overrules the separations that were there when it was made.
    private func isSeparated(_ a: Int64, _ b: Int64, by separations: [IdentityLink], at link: IdentityLink) -> Bool {
        separations.contains { separation in
            guard link.grade != .merged || separation.id > link.id else { return false }
            let pair = (groupOf[separation.one], groupOf[separation.other])
            return pair == (a, b) || pair == (b, a)
        }
    }

    // MARK: - Shared things

    /// A browser or a telephone with more than this many customers of one stronger type is a shared one: a kiosk, a switchboard.
    static let mostOwners = 20

    private func withoutShared(_ links: [IdentityLink]) -> [IdentityLink] {
        var owners: [Int64: [Int64: Set<Int64>]] = [:]
        for link in links where link.isSighting {
            for (weak, strong) in [(link.one, link.other), (link.other, link.one)] where isStronger(strong, than: weak) {
                owners[weak, default: [:]][identifiers[strong]?.type ?? 0, default: []].insert(strong)
            }
        }
        let shared = Set(owners.filter { $0.value.values.contains { $0.count > Self.mostOwners } }.keys)
        guard !shared.isEmpty else { return links }
        return links.filter { !$0.isSighting || !(shared.contains($0.one) || shared.contains($0.other)) }
    }

    private func isStronger(_ a: Int64, than b: Int64) -> Bool {
        guard let a = identifiers[a], let b = identifiers[b] else { return false }
        return (rules[number: a.type]?.priority ?? Int.max) < (rules[number: b.type]?.priority ?? Int.max)
    }
}

extension IdentityLink {
    /// Both came together, and nobody said more.
    fileprivate var isSighting: Bool { grade == .seenTogether || grade == .claimed }
}
