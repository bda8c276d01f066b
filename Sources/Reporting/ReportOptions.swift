package import Analytics
package import Kernel

/// What a report is about, and how much of it is shown.
package struct ReportOptions: Sendable {
    /// Whose line it is: the name of the company or of the file.
    package var title: String
    package var filter: Filter
    /// Until when the line is known; `nil` is until its last touchpoint.
    package var now: Instant?
    package var variants: VariantQuestion
    package var funnel: FunnelQuestion?
    package var diagnosis: DiagnosisQuestion
    /// Kinds whose ratings are of the whole, and no drivers.
    package var ofTheWhole: Set<String> = []
    /// The kind that becomes of people or not, for moments of truth; `nil` takes the usual one.
    package var outcome: String?
    /// Ways to tell people apart, in which a change of the experience is looked for.
    package var groups: [PeopleGroup]
    package var labels: Labels
    /// How many rows of a ranking are shown.
    package var rows: Int

    package init(
        title: String, filter: Filter = .everything, now: Instant? = nil, variants: VariantQuestion = VariantQuestion(),
        funnel: FunnelQuestion? = nil, diagnosis: DiagnosisQuestion = DiagnosisQuestion(), groups: [PeopleGroup] = [],
        labels: Labels = Labels(), rows: Int = 12
    ) {
        self.title = title
        self.filter = filter
        self.now = now
        self.variants = variants
        self.funnel = funnel
        self.diagnosis = diagnosis
        self.groups = groups
        self.labels = labels
        self.rows = rows
    }
}
