import Analytics
import Kernel
import Web

/// One row for each standard, in the reader's words.
struct StandardCSV {
    let t: Texts
    let rows: [StandardStore.Row]

    var text: String {
        let head = ["name", "why", "how", "status", "owner", "review_on", "overdue", "evidence", "last_evidence_at", "put_away_at"]
        return CSV.sheet(([head] + rows.map(cells)).map { $0.map(CSV.harmless) })
    }

    private func cells(_ row: StandardStore.Row) -> [String] {
        let (standard, words) = (row.standard, row.standard.words(t))
        return [
            words.name, words.why, words.how, standard.state.status.rawValue, row.ownerName ?? "", standard.state.reviewOn.map { "\($0)" } ?? "",
            standard.isOverdue(on: t.today) ? "yes" : "no", "\(row.evidence)", row.lastEvidenceAt?.description ?? "",
            standard.putAwayAt?.description ?? "",
        ]
    }
}
