import Kernel
import People
import Storage
import TestKit
import Testing

@testable import Timeline

@Suite struct `The search of customers` {
    private func bought(_ who: String, _ order: String, minute: Int64, _ type: String = "order") -> NewTouchpoint {
        var touchpoint = NewTouchpoint(
            "order_placed", channel: "web", by: [Identifier(.userID, who)].compactMap { $0 }, at: noon().adding(.minutes(minute)))
        touchpoint.subject = Subject(type, order)
        return touchpoint
    }

    @Test(arguments: engines) func `finds whose an order is, by its whole number`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let touchpoints = [
                bought("ada", "A-1001", minute: -9), bought("ben", "A-1002", minute: -8), bought("cy", "spring-2", minute: -7, "campaign"),
                bought("1001", "7", minute: -6), bought("dan", "1001", minute: -5),
            ]
            _ = try await line.append(touchpoints, from: shop)
            let customers = CustomerStore(line: line)
            func found(_ text: String) async throws -> [String] {
                try await customers.list(.init(search: text)).rows.compactMap { $0.profile.identifiers.first?.value }
            }
            #expect(try await found("A-1002") == ["ben"])
            #expect(try await found(" a-1002 ") == ["ben"])
            #expect(try await found("1001") == ["dan", "1001"], "Whose order it is goes before whose number it is.")
            for text in ["A-100", "spring-2"] { #expect(try await found(text).isEmpty) }
        }
    }

    @Test(arguments: engines) func `leads to a customer whose newest answers stand first, whatever was asked`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let scores: [(Int64, Score?)] = [(-30, Score(9, on: .nps)), (-20, Score(2, on: .csat)), (-10, Score(1, on: .rating))]
            let answers = scores.map { minute, score in
                var answer = NewTouchpoint(
                    "review_posted", channel: "web", by: [Identifier(.userID, "ada")].compactMap { $0 }, at: noon().adding(.minutes(minute)))
                answer.score = score
                return answer
            }
            _ = try await line.append(answers, from: shop)
            let customers = CustomerStore(line: line)
            let ada = try #require(try await customers.list(.init(search: "ada")).rows.first)
            #expect(try await customers.standing(of: ada.person.id).standing.newestAnswers.map(\.score?.scale) == [.rating, .csat, .nps])
        }
    }
}
