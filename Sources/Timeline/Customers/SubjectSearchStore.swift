import Foundation
import Kernel
import Storage

/// Customers by the number of what their touchpoints are about: an order, a ticket, a plan.
struct SubjectSearchStore {
    /// What is one customer's alone; a campaign or a survey is of many.
    private static let types = ["order", "ticket", "conversation", "quote", "plan", "invoice", "delivery", "cart"]
    private static let longest = 64

    /// The numbers of those people whose line has a thing of exactly this number, the newest first; capitals may be left out.
    func people(_ text: String, limit: Int, _ session: Session) throws -> [Int64] {
        let typed = text.trimmingCharacters(in: .whitespaces)
        guard typed.utf8.count <= Self.longest, typed.contains(where: \.isNumber), !typed.contains(" ") else { return [] }
        let spellings = Set([typed, typed.uppercased(), String(typed.drop { $0 == "#" })])
        return try session.rows(
            """
            SELECT identifier.person AS person, MAX(touchpoint.position) AS position FROM touchpoint
            JOIN identifier ON identifier.id = touchpoint.identifier
            WHERE touchpoint.subject_type IN \(list: Self.types) AND touchpoint.subject_id IN \(list: spellings.sorted())
            GROUP BY identifier.person ORDER BY position DESC LIMIT \(limit)
            """
        ).map { try $0.get("person") }
    }
}
