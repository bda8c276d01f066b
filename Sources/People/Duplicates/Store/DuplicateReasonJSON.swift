import Foundation
import Kernel

/// Reasons as they are stored and sent: `[{"attribute":"surname","sort":"familyName","agreement":"same","rare":true,"bits":9.1}]`.
/// That relatives would agree like this too has `"agreement":"relatives"` and no attribute.
package enum DuplicateReasonJSON {
    private struct Form: Codable {
        var attribute: String?
        var sort: String?
        var agreement: String
        var rare: Bool?
        var bits: Double
    }

    package static func text(_ reasons: [DuplicateReason]) throws -> String { try PlainJSON.text(reasons.map(form)) }

    /// What a newer version may have added is left out.
    package static func reasons(_ text: String) throws -> [DuplicateReason] {
        try JSONDecoder().decode([Form].self, from: Data(text.utf8)).compactMap(reason)
    }

    private static func form(_ reason: DuplicateReason) -> Form {
        let bits = (reason.bits * 100).rounded() / 100
        switch reason.subject {
        case .relatives: return Form(agreement: "relatives", bits: bits)
        case .attribute(let attribute, let agreement, let isRare):
            return Form(attribute: attribute.name, sort: attribute.sort.rawValue, agreement: agreement.key, rare: isRare ? true : nil, bits: bits)
        }
    }

    private static func reason(_ form: Form) -> DuplicateReason? {
        if form.agreement == "relatives" { return DuplicateReason(.relatives, bits: form.bits) }
        guard let agreement = Agreement(key: form.agreement), let sort = form.sort.flatMap(Attribute.Sort.init), let name = form.attribute else {
            return nil
        }
        return DuplicateReason(.attribute(Attribute(name, sort), agreement, isRare: form.rare ?? false), bits: form.bits)
    }
}
