import Web

/// Rules in the reader's words.
struct SegmentWords {
    let t: Texts
    let catalogue: Catalogue
    /// The names of companies by their keys.
    let companies: [String: String]

    func text(_ rules: SegmentRules) -> String {
        rules.rules.map(text).joined(separator: rules.match == .all ? t("segments.and") : t("segments.or"))
    }

    func text(_ rule: SegmentRule) -> String {
        switch rule {
        case .trait(let name, .equals(let value)): t("segments.rule.equals", ["name": name, "value": value])
        case .trait(let name, .contains(let value)): t("segments.rule.contains", ["name": name, "value": value])
        case .trait(let name, .present): t("segments.rule.present", ["name": name])
        case .did(let kind, let times, let days): t("segments.rule.did", ["what": name(kind), "times": times]) + within(days)
        case .never(let kind, let days): t("segments.rule.never", ["what": name(kind)]) + within(days)
        case .used(let channel, let days): t("segments.rule.used", ["channel": channelName(channel)]) + within(days)
        case .firstSeen(let days): t("segments.rule.first_seen", ["count": days])
        case .member(let company): t("segments.rule.member", ["company": companies[company] ?? company])
        }
    }

    private func within(_ days: Int?) -> String { days.map { t("segments.rule.within", ["count": $0]) } ?? "" }
    private func name(_ kind: String) -> String { catalogue.kinds.first { $0.key == kind }.map { t.name(of: $0) } ?? kind }
    private func channelName(_ channel: String) -> String { catalogue.channels.first { $0.key == channel }.map { t.name(of: $0) } ?? channel }
}
