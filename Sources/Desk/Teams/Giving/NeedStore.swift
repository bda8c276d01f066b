import Kernel
import Storage
import Web

/// What conversations that wait need, as far as anybody in their teams can do it.
struct NeedStore {
    let roster: Roster

    /// By their numbers.
    func needs(of conversations: [Conversation], _ reading: some Reading) throws -> [Int64: Roster.Need] {
        guard !conversations.isEmpty else { return [:] }
        let skills = Dictionary(uniqueKeysWithValues: roster.teams.keys.map { ($0, roster.skills(in: $0)) })
        let labels = try ConversationLabelProjection.labels(of: conversations.map(\.number), reading)
        var needs: [Int64: Roster.Need] = [:]
        for conversation in conversations {
            guard let key = conversation.team, let team = roster.teams[key] else { continue }
            let known = skills[key] ?? []
            var need = Roster.Need()
            need.words = Set((labels[conversation.number] ?? []).flatMap { [$0.key, $0.name.lowercased()] })
            if known.contains(where: { $0.count == 2 }) { need.words.insert(try SurveyLanguageStore.language(of: conversation, reading)) }
            need.words.formIntersection(known)
            if team.isSticky { need.answeredBy = try Self.answeredLast(conversation.person, reading) }
            need.refusedBy = try Self.refused(conversation.number, reading)
            needs[conversation.number] = need
        }
        return needs
    }

    /// Who answered somebody last, in whatever conversation.
    private static func answeredLast(_ person: Int64, _ reading: some Reading) throws -> ID<Viewer>? {
        let numbers: [Int64] = try reading.rows(
            """
            SELECT number FROM conversation WHERE identifier IN (SELECT id FROM identifier WHERE person = \(person))
            ORDER BY last_at DESC, number DESC LIMIT 50
            """
        ).map { try $0.get(at: 0) }
        return try reading.value(
            """
            SELECT staff FROM conversation_entry WHERE conversation IN \(list: numbers) AND staff IS NOT NULL
            AND happening = \(ConversationEntry.Happening.reply.rawValue) ORDER BY number DESC LIMIT 1
            """)
    }

    /// Who has given it back, if that is what was done with it last.
    private static func refused(_ number: Int64, _ reading: some Reading) throws -> ID<Viewer>? {
        let row = try reading.first(
            """
            SELECT staff, reason FROM conversation_entry WHERE conversation = \(number)
            AND happening = \(ConversationEntry.Happening.assignment.rawValue) ORDER BY number DESC LIMIT 1
            """)
        guard let row, let given = Assignment(reason: try row.find("reason") ?? ""), given.way == .byHand, given.whom == nil else { return nil }
        return try row.find("staff")
    }
}
