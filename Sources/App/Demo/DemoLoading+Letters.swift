import Demo
import Desk
import Kernel
import People
import Storage
import Timeline

extension DemoLoading {
    /// What waits in the inbox: each letter from somebody else who speaks its language.
    func bringLetters(from source: Source, now: Instant) async throws {
        let targets = try [
            ServiceTarget(.firstResponse, within: .hours(4), warning: .minutes(60)), ServiceTarget(.nextResponse, within: .hours(8)),
            ServiceTarget(.resolution, within: .hours(40), warning: .hours(8), pauses: [.waiting, .snoozed]),
        ]
        try await ServicePolicyStore(line: line).save(nil, name: "Standard", rank: 10, .init(targets), by: nil, since: now.adding(.days(-365)))
        try await LabelStore(line: line).setUpDemo()
        try await TeamStore(line: line).setUpDemo()
        var writers: [String: [Identifier]] = [:]
        for language in Set(DemoLetter.all.map(\.language)) { writers[language] = try await speakers(of: language) }
        for (number, letter) in DemoLetter.all.enumerated() {
            guard let channel = DeskChannel(rawValue: letter.channel), let writer = writers[letter.language]?.popLast() else { continue }
            var message = IncomingMessage(
                key: "letter-\(number)", thread: "letter-\(number)", channel: channel, from: [writer], subject: letter.subject, text: letter.text,
                at: now.adding(.zero - letter.ago))
            message.labels = letter.labels
            _ = try await MessageStore(line: line).receive(message, from: source)
        }
    }

    /// The addresses of those who came last.
    private func speakers(of language: String) async throws -> [Identifier] {
        try await line.database.read { session in
            try session.rows(
                """
                SELECT DISTINCT identifier.value, identifier.person FROM trait JOIN identifier AS said ON said.id = trait.identifier
                JOIN identifier ON identifier.person = said.person
                WHERE trait.name = 'language' AND trait.value = \(language)
                AND identifier.type = (SELECT id FROM identifier_type WHERE key = 'email') ORDER BY identifier.person LIMIT 20
                """
            ).compactMap { Identifier(.email, try $0.get("value", as: String.self)) }
        }
    }
}
