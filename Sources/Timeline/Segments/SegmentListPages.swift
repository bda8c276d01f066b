import Kernel
import Web

extension Segment {
    /// Its customers.
    var customersPath: String { "/customers" + Query().with("segment", id.description).text }
    /// Where it is changed.
    var path: String { "/segments/\(id)" }
}

struct SegmentListPage {
    let t: Texts
    let segments: [Segment]
    /// How many belong to each of the first ones.
    let counts: [Int]
    let words: SegmentWords
    let mayChange: Bool

    var html: HTML {
        """
        \(PageHeader(t("customers.title"), lead: HTML(escaping: t("segments.about")), actions: mayChange ? [new] : []))\
        \(CustomerTabs(t: t, current: .segments))
        \(segments.isEmpty ? empty : table.html)
        """
    }

    private var new: HTML { LinkButton(t("segments.new"), href: SegmentDraft.path, .primary, icon: .plus).html }

    private var empty: HTML { EmptyState(.firstUse, t("segments.none"), t("segments.none.hint"), action: mayChange ? new : nil).html }

    private var table: Table<(offset: Int, element: Segment)> {
        Table(Array(segments.enumerated()), caption: t("segments.title")) {
            Column(t("segments.name")) { "<a href=\"\(url: $0.element.customersPath)\">\($0.element.name)</a>" }
            Column(t("segments.rules")) { HTML(escaping: words.text($0.element.rules)) }
            Column(t("segments.size"), isNumber: true) { HTML(escaping: counts.indices.contains($0.offset) ? t.number(counts[$0.offset]) : "…") }
            Column(t("segments.changed")) { Moment(t, $0.element.updatedAt, showing: .date).html }
            if mayChange {
                Column(t("segments.change")) {
                    "<a href=\"\(url: $0.element.path)\" aria-label=\"\(t("segments.change")): \($0.element.name)\">\(t("segments.change"))</a>"
                }
            }
        }
    }
}
