import Analytics
import Kernel
import Reporting
import Statistics
import Testing
import Web

/// Everybody is delivered to; a third late, who then answer low and mostly cancel. Everybody else meets a newsletter before an answer that has
/// nothing to do with it.
private func deliveries(people: Int64 = 600) throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: ["awareness", "search", "decision", "after_purchase", "opinion"])
    var position: Int64 = 0
    for person in 0..<people {
        let isLate = person % 3 == 0
        let start = Day(number: 20_454).start.adding(.hours(person))
        func put(_ kind: String, _ day: Int64, _ score: Double? = nil) throws {
            position += 1
            builder.add(
                Touch(
                    person: person, position: position, at: start.adding(.days(day)), kind: try builder.kind(kind),
                    channel: try builder.channel("web"),
                    stage: builder.stage("after_purchase"), score: score.flatMap { ScaledScore($0, on: .nps) }, weight: nil))
        }
        try put(isLate ? "delivery_late" : "delivery_made", 0)
        if person % 2 == 0 { try put("newsletter", 1) }
        try put("survey_nps", 2, isLate ? (person % 12 == 0 ? 9 : 2) : (person % 10 == 1 ? 3 : 10))
        if isLate ? person % 12 != 0 : person % 20 == 1 { try put("plan_cancelled", 9) }
    }
    return builder.build()
}

@Suite struct `Moments of truth in the report` {
    private func report(_ outcome: String? = nil) async throws -> Report {
        var options = ReportOptions(title: "Deliveries")
        options.diagnosis.besides = ["survey_nps"]
        options.outcome = outcome
        return try await Report(log: deliveries(), options: options)
    }

    @Test func `are the same on the page, on the terminal and in the JSON`() async throws {
        let report = try await report()
        let moments = try #require(report.moments)
        #expect(moments.outcome == "plan_cancelled")
        let late = try #require(moments.moments.first { $0.kind == "delivery_late" })
        // Of the 200 who were late 50 answered high, and none of those cancelled.
        #expect(late.impact.bad.total == 150 && late.impact.bad.count == 150)
        #expect(late.impact.good.total == 50 && late.impact.good.count == 0)
        let (page, terminal) = (report.page.text, report.terminal())
        for text in ["100.0 % of 150", "0.0 % of 50", "What becomes of people: "] {
            #expect(page.contains(text) && terminal.contains(text), "\(text)")
        }
        #expect(report.json.contains("\"isDecisive\": \(late.isDecisive)") && report.json.contains("\"outcome\": \"plan_cancelled\""))
        let made = try #require(moments.moments.first { $0.kind == "newsletter" })
        #expect(!made.isDecisive)
    }

    @Test func `are none where nobody did what could become of them`() async throws {
        let report = try await Report(log: shop { "x_" + $0 }, options: ReportOptions(title: "Shop"))
        #expect(report.moments == nil && !report.page.text.contains("Moments of truth") && report.json.contains("\"moments\": null"))
    }

    @Test func `are of the outcome that is asked for`() async throws {
        #expect(try await report("newsletter").moments?.outcome == "newsletter")
    }
}
