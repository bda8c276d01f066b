import Kernel
import People
import Storage

extension Line {
    /// Writes touchpoints at the end of the line, with all they say about who is who.
    ///
    /// - Parameter met: what was remembered of whom they name.
    /// - Returns: what became of each, and the numbers of the identifiers met.
    func place(
        _ batch: DraftBatch, _ met: SightingStore.Numbers, _ rules: IdentityRules, in tx: Transaction
    ) throws -> ([Appended.Fate], SightingStore.Numbers) {
        // This row is locked until the commit: positions are in the order of commits, and nobody else makes identifiers meanwhile.
        let (first, erasures) = try tx.take(batch.touchpoints.count, of: "position", beside: "erasure")
        guard let verdicts = try judge(batch, erasures: erasures, in: tx) else {
            return try place(batch, met, at: first, rules, in: tx)
        }
        let kept = DraftBatch(verdicts.compactMap(\.taken), from: batch.source, rules, catalogue)
        let (placed, numbers) = try place(kept, sightings.remembered(kept.names), at: first, rules, in: tx)
        var fates = placed.makeIterator()
        return (verdicts.map { $0.fate ?? fates.next() ?? .duplicate }, numbers)
    }

    private func place(
        _ batch: DraftBatch, _ met: SightingStore.Numbers, at first: Int64, _ rules: IdentityRules, in tx: Transaction
    ) throws -> ([Appended.Fate], SightingStore.Numbers) {
        let numbers = try sightings.numbers(met, in: tx, rules: rules)
        let isNew = try TouchpointStore().insert(batch.rows(at: first, numbers, receivedAt: tx.now), in: tx)
        try recordPeople(batch.telling.filter { isNew[$0.place] }, numbers, batch, rules, in: tx)
        let addresses = Set(batch.ofAddressAlone.filter { isNew[$0] }.map { numbers[batch.owners[$0]] })
        try identities.reconsiderClaims(about: addresses.sorted(), in: tx, rules: rules)
        return (isNew.enumerated().map { $1 ? .accepted(position: first + Int64($0)) : .duplicate }, numbers)
    }

    private func recordPeople(
        _ telling: [DraftBatch.Telling], _ numbers: SightingStore.Numbers, _ batch: DraftBatch, _ rules: IdentityRules, in tx: Transaction
    ) throws {
        let new = numbers.newcomers
        try TraitStore().makeFindable(new, in: tx)
        let moves = try identities.link(telling.flatMap { evidence(of: $0, numbers, batch) }, in: tx, rules: rules)
        let moved = Set(moves.map(\.identifier))
        try identities.createPersons(new.map(\.number).filter { !moved.contains($0) }, tx)
        try VerificationStore().record(telling.flatMap { verifications(of: $0, numbers, batch) }, in: tx, rules: rules)
        try TraitStore().record(telling.flatMap { traits(of: batch.touchpoints[$0.place], owner: numbers[$0.names[0]], batch.source) }, in: tx)
        try recordCompanies(telling, numbers, batch, in: tx)
    }

    /// Each further identifier was seen together with the strongest.
    private func evidence(of telling: DraftBatch.Telling, _ numbers: SightingStore.Numbers, _ batch: DraftBatch) -> [Evidence] {
        let (touchpoint, owner) = (batch.touchpoints[telling.place], numbers[telling.names[0]])
        return telling.names.dropFirst().compactMap { name in
            guard numbers[name] != owner else { return nil }
            return Evidence(
                owner, numbers[name], touchpoint.kind == "alias" ? .alias : .seenTogether, at: touchpoint.occurredAt, source: batch.source.id,
                reason: touchpoint.kind)
        }
    }

    private func verifications(
        of telling: DraftBatch.Telling, _ numbers: SightingStore.Numbers, _ batch: DraftBatch
    ) -> [VerificationStore.Word] {
        let touchpoint = batch.touchpoints[telling.place]
        let verified = Set(telling.names.filter { touchpoint.verified.contains(batch.names[$0]) }.map { numbers[$0] })
        return verified.sorted().map {
            VerificationStore.Word(verified: $0, at: touchpoint.occurredAt, source: batch.source.id, reason: touchpoint.kind)
        }
    }

    private func traits(of touchpoint: NewTouchpoint, owner: Int64, _ source: Source) -> [TraitStore.Entry] {
        touchpoint.traits.map {
            TraitStore.Entry(identifier: owner, name: $0.key, value: $0.value, occurredAt: touchpoint.occurredAt, source: source.id)
        }
    }

    private func recordCompanies(
        _ telling: [DraftBatch.Telling], _ members: SightingStore.Numbers, _ batch: DraftBatch, in tx: Transaction
    ) throws {
        let keys = Set(telling.compactMap { batch.touchpoints[$0.place].company })
        guard !keys.isEmpty else { return }
        let numbers = try CompanyStore().numbers(of: keys, in: tx)
        try CompanyStore().record(
            telling.compactMap { telling in
                let touchpoint = batch.touchpoints[telling.place]
                return touchpoint.company.flatMap { numbers[$0] }.map {
                    Membership(of: members[telling.names[0]], in: $0, at: touchpoint.occurredAt, hasLeft: touchpoint.leavesCompany)
                }
            }, in: tx)
    }
}
