import Foundation

/// One thing that speaks for or against two people being one.
package struct DuplicateReason: Hashable, Sendable {
    package let subject: Subject
    /// Above 0 it speaks for it, below against it; in bits, so that one more is twice as likely.
    package let bits: Double

    package enum Subject: Hashable, Sendable {
        /// How they agree on an attribute; `isRare` when few others have the value they share.
        case attribute(Attribute, Agreement, isRare: Bool)
        /// People of one household or one firm would agree like this too.
        case relatives
    }

    package init(_ subject: Subject, bits: Double) {
        (self.subject, self.bits) = (subject, bits)
    }
}

extension PairScorer {
    /// What speaks for and against the two, the weightiest first. What weighs less than one bit is not worth a word.
    func reasons(_ pair: RecordPair) -> [DuplicateReason] {
        let pattern = comparer.pattern(Int(pair.one), Int(pair.other))
        var reasons: [DuplicateReason] = []
        for (index, column) in comparer.columns.enumerated() {
            guard let agreement = pattern[index] else { continue }
            let subject = DuplicateReason.Subject.attribute(column.attribute, agreement, isRare: isRare(index, agreement, pair))
            reasons.append(DuplicateReason(subject, bits: weight(index, agreement, pair, pattern)))
        }
        reasons.append(DuplicateReason(.relatives, bits: -cost(ofRelatives: sums(pair, pattern).relatives)))
        let telling = reasons.filter { abs($0.bits) >= 1 }
        return telling.enumerated().sorted { (-$0.element.bits, $0.offset) < (-$1.element.bits, $1.offset) }.map(\.element)
    }

    /// At least twice as rare as what two strangers share when they share a value.
    private func isRare(_ attribute: Int, _ agreement: Agreement, _ pair: RecordPair) -> Bool {
        guard agreement == .same else { return false }
        let share = model.rarity[attribute][Int(comparer.columns[attribute].codes[Int(pair.one)])]
        return share < log2(model.ofStrangers[attribute][Int(agreement.rawValue)]) - 1
    }
}
