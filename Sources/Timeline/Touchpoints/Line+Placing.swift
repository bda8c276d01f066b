import Kernel
import People
import Storage

extension Line {
    /// Writes touchpoints at the end of the line, with all they say about who is who.
    ///
    /// - Returns: what became of each, and the numbers of the identifiers met.
    func place(
        _ drafts: [DraftTouchpoint], from source: Source, _ rules: IdentityRules, in tx: Transaction
    ) throws -> ([Appended.Fate], SightingStore.Numbers) {
        // This row is locked until the commit: positions are in the order of commits, and nobody else makes identifiers meanwhile.
        let last: Int64 = try tx.value("UPDATE counter SET value = value + \(drafts.count) WHERE name = 'position' RETURNING value") ?? 0
        let first = last - Int64(drafts.count) + 1
        let verdicts = try judge(drafts, from: source, in: tx)
        let drafts = verdicts.compactMap(\.taken)
        let numbers = try sightings.numbers(of: Set(drafts.lazy.flatMap(\.touchpoint.identifiers)), in: tx, rules: rules)
        let owners = drafts.map { strongest(of: $0.touchpoint, numbers, rules) }
        let isNew = try TouchpointStore().insert(
            drafts.indices.map { drafts[$0].row(position: first + Int64($0), identifier: owners[$0], receivedAt: tx.now) }, in: tx)
        let telling = drafts.indices.filter { isNew[$0] && drafts[$0].tellsOfPeople }.map { (drafts[$0].touchpoint, owners[$0]) }
        try recordPeople(telling, numbers, from: source, rules, in: tx)
        let addresses = Set(drafts.indices.filter { isNew[$0] && drafts[$0].isOfAddressAlone }.map { owners[$0] })
        try identities.reconsiderClaims(about: addresses.sorted(), in: tx, rules: rules)
        var fates = isNew.enumerated().map { $1 ? Appended.Fate.accepted(position: first + Int64($0)) : .duplicate }.makeIterator()
        return (verdicts.map { $0.fate ?? fates.next() ?? .duplicate }, numbers)
    }

    private func strongest(of touchpoint: NewTouchpoint, _ numbers: SightingStore.Numbers, _ rules: IdentityRules) -> Int64 {
        if touchpoint.identifiers.count == 1 { return numbers[touchpoint.identifiers[0]] ?? 0 }
        let strongest = touchpoint.identifiers.min { rules.priority(of: $0.type) < rules.priority(of: $1.type) }
        return strongest.flatMap { numbers[$0] } ?? 0
    }

    private func recordPeople(
        _ telling: [(NewTouchpoint, Int64)], _ numbers: SightingStore.Numbers, from source: Source, _ rules: IdentityRules, in tx: Transaction
    ) throws {
        let new = numbers.new.compactMap { identifier in numbers[identifier].map { (number: $0, identifier: identifier) } }
        try TraitStore().makeFindable(new, in: tx)
        let evidence = telling.flatMap { self.evidence(of: $0.0, owner: $0.1, numbers, source) }
        try identities.link(evidence, in: tx, rules: rules)
        try identities.createMissingPersons(new.map(\.number), in: tx)
        try VerificationStore().record(telling.flatMap { verifications(of: $0.0, numbers, source) }, in: tx, rules: rules)
        try TraitStore().record(telling.flatMap { traits(of: $0.0, owner: $0.1, source) }, in: tx)
        try recordCompanies(telling, source, in: tx)
    }

    /// Each further identifier was seen together with the strongest.
    private func evidence(of touchpoint: NewTouchpoint, owner: Int64, _ numbers: SightingStore.Numbers, _ source: Source) -> [Evidence] {
        guard touchpoint.identifiers.count > 1 else { return [] }
        return touchpoint.identifiers.compactMap { identifier in
            guard let number = numbers[identifier], number != owner else { return nil }
            return Evidence(
                owner, number, touchpoint.kind == "alias" ? .alias : .seenTogether, at: touchpoint.occurredAt, source: source.id,
                reason: touchpoint.kind)
        }
    }

    private func verifications(of touchpoint: NewTouchpoint, _ numbers: SightingStore.Numbers, _ source: Source) -> [VerificationStore.Word] {
        touchpoint.verified.compactMap { numbers[$0] }.sorted().map {
            VerificationStore.Word(verified: $0, at: touchpoint.occurredAt, source: source.id, reason: touchpoint.kind)
        }
    }

    private func traits(of touchpoint: NewTouchpoint, owner: Int64, _ source: Source) -> [TraitStore.Entry] {
        guard !touchpoint.traits.isEmpty else { return [] }
        return touchpoint.traits.map {
            TraitStore.Entry(identifier: owner, name: $0.key, value: $0.value, occurredAt: touchpoint.occurredAt, source: source.id)
        }
    }

    private func recordCompanies(_ telling: [(NewTouchpoint, Int64)], _ source: Source, in tx: Transaction) throws {
        let keys = Set(telling.compactMap(\.0.company))
        guard !keys.isEmpty else { return }
        let numbers = try CompanyStore().numbers(of: keys, in: tx)
        try CompanyStore().record(
            telling.compactMap { touchpoint, owner in
                touchpoint.company.flatMap { numbers[$0] }.map {
                    Membership(of: owner, in: $0, at: touchpoint.occurredAt, hasLeft: touchpoint.leavesCompany)
                }
            }, in: tx)
    }
}
