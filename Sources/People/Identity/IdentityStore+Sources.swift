import Kernel
package import Storage

extension IdentityStore {
    /// Addresses that a source sends whose key is not public are vouched for from now on: claims about them may have to give way.
    package func reconsiderClaims(about addresses: [Int64], in tx: Transaction, rules: IdentityRules) throws {
        guard !addresses.isEmpty, try tx.first("SELECT 1 FROM source WHERE public_at IS NOT NULL LIMIT 1") != nil else { return }
        let claimed: [Int64] = try addresses.chunked(by: 250).flatMap { chunk in
            try tx.rows(
                """
                SELECT id FROM identifier WHERE id IN \(list: chunk) AND EXISTS (SELECT 1 FROM identity_link
                JOIN source ON source.id = identity_link.source AND public_at IS NOT NULL WHERE one = identifier.id OR other = identifier.id)
                """
            ).map { try $0.get(at: 0) }
        }
        if !claimed.isEmpty { try resolve(around: claimed, in: tx, rules: rules) }
    }

    /// The most of a type that one person may have; who is who has to be reviewed afterwards.
    package func limit(_ type: IdentityRules.TypeRule, to most: Int, in tx: Transaction) throws {
        try tx.run("UPDATE identifier_type SET most_per_person = \(most) WHERE id = \(type.number)")
        try IdentityReviewStore().begin(in: tx)
    }
}
