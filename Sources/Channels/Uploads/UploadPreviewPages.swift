import Kernel
import People
import Timeline
import Web

/// The first rows as the touchpoints they would become, and those that would be rejected.
struct UploadPreview: Markup {
    let t: Texts
    let plan: ImportPlan

    var html: HTML {
        """
        \(plan.doubtfulDate.map { Callout(HTML(escaping: t("imports.doubtful_date", ["date": $0])), tone: .warn) })\
        \(Section(t("imports.preview"), note: HTML(escaping: t("imports.preview.about")), content: touchpoints.html))
        \(rejected.isEmpty ? nil : Section(t("imports.bad_rows"), note: HTML(escaping: t("imports.bad_rows.about")), content: badRows.html))
        """
    }

    private var touchpoints: Table<NewTouchpoint> {
        Table(plan.preview, caption: t("imports.preview")) {
            Column(t("imports.when")) { Moment(t, $0.occurredAt, showing: .moment).html }
            Column(t("imports.what")) { HTML(escaping: $0.kind) }
            Column(t("imports.channel")) { HTML(escaping: $0.channel) }
            Column(t("imports.who")) { HTML(escaping: $0.identifiers.map(\.value).joined(separator: ", ")) }
            Column(t("imports.more")) { HTML(escaping: more($0)) }
        }
    }

    private func more(_ touchpoint: NewTouchpoint) -> String {
        let score = touchpoint.score.map { "\(t.number($0.value)) (\(t("imports.scale.\($0.scale.key)")))" }
        let traits = touchpoint.traits.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let all = [score, touchpoint.value.map { t.money($0) }, touchpoint.company] + traits + [touchpoint.properties]
        return Self.short(all.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · "), 160)
    }

    private var rejected: [RejectedRow] { Array(plan.rejected.prefix(10)) }

    private var badRows: Table<RejectedRow> {
        Table(rejected, caption: t("imports.bad_rows")) {
            Column(t("imports.line"), isNumber: true) { HTML(escaping: t.number($0.line)) }
            Column(t("jobs.reason")) { HTML(escaping: t.reason($0.reason)) }
            Column(t("imports.row")) { HTML(escaping: Self.short($0.text, 120)) }
        }
    }

    static func samples(_ samples: [String]) -> HTML {
        HTML(escaping: samples.map { "“\(short($0, 30))”" }.joined(separator: ", "))
    }

    private static func short(_ text: String, _ limit: Int) -> String { text.count > limit ? text.prefix(limit) + "…" : text }
}
