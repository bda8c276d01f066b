import Kernel
import Web

/// A scorecard as a form says it: numbered rows, some of them free for new criteria.
struct ScorecardForm {
    /// Rows for criteria that there are not yet.
    static let free = 2

    /// What stands in the fields.
    static func fields(_ criteria: [Scorecard.Criterion], share: Int, _ t: Texts) -> [String: String] {
        var fields = ["share": "\(share)", "rows": "\(criteria.count + free)"]
        for (place, criterion) in criteria.enumerated() {
            fields["key_\(place)"] = criterion.key
            fields["name_\(place)"] = criterion.name(t)
            fields["about_\(place)"] = criterion.about(t)
            fields["sort_\(place)"] = criterion.sort.rawValue
            fields["weight_\(place)"] = "\(criterion.weight)"
            if criterion.isCritical { fields["critical_\(place)"] = "on" }
        }
        for place in criteria.count..<criteria.count + free {
            fields["sort_\(place)"] = Scorecard.Sort.scale.rawValue
            fields["weight_\(place)"] = "10"
        }
        return fields
    }

    /// Those rows that have a name and are not to go.
    ///
    /// - Parameters:
    ///   - known: whatever any version has: what a criterion asks for may change, how it is answered stays.
    /// - Throws: `invalid` with the field and what is wrong with it.
    static func criteria(_ form: Form, known: [Scorecard.Criterion], _ t: Texts, at now: Instant) throws -> [Scorecard.Criterion] {
        let sorts = Dictionary((Scorecard.Criterion.usual + known).map { ($0.key, $0.sort) }, uniquingKeysWith: { first, _ in first })
        let rows = try form.int("rows", 0...Scorecard.Terms.most + free)
        let criteria = try (0..<rows).compactMap { place -> Scorecard.Criterion? in
            guard !form.has("gone_\(place)"), form.optional("name_\(place)") != nil else { return nil }
            let name = try form.text("name_\(place)", 1...80)
            let about = try form.text("about_\(place)", 0...500)
            let key =
                form.optional("key_\(place)").flatMap { sorts[$0] == nil ? nil : $0 }
                ?? ID<Scorecard>(at: now.adding(.milliseconds(place))).description
            let sort: Scorecard.Sort = try sorts[key] ?? form.choice("sort_\(place)")
            do {
                var criterion = try Scorecard.Criterion(
                    key: key, name: name, about: about, sort: sort, weight: form.int("weight_\(place)"), isCritical: form.has("critical_\(place)"))
                let usual = try Scorecard.Criterion(key: key, sort: sort, weight: 0)
                if criterion.name == usual.name(t) { criterion.name = "" }
                if criterion.about == usual.about(t) { criterion.about = "" }
                return criterion
            } catch Failure.invalid("weight", let reason) {
                throw Failure.invalid("weight_\(place)", reason)
            } catch Failure.invalid("critical", let reason) {
                throw Failure.invalid("critical_\(place)", reason)
            }
        }
        return criteria
    }
}
