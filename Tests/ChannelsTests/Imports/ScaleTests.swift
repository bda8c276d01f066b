import Testing
import Timeline

@testable import Channels

/// `user,event,at,score` and rows of it, a minute after one another.
private func scored(_ rows: [(kind: String, score: String)]) -> String {
    "user,event,at,score\n"
        + rows.enumerated().map { "u\($0 % 40),\($1.kind),\(1_772_000_000 + $0 * 60),\($1.score)\n" }.joined()
}

@Suite struct `A score in a file` {
    @Test func `is on the scale on which its survey asks, however that is spelled; the others on the one that their values tell`() throws {
        let rows = [
            ("survey_nps", "4"), ("Survey CSAT", "4"), ("survey_ces", "4"), ("delivery_rated", "4"), ("Survey NPS", "10"), ("delivery_rated", "2"),
        ]
        let file = try Imported(scored(rows.map { (kind: $0, score: $1) }))
        #expect(
            file.touchpoints.map(\.score) == [
                Score(4, on: .nps), Score(4, on: .csat), Score(4, on: .ces), Score(4, on: .rating), Score(10, on: .nps), Score(2, on: .rating),
            ])
        let note = try #require(file.plan.guessedScales)
        #expect(note.contains("those of “survey_csat” on csat") && note.contains("all others on rating, 1 to 5"))
        #expect(file.plan.notes.contains(note))
    }

    @Test func `of recommendation is one, whichever answers were given`() throws {
        let file = try Imported(scored([3, 8, 9, 10].map { (kind: "survey_nps", score: "\($0)") }))
        #expect(file.touchpoints.map(\.score) == [3, 8, 9, 10].map { Score($0, on: .nps) })
    }

    @Test func `is on the scale that is said, whatever the kind`() throws {
        let file = try Imported(scored([(kind: "survey_nps", score: "4")]), map: #"scale="rating10""#)
        #expect(file.touchpoints.map(\.score) == [Score(4, on: .rating10)] && file.plan.guessedScales == nil)
        let both = try Imported(scored([(kind: "survey_nps", score: "4"), (kind: "visit_rated", score: "5")]), map: #"scale="kind""#)
        #expect(both.touchpoints.map(\.score) == [Score(4, on: .nps), Score(5, on: .rating)])
    }

    @Test(arguments: ["survey_nps", "visit_rated"])
    func `that is a stray among many rejects its row and not the column`(kind: String) throws {
        var rows = (0..<4_000).map { (kind: kind, score: "\($0 % 5 + 1)") }
        for place in [7, 1_200, 3_999] { rows[place].score = "11" }
        let file = try Imported(scored(rows))
        #expect(file.rejected.count == 3 && file.touchpoints.count == 3_997)
        #expect(file.touchpoints.allSatisfy { $0.score?.scale == (kind == "survey_nps" ? .nps : .rating) })
    }

    @Test func `of zero among many tells recommendation from an overall rating`() throws {
        let rows = (0..<500).map { (kind: "asked", score: $0 == 9 ? "0" : "\($0 % 10 + 1)") }
        #expect(try Imported(scored(rows)).touchpoints.allSatisfy { $0.score?.scale == .nps })
        #expect(try Imported(scored(Array(rows.dropFirst(10)))).touchpoints.allSatisfy { $0.score?.scale == .rating10 })
    }

    @Test func `on no scale of ours is kept as a property, and that is said`() throws {
        let file = try Imported(scored([(kind: "a", score: "70"), (kind: "b", score: "85")]))
        #expect(file.touchpoints.allSatisfy { $0.score == nil && $0.properties.contains("score") })
        #expect(file.plan.notes.contains { $0.contains("“score” is called like a score") })
    }

    @Test func `beyond the scale on which its survey asks is guessed by the values, and that is said`() throws {
        let file = try Imported(scored((1...10).map { (kind: "survey_csat", score: "\($0)") }))
        #expect(file.touchpoints.map(\.score) == (1...10).map { Score(Double($0), on: .rating10) })
        #expect(file.plan.guessedScales?.contains("“survey_csat” asks on the scale csat, 1 to 5, but its scores go beyond") == true)
    }
}

@Suite struct `A row of several answers` {
    private let text = "respondent,date,nps,csat,ces,id\na,2026-03-01,9,4,7,r1\nb,2026-03-02,,2,,r2\nc,2026-03-03,0,,3,r3\n"

    @Test func `makes a touchpoint of each`() throws {
        let file = try Imported(text)
        #expect(file.kinds == ["survey_nps", "survey_csat", "survey_ces", "survey_csat", "survey_nps", "survey_ces"])
        #expect(
            file.touchpoints.map(\.score) == [
                Score(9, on: .nps), Score(4, on: .csat), Score(7, on: .ces), Score(2, on: .csat), Score(0, on: .nps), Score(3, on: .ces),
            ])
        #expect(file.customers == ["a", "a", "a", "b", "c", "c"] && Set(file.touchpoints.compactMap(\.key)).count == 6)
        #expect(file.plan.notes.count { $0.contains("Each row holds several answers") } == 2)
    }

    @Test func `is rejected as a whole where one is on no scale`() throws {
        let many = (0..<200).map { "p\($0),2026-03-05,9,4,7,m\($0)\n" }.joined()
        let file = try Imported(text + many + "d,2026-03-04,9,4,8,r4\n")
        #expect(file.touchpoints.count == 606 && file.reasons == ["the score 8.0 is not on the scale ces, 1 to 7"])
    }

    @Test func `is read again as its mapping says`() throws {
        let written = try Imported(text).plan.mapping.description
        let again = try Mapping(written).description
        #expect(written.contains("answer.survey_csat=csat") && again == written)
    }

    @Test func `keeps the others as properties where a column says what happened, and that is said`() throws {
        let file = try Imported("user,event,at,nps,csat\na,survey_nps,2026-03-01,9,4\nb,survey_nps,2026-03-01,8,3\n")
        #expect(file.kinds == ["survey_nps", "survey_nps"] && file.touchpoints.map(\.score) == [Score(9, on: .nps), Score(8, on: .nps)])
        #expect(file.plan.notes.contains { $0.contains("“csat” looks like a score too") && $0.contains("--map answer.survey_csat=csat") })
    }
}
