import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `A map of a wide survey` {
    private static let map = """
        source: hall-2026
        respondent: "hall-{NO}"
        at: "2026-05-{DAY}"
        channel: { column: METHOD, codes: { 1: kiosk, 2: web } }
        weight: WEIGHT
        missing: [0, 6, Blank]
        traits:
          language: { column: LANG, codes: { 1: en, 2: pl } }
        properties:
          hall: HALL
        answers:
          - { column: NPS, kind: survey_nps, scale: nps, missing: [11], question: Would you recommend us?, stage: opinion, department: success }
          - { column: FOOD, kind: food_rated, question: The food }
          - column: AGAIN
            kind: return_intended
            scale: thumbs
            codes: { "yes": 1, "no": 0 }
            properties: { comment: TEXT }
        """

    private static let header = "NO,DAY,METHOD,WEIGHT,LANG,HALL,NPS,FOOD,AGAIN,TEXT"

    private func imported(_ rows: String..., map: String = Self.map) throws -> Imported {
        let survey = try SurveyMap(yaml: map, name: "hall.yaml")
        return try Imported(([Self.header] + rows).joined(separator: "\n")) { $0.survey = survey }
    }

    @Test func `makes a touchpoint of every answer`() throws {
        let file = try imported("7,6,1,0.5,2,B,10,4,yes,\"Good, \"\"very\"\"\"")
        #expect(file.kinds == ["survey_nps", "food_rated", "return_intended"])
        #expect(file.touchpoints.map(\.score) == [Score(10, on: .nps), Score(4, on: .rating), Score(1, on: .thumbs)])
        #expect(Set(file.customers) == ["hall-7"])
        #expect(Set(file.touchpoints.map { "\($0.occurredAt.day)" }) == ["2026-05-06"])
        #expect(Set(file.touchpoints.map(\.channel)) == ["kiosk"])
        #expect(Set(file.touchpoints.map(\.weight)) == [0.5])
        #expect(file.touchpoints.map(\.traits) == [["language": "pl"], [:], [:]])
        #expect(file.touchpoints.first?.properties == #"{"hall":"B"}"#)
        #expect(file.touchpoints.last?.properties == #"{"hall":"B","comment":"Good, \"very\""}"#)
        #expect(Set(file.touchpoints.compactMap(\.key)).count == 3)
    }

    @Test func `leaves out what was not answered`() throws {
        let file = try imported("1,6,1,1,1,B,11,6,,", "2,6,2,1,1,B,0,0,no,", "3,6,2,1,1,B, BLANK ,blank,,", "4,6,1,1,1,B,11,6.0,,")
        #expect(file.customers == ["hall-2", "hall-2"])
        #expect(file.touchpoints.map { $0.score?.value } == [0, 0])
        #expect(file.rejected.map(\.line) == [4])
        #expect(file.reasons.first?.hasPrefix("“ BLANK ” in “NPS” is not on the scale nps, 0 to 10") == true)
    }

    @Test func `rejects a row as a whole, so that it can be mended and imported once`() throws {
        let file = try imported("1,6,1,1,1,B,10,9,yes,", ",6,1,1,1,B,10,4,yes,", "3,40,1,1,1,B,10,4,yes,", "4,6,1,heavy,1,B,10,4,yes,")
        #expect(file.touchpoints.isEmpty)
        #expect(file.rejected.map(\.line) == [2, 3, 4, 5])
        #expect(file.reasons[1] == "it says no respondent")
        #expect(file.reasons[2].contains("is no day of the calendar"))
        #expect(file.reasons[3] == "the weight “heavy” is no number above 0")
    }

    @Test func `describes the kinds it makes`() throws {
        let kinds = try SurveyMap(yaml: Self.map, name: "hall.yaml").kinds
        #expect(kinds.map(\.name) == ["Would you recommend us?", "The food", "return_intended"])
        #expect(kinds.first?.stage == .opinion)
        #expect(kinds.first?.department == "success")
    }

    @Test func `says in the plan what each column is`() throws {
        let plan = try imported("7,6,1,0.5,2,B,10,4,yes,").plan
        #expect(
            plan.columns.map { $0.meaning ?? "-" }
                == [
                    "customer", "at", "channel", "weight", "trait.language", "property.hall", "score of survey_nps", "score of food_rated",
                    "score of return_intended", "property.comment",
                ])
    }

    @Test(
        arguments: [
            ("answers: [", "hall.yaml is not valid YAML: line"), ("", "hall.yaml is empty"),
            ("- a\n- b\n", "hall.yaml, line 1 should be names with values"),
            ("respondant: NO\n", "hall.yaml, line 1 has “respondant” (did you mean “respondent”?)"), ("respondent: NO\n", "needs “at”"),
            ("respondent: NO\nat: DAY\n", "has no answers"), ("respondent: NO\nat: DAY\nanswers: FOOD\n", "line 3 should have a list as “answers”"),
            ("respondent: NO\nat: DAY\nanswers:\n  - kind: x\n", "line 4 needs “column”"),
            (
                "respondent: NO\nat: DAY\nanswers:\n  - { column: FOOD, kind: x,\n      scale: npss }\n",
                "line 5 has the scale “npss” (did you mean “nps”?)"
            ),
            ("respondent: NO\nat: DAY\nanswers:\n  - { column: FOOD, kind: x, codes: { a: b } }\n", "line 4 should have a number for the code “a”"),
            ("respondent: NO\nat: \"2026-05-01\"\nanswers:\n  - { column: FOD, kind: x }\n", "line 4 names the column “FOD” (did you mean “FOOD”?)"),
            ("respondent: NUM\nat: \"2026-05-01\"\nanswers:\n  - { column: FOOD, kind: x }\n", "line 1 should name a column with the respondent"),
            ("respondent: NO\nat: \"2026-{MONTH}-01\"\nanswers:\n  - { column: FOOD, kind: x }\n", "line 2 names the column “MONTH”"),
            ("respondent: NO\nrespondent: NO\n", "“respondent” stands twice"),
        ])
    func `that is wrong is told so with its line`(map: String, sentence: String) {
        let refused = refusal { _ = try imported("7,6,1,0.5,2,B,10,4,yes,", map: map) }
        #expect(refused.contains(sentence), "\(refused)")
    }

    @Test(arguments: ["sfo-2017", "sfo-2018", "ba-reviews"]) func `comes along as an example that can be read`(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let map = try SurveyMap(path: root.appending(path: "examples/maps/\(name).yaml").path)
        #expect(map.source == name)
        #expect(map.answers.count >= 9)
        #expect(Set(map.kinds.map(\.key)).count == map.kinds.count)
    }

    @Test func `says so where it puts a kind of the catalogue into another stage`() throws {
        let elsewhere = Self.map.replacing("stage: opinion", with: "stage: search")
        let file = try imported("7,6,1,0.5,2,B,10,4,yes,", map: elsewhere)
        #expect(
            file.plan.notes.contains {
                $0.hasPrefix("“survey_nps” is a kind of the catalogue, which keeps it in the stage opinion and not in search")
            })
        #expect(!(try imported("7,6,1,0.5,2,B,10,4,yes,").plan.notes.contains { $0.contains("catalogue") }))
    }
}
